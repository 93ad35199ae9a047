/** Series that an office program draws itself, from rows of the reports. */
import { missedOf } from '../../reports/briefStanding.ts';
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import { countAxis, type Axis } from '../../../web/src/charts/axis.ts';
import type { RankRow } from '../../reports/types.ts';
import type { NativeChart, NativeSeries } from '../sheet.ts';
import { markedName } from '../origin.ts';
import type { Lang } from '../../../web/src/state/selection.ts';

/** Below half of the whole, bars up to 100 would all be stumps. */
const HALF = 50;

/** The value axis of bars, from 0: to 100 for a rate, unless all values and targets lie far below. */
export function barScale(id: IndicatorId, values: readonly (number | null)[]): Axis {
  const known = values.filter((value) => value !== null);
  return indicatorOf(id).shape === 'percent' && Math.max(0, ...known) > HALF ? { min: 0, max: 100, step: 20 } : countAxis(known);
}

/** Values of one indicator for named categories, worst first as the ranking gives them; missing ones are left out, as a bar of nothing would be a zero. */
export function rankedBars(
  id: IndicatorId,
  ranking: readonly RankRow[],
  names: ReadonlyMap<string, string>,
  lang: Lang,
): NativeChart | null {
  const known = ranking.filter(({ observation }) => observation.rate.value !== null);
  if (known.length === 0) return null;
  const indicator = indicatorOf(id);
  const categories = known.map(({ observation }) => markedName(names.get(observation.region) ?? observation.region, observation, lang));
  const targets = known.map(({ observation }) => observation.target);
  return {
    type: 'bar',
    categories,
    series: [
      {
        name: indicator[lang],
        values: known.map(({ observation }) => observation.rate.value),
        missed: known.map(({ observation }) => missedOf(observation)),
      },
    ],
    focus: categories[0] ?? null,
    unit: indicator.unit[lang],
    decimals: indicator.decimals,
    min: 0,
    max: indicator.shape === 'percent' ? barScale(id, [...known.map(({ observation }) => observation.rate.value), ...targets]).max : null,
    target: targets.some((target) => target !== null) ? { name: TARGET[lang], values: targets } : null,
  };
}

const TARGET = { zh: '目标', en: 'Target' } as const;

export interface NamedSeries extends Required<NativeSeries> {
  readonly targets: readonly (number | null)[];
}

/** Lines over quarters; the first stands out, and its target is drawn. */
export function linesOf(
  id: IndicatorId,
  periods: readonly string[],
  lines: readonly NamedSeries[],
  focus: string | null,
  lang: Lang,
): NativeChart | null {
  const { unit, decimals } = indicatorOf(id);
  const shown = lines.filter(({ values }) => values.some((value) => value !== null));
  const [first] = shown;
  if (first === undefined) return null;
  const lead = shown.find(({ name }) => name === focus) ?? first;
  return {
    type: 'line',
    categories: periods,
    series: shown.map(({ name, values, missed }) => ({ name, values, missed })),
    focus: lead.name,
    unit: unit[lang],
    decimals,
    min: null,
    max: null,
    target: lead.targets.some((target) => target !== null) ? { name: TARGET[lang], values: lead.targets } : null,
  };
}
