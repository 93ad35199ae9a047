import type { ReactNode } from 'react';
import type { CalendarRow } from '../../api/calendar.ts';
import { submitWords } from '../../i18n/submit.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { RegionSearch } from '../../view/RegionSearch.tsx';
import { periodsOf, regionsOf, type Place } from './parts.ts';

/** As many regions as a plain list can hold; more are searched for. */
const LISTED = 30;

interface PlaceBarProps {
  readonly rows: readonly CalendarRow[];
  readonly place: Place | null;
  readonly children?: ReactNode;
}

function RegionPick({ rows, place }: Omit<PlaceBarProps, 'children'>) {
  const words = useWords(submitWords);
  const lang = useLang();
  const { set } = useSelection();
  const regions = regionsOf(rows);
  const choose = (region: string): void => {
    set({ region, period: place?.period ?? null, upload: null, submission: null, after: null });
  };
  if (regions.length > LISTED)
    return (
      <div className="control">
        <span className="name">{words.region}</span>
        <div className="beside">
          <strong className="place-name">{place === null ? words.noPlace : regionName(place.region, lang)}</strong>
          <RegionSearch label={words.chooseRegion} offered={regions} onChoose={choose} />
        </div>
      </div>
    );
  return (
    <label className="control">
      <span className="name">{words.region}</span>
      <select
        className="field"
        value={place?.region.code ?? ''}
        onChange={({ target }) => {
          choose(target.value);
        }}
      >
        {place === null && <option value="">{words.chooseRegion}</option>}
        {regions.map((region) => (
          <option key={region.code} value={region.code}>
            {regionName(region, lang)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which region and which quarter one reports for. */
export function PlaceBar({ rows, place, children }: PlaceBarProps) {
  const words = useWords(submitWords);
  const lang = useLang();
  const { set } = useSelection();
  return (
    <div className="tools-bar place-bar" role="group" aria-label={words.place}>
      <RegionPick rows={rows} place={place} />
      <label className="control">
        <span className="name">{words.period}</span>
        <select
          className="field"
          value={place?.period ?? ''}
          onChange={({ target }) => {
            set({ region: place?.region.code, period: target.value, upload: null, submission: null, after: null });
          }}
        >
          {place === null && <option value="">{words.choosePeriod}</option>}
          {periodsOf(rows).map((period) => (
            <option key={period} value={period}>
              {periodText(period, lang)}
            </option>
          ))}
        </select>
      </label>
      {children}
    </div>
  );
}
