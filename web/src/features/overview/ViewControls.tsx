import type { Dataset } from '../../api/dataset.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { shellWords } from '../../i18n/shell.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { PeriodSlider, type SliderStep } from '../../ui/PeriodSlider.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import type { Lang, View } from '../../state/selection.ts';

/** Twelve labels do not fit beside each other: the ends of years, the quarters between them, and the one shown. */
const toSteps = (periods: readonly string[], shown: string, lang: Lang): readonly SliderStep[] =>
  periods.map((period) => {
    const keep = period.endsWith('Q4');
    const short = period.endsWith('Q2') || period === shown ? period.slice(4) : '\u00a0';
    return { value: period, label: keep ? period : short, spoken: periodText(period, lang), keep: keep || period === shown };
  });

/** When, and out of which units. */
export function LedgerControls({ dataset, period }: { readonly dataset: Dataset; readonly period: string }) {
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  return (
    <>
      <div className="control">
        <span className="name">{shell.period}</span>
        <PeriodSlider
          label={shell.period}
          steps={toSteps(dataset.periods, period, lang)}
          value={period}
          onChange={(value, playing) => {
            set({ period: value === dataset.latestPeriod ? null : value }, { replace: playing });
          }}
          words={shell}
        />
      </div>
      <div className="control">
        <span className="name">{words.basisControl}</span>
        <Segmented
          label={words.basisControl}
          options={dataset.bases.map(({ id, label, definition }) => ({
            value: id,
            label: pickLabel(label, lang),
            hint: pickLabel(definition, lang),
          }))}
          value={selection.basis}
          onChange={(basis) => {
            set({ basis });
          }}
        />
      </div>
    </>
  );
}

/** Ledger or published figures, where a region has both. */
export function ViewSwitch({ view }: { readonly view: View }) {
  const words = useWords(overviewWords);
  const { set } = useSelection();
  return (
    <div className="control">
      <span className="name">{words.viewControl}</span>
      <Segmented
        label={words.viewControl}
        options={[
          { value: 'ledger', label: words.ledgerView },
          { value: 'published', label: words.publishedView },
        ]}
        value={view}
        onChange={(chosen: View) => {
          set({ view: chosen === 'published' ? chosen : null });
        }}
      />
    </div>
  );
}
