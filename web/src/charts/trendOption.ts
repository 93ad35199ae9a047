/** Rates over the periods: direct labels at the line ends, targets as steps, gaps kept as gaps. */
import { spread, type Axis } from './axis.ts';
import { DISTANCE, endLabels, type EndLabels } from './endLabels.ts';
import type { EChartsOption, LineSeriesOption } from './echartsTypes.ts';
import type { Box } from './geometry.ts';
import type { ChartTheme } from './theme.ts';

export type Voice = 'lead' | 'second' | 'mute';

export interface TrendLine {
  readonly name: string;
  readonly voice: Voice;
  /** One a period; null is a gap. */
  readonly values: readonly (number | null)[];
  /** Printed beside the line, at the points that have a text. */
  readonly texts: readonly (string | null)[];
  /** One a period: true where the text stands below the line, clear of a target above it. */
  readonly below: readonly boolean[];
  /** The last printed value, for the end of the line. */
  readonly end: string;
}

/** A target holds from a period on; `texts` name it where it begins. */
export interface TrendTarget {
  readonly voice: Voice;
  readonly values: readonly (number | null)[];
  readonly texts: readonly (string | null)[];
  /** One a period: true where the label stands below its step, clear of the line above. */
  readonly below: readonly boolean[];
}

export interface TrendInput {
  /** As printed under the axis, one a period. */
  readonly ticks: readonly string[];
  /** The same in full, for axes that print only a few. */
  readonly longTicks: readonly string[];
  readonly lines: readonly TrendLine[];
  readonly targets: readonly TrendTarget[];
  readonly axis: Axis;
  /** Index of the period that the page is about; null when it is not on the axis. */
  readonly current: number | null;
}

/** Margins as multiples of the height of a letter. */
const TOP = 26 / 12;
const BOTTOM = 26 / 12;
const LEFT = 34 / 12;
/** Height of a line of a label at the end of a line, as a share of its letters. */
const LEADING = 1.3;

const hasGapAround = (values: readonly (number | null)[], at: number): boolean =>
  (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;

export function trendOption(input: TrendInput, theme: ChartTheme, box: Box): EChartsOption {
  const compact = box.width < 480;
  const every = box.width < theme.text * 40 ? 4 : box.width < theme.text * 63 ? 2 : 1;
  const size = compact ? theme.text : theme.text + 1;
  const ends = endLabels(input.lines, size, box.width);
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    grid: { left: theme.text * LEFT, right: ends.margin, top: theme.text * TOP, bottom: theme.text * BOTTOM },
    xAxis: {
      type: 'category',
      data: [...(every > 1 ? input.longTicks : input.ticks)],
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.lineStrong } },
      axisLabel: {
        color: theme.muted,
        fontSize: theme.text,
        margin: 9,
        alignMinLabel: 'left',
        ...(compact ? { alignMaxLabel: 'right' as const } : {}),
        interval: (index) => (input.ticks.length - 1 - index) % every === 0,
      },
    },
    yAxis: {
      type: 'value',
      min: input.axis.min,
      max: input.axis.max,
      interval: input.axis.step,
      axisLabel: { color: theme.muted, fontSize: theme.text },
      splitLine: { lineStyle: { color: theme.grid } },
    },
    series: [
      ...currentMark(input, theme),
      ...input.targets.map((target) => targetSeries(target, theme)),
      ...lineSeries(input, theme, box, { ...ends, size }),
    ],
  };
}

const colourOf = (voice: Voice, theme: ChartTheme): string => theme[voice];

/** A label stands at the last point that has a value; labels that would meet are moved apart. */
function lineSeries(input: TrendInput, theme: ChartTheme, box: Box, labels: EndLabels & { readonly size: number }): LineSeriesOption[] {
  const { min, max } = input.axis;
  const [top, bottom] = [theme.text * TOP, box.height - theme.text * BOTTOM];
  const height = Math.max(1, bottom - top);
  const ends = input.lines.map(({ values }) => values.findLastIndex((value) => value !== null));
  const heights = input.lines.map(
    ({ values }) => top + ((max - (values.findLast((value) => value !== null) ?? max)) / (max - min)) * height,
  );
  const lineHeight = Math.round(labels.size * LEADING);
  const labelHeight = Math.max(1, ...labels.lines.map((lines) => lines.length)) * lineHeight + 2;
  const places = spread(heights, labelHeight, labelHeight / 2, bottom - labelHeight / 2);
  return input.lines.map((line, index): LineSeriesOption => {
    const color = colourOf(line.voice, theme);
    const lead = line.voice === 'lead';
    const aside = Number(places[index]) - Number(heights[index]);
    const text = { color, fontSize: theme.text, fontWeight: 'bold', textBorderColor: theme.paper, textBorderWidth: 3 } as const;
    return {
      type: 'line',
      name: line.name,
      z: lead ? 5 : 4,
      symbol: 'circle',
      symbolSize: lead ? 6 : 5,
      connectNulls: false,
      lineStyle: { width: lead ? 3 : 2, color },
      itemStyle: { color },
      emphasis: { disabled: true },
      data: line.values.map((value, at) => ({
        value: value ?? '-',
        symbolSize: hasGapAround(line.values, at) ? 8 : lead ? 6 : 5,
        label:
          at === ends[index]
            ? {
                show: true,
                position: 'right',
                distance: DISTANCE,
                offset: [0, aside],
                formatter: (labels.lines[index] ?? []).join('\n'),
                lineHeight,
                ...text,
                fontSize: labels.size,
              }
            : {
                show: line.texts[at] !== null,
                position: line.below[at] === true ? 'bottom' : 'top',
                distance: 6,
                offset: at === 0 ? [14, 0] : [0, 0],
                formatter: line.texts[at] ?? '',
                ...text,
              },
      })),
    };
  });
}

const targetSeries = (target: TrendTarget, theme: ChartTheme): LineSeriesOption => ({
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
      position: target.below[at] === true ? 'bottom' : 'top',
      distance: 4,
      offset: at === 0 ? [24, 0] : [0, 0],
      color: theme.inkSoft,
      fontSize: theme.text - 1,
      formatter: target.texts[at] ?? '',
      textBorderColor: theme.paper,
      textBorderWidth: 2,
    },
  })),
});

/** A faint upright through the period that the rest of the page shows; none for the last one, where the labels stand. */
function currentMark({ current, axis, ticks }: TrendInput, theme: ChartTheme): LineSeriesOption[] {
  if (current === null || current === ticks.length - 1) return [];
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
