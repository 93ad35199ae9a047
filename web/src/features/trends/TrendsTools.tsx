import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { TrendsLatest } from '../../api/trends.ts';
import { trendsWords } from '../../i18n/trends.ts';
import { viewWords } from '../../i18n/view.ts';
import { pickLabel, regionName, useLang, useWords } from '../../i18n/words.ts';
import { MOST_INDICATORS } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count } from '../../theme/format.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { IndicatorPicker } from '../../view/IndicatorPicker.tsx';
import { RegionsPicker } from '../../view/RegionsPicker.tsx';
import type { LedgerScene } from '../../view/useScene.ts';
import { linesDrawn, mostLines } from './chooseLines.ts';
import '../../view/tools.css';

interface TrendsToolsProps {
  readonly scene: LedgerScene;
  readonly indicators: readonly IndicatorDefinition[];
  readonly from: string;
  readonly shown: readonly TrendsLatest[];
}

/** What is drawn: indicators, regions, quarters, arrangement. */
export function TrendsTools(props: TrendsToolsProps) {
  const words = useWords(trendsWords);
  return (
    <div className="tools-bar">
      <div className="control">
        <span className="name">{words.indicatorControl}</span>
        <Indicators {...props} />
      </div>
      <FromPicker {...props} />
      <Arrangement />
      <div className="control wide-control">
        <span className="name">{words.regionsControl}</span>
        <Regions {...props} />
      </div>
    </div>
  );
}

/** The indicator of the page, those beside it with a way out, and one more. */
function Indicators({ scene, indicators }: TrendsToolsProps) {
  const words = useWords(trendsWords);
  const view = useWords(viewWords);
  const lang = useLang();
  const { set } = useSelection();
  const beside = indicators.slice(1).map(({ id }) => id);
  const left = scene.indicators.filter(({ id }) => indicators.every((one) => one.id !== id));
  return (
    <div className="beside">
      <IndicatorPicker indicators={scene.indicators} indicator={scene.indicator} />
      {indicators.length > 1 && (
        <ul className="chips" aria-label={words.indicatorsChosen}>
          {indicators.slice(1).map(({ id, label }) => (
            <li key={id}>
              <button
                type="button"
                aria-label={view.remove(pickLabel(label, lang))}
                onClick={() => {
                  set({ indicators: beside.filter((one) => one !== id) });
                }}
              >
                {pickLabel(label, lang)} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {indicators.length < MOST_INDICATORS ? (
        <select
          className="field adder"
          aria-label={words.addIndicator}
          value=""
          onChange={(event) => {
            const chosen = left.find(({ id }) => id === event.target.value);
            if (chosen) set({ indicators: [...beside, chosen.id] });
          }}
        >
          <option value="">{words.addIndicator}</option>
          {left.map(({ id, label }) => (
            <option key={id} value={id}>
              {pickLabel(label, lang)}
            </option>
          ))}
        </select>
      ) : (
        <span className="small muted">{words.mostIndicators(count(MOST_INDICATORS))}</span>
      )}
    </div>
  );
}

function FromPicker({ scene: { dataset, period }, from }: TrendsToolsProps) {
  const words = useWords(trendsWords);
  const { set } = useSelection();
  return (
    <label className="control">
      <span className="name">{words.fromControl}</span>
      <select
        className="field"
        value={from}
        onChange={(event) => {
          set({ against: event.target.value });
        }}
      >
        {dataset.periods
          .filter((one) => one <= period)
          .map((one) => (
            <option key={one}>{one}</option>
          ))}
      </select>
    </label>
  );
}

function Arrangement() {
  const words = useWords(trendsWords);
  const { selection, set } = useSelection();
  return (
    <>
      <div className="control">
        <span className="name">{words.layoutControl}</span>
        <Segmented
          label={words.layoutControl}
          options={[
            { value: 'lines', label: words.lines },
            { value: 'multiples', label: words.multiples },
          ]}
          value={selection.layout === 'multiples' ? 'multiples' : 'lines'}
          onChange={(layout: 'lines' | 'multiples') => {
            set({ layout: layout === 'lines' ? null : layout });
          }}
        />
      </div>
      <div className="control">
        <span className="name">{words.divisionsControl}</span>
        <Segmented
          label={words.divisionsControl}
          options={[
            { value: 'was', label: words.asWas, hint: words.asWasNote },
            { value: 'now', label: words.asNow, hint: words.asNowNote },
          ]}
          value={selection.divisions}
          onChange={(divisions) => {
            set({ divisions });
          }}
        />
      </div>
    </>
  );
}

/** The regions that have a line, each with a way out, and a search for one more. */
function Regions({ scene: { region, indicator }, shown }: TrendsToolsProps) {
  const words = useWords(trendsWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const latest = shown.filter((row) => row.indicator === indicator.id);
  const drawn = new Set(linesDrawn({ latest, own: region.code, focus: selection.focus, most: mostLines(selection.layout) }));
  const lines = latest.filter((row) => drawn.has(row.region.code));
  return (
    <div className="beside">
      {/* Chosen regions all have a way out, also those that got no line. */}
      <RegionsPicker
        region={region}
        shown={(selection.regions.length > 0 ? latest : lines).map((row) => ({
          code: row.region.code,
          name: regionName(row.region, lang),
        }))}
      />
      {lines.length < latest.length && <span className="small muted">{words.drawn(count(lines.length), count(latest.length))}</span>}
      {selection.regions.length > 0 && (
        <button
          type="button"
          className="link"
          onClick={() => {
            set({ regions: [], focus: null });
          }}
        >
          {words.defaultRegions}
        </button>
      )}
    </div>
  );
}
