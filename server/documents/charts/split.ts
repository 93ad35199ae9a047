/** How one level became the next: what numerator and denominator did. */
import { isRefused } from '../../domain/analysis/refusal.ts';
import { formatPoints } from '../../domain/format.ts';
import { indicatorOf } from '../../domain/indicators.ts';
import type { ChangeAnswer } from '../../reports/analysisTypes.ts';
import { percentAxis } from '../../../web/src/charts/axis.ts';
import { waterfallOption, type WaterfallInput } from '../../../web/src/charts/waterfallOption.ts';
import type { Lang } from '../../../web/src/state/selection.ts';
import type { NativeChart, SheetChart } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { paperTheme } from './look.ts';
import { valueWithUnit } from './trendInput.ts';

/** Effects are often small: two decimals, as one would flatten them to ±0.0. */
const DECIMALS = 2;

const SERIES = {
  zh: ['底（不画）', '拉动（百分点）', '拉低（百分点）', '达到（%）'],
  en: ['ground (not drawn)', 'adds (points)', 'takes away (points)', 'reached (%)'],
} as const;

/** The same for an office program, as stacked columns of which the lowest is not drawn. */
export function waterfallSeries({ start, effects, end, axis }: WaterfallInput, decimals: number, lang: Lang): NativeChart {
  const levels = [start.value];
  for (const { value } of effects) levels.push(Number(levels.at(-1)) + value);
  const inner = (of: (value: number, at: number) => number | null): (number | null)[] => [
    null,
    ...effects.map(({ value }, at) => of(value, at)),
    null,
  ];
  const [ground, adds, takes, reached] = SERIES[lang];
  return {
    type: 'waterfall',
    categories: [start.name, ...effects.map(({ name }) => name), end.name],
    series: [
      { name: ground, values: inner((_, at) => Math.min(Number(levels[at]), Number(levels[at + 1]))) },
      { name: adds, values: inner((value) => (value < 0 ? null : value)) },
      { name: takes, values: inner((value) => (value < 0 ? -value : null)) },
      { name: reached, values: [...levels, end.value] },
    ],
    focus: null,
    unit: '%',
    decimals,
    min: axis.min,
    max: axis.max,
    texts: [start, ...effects, end].map(({ text }) => text),
  };
}

/** None where there is no change to split, or nothing is divided. */
export function splitChart(answer: ChangeAnswer, { indicator, lang }: Situation): readonly SheetChart[] {
  if (isRefused(answer)) return [];
  const { before, after, from, to, numeratorEffect, denominatorEffect, shape } = answer.change;
  if (before.value === null || after.value === null || numeratorEffect === null || denominatorEffect === null || shape !== 'percent')
    return [];
  const names = lang === 'zh' ? (['分子变动', '分母变动'] as const) : (['numerator', 'denominator'] as const);
  const between = before.value + numeratorEffect;
  const axis = percentAxis([before.value, after.value, Math.min(100, Math.max(0, between))]);
  const input: WaterfallInput = {
    start: { name: from, value: before.value, text: valueWithUnit(indicator, before.value, lang) },
    effects: [
      { name: names[0], value: numeratorEffect, text: formatPoints(numeratorEffect, DECIMALS) },
      { name: names[1], value: denominatorEffect, text: formatPoints(denominatorEffect, DECIMALS) },
    ],
    end: { name: to, value: after.value, text: valueWithUnit(indicator, after.value, lang) },
    axis,
    cut: axis.min === 0 ? null : lang === 'zh' ? `纵轴自 ${axis.min} 起` : `axis from ${axis.min}`,
  };
  return [
    {
      id: 'split',
      title: { zh: '分子与分母的影响', en: 'What numerator and denominator did' },
      picture: (look, box) => waterfallOption(input, paperTheme(look, box), box),
      native: waterfallSeries(input, indicatorOf(indicator).decimals, lang),
    },
  ];
}
