/** Many lines over the periods, one in focus: names at the line ends that never meet, targets as steps, gaps kept as gaps, breaks said. */
import { spread, type Axis } from './axis.ts';
import { line, text, wide, widest, type Mark } from './draw.ts';
import type { EChartsOption, LineSeriesOption } from './echartsTypes.ts';
import type { Box } from './geometry.ts';
import { currentMark, hasGapAround, periodAxis, valueAxis, type PeriodAxis, type Voice } from './lineParts.ts';
import { stepNames, type LinesTarget } from './stepNames.ts';
import type { ChartTheme } from './theme.ts';

export type { LinesTarget } from './stepNames.ts';

export interface LinesLine {
  readonly name: string;
  /** What a click on the line or its name reports; the name otherwise. */
  readonly key?: string;
  /** `lead` is the one in focus: thick, with dots. */
  readonly voice: Voice;
  /** Dashed: the same region under another indicator. */
  readonly dashed: boolean;
  /** One a period; null is a gap. */
  readonly values: readonly (number | null)[];
  /** The last value as printed, `86.9`. */
  readonly end: string;
  /** Periods before which the line is broken although both sides have a value: they are not of the same ground. */
  readonly breaks?: readonly number[];
}

export interface LinesInput extends PeriodAxis {
  /** At most twelve; their names and last values stand at the ends. */
  readonly lines: readonly LinesLine[];
  readonly targets: readonly LinesTarget[];
  readonly axis: Axis;
  /** Index of the period that the page is about; null when it is not on the axis. */
  readonly current: number | null;
  /** Before the period `at` the region was cut otherwise: figures on both sides are not of the same ground. */
  readonly breaks: readonly { readonly at: number; readonly word: string }[];
  /** Said where the axis does not begin at 0: `纵轴自 70 起`. */
  readonly cut: string | null;
  /** One of many small pictures: no names at the ends or on the targets, the first and the last period under the axis. */
  readonly small?: boolean;
}

/** Where the lines are drawn, in pixels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (period: number) => number;
  readonly y: (value: number) => number;
}

const LABEL_HEIGHT = 1.22;
/** Between the plot and its labels: room for the leader of a label that had to move. */
const LEADER = 1.5;

export function linesOption(input: LinesInput, theme: ChartTheme, box: Box): EChartsOption {
  const labels = input.small === true ? [] : endTexts(input);
  const size = letterOf(labels.length, theme, box);
  const room = widest(
    labels.map((label) => label.words),
    size,
    true,
  );
  const plot = plotOf(input, theme, box, labels.length === 0 ? theme.text * 0.6 : Math.ceil(room + theme.text * LEADER + 2));
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    grid: { left: plot.left, right: box.width - plot.right, top: plot.top, bottom: box.height - plot.bottom },
    xAxis: periodAxis(input, input.small === true ? 'ends' : everyOf(input, plot, theme), input.small === true, theme),
    yAxis: valueAxis(input.axis, theme, plot.bottom - plot.top),
    series: [
      ...currentMark(input.current, input.axis, input.ticks.length, theme),
      ...input.targets.map((target) => stepSeries(target, theme)),
      ...input.lines.flatMap((one) => lineSeries(one, theme)),
    ],
    graphic: [
      ...endMarks(labels, plot, size, theme, box),
      ...(input.small === true ? [] : input.targets.flatMap((target) => stepNames(target, input.lines, plot, theme))),
      ...breakMarks(input, plot, theme),
      ...(input.cut === null ? [] : [text(input.cut, 0, theme.text * 0.7, { size: theme.text, color: theme.muted }, theme.font)]),
    ].map((mark) => ({ ...mark })),
  };
}

function plotOf({ axis, ticks, cut, breaks }: LinesInput, theme: ChartTheme, box: Box, margin: number): Plot {
  const numbers = [axis.min, axis.max].map((at) => String(at));
  const left = Math.ceil(widest(numbers, theme.text) + theme.text * 0.9);
  const right = Math.max(left + 1, box.width - margin);
  const top = Math.ceil(theme.text * (cut === null && breaks.length === 0 ? 1 : 2.1));
  const bottom = Math.max(top + 1, box.height - theme.text * 2.2);
  return {
    left,
    right,
    top,
    bottom,
    x: (period) => left + (ticks.length < 2 ? 0 : period / (ticks.length - 1)) * (right - left),
    y: (value) => bottom - ((value - axis.min) / (axis.max - axis.min)) * (bottom - top),
  };
}

/** How many periods one printed tick stands for, so that no two of them meet. */
function everyOf({ ticks, longTicks }: LinesInput, plot: Plot, theme: ChartTheme): number {
  const step = (plot.right - plot.left) / Math.max(1, ticks.length - 1);
  const needed = widest(longTicks, theme.text) + theme.text * 0.8;
  return [1, 2, 4, 8].find((every) => step * every >= needed) ?? ticks.length;
}

interface EndText {
  readonly words: string;
  /** Of the line; a target has none. */
  readonly key?: string;
  readonly color: (theme: ChartTheme) => string;
  readonly bold: boolean;
  /** The last point that has a value. */
  readonly at: number;
  readonly value: number;
}

