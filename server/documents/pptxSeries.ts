/** The series of a native chart as the slide draws them: what stands out, what is muted, and the target as dashes. */
import { percentAxis, type Axis } from '../../web/src/charts/axis.ts';
import { luminance, readableOn } from '../../web/src/charts/theme.ts';
import type { Look } from '../../web/src/theme/design.ts';
import { formatNumber, formatPercent, formatPoints } from '../domain/format.ts';
import { countAxis } from './charts/trendInput.ts';
import { drawnSeries } from './officeDeckChart.ts';
import type { NativeChart } from './sheet.ts';

/** `ground`: what bars float on, not drawn; `level`: ticks without a line between them. */
export type Role = 'line' | 'bar' | 'target' | 'ground' | 'level';

export interface Drawn {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** As in a native series. */
  readonly missed?: readonly (number | null)[] | undefined;
  readonly role: Role;
  readonly colour: string;
  /** Text over the colour. */
  readonly over: string;
  readonly lead: boolean;
}

const isPercent = ({ unit }: NativeChart): boolean => unit === '%';

/** A change is always signed. */
const isChange = ({ unit }: NativeChart): boolean => unit === '百分点' || unit === 'points';

export const valueText = (chart: NativeChart, value: number, missed: number | null = null): string =>
  isPercent(chart)
    ? formatPercent(value, chart.decimals, missed)
    : isChange(chart)
      ? formatPoints(value, chart.decimals)
      : formatNumber(value, chart.decimals);

/** A value on the axis: without decimals where it is whole. */
export const formatTick = (chart: NativeChart, value: number): string =>
  valueText(Number.isInteger(value) ? { ...chart, decimals: 0 } : chart, value);

/** The same in the codes of a workbook: thin thousands, a true minus. */
export function formatCodeOf(chart: NativeChart): string {
  const fraction = chart.decimals === 0 ? '' : `.${'0'.repeat(chart.decimals)}`;
  if (isChange(chart)) return `+0${fraction};\u22120${fraction};0${fraction}`;
  return `[&gt;=1000000]#\u202f###\u202f##0${fraction};[&gt;=1000]#\u202f##0${fraction};0${fraction}`;
}

/** A target in the shortest form: «目标 85». */
const targetName = (name: string, chart: NativeChart, value: number): string => `${name} ${valueText(chart, value).replace(/\.0+$/, '')}`;

/** A target holds for a while and then steps: each run is a series of its own, as a line between two would claim values that never held. */
export function targetRuns(chart: NativeChart): readonly { readonly name: string; readonly values: readonly (number | null)[] }[] {
  const { target, categories } = chart;
  if (!target) return [];
  const runs: { value: number; from: number; to: number }[] = [];
  for (const [at, value] of target.values.slice(0, categories.length).entries()) {
    const last = runs.at(-1);
    if (value === null) continue;
    if (last?.value === value && last.to === at - 1) last.to = at;
    else runs.push({ value, from: at, to: at });
  }
  return runs.map(({ value, from, to }) => ({
    name: targetName(target.name, chart, value),
    values: categories.map((_, at) => (at >= from && at <= to ? value : null)),
  }));
}

/** Shades of one hue, dark to light, for the parts of a whole. */
const STACK = ['rate-6', 'rate-4', 'rate-2', 'series-2', 'rate-5', 'rate-3', 'rate-1'] as const;
/** Contrast of text on a slide (screens.md §4). */
const CONTRAST = 7;
export const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
/** Contrast of a bar with its ground, and of a muted bar with the one that stands out. */
const SEEN = 3;
const APART = 1.5;

/** Text on a bar: that of the look, or where this is too faint, black or white. */
export function overBar(colour: string, look: Look): string {
  const own = readableOn(colour, look.ink, look.paper);
  return contrast(colour, own) >= CONTRAST ? own : readableOn(colour, '#000000', '#ffffff');
}

/** Bars that only give context: seen on their ground, and fit for the number that stands on them. On white no grey is both: there the number decides. */
export function mutedBar(look: Look): string {
  const legible = [look['line-2'], look['series-mute']].filter((grey) => contrast(grey, overBar(grey, look)) >= CONTRAST);
  const seen = legible.find((grey) => contrast(grey, look.paper) >= SEEN && contrast(grey, look['series-1']) >= APART);
  return seen ?? (contrast(look.ink, look['line-2']) >= CONTRAST ? look['line-2'] : look['absent-flat']);
}

