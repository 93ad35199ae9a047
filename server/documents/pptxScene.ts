/** A native chart laid out at its place: series, axis, and the room that names and numbers take around the plot. */
import type { Axis } from '../../web/src/charts/axis.ts';
import type { Look } from '../../web/src/theme/design.ts';
import type { Place, Sizes } from './officeLayout.ts';
import { widthOf } from './officeText.ts';
import { asideOf, axisOf, formatCodeOf, toDrawn, valueText, type Drawn } from './pptxSeries.ts';
import type { NativeChart } from './sheet.ts';

export interface ChartScene {
  readonly chart: NativeChart;
  readonly drawn: readonly Drawn[];
  /** Further columns of the workbook. */
  readonly aside: readonly Pick<Drawn, 'name' | 'values'>[];
  readonly axis: Axis;
  readonly look: Look;
  readonly sizes: Sizes;
  /** The graphic frame in points, and the plot in shares of it. */
  readonly width: number;
  readonly height: number;
  readonly plot: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly across: boolean;
  readonly formatCode: string;
}

/** A chart that has series, at its place. */
export interface DrawnChart {
  readonly native: NativeChart;
  readonly across: boolean;
  readonly place: Pick<Place, 'w' | 'h'>;
  readonly sizes: Sizes;
}

/** Where the series ends. */
export const lastOf = ({ values }: Drawn): number => values.findLastIndex((value) => value !== null);

export const hasLegend = ({ type, series }: NativeChart): boolean => type === 'stacked' || (type === 'bar' && series.length > 1);

/** Room around the plot in points. */
function roomOf(
  chart: NativeChart,
  drawn: readonly Drawn[],
  across: boolean,
  sizes: Sizes,
): { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number } {
  const widest = (texts: readonly string[], size: number): number => Math.max(0, ...texts.map((text) => widthOf(text) * size));
  if (chart.type === 'line') {
    const ends = drawn.map((one) =>
      one.role === 'target' ? one.name : `${one.name} ${valueText(chart, Number(one.values[lastOf(one)]))}`,
    );
    return { left: sizes.axis * 2.8, right: widest(ends, sizes.value) + 22, top: 12, bottom: sizes.axis * 2.1 };
  }
  const legend = hasLegend(chart) ? sizes.axis * 2 : 4;
  const values =
    across && chart.type === 'bar'
      ? widest(
          chart.series.flatMap(({ values }) => values.flatMap((value) => (value === null ? [] : [valueText(chart, value)]))),
          sizes.value,
        )
      : 10;
  return across
    ? {
        left: widest(chart.categories, sizes.axis) + 14,
        right: values + 8,
        top: legend + (chart.target ? sizes.axis * 1.3 : 0),
        bottom: sizes.axis * 1.95,
      }
    : { left: sizes.axis * 3.2, right: 8, top: legend + sizes.axis * 1.1, bottom: sizes.axis * 2.2 };
}

/** One step more below where the number under the deepest column would meet the names. */
function withRoomBelow(axis: Axis, chart: NativeChart, drawn: readonly Drawn[], height: number, letters: number): Axis {
  const floats = chart.type === 'waterfall';
  const [ground, , takes] = drawn;
  const low = floats
    ? Math.min(...(ground?.values ?? []).flatMap((value, at) => (value === null || takes?.values[at] === null ? [] : [value])))
    : Math.min(0, ...drawn.flatMap(({ role, values }) => (role === 'bar' ? values.filter((value) => value !== null) : [])));
  const room = ((low - axis.min) / (axis.max - axis.min)) * height;
  return (floats ? axis.min > 0 : low < 0) && room < letters ? { ...axis, min: axis.min - axis.step } : axis;
}

export function toScene({ native, across, place, sizes }: DrawnChart, look: Look): ChartScene {
  const { w: width, h: height } = place;
  const chart = native;
  const drawn = toDrawn(chart, look, across);
  const room = roomOf(chart, drawn, across, sizes);
  const plot = {
    x: room.left / width,
    y: room.top / height,
    w: (width - room.left - room.right) / width,
    h: (height - room.top - room.bottom) / height,
  };
  const axis = axisOf(chart, drawn);
  return {
    chart,
    drawn,
    aside: asideOf(chart, across),
    axis: across ? axis : withRoomBelow(axis, chart, drawn, plot.h * height, sizes.value * 1.5),
    look,
    sizes,
    width,
    height,
    plot,
    across,
    formatCode: formatCodeOf(chart),
  };
}
