/** Lying bars of a slide as SVG, in the geometry of the native chart: part by part, where one picture of all would be too small to read. */
import { widthOf } from './officeText.ts';
import { barLabels, gapWidthOf, mutedEdge, targetStrokes } from './pptxChart.ts';
import type { ChartScene } from './pptxScene.ts';
import { formatTick, mutedBar, valueText } from './pptxSeries.ts';
import { stroke, text } from './svgScene.ts';

function grid({ axis, plot, width, height, look, chart, sizes }: ChartScene, xOf: (value: number) => number): string {
  const [top, bottom] = [plot.y * height, (plot.y + plot.h) * height];
  const count = Math.round((axis.max - axis.min) / axis.step);
  return Array.from({ length: count + 1 }, (_, at) => axis.min + at * axis.step)
    .map(
      (value) =>
        stroke(xOf(value), top, xOf(value), bottom, value === 0 ? look['line-2'] : look['chart-grid'], 0.75) +
        text(
          formatTick(chart, value),
          Math.min(xOf(value), width - widthOf(formatTick(chart, value)) * sizes.axis * 0.5),
          bottom + sizes.axis,
          { size: sizes.axis, colour: look.muted, anchor: 'middle' },
        ),
    )
    .join('');
}

/** For one series of values. */
export function barsSvg(scene: ChartScene): string {
  const { chart, drawn, axis, plot, width, height, look, sizes } = scene;
  const [series] = drawn;
  if (series === undefined) return '';
  const xOf = (value: number): number => (plot.x + plot.w * ((value - axis.min) / (axis.max - axis.min))) * width;
  const row = (plot.h * height) / Math.max(1, chart.categories.length);
  const thick = row * (100 / (100 + gapWidthOf(scene)));
  const edge = mutedEdge(scene);
  const labels = new Map(barLabels(scene, series).map((label) => [label.at, label]));
  const bars = chart.categories.map((name, at) => {
    const middle = plot.y * height + (at + 0.5) * row;
    const value = series.values[at];
    const label = labels.get(at);
    const focus = name === chart.focus || chart.focus === null || chart.focus === series.name;
    const named = text(name, plot.x * width - 8, middle, { size: sizes.axis, colour: look.ink, anchor: 'end', bold: name === chart.focus });
    if (typeof value !== 'number') return named;
    const [from, to] = [xOf(Math.min(0, value)), xOf(Math.max(0, value))];
    const bar = `<rect x="${from.toFixed(2)}" y="${(middle - thick / 2).toFixed(2)}" width="${(to - from).toFixed(2)}" height="${thick.toFixed(2)}" fill="${focus ? series.colour : mutedBar(look)}" stroke="${focus ? series.colour : edge.colour}" stroke-width="${focus ? 0 : edge.width}"/>`;
    if (label === undefined) return named + bar;
    const inside = label.place === 'inEnd';
    return (
      named +
      bar +
      text(valueText(chart, value), inside ? to - 5 : to + 5, middle, {
        ...label.letters,
        bold: label.letters.bold === true,
        anchor: inside ? 'end' : 'start',
      })
    );
  });
  const targets = targetStrokes(scene).map(
    ({ x, y, h, name, colour }) =>
      stroke(x, y, x, y + h, colour, 1.5, '2 2') +
      text(name, x, y - sizes.axis * 0.7, { size: sizes.axis, colour: look['ink-2'], anchor: 'middle' }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans SC">${grid(scene, xOf)}${bars.join('')}${targets.join('')}</svg>`;
}
