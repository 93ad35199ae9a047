/** Rates over the quarters become the lines of a picture: the same rules as on the page. */
import { formatNumber, formatPercent, THIN } from '../../domain/format.ts';
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import { countAxis, percentAxis } from '../../../web/src/charts/axis.ts';

export { countAxis } from '../../../web/src/charts/axis.ts';
import type { TrendInput, TrendLine, TrendTarget, Voice } from '../../../web/src/charts/trendOption.ts';
import type { Lang } from '../../../web/src/state/selection.ts';

export interface Course {
  readonly name: string;
  readonly indicator: IndicatorId;
  readonly voice: Voice;
  readonly values: readonly (number | null)[];
  readonly targets: readonly (number | null)[];
  /** The targets that are missed; null where one is met or there is none. */
  readonly missed: readonly (number | null)[];
}

/** Quarters in a year: the point that 同比 compares with gets its figure printed. */
const YEAR = 4;

/** `missed` is the target that the value misses, and so must not print as. */
export const valueText = (id: IndicatorId, value: number, missed: number | null = null): string => {
  const { shape, decimals } = indicatorOf(id);
  return shape === 'percent' ? formatPercent(value, decimals, missed) : formatNumber(value, decimals);
};

export const valueWithUnit = (id: IndicatorId, value: number, lang: Lang, missed: number | null = null): string =>
  `${valueText(id, value, missed)}${THIN}${indicatorOf(id).unit[lang]}`;

/** `2025Q4` in the last quarter of a year and at the ends, `Q1` between. */
const tickOf = (period: string, index: number, all: readonly string[]): string =>
  period.endsWith('Q4') || index === 0 || index === all.length - 1 ? period : period.slice(4);

/** Where a value stands to its target; null when either is unknown. */
const sideOf = (value: number | null | undefined, target: number | null | undefined): 'above' | 'below' | null =>
  typeof value !== 'number' || typeof target !== 'number' ? null : value > target ? 'above' : 'below';

function lineOf({ name, indicator, voice, values, targets, missed }: Course, lang: Lang): TrendLine {
  const last = values.findLastIndex((value) => value !== null);
  const labelled = new Set(voice === 'mute' ? [] : [values.findIndex((value) => value !== null), last - YEAR]);
  const end = values[last];
  return {
    name,
    voice,
    values,
    texts: values.map((value, place) => (value !== null && labelled.has(place) ? valueText(indicator, value, missed[place]) : null)),
    below: values.map((value, place) => sideOf(value, targets[place]) === 'below'),
    end: typeof end === 'number' ? valueWithUnit(indicator, end, lang, missed[last]) : '',
  };
}

/** A step is named where it begins; nothing is drawn where there never was a target. */
function targetOf({ indicator, voice, values, targets }: Course, lang: Lang): readonly TrendTarget[] {
  if (voice === 'mute' || targets.every((target) => target === null)) return [];
  const text = (target: number): string => (lang === 'zh' ? `目标 ${plain(target)}` : `target ${plain(target)}`);
  const plain = (target: number): string => valueText(indicator, target).replace(/\.0+$/, '');
  return [
    {
      voice,
      values: targets,
      texts: targets.map((target, place) => (target !== null && target !== (targets[place - 1] ?? null) ? text(target) : null)),
      below: values.map((value, place) => sideOf(value, targets[place]) === 'above'),
    },
  ];
}

export function toTrendInput(periods: readonly string[], courses: readonly Course[], current: string | null, lang: Lang): TrendInput {
  const known = courses
    .flatMap(({ values, targets, voice }) => [...values, ...(voice === 'mute' ? [] : targets)])
    .filter((value) => value !== null);
  const percent = courses.every(({ indicator }) => indicatorOf(indicator).shape === 'percent');
  return {
    ticks: periods.map(tickOf),
    longTicks: periods,
    lines: courses.filter(({ values }) => values.some((value) => value !== null)).map((course) => lineOf(course, lang)),
    targets: courses.flatMap((course) => targetOf(course, lang)),
    axis: percent ? percentAxis(known) : countAxis(known),
    current: current === null || !periods.includes(current) ? null : periods.indexOf(current),
  };
}
