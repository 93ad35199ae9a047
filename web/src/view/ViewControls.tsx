import { useLayoutEffect, useRef } from 'react';
import type { Dataset } from '../api/dataset.ts';
import { overviewWords } from '../i18n/overview.ts';
import { shellWords } from '../i18n/shell.ts';
import { pickLabel, useLang, useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import { periodText } from '../theme/format.ts';
import { PeriodSlider, type SliderStep } from '../ui/PeriodSlider.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import type { Lang, View } from '../state/selection.ts';
import { useStep } from './ahead.ts';

const BLANK = '\u00a0';

/**
 * Twelve labels do not fit beside each other: the ends of years, the quarters between them, the one shown and the last. Beside these two nothing
 * is printed, and when they are neighbours both are short.
 */
function toSteps(periods: readonly string[], shown: string, lang: Lang): readonly SliderStep[] {
  const last = periods.length - 1;
  const named = [periods.indexOf(shown), last];
  const neighbours = named[0] === last - 1;
  return periods.map((period, index) => {
    const chosen = named.includes(index);
    const crowded = named.some((at) => Math.abs(at - index) === 1);
    const keep = chosen || (period.endsWith('Q4') && !crowded);
    const between = period.endsWith('Q2') && !crowded ? period.slice(4) : BLANK;
    const label = chosen && neighbours ? period.slice(4) : period;
    return { value: period, label: keep ? label : between, spoken: periodText(period, lang), keep };
  });
}

/** When, and out of which units. */
export function LedgerControls({ dataset, period }: { readonly dataset: Dataset; readonly period: string }) {
  const words = useWords(overviewWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const { selection, set } = useSelection();
  const step = useStep();
  // What is written a moment later is written over the address of that moment.
  const latest = useRef(set);
  useLayoutEffect(() => {
    latest.current = set;
  }, [set]);
  return (
    <>
      <div className="control">
        <span className="name">{shell.period}</span>
        <PeriodSlider
          label={shell.period}
          steps={toSteps(dataset.periods, period, lang)}
          value={period}
          onChange={(value, playing) => {
            step(value, () => {
              latest.current({ period: value === dataset.latestPeriod ? null : value }, { replace: playing });
            });
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
    <div className="control view-switch">
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
