/** One published quantity by date: points where somebody printed a figure, a line only between figures that mean the same. */
import type { EChartsOption, LineSeriesOption } from './echartsTypes.ts';
import type { Box } from './geometry.ts';
import type { ChartTheme } from './theme.ts';

export interface SeriesPoint {
  /** Year as a decimal, 2011.999 for the last day of 2011. */
  readonly at: number;
  readonly value: number;
  /** The figure as it was printed. */
  readonly printed: string;
  /** The figure stands below the point, clear of the next one's. */
  readonly below: boolean;
}

export interface SeriesInput {
  /** Runs of points that may be joined by a line; a break lies between two runs. */
  readonly runs: readonly (readonly SeriesPoint[])[];
  /** Where the meaning changes, year as a decimal, with a sign that the text beside the chart takes up. */
  readonly breaks: readonly { readonly at: number; readonly sign: string }[];
  readonly from: number;
  readonly to: number;
  readonly years: readonly number[];
  readonly max: number;
}

export function seriesOption(input: SeriesInput, theme: ChartTheme, box: Box): EChartsOption {
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    grid: { left: (theme.text * 13) / 6, right: theme.text * 3, top: theme.text * 2.5, bottom: theme.text * 2 },
    xAxis: {
      type: 'value',
      min: input.from,
      max: input.to,
      interval: 1,
      axisTick: { show: false },
      splitLine: { show: false },
      axisLine: { lineStyle: { color: theme.lineStrong } },
      axisLabel: {
        color: theme.muted,
        fontSize: theme.text - 1,
        margin: 8,
        hideOverlap: true,
        formatter: (end: number) => (input.years.includes(end - 1) ? String(end - 1) : ''),
      },
    },
    // The axis begins at 0: these are counts and shares far apart, and their size is the message.
    yAxis: {
      type: 'value',
      min: 0,
      max: input.max,
      axisLabel: { show: false },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    series: [...input.runs.map((run) => runSeries(run, theme, box)), ...input.breaks.map((mark) => breakSeries(mark, input.max, theme))],
  };
}

const runSeries = (run: readonly SeriesPoint[], theme: ChartTheme, box: Box): LineSeriesOption => ({
  type: 'line',
  symbol: 'circle',
  symbolSize: 7,
  silent: true,
  z: 3,
  lineStyle: { color: theme.lead, width: 2 },
  itemStyle: { color: theme.lead },
  data: run.map(({ at, value, printed, below }) => ({
    value: [at, value],
    label: {
      show: true,
      position: below ? 'bottom' : 'top',
      distance: 5,
      formatter: printed,
      color: theme.ink,
      fontSize: box.width < 220 ? theme.text - 1 : theme.text,
      fontWeight: 'bold',
      textBorderColor: theme.paper,
      textBorderWidth: 3,
    },
  })),
});

const breakSeries = ({ at, sign }: SeriesInput['breaks'][number], max: number, theme: ChartTheme): LineSeriesOption => ({
  type: 'line',
  symbol: 'circle',
  symbolSize: 0.1,
  silent: true,
  z: 1,
  lineStyle: { color: theme.muted, width: 1, type: [3, 3] },
  itemStyle: { color: theme.muted },
  data: [
    [at, 0],
    {
      value: [at, max],
      label: { show: true, position: 'top', distance: 2, formatter: sign, color: theme.inkSoft, fontSize: theme.text - 1 },
    },
  ],
});
