import type { CompareRank } from '../../api/compare.ts';
import { compareWords } from '../../i18n/compare.ts';
import { pickLabel, regionName, useLang, useWords } from '../../i18n/words.ts';
import { MOST_REGIONS, type Layout, type Selection } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { IndicatorPicker } from '../../view/IndicatorPicker.tsx';
import { RegionsPicker } from '../../view/RegionsPicker.tsx';
import type { Comparison } from './asked.ts';
import '../../view/tools.css';

interface CompareToolsProps {
  readonly comparison: Comparison;
  readonly ranking: readonly CompareRank[];
}

/** What is compared: indicator, regions, form, and with which quarter or basis. */
export function CompareTools({ comparison, ranking }: CompareToolsProps) {
  const words = useWords(compareWords);
  const lang = useLang();
  const { selection } = useSelection();
  const { region, indicator, indicators } = comparison.scene;
  return (
    <div className="tools-bar">
      <div className="control">
        <span className="name">{words.indicatorControl}</span>
        <IndicatorPicker indicators={indicators} indicator={indicator} />
      </div>
      <AmongControl comparison={comparison} ranking={ranking} />
      <LayoutControl />
      {selection.layout === 'dumbbell' ? <VersusControl {...comparison} /> : <AgainstControl {...comparison} />}
      {selection.layout !== null && selection.layout !== 'table' && <FocusControl ranking={ranking} />}
      {comparison.chosen.length > 0 && (
        <div className="control wide-control">
          <span className="name">{words.regionsControl}</span>
          <RegionsPicker
            region={region}
            shown={ranking.map((row) => ({ code: row.region.code, name: regionName(row.region, lang) }))}
            most={MOST_REGIONS}
          />
        </div>
      )}
    </div>
  );
}

type Among = 'children' | 'counties' | 'chosen';

function AmongControl({ comparison: { scene, chosen }, ranking }: CompareToolsProps) {
  const words = useWords(compareWords);
  const { selection, set } = useSelection();
  const { level } = scene.region;
  const deep = level === 'NATION' || level === 'PROVINCE';
  const value: Among = chosen.length > 0 ? 'chosen' : deep ? selection.among : 'children';
  const patchOf = (among: Among): Partial<Selection> =>
    among === 'chosen' ? { regions: ranking.slice(0, MOST_REGIONS).map(({ region }) => region.code) } : { among, regions: [], focus: null };
  return (
    <div className="control">
      <span className="name">{words.amongControl}</span>
      <Segmented<Among>
        label={words.amongControl}
        options={[
          { value: 'children', label: words.children },
          ...(deep ? [{ value: 'counties' as const, label: words.counties }] : []),
          { value: 'chosen', label: words.chosen },
        ]}
        value={value}
        onChange={(among) => {
          if (among !== value) set(patchOf(among));
        }}
      />
    </div>
  );
}

type Form = Extract<Layout, 'table' | 'bars' | 'dumbbell'>;

function LayoutControl() {
  const words = useWords(compareWords);
  const { selection, set } = useSelection();
  const { layout } = selection;
  return (
    <div className="control">
      <span className="name">{words.layoutControl}</span>
      <Segmented<Form>
        label={words.layoutControl}
        options={[
          { value: 'table', label: words.table },
          { value: 'bars', label: words.bars },
          { value: 'dumbbell', label: words.dumbbell },
        ]}
        value={layout === 'bars' || layout === 'dumbbell' ? layout : 'table'}
        onChange={(form) => {
          set({ layout: form === 'table' ? null : form, order: null });
        }}
      />
    </div>
  );
}

function AgainstControl({ scene: { dataset, period }, against }: Comparison) {
  const words = useWords(compareWords);
  const { set } = useSelection();
  if (against === null) return null;
  return (
    <label className="control">
      <span className="name">{words.againstControl}</span>
      <select
        className="field"
        value={against}
        onChange={(event) => {
          set({ against: event.target.value });
        }}
      >
        {dataset.periods
          .filter((one) => one < period)
          .toReversed()
          .map((one) => (
            <option key={one}>{one}</option>
          ))}
      </select>
    </label>
  );
}

function VersusControl({ scene: { dataset }, versus }: Comparison) {
  const words = useWords(compareWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const others = dataset.bases.filter(({ id }) => id !== selection.basis);
  return (
    <label className="control">
      <span className="name">{words.versusControl}</span>
      <select
        className="field"
        value={versus}
        onChange={(event) => {
          const chosen = others.find(({ id }) => id === event.target.value);
          if (chosen) set({ versus: chosen.id });
        }}
      >
        {others.map(({ id, label }) => (
          <option key={id} value={id}>
            {pickLabel(label, lang)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a click on a bar does, for the keyboard. */
function FocusControl({ ranking }: { readonly ranking: readonly CompareRank[] }) {
  const words = useWords(compareWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  return (
    <label className="control">
      <span className="name">{words.focusControl}</span>
      <select
        className="field"
        value={selection.focus ?? ranking[0]?.region.code ?? ''}
        onChange={(event) => {
          set({ focus: event.target.value });
        }}
      >
        {ranking.map(({ region }) => (
          <option key={region.code} value={region.code}>
            {regionName(region, lang)}
          </option>
        ))}
      </select>
    </label>
  );
}
