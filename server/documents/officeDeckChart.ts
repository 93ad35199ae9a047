/** What of a chart stands on its slide: all of it, in smaller letters where it must be, and only then less of it. */
import type { Room } from '../../web/src/state/selection.ts';
import { SIZES, smaller, type Place, type Sizes } from './officeLayout.ts';
import { widthOf } from './officeText.ts';
import type { NativeChart, SheetChart } from './sheet.ts';

export interface FittedChart {
  readonly of: SheetChart;
  /** What of the chart's series is drawn; null: a picture. */
  readonly native: NativeChart | null;
  /** Its bars lie down. */
  readonly across: boolean;
  readonly place: Place;
  readonly sizes: Sizes;
}

/** screens.md: at most six lines; a hall reads fewer. */
export const MOST_LINES: Readonly<Record<Room, number>> = { meeting: 6, hall: 4 };

/** The series that are drawn: all of a bar chart; the focus and the first others of a line chart, in the order given. */
export function drawnSeries(native: NativeChart, room: Room = 'meeting'): NativeChart['series'] {
  const most = MOST_LINES[room];
  if (native.type !== 'line' || native.series.length <= most) return native.series;
  const others = native.series
    .filter(({ name }) => name !== native.focus)
    .slice(0, native.series.some(({ name }) => name === native.focus) ? most - 1 : most);
  return native.series.filter((one) => one.name === native.focus || others.includes(one));
}

/** Height of a row of bars, in letters: with air between them, and with as little as still parts them. */
const AIRY = 1.6;
const CLOSE = 1.05;
/** Axis, name of the target and legend of lying bars, in letters. */
const AROUND = 3.6;
/** A name and the room beside it. */
const BESIDE = 1.28;

/** Those in front, and the one that stands out. */
function cutTo(native: NativeChart, most: number): NativeChart {
  const indices = native.categories.map((_, index) => index);
  const focus = native.categories.findIndex((name) => name === native.focus);
  const kept = focus < most ? indices.slice(0, most) : [...indices.slice(0, most - 1), focus];
  const pick = (values: readonly (number | null)[]) => kept.map((at) => values[at] ?? null);
  return {
    ...native,
    categories: kept.map((at) => native.categories[at] ?? ''),
    series: native.series.map(({ name, values, missed }) => ({ name, values: pick(values), ...(missed ? { missed: pick(missed) } : {}) })),
    ...(native.target ? { target: { name: native.target.name, values: pick(native.target.values) } } : {}),
  };
}

/** Columns whose names would not stand side by side lie down. */
function areNarrow({ type, categories }: NativeChart, { w }: Place, { axis }: Sizes): boolean {
  const room = (w - axis * 4) / Math.max(1, categories.length);
  return type !== 'line' && categories.some((name) => widthOf(name) * axis * BESIDE > room);
}

/** Width of standing columns whose names are whole, and of the axis beside them. */
const widthAt = ({ categories }: NativeChart, axis: number): number =>
  (Math.max(1, ...categories.map(widthOf)) * BESIDE * categories.length + 4) * axis;

/** What bullets have to leave to a chart that cannot lie down, in points. */
export const leastWidth = ({ native }: SheetChart): number => (native?.type === 'waterfall' ? widthAt(native, SIZES.meeting.body) : 0);

/** A waterfall stands: its names become smaller until each is whole under its column. */
function standing(native: NativeChart, { w }: Place, sizes: Sizes): Sizes {
  const least = SIZES.meeting.body;
  const steps = Array.from({ length: Math.max(1, (sizes.axis - least) * 2 + 1) }, (_, step) => sizes.axis - step / 2);
  return { ...sizes, axis: steps.find((axis) => widthAt(native, axis) <= w) ?? least };
}

export function fitChart(of: SheetChart, lying: boolean, place: Place, sizes: Sizes, room: Room): FittedChart {
  const { native } = of;
  if (native?.type === 'waterfall') return { of, native, across: false, place, sizes: standing(native, place, sizes) };
  const across = lying || (native !== null && areNarrow(native, place, sizes));
  const whole: FittedChart = { of, native, across, place, sizes };
  if (native === null || native.type === 'line' || !across)
    return native?.type === 'line' && room === 'hall' ? { ...whole, native: { ...native, series: drawnSeries(native, room) } } : whole;
  const bars = native.type === 'bar' ? Math.max(1, native.series.length) : 1;
  const rowsAt = (letters: number, air: number): number => Math.floor((place.h - letters * AROUND) / (letters * air * bars));
  if (native.categories.length <= rowsAt(sizes.axis, AIRY)) return whole;
  const small = smaller(sizes);
  const most = Math.max(2, rowsAt(small.axis, CLOSE));
  return { ...whole, sizes: small, native: native.categories.length <= most ? native : cutTo(native, most) };
}
