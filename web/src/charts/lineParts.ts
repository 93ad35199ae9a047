/** What every chart of lines over the periods is made of: axes, targets as steps, the mark of the period shown. */
import type { Axis } from './axis.ts';
import type { EChartsOption, LineSeriesOption } from './echartsTypes.ts';
import type { PointPlace } from './pointLabels.ts';
import type { ChartTheme } from './theme.ts';

export type Voice = 'lead' | 'second' | 'mute';

/** A target holds from a period on; `texts` name it where it begins. */
export interface TargetSteps {
  readonly values: readonly (number | null)[];
  readonly texts: readonly (string | null)[];
  /** One a period: true where the label stands below its step, clear of the line above. */
  readonly below: readonly boolean[];
}

export interface PeriodAxis {
  /** As printed under the axis, one a period. */
  readonly ticks: readonly string[];
  /** The same in full, for axes that print only a few. */
  readonly longTicks: readonly string[];
}

/** Between a step and its name, and how far the first name stands in from the axis. */
export const TARGET_LABEL = { distance: 4, first: 24 } as const;

/** A label as it was placed; above its point where none was asked for. */
export const placed = (
  place: PointPlace | undefined,
  distance: number,
): { readonly position: 'top' | 'bottom'; readonly distance: number } => ({
  position: place?.below === true ? 'bottom' : 'top',
  distance: place?.away === undefined ? distance : distance + place.away,
});

/** A point without neighbours has no line to be seen by. */
export const hasGapAround = (values: readonly (number | null)[], at: number): boolean =>
  (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;

/** How many periods one printed tick stands for, in a picture `width` pixels wide. */
export const tickEvery = (width: number, theme: ChartTheme): number => (width < theme.text * 40 ? 4 : width < theme.text * 63 ? 2 : 1);

/** `every`: how many periods one printed tick stands for; `ends`: only where the picture begins and ends. */
export function periodAxis(
  { ticks, longTicks }: PeriodAxis,
  every: number | 'ends',
  keepLast: boolean,
  theme: ChartTheme,
): NonNullable<EChartsOption['xAxis']> {
  return {
    type: 'category',
    data: [...(every === 1 ? ticks : longTicks)],
    boundaryGap: false,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: theme.lineStrong } },
    axisLabel: {
      color: theme.muted,
      fontSize: theme.text,
      margin: 9,
      alignMinLabel: 'left',
      ...(keepLast ? { alignMaxLabel: 'right' as const } : {}),
      interval: (index) => (every === 'ends' ? index === 0 || index === ticks.length - 1 : (ticks.length - 1 - index) % every === 0),
    },
  };
}

const THOUSAND = 1000;
/** As texts print them: a thin space between thousands. */
const thousands = (at: number): string => at.toLocaleString('en').replaceAll(',', '\u202f');

/** In a plot so low that the values would meet, only every second or third step is printed. */
export function valueAxis({ min, max, step }: Axis, theme: ChartTheme, height = Infinity): NonNullable<EChartsOption['yAxis']> {
  const steps = Math.round((max - min) / step);
  const every = [1, 2, 3, 4, 6].find((one) => steps % one === 0 && (height / steps) * one >= theme.text * 1.4) ?? steps;
  return {
    type: 'value',
    min,
    max,
    interval: step * every,
    axisLabel: { color: theme.muted, fontSize: theme.text, ...(max >= THOUSAND ? { formatter: thousands } : {}) },
    splitLine: { lineStyle: { color: theme.grid } },
  };
}

/** `placeOf`: where the label of a period was put among the others. */
export const targetSeries = (
  target: TargetSteps,
  theme: ChartTheme,
  placeOf: (at: number) => PointPlace | undefined,
): LineSeriesOption => ({
  type: 'line',
  step: 'middle',
  silent: true,
  z: 2,
  symbol: 'circle',
  symbolSize: 0.1,
  connectNulls: false,
  lineStyle: { color: theme.target, width: 1, type: [4, 3] },
  itemStyle: { color: theme.target },
  data: target.values.map((value, at) => ({
    value: value ?? '-',
    label: {
      show: target.texts[at] !== null,
      ...placed(placeOf(at), TARGET_LABEL.distance),
      offset: at === 0 ? [TARGET_LABEL.first, 0] : [0, 0],
      color: theme.inkSoft,
      fontSize: theme.text - 1,
      formatter: target.texts[at] ?? '',
      textBorderColor: theme.paper,
      textBorderWidth: 2,
    },
  })),
});

/** A faint upright through the period that the rest of the page shows; none for the last one, where the labels stand. */
export function currentMark(current: number | null, axis: Axis, periods: number, theme: ChartTheme): LineSeriesOption[] {
  if (current === null || current === periods - 1) return [];
  return [
    {
      type: 'line',
      silent: true,
      symbol: 'none',
      z: 1,
      lineStyle: { color: theme.lineStrong, width: 1 },
      data: [
        [current, axis.min],
        [current, axis.max],
      ],
    },
  ];
}
