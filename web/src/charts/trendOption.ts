/** Rates over the periods: direct labels at the line ends, targets as steps, gaps kept as gaps. */
import { spread, type Axis } from './axis.ts';
import { DISTANCE, endLabels, type EndLabels } from './endLabels.ts';
import type { EChartsOption, LineSeriesOption } from './echartsTypes.ts';
import type { Box } from './geometry.ts';
import {
  currentMark,
  hasGapAround,
  periodAxis,
  targetSeries,
  tickEvery,
  valueAxis,
  type PeriodAxis,
  type TargetSteps,
  type Voice,
} from './lineParts.ts';
import type { ChartTheme } from './theme.ts';

export type { Voice } from './lineParts.ts';

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

export interface TrendTarget extends TargetSteps {
  readonly voice: Voice;
}

export interface TrendInput extends PeriodAxis {
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

export function trendOption(input: TrendInput, theme: ChartTheme, box: Box): EChartsOption {
  const compact = box.width < 480;
  const size = compact ? theme.text : theme.label;
  const ends = endLabels(input.lines, size, box.width);
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    grid: { left: theme.text * LEFT, right: ends.margin, top: theme.text * TOP, bottom: theme.text * BOTTOM },
    xAxis: periodAxis(input, tickEvery(box.width, theme), compact, theme),
    yAxis: valueAxis(input.axis, theme),
    series: [
      ...currentMark(input.current, input.axis, input.ticks.length, theme),
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