function barsOf(chart: NativeChart, look: Look): readonly Drawn[] {
  const { series, focus, type } = chart;
  const single = series.length === 1;
  return series.map(({ name, values, missed }, index): Drawn => {
    const shade = STACK[index % STACK.length] ?? 'rate-6';
    const lead = single || name === focus;
    const colour = type === 'stacked' ? look[shade] : lead ? look['series-1'] : mutedBar(look);
    return { name, values, missed, role: 'bar', colour, over: overBar(colour, look), lead };
  });
}

/** As in the pictures of the page: what adds and what takes away in the two colours of a change. */
const WATERFALL = [
  ['ground', 'paper'],
  ['bar', 'chg-up'],
  ['bar', 'chg-down'],
  ['level', 'ink'],
] as const;
const waterfallOf = ({ series }: NativeChart, look: Look): readonly Drawn[] =>
  WATERFALL.flatMap(([role, colour], at) =>
    series.slice(at, at + 1).map((one): Drawn => ({ ...one, role, colour: look[colour], over: look.paper, lead: true })),
  );

/** In the order in which they lie in the workbook: what is measured, then the targets. */
export function toDrawn(chart: NativeChart, look: Look, across: boolean): readonly Drawn[] {
  if (chart.type === 'waterfall') return waterfallOf(chart, look);
  const runs = targetRuns(chart).map(({ name, values }): Drawn => ({
    name,
    values,
    role: 'target',
    colour: look.target,
    over: look.paper,
    lead: false,
  }));
  if (chart.type !== 'line') return [...barsOf(chart, look), ...(across ? [] : runs)];
  const lines = drawnSeries(chart).map(({ name, values, missed }): Drawn => {
    const lead = name === chart.focus || chart.series.length === 1;
    return { name, values, missed, role: 'line', colour: lead ? look['series-1'] : look['series-mute'], over: look.paper, lead };
  });
  return [...lines, ...runs];
}

/** What the workbook holds beside the series that are drawn: further lines, and the target of lying bars. */
export function asideOf(
  chart: NativeChart,
  across: boolean,
): readonly { readonly name: string; readonly values: readonly (number | null)[] }[] {
  const drawn = drawnSeries(chart);
  return [...chart.series.filter((one) => !drawn.includes(one)), ...(across && chart.target ? [chart.target] : [])];
}

/** Bars begin at 0; only lines may cut the axis, and bars that float. */
export function axisOf(chart: NativeChart, drawn: readonly Drawn[]): Axis {
  const sums = chart.categories.map((_, at) =>
    drawn.filter(({ role }) => role === 'bar').reduce((sum, { values }) => sum + Number(values[at]), 0),
  );
  const floats = chart.type === 'waterfall';
  const measured = floats ? drawn.filter(({ role }) => role === 'level') : drawn;
  const known = (chart.type === 'stacked' ? sums : measured.flatMap(({ values }) => values)).filter(
    (value): value is number => value !== null,
  );
  const found = isPercent(chart)
    ? chart.type === 'line' || floats
      ? percentAxis(known)
      : { min: 0, max: 100, step: 20 }
    : wholeAxis(known);
  const min = chart.min ?? found.min;
  const max = chart.max ?? found.max;
  return { min, max, step: (max - min) / found.step <= MOST_STEPS ? found.step : (max - min) / 5 };
}

const MOST_STEPS = 8;

/** Whole steps on both sides of 0, so that 0 is one of them. */
function acrossZero(low: number, high: number, step: number): Axis {
  const wide = (high - low) / step > MOST_STEPS - 2 ? step * 2 : step;
  return { min: Math.floor(low / wide) * wide, max: Math.ceil(high / wide) * wide, step: wide };
}

/** Room for the number behind the end of a bar. */
const ROOM = 1.15;

/** Round steps from 0, and as many below it as the lowest value needs. */
function wholeAxis(known: readonly number[]): Axis {
  const low = Math.min(0, ...known) * ROOM;
  const { max, step } = countAxis([...known.map(Math.abs), 0]);
  const high = Math.max(0, ...known) * ROOM;
  if (low < 0) return acrossZero(low, high, step);
  return { min: 0, max, step };
}