/** One a line that has any value, and one a target that still holds. */
function endTexts({ lines, targets, ticks }: LinesInput): readonly EndText[] {
  const named = lines.flatMap(({ name, key = name, voice, values, end }): EndText[] => {
    const at = values.findLastIndex((value) => value !== null);
    const value = values[at] ?? null;
    if (value === null) return [];
    const lead = voice === 'lead';
    return [{ words: `${name} ${end}`, key, color: (theme) => (lead ? theme.lead : theme.inkSoft), bold: lead, at, value }];
  });
  const held = targets.flatMap(({ values, texts }): EndText[] => {
    const at = ticks.length - 1;
    const [value, words] = [values[at] ?? null, texts[at] ?? null];
    return value === null || words === null ? [] : [{ words, color: (theme) => theme.ink, bold: false, at, value }];
  });
  return [...named, ...held];
}

/** Many labels in a low picture are set smaller, so that none is left out. */
function letterOf(labels: number, theme: ChartTheme, box: Box): number {
  const room = box.height - theme.text * 4;
  return Math.max(theme.text * 0.75, Math.min(theme.label, Math.floor(room / Math.max(1, labels) / LABEL_HEIGHT)));
}

/** Labels stand in one column right of the plot; one that had to move, or whose line ends early, is led to its line. */
function endMarks(labels: readonly EndText[], plot: Plot, size: number, theme: ChartTheme, box: Box): readonly Mark[] {
  const gap = size * LABEL_HEIGHT;
  const wishes = labels.map(({ value }) => plot.y(value));
  const places = spread(wishes, gap, gap / 2, Math.min(box.height, plot.bottom + theme.text) - gap / 2);
  const column = plot.right + theme.text * LEADER;
  return labels.flatMap(({ words, key, color, bold, at, value }, index): Mark[] => {
    const y = places[index] ?? plot.y(value);
    const [fromX, fromY] = [plot.x(at), plot.y(value)];
    const moved = Math.abs(y - fromY) > size * 0.35;
    const early = fromX < plot.right - 1;
    const start = fromX + theme.text * 0.45;
    const points: (readonly [number, number])[] = early
      ? [
          [start, fromY],
          [plot.right + theme.text * 0.3, fromY],
          [column - theme.text * 0.3, y],
        ]
      : [
          [start, fromY],
          [column - theme.text * 0.3, y],
        ];
    return [
      ...(moved || early ? [line(points, bold ? theme.lead : theme.mute, 1, early ? [2, 3] : undefined)] : []),
      text(words, column, y, { size, color: color(theme), bold, ...(key === undefined ? {} : { name: key }) }, theme.font),
    ];
  });
}

const STROKE: Readonly<Record<Voice, number>> = { lead: 0.25, second: 0.16, mute: 0.125 };

/** One series a stretch between two breaks, all of one name. */
function lineSeries({ name, key = name, voice, dashed, values, breaks = [] }: LinesLine, theme: ChartTheme): LineSeriesOption[] {
  const lead = voice === 'lead';
  const color = theme[voice];
  const bounds = [0, ...breaks.filter((at) => at > 0 && at < values.length), values.length];
  return bounds.slice(0, -1).map((from, stretch): LineSeriesOption => {
    const to = bounds[stretch + 1] ?? values.length;
    const own = values.map((value, at) => (at >= from && at < to ? value : null));
    return {
      type: 'line',
      name: key,
      z: lead ? 5 : 3,
      symbol: 'circle',
      connectNulls: false,
      triggerEvent: true,
      lineStyle: {
        width: theme.text * STROKE[voice],
        color,
        ...(dashed ? { type: [theme.text * 0.5, theme.text * 0.33] } : {}),
      },
      itemStyle: { color },
      emphasis: { disabled: true },
      data: own.map((value, at) => ({
        value: value ?? '-',
        symbolSize: theme.text * (hasGapAround(own, at) ? 0.6 : lead ? 0.5 : 0.01),
      })),
    };
  });
}

const stepSeries = ({ values }: LinesTarget, theme: ChartTheme): LineSeriesOption => ({
  type: 'line',
  step: 'middle',
  silent: true,
  z: 2,
  symbol: 'none',
  connectNulls: false,
  lineStyle: { color: theme.target, width: theme.text / 12, type: [theme.text / 3, theme.text / 4] },
  data: values.map((value) => value ?? '-'),
});

/** A short upright on top of the plot and its word beside it; words that would meet step to the left of theirs, or stand once for both. */
function breakMarks({ breaks, cut }: LinesInput, plot: Plot, theme: ChartTheme): readonly Mark[] {
  const y = theme.text * 0.7;
  let free = cut === null ? 0 : wide(cut, theme.text) + theme.text;
  return breaks.flatMap(({ at, word }): Mark[] => {
    const x = plot.x(at - 0.5);
    const needed = wide(word, theme.text);
    const left = Math.max(free, Math.min(x - needed / 2, plot.right - needed));
    const shown = Math.abs(left + needed / 2 - x) < needed;
    if (shown) free = left + needed + theme.text * 0.6;
    return [
      line(
        [
          [x, plot.top - theme.text * 0.5],
          [x, plot.bottom],
        ],
        theme.muted,
        1,
        [2, 4],
      ),
      ...(shown ? [text(word, left, y, { size: theme.text, color: theme.inkSoft }, theme.font)] : []),
    ];
  });
}
