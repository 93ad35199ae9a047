import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { OverviewAnswer } from '../../api/overview.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { pickLabel, regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { absenceWord } from '../../view/toRows.ts';
import { valueWithUnit } from '../../view/valueText.ts';

interface ParksProps {
  readonly parks: OverviewAnswer['parks'];
  readonly indicator: IndicatorDefinition;
  readonly dataset: Dataset;
}

/** Parks lie across counties, which count their units already: a list of its own, outside ranking and total. */
export function Parks({ parks, indicator, dataset }: ParksProps) {
  const words = useWords(overviewWords);
  const lang = useLang();
  const { hrefFor } = useSelection();
  if (parks.length === 0) return null;
  return (
    <div className="parks">
      <h3>{words.parksTitle}</h3>
      <p className="small muted">{words.parksNote}</p>
      <ul>
        {parks.map(({ region, rate }) => (
          <li key={region.code}>
            <ViewLink href={hrefFor({ region: region.code })}>{regionName(region, lang)}</ViewLink>{' '}
            <strong>
              {typeof rate.value === 'number'
                ? valueWithUnit(rate.value, indicator, pickLabel(indicator.unit, lang))
                : absenceWord(rate.missing, dataset, lang)}
            </strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
