import type { OverviewRegion } from '../api/overview.ts';
import { viewWords } from '../i18n/view.ts';
import { useWords } from '../i18n/words.ts';
import { MOST_REGIONS } from '../state/selection.ts';
import { useSelection } from '../state/useSelection.ts';
import { RegionSearch } from './RegionSearch.tsx';

interface RegionsPickerProps {
  readonly region: OverviewRegion;
  /** The regions that are shown now, with their names; the address holds them once they are chosen. */
  readonly shown: readonly { readonly code: string; readonly name: string }[];
  readonly most?: number;
}

/** Regions beside each other: chips with a way out, and a search to add one. */
export function RegionsPicker({ region, shown, most = MOST_REGIONS }: RegionsPickerProps) {
  const words = useWords(viewWords);
  const { set } = useSelection();
  const codes = shown.map(({ code }) => code);
  return (
    <div className="regions-picker">
      <ul className="chips" aria-label={words.regionsChosen}>
        {shown.map(({ code, name }) => (
          <li key={code}>
            <button
              type="button"
              aria-label={words.remove(name)}
              onClick={() => {
                set({ regions: codes.filter((one) => one !== code) });
              }}
            >
              {name} <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < most ? (
        <RegionSearch
          label={words.addRegion}
          offered={[region, ...region.children].filter(({ code }) => !codes.includes(code))}
          onChoose={(code) => {
            set({ regions: [...new Set([...codes, code])] });
          }}
        />
      ) : (
        <span className="small muted">{words.most(String(most))}</span>
      )}
    </div>
  );
}
