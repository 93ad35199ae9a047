/** Rates over the periods: direct labels at the line ends, targets as steps, gaps kept as gaps. */
import { spread, type Axis } from './axis.ts';
import { DISTANCE, endLabels, type EndLabels } from './endLabels.ts';
import type { EChartsOption, LineSeriesOption } from './echartsTypes.ts';
import type { Box } from './geometry.ts';
import {
  currentMark,
  hasGapAround,
  periodAxis,
  placed,
  TARGET_LABEL,
  targetSeries,
  tickEvery,
  valueAxis,
  type PeriodAxis,
  type TargetSteps,
  type Voice,
} from './lineParts.ts';
import { placePoints, type PointPlace, type PointWish } from './pointLabels.ts';
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
/** Between a point and its figure, and how far the first figure stands in from the axis. */
const POINT_LABEL = { distance: 6, first: 14 } as const;
/** Height of a line of a label at the end of a line, as a share of its letters. */
const LEADING = 1.3;

export function trendOption(input: TrendInput, theme: ChartTheme, box: Box): EChartsOption {
  const compact = box.width < 480;
  const size = compact ? theme.text : theme.label;
  const ends = endLabels(input.lines, size, box.width);
  const { lines: lineOf, targets: targetOf } = placesOf(input, theme, box, ends.margin);
  return {
    animation: false,
    textStyle: { fontFamily: theme.font },
    grid: { left: theme.text * LEFT, right: ends.margin, top: theme.text * TOP, bottom: theme.text * BOTTOM },
    xAxis: periodAxis(input, tickEvery(box.width, theme), compact, theme),
    yAxis: valueAxis(input.axis, theme),
    series: [
      ...currentMark(input.current, input.axis, input.ticks.length, theme),
      ...input.targets.map((target, index) => targetSeries(target, theme, (at) => targetOf.get(`${index} ${at}`))),
      ...lineSeries(input, theme, box, { ...ends, size, placeOf: (index, at) => lineOf.get(`${index} ${at}`) }),
    ],
  };
}

type Drawn = Pick<TrendLine, 'values' | 'texts' | 'below'>;

interface PlacedLabels extends EndLabels {
  readonly size: number;
  readonly placeOf: (line: number, at: number) => PointPlace | undefined;
}

const colourOf = (voice: Voice, theme: ChartTheme): string => theme[voice];

type Places = ReadonlyMap<string, PointPlace>;

/** Where the figures at the points and the names of the targets stand, by line and period. */
function placesOf(input: TrendInput, theme: ChartTheme, box: Box, margin: number): { readonly lines: Places; readonly targets: Places } {
  const { axis, ticks } = input;
  const [left, top, bottom] = [theme.text * LEFT, theme.text * TOP, box.height - theme.text * BOTTOM];
  const step = Math.max(0, box.width - margin - left) / Math.max(1, ticks.length - 1);
  const yOf = (value: number): number => bottom - ((value - axis.min) / (axis.max - axis.min)) * (bottom - top);
  const ends = input.lines.map(({ values }) => values.findLastIndex((value) => value !== null));
  const wishesOf = (given: readonly Drawn[], kind: 'lines' | 'targets', look: { distance: number; first: number; size: number }) =>
    given.flatMap(({ values, texts, below }, index) =>
      values.flatMap((value, at) => {
        const text = texts[at] ?? null;
        if (value === null || text === null || (kind === 'lines' && at === ends[index])) return [];
        const crossing = [...input.lines, ...input.targets].flatMap((one) =>
          typeof one.values[at] === 'number' ? [yOf(one.values[at])] : [],
        );
        const x = left + at * step + (at === 0 ? look.first : 0);
        const wish: PointWish = {
          at,
          x,
          y: yOf(value),
          text,
          size: look.size,
          distance: look.distance,
          below: below[at] === true,
          crossing,
        };
        return [{ kind, key: `${index} ${at}`, wish }];
      }),
    );
  const wishes = [
    ...wishesOf(input.lines, 'lines', { ...POINT_LABEL, size: theme.text }),
    ...wishesOf(input.targets, 'targets', { ...TARGET_LABEL, size: theme.text - 1 }),
  ];
  const found = placePoints(
    wishes.map(({ wish }) => wish),
    bottom,
  );
  const of = (kind: 'lines' | 'targets'): Places =>
    new Map(wishes.flatMap((wish, nth) => (wish.kind === kind && found[nth] ? [[wish.key, found[nth]] as const] : [])));
  return { lines: of('lines'), targets: of('targets') };
}

/** A label stands at the last point that has a value; labels that would meet are moved apart. */
function lineSeries(input: TrendInput, theme: ChartTheme, box: Box, labels: PlacedLabels): LineSeriesOption[] {
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
                ...placed(labels.placeOf(index, at), POINT_LABEL.distance),
                offset: at === 0 ? [POINT_LABEL.first, 0] : [0, 0],
                formatter: line.texts[at] ?? '',
                ...text,
              },
      })),
    };
  });
}
