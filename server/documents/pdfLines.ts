/** Lines of a slide as SVG, in the geometry of the native chart: a picture of all series would be too small to read in a hall. */
import { nameStep } from './pptxAxes.ts';
import { endShifts } from './pptxChart.ts';
import type { ChartScene } from './pptxScene.ts';
import { formatTick, valueText, type Drawn } from './pptxSeries.ts';
import { stroke, text } from './svgScene.ts';

interface Places {
  readonly xOf: (at: number) => number;
  readonly yOf: (value: number) => number;
}

function frameSvg(scene: ChartScene, { xOf, yOf }: Places): string {
  const { axis, plot, width, look, chart, sizes } = scene;
  const [left, right] = [plot.x * width, (plot.x + plot.w) * width];
  const count = Math.round((axis.max - axis.min) / axis.step);
  const step = nameStep(scene);
  const rules = Array.from({ length: count + 1 }, (_, at) => axis.min + at * axis.step).map(
    (value) =>
      stroke(left, yOf(value), right, yOf(value), value === axis.min ? look['line-2'] : look['chart-grid'], 0.75) +
      text(formatTick(chart, value), left - 8, yOf(value), { size: sizes.axis, colour: look.muted, anchor: 'end' }),
  );
  const names = chart.categories.flatMap((name, at) =>
    at % step === 0 ? [text(name, xOf(at), yOf(axis.min) + sizes.axis, { size: sizes.axis, colour: look['ink-2'], anchor: 'middle' })] : [],
  );
  return [...rules, ...names].join('');
}

/** A missing value is a gap. */
const runs = ({ values }: Drawn): readonly (readonly (readonly [number, number])[])[] =>
  values.reduce<(readonly [number, number])[][]>(
    (found, value, at) => {
      if (value === null) found.push([]);
      else found.at(-1)?.push([at, value]);
      return found;
    },
    [[]],
  );

function lineSvg({ look, height, chart, sizes }: ChartScene, series: Drawn, shift: number | undefined, { xOf, yOf }: Places): string {
  const target = series.role === 'target';
  const width = target ? 1.5 : series.lead ? 4 : 1.75;
  const drawn = runs(series).map((run) => {
    const points = run.map(([at, value]) => `${xOf(at).toFixed(2)},${yOf(value).toFixed(2)}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="${series.colour}" stroke-width="${width}" stroke-linejoin="round"${target ? ' stroke-dasharray="2 2"' : ''}/>`;
  });
  const at = series.values.findLastIndex((value) => value !== null);
  const value = series.values[at];
  if (typeof value !== 'number' || shift === undefined) return drawn.join('');
  const words = target ? series.name : `${series.name} ${valueText(chart, value)}`;
  const letters = target
    ? { size: sizes.axis, colour: look['ink-2'] }
    : { size: sizes.value, colour: series.lead ? series.colour : look['ink-2'], bold: series.lead };
  return drawn.join('') + text(words, xOf(at) + 10, yOf(value) + shift * height, { ...letters, anchor: 'start' });
}

export function linesSvg(scene: ChartScene): string {
  const { drawn, axis, plot, width, height, chart } = scene;
  const last = Math.max(1, chart.categories.length - 1);
  const places: Places = {
    xOf: (at) => (plot.x + (plot.w * at) / last) * width,
    yOf: (value) => (plot.y + plot.h * ((axis.max - value) / (axis.max - axis.min))) * height,
  };
  const shifts = endShifts(scene);
  const lines = drawn.map((series, index) => lineSvg(scene, series, shifts.get(index), places));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans SC">${frameSvg(scene, places)}${lines.join('')}</svg>`;
}
