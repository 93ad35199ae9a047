/** Units missing by part, most first. */
import { isRefused } from '../../domain/analysis/refusal.ts';
import { formatCount } from '../../domain/format.ts';
import type { GapAnswer } from '../../reports/analysisTypes.ts';
import { barsOption, type BarsInput } from '../../../web/src/charts/barsOption.ts';
import type { SheetChart } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { paperTheme } from './look.ts';
import { countAxis } from './trendInput.ts';

interface GapParts {
  readonly answer: GapAnswer;
  readonly names: ReadonlyMap<string, string>;
  readonly situation: Situation;
}

/** None where nothing is missing, or nothing can be said. */
export function gapBars({ answer, names, situation }: GapParts): readonly SheetChart[] {
  if (isRefused(answer)) return [];
  const { lang } = situation;
  const short = (answer.gap.byParts?.parts ?? []).flatMap(({ key, gap }) => (key === null || gap === 0 ? [] : [{ name: names.get(key) ?? key, gap }]));
  if (short.length === 0) return [];
  const { max, step } = countAxis(short.map(({ gap }) => gap));
  const unit = lang === 'zh' ? '家' : 'units';
  const input: BarsInput = {
    rows: short.map(({ name, gap }, index) => ({
      name,
      value: gap,
      absence: null,
      text: formatCount(gap),
      note: null,
      target: null,
      focus: index === 0,
    })),
    max,
    ticks: Array.from({ length: Math.round(max / step) + 1 }, (_, index) => ({ at: index * step, text: formatCount(index * step) })),
    target: null,
  };
  return [
    {
      id: 'gap',
      title: { zh: '各地差额（家）', en: 'Units missing' },
      picture: (look, box) => barsOption(input, paperTheme(look, box), box),
      native: {
        type: 'bar',
        categories: short.map(({ name }) => name),
        series: [{ name: lang === 'zh' ? '差额' : 'Gap', values: short.map(({ gap }) => gap) }],
        focus: short[0]?.name ?? null,
        unit,
        decimals: 0,
        min: 0,
        max: null,
      },
    },
  ];
}
