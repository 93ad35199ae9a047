/** Marks of tiny regions as the chart library draws them: points of a line that has no stroke, so that they are clicked, pointed at and lit up like shapes. */
import type { EChartsOption, LineSeriesOption } from './echartsTypes.ts';
import type { Box, Point } from './geometry.ts';
import { HALO } from './mapPaint.ts';
import type { Spot } from './mapMarks.ts';
import type { SideLabel } from './mapSides.ts';
import type { AbsencePattern } from './patterns.ts';
import type { ChartTheme } from './theme.ts';

type Graphics = NonNullable<EChartsOption['graphic']>;
export type MarkGraphic = Extract<Graphics, readonly unknown[]>[number];

export interface PaintedSpot extends Spot {
  readonly fill: AbsencePattern;
  readonly edge: string;
}

/** A mark moved further than this is tied to its place. */
const MOVED = 5;

/** Axes of pixels over the whole picture. */
const axes = ({ width, height }: Box): Pick<EChartsOption, 'grid' | 'xAxis' | 'yAxis'> => ({
  grid: { left: 0, top: 0, width, height },
  xAxis: { type: 'value', min: 0, max: width, show: false },
  yAxis: { type: 'value', min: 0, max: height, inverse: true, show: false },
});

/** `mark`: pixels across. */
function series(spots: readonly PaintedSpot[], mark: number, theme: ChartTheme): LineSeriesOption[] {
  if (spots.length === 0) return [];
  return [
    {
      type: 'line',
      z: 5,
      symbol: 'circle',
      symbolSize: mark,
      showSymbol: true,
      showAllSymbol: true,
      lineStyle: { width: 0, opacity: 0 },
      clip: false,
      data: spots.map(({ code, at, fill, edge }) => ({
        name: code,
        value: [...at],
        itemStyle: { color: fill, borderColor: edge, borderWidth: 1 },
        emphasis: { scale: false, itemStyle: { color: fill, borderColor: theme.ink, borderWidth: 2.2 } },
      })),
    },
  ];
}

export const markSeries = { axes, series } as const;

/** Lines from marks to where they belong and to their names, and the names. */
export function markGraphics(
  spots: readonly Spot[],
  sides: readonly SideLabel[],
  theme: ChartTheme,
  projected = false,
): readonly MarkGraphic[] {
  const thin =
    (lineWidth: number, stroke: string) =>
    ([x1, y1]: readonly number[], [x2, y2]: readonly number[]): MarkGraphic => ({
      type: 'line',
      silent: true,
      z: 4,
      shape: { x1: Number(x1), y1: Number(y1), x2: Number(x2), y2: Number(y2) },
      style: { stroke, lineWidth },
    });
  // On a wall a line crosses dark regions as well as pale ones: it is cased in paper as the letters are.
  const line = (...[from, to]: readonly [Point, Point]): readonly MarkGraphic[] =>
    projected
      ? [thin(theme.text / 6, theme.paper)(from, to), thin(theme.text / 18, theme.ink)(from, to)]
      : [thin(1, theme.mapOutline)(from, to)];
  const end = ([cx, cy]: readonly number[], size: number): MarkGraphic => ({
    type: 'circle',
    silent: true,
    z: 4,
    shape: { cx: Number(cx), cy: Number(cy), r: size / 7 },
    style: { fill: theme.ink, stroke: theme.paper, lineWidth: size / 14 },
  });
  return [
    ...spots.flatMap(({ at, from }) => (Math.hypot(at[0] - from[0], at[1] - from[1]) > MOVED ? line(from, at) : [])),
    ...sides.flatMap(({ line: tie, size }) => (tie === null ? [] : [...line(...tie), end(tie[0], size)])),
    ...sides.map(({ text, size, at: [x, y], head }): MarkGraphic => ({
      type: 'text',
      silent: true,
      z: 6,
      x,
      y,
      style: {
        text,
        fill: head === true ? theme.muted : theme.ink,
        font: `${size}px ${theme.font}`,
        align: 'center',
        verticalAlign: 'middle',
        stroke: theme.paper,
        lineWidth: projected ? size * HALO : 3,
      },
    })),
  ];
}
