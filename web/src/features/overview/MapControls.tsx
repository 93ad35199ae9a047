import type { Dataset } from '../../api/dataset.ts';
import { mapWords } from '../../i18n/map.ts';
import { useWords } from '../../i18n/words.ts';
import { CLASSINGS, type Classing, type ScaleShown } from '../../state/choices.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { Picker } from './Picker.tsx';
import { quartersBefore } from './quarters.ts';

export type MapLayout = 'map' | 'tiles' | 'counties';

interface MapControlsProps {
  readonly layout: MapLayout;
  readonly layouts: readonly MapLayout[];
  readonly scale: ScaleShown;
  /** Empty where there is nothing to colour by. */
  readonly scales: readonly ScaleShown[];
  /** The indicator is a number of things, not a rate. */
  readonly counted?: boolean;
  readonly classing: Classing;
  /** False where policy has no bounds for what is shown. */
  readonly policy: boolean;
  /** Null where no other period can stand beside it. */
  readonly periods: { readonly dataset: Dataset; readonly period: string; readonly against: string | null } | null;
}

/** How the map is laid out, what its colours mean, and what stands beside it: all of it in the address. */
export function MapControls({ layout, layouts, scale, scales, counted = false, classing, policy, periods }: MapControlsProps) {
  const words = useWords(mapWords);
  const { set } = useSelection();
  return (
    <div className="map-controls">
      {layouts.length > 1 && (
        <Segmented
          label={words.layout}
          options={layouts.map((value) => ({ value, label: words.layouts[value] }))}
          value={layout}
          onChange={(chosen) => {
            set({ layout: chosen === 'map' ? null : chosen });
          }}
        />
      )}
      {scales.length > 1 && (
        <Segmented
          label={words.scale}
          options={scales.map((value) => ({
            value,
            label: counted && value === 'rate' ? words.amount : words.scales[value],
            hint: words.scaleHints[value],
          }))}
          value={scale}
          onChange={(chosen) => {
            set({ scale: chosen, ...(chosen === 'change' || scale === 'change' ? { against: null } : {}) });
          }}
        />
      )}
      {scale !== 'change' && scales.length > 0 && (
        <Picker
          label={words.classing}
          options={CLASSINGS.filter((value) => policy || value !== 'policy').map((value) => ({ value, label: words.classings[value] }))}
          value={classing}
          onChange={(classes) => {
            set({ classes });
          }}
        />
      )}
      {periods && (scale === 'change' ? <Since {...periods} /> : <Beside {...periods} />)}
    </div>
  );
}

type Periods = NonNullable<MapControlsProps['periods']>;

/** A change is measured by the server, which compares the same reporting regions: on the quarter before, or on the year. */
function Since({ period, against }: Periods) {
  const words = useWords(mapWords);
  const { set } = useSelection();
  const year = quartersBefore(period, 4);
  return (
    <Picker
      label={words.since}
      options={[
        { value: 'previous', label: words.sincePrevious },
        { value: 'year', label: words.sinceYear },
      ]}
      value={against === year ? 'year' : 'previous'}
      onChange={(chosen) => {
        set({ against: chosen === 'year' ? year : null });
      }}
    />
  );
}

const NONE = '';

function Beside({ dataset, period, against }: Periods) {
  const words = useWords(mapWords);
  const { set } = useSelection();
  const others = dataset.periods.filter((one) => one !== period).toReversed();
  if (others.length === 0) return null;
  return (
    <Picker
      label={words.beside}
      options={[{ value: NONE, label: words.besideNone }, ...others.map((value) => ({ value, label: words.besideWith(value) }))]}
      value={against ?? NONE}
      onChange={(chosen) => {
        set({ against: chosen === NONE ? null : chosen });
      }}
    />
  );
}
