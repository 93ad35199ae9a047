/**
 * A native chart of a slide as DrawingML: each series with a weight of its own, names and values at the ends of the lines, the target as dashes.
 * The library that writes the slides gives all lines one weight and prints every value or none.
 */
import { spread } from '../../web/src/charts/axis.ts';
import { mutedBar, overBar, targetRuns, valueText, type Drawn } from './pptxSeries.ts';
import { columnName, escapeXml, fill, fixedText, line, textLook, type Letters } from './pptxXml.ts';
import { hasLegend, lastOf, type ChartScene } from './pptxScene.ts';
import type { NativeChart } from './sheet.ts';
import { axesXml, nameStep } from './pptxAxes.ts';

const FIRST_ROW = 2;
const range = (column: number, count: number): string =>
  `Sheet1!$${columnName(column)}$${FIRST_ROW}:$${columnName(column)}$${count + FIRST_ROW - 1}`;

const headXml = ({ name }: Drawn, index: number): string =>
  `<c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:strRef><c:f>Sheet1!$${columnName(index + 1)}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escapeXml(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>`;

function figuresXml(scene: ChartScene, { values }: Drawn, index: number): string {
  const { chart, formatCode } = scene;
  const { categories } = chart;
  // Not every program leaves out the names that the axis skips; the workbook has them all.
  const step = nameStep(scene);
  const names = categories.map((name, at) => `<c:pt idx="${at}"><c:v>${at % step === 0 ? escapeXml(name) : ''}</c:v></c:pt>`).join('');
  const points = categories
    .map((_, at) => (typeof values[at] === 'number' ? `<c:pt idx="${at}"><c:v>${values[at]}</c:v></c:pt>` : ''))
    .join('');
  const count = `<c:ptCount val="${categories.length}"/>`;
  return (
    `<c:cat><c:strRef><c:f>${range(0, categories.length)}</c:f><c:strCache>${count}${names}</c:strCache></c:strRef></c:cat>` +
    `<c:val><c:numRef><c:f>${range(index + 1, categories.length)}</c:f><c:numCache><c:formatCode>${formatCode}</c:formatCode>${count}${points}</c:numCache></c:numRef></c:val>`
  );
}

const shown = (value: boolean, name: boolean): string =>
  `<c:showLegendKey val="0"/><c:showVal val="${value ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="${name ? 1 : 0}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;
const NO_LABELS = `<c:dLbls>${shown(false, false)}</c:dLbls>`;

interface Label {
  readonly at: number;
  readonly place: 'r' | 't' | 'b' | 'outEnd' | 'inEnd' | 'ctr';
  readonly letters: Letters;
  readonly value: boolean;
  readonly name: boolean;
  /** Printed instead of the number. */
  readonly text?: string;
  /** Shift in shares of the chart's height. */
  readonly aside?: number;
}

/** A value whose rounding would say too much («100.0» for 99.96) has its text written out; the others follow the workbook when it is edited. */
const writtenOut = ({ chart }: ChartScene, value: number, missed: number | null): string | null =>
  valueText(chart, value, missed)
    .replace(/[\u202f+]/g, '')
    .replace('\u2212', '-') === value.toFixed(chart.decimals)
    ? null
    : valueText(chart, value, missed);

function labelXml(scene: ChartScene, { values, missed, name }: Drawn, label: Label): string {
  const value = values[label.at];
  const special = label.text ?? (label.value && typeof value === 'number' ? writtenOut(scene, value, missed?.[label.at] ?? null) : null);
  const moved =
    label.aside === undefined || Math.abs(label.aside) < 0.002
      ? ''
      : `<c:layout><c:manualLayout><c:x val="0"/><c:y val="${label.aside.toFixed(4)}"/></c:manualLayout></c:layout>`;
  const text = special === null ? '' : fixedText(label.name ? `${name} ${special}` : special, label.letters);
  return `<c:dLbl><c:idx val="${label.at}"/>${moved}${text}<c:numFmt formatCode="${scene.formatCode}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textLook(label.letters, ' wrap="none"')}<c:dLblPos val="${label.place}"/>${shown(label.value, label.name)}<c:separator> </c:separator></c:dLbl>`;
}

const labelsXml = (scene: ChartScene, series: Drawn, labels: readonly Label[]): string =>
  labels.length === 0
    ? NO_LABELS
    : `<c:dLbls>${labels.map((label) => labelXml(scene, series, label)).join('')}${shown(false, false)}</c:dLbls>`;

/** The labels at the ends of the lines, moved apart where they would meet; shares of the chart's height by the series' index. */
export function endShifts({ chart, drawn, axis, plot, height, sizes }: ChartScene): ReadonlyMap<number, number> {
  const ends = drawn.flatMap((one, index) => {
    const at = lastOf(one);
    const value = one.values[at];
    const ended = one.role === 'line' || (one.role === 'target' && at === chart.categories.length - 1);
    return ended && typeof value === 'number'
      ? [{ index, y: (plot.y + plot.h * ((axis.max - value) / (axis.max - axis.min))) * height }]
      : [];
  });
  const places = spread(
    ends.map(({ y }) => y),
    sizes.value * 1.3,
    sizes.value * 0.65,
    height - sizes.value * 0.65,
  );
  return new Map(ends.map(({ index, y }, order) => [index, (Number(places[order]) - y) / height]));
}

/** A target is named on the side where the line in focus is not. */
const isLeadBelow = ({ drawn }: ChartScene, at: number, target: number): boolean => {
  const value = drawn.find(({ lead }) => lead)?.values[at];
  return typeof value === 'number' && value < target;
};

function lineXml(scene: ChartScene, series: Drawn, index: number, shift: number | undefined): string {
  const { look, chart, sizes } = scene;
  const target = series.role === 'target';
  const at = lastOf(series);
  const letters = target
    ? { size: sizes.axis, colour: look['ink-2'] }
    : { size: sizes.value, colour: series.lead ? series.colour : look['ink-2'], bold: series.lead };
  const run = series.values.flatMap((value, point) => (value === null ? [] : [point]));
  const middle = run[Math.floor((run.length - 1) / 2)] ?? at;
  const labels: readonly Label[] =
    at < 0
      ? []
      : shift === undefined
        ? [{ at: middle, place: isLeadBelow(scene, middle, Number(series.values[middle])) ? 't' : 'b', letters, value: false, name: true }]
        : [{ at, place: 'r', letters, value: !target, name: true, aside: shift }];
  const stroke = target
    ? line({ colour: series.colour, width: 1.5, dash: 'sysDash', cap: 'flat' })
    : line({ colour: series.colour, width: series.lead ? 4 : 1.75 });
  const alone = target && run.length === 1;
  const marker = alone
    ? markerXml('dash', 12, series.colour)
    : series.lead && chart.categories.length <= 16
      ? markerXml('circle', 7, series.colour)
      : '<c:marker><c:symbol val="none"/></c:marker>';
  return `<c:ser>${headXml(series, index)}<c:spPr>${stroke}</c:spPr>${marker}${labelsXml(scene, series, labels)}${figuresXml(scene, series, index)}<c:smooth val="0"/></c:ser>`;
}

const markerXml = (symbol: string, size: number, colour: string): string =>
  `<c:marker><c:symbol val="${symbol}"/><c:size val="${size}"/><c:spPr>${fill(colour)}${line(null)}</c:spPr></c:marker>`;

/** Parts of a bar that are too small for their number stay without one; a short bar has it behind its end. */
const LEAST_SHARE = 0.07;
const LEAST_BAR = 0.15;

/** One bar of a ranking stands out, the others give context. */
const isMuted = ({ type, series, focus }: NativeChart, name: string): boolean =>
  type === 'bar' && series.length === 1 && focus !== null && focus !== series[0]?.name && name !== focus;

/** A column that ends just below its target: the dashes would run through a number above it. */
const isClose = ({ axis, plot, height, sizes }: ChartScene, below: number): boolean =>
  below > 0 && (below / (axis.max - axis.min)) * plot.h * height < sizes.value * 1.6;

export function barLabels(scene: ChartScene, series: Drawn): readonly Label[] {
  const { chart, look, axis, across, sizes } = scene;
  const stacked = chart.type === 'stacked';
  return chart.categories.flatMap((name, at): readonly Label[] => {
    const value = series.values[at];
    const share = typeof value === 'number' ? value / (axis.max - axis.min) : 0;
    if (typeof value !== 'number' || (stacked && share < LEAST_SHARE)) return [];
    const target = chart.target?.values[at] ?? null;
    // Behind the end where the target is passed, so that its stroke does not run through the number.
    const inside =
      share >= LEAST_BAR && (across ? target === null || value < target : target !== null && !stacked && isClose(scene, target - value));
    const size = chart.categories.length > 9 ? sizes.axis : sizes.value;
    const bold = !stacked && series.lead && !isMuted(chart, name);
    const over = isMuted(chart, name) ? overBar(mutedBar(look), look) : series.over;
    return [
      {
        at,
        place: stacked ? 'ctr' : inside ? 'inEnd' : 'outEnd',
        letters: { size, bold, colour: stacked || inside ? over : look.ink },
        value: true,
        name: false,
      },
    ];
  });
}

/** Width of the tick of a level, in points. */
const TICK = 32;

/** Room between two bars in hundredths of a bar: airy, but a bar that carries its number is as high as its letters, and a stroke of paper stays between two. */
const AIRY_GAP = 55;
const LEAST_GAP = 12;
export function gapWidthOf({ chart, plot, height, across, sizes }: ChartScene): number {
  if (!across) return AIRY_GAP;
  const bars = chart.type === 'bar' ? Math.max(1, chart.series.length) : 1;
  const row = (plot.h * height) / Math.max(1, chart.categories.length);
  return Math.max(LEAST_GAP, Math.min(AIRY_GAP, Math.round((row / sizes.axis - bars) * 100)));
}

/** Around a muted bar; where bars stand close, the ground parts them. */
export const mutedEdge = (scene: ChartScene): { readonly colour: string; readonly width: number } =>
  gapWidthOf(scene) < AIRY_GAP / 2 ? { colour: scene.look.paper, width: 0.75 } : { colour: scene.look['line-2'], width: 1 };

function barXml(scene: ChartScene, series: Drawn, index: number): string {
  const { chart, look } = scene;
  const muted = chart.categories.flatMap((name, at) =>
    isMuted(chart, name)
      ? `<c:dPt><c:idx val="${at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>${fill(mutedBar(look))}${line(mutedEdge(scene))}</c:spPr></c:dPt>`
      : '',
  );
  const labels = chart.type === 'waterfall' ? NO_LABELS : labelsXml(scene, series, barLabels(scene, series));
  if (series.role === 'ground')
    return `<c:ser>${headXml(series, index)}<c:spPr><a:noFill/>${line(null)}</c:spPr><c:invertIfNegative val="0"/>${NO_LABELS}${figuresXml(scene, series, index)}</c:ser>`;
  const body = `${fill(series.colour)}${line(chart.type === 'stacked' ? { colour: look.paper, width: 0.75 } : null)}`;
  return `<c:ser>${headXml(series, index)}<c:spPr>${body}</c:spPr><c:invertIfNegative val="0"/>${muted.join('')}${labels}${figuresXml(scene, series, index)}</c:ser>`;
}

const isBar = ({ role }: Drawn): boolean => role === 'bar' || role === 'ground';

/** Ticks at both ends; each effect is named where it leads to, above a rise and below a fall. */
function levelXml(scene: ChartScene, series: Drawn, index: number): string {
  const { chart, drawn, look, sizes } = scene;
  const [, , takes] = drawn;
  const last = chart.categories.length - 1;
  const labels = chart.categories.map((_, at): Label => {
    const [isEnd, falls] = [at === 0 || at === last, typeof takes?.values[at] === 'number'];
    const colour = isEnd ? look.ink : falls ? look['chg-down-text'] : look['chg-up-text'];
    const text = chart.texts?.[at];
    return {
      at,
      place: falls ? 'b' : 't',
      letters: { size: sizes.value, bold: true, colour },
      value: true,
      name: false,
      ...(isEnd || text === undefined ? {} : { text }),
    };
  });
  const none = '<c:marker><c:symbol val="none"/></c:marker>';
  const ticks = [0, last].map((at) => `<c:dPt><c:idx val="${at}"/>${markerXml('dash', TICK, look.ink)}<c:bubble3D val="0"/></c:dPt>`);
  return `<c:ser>${headXml(series, index)}<c:spPr>${line(null)}</c:spPr>${none}${ticks.join('')}${labelsXml(scene, series, labels)}${figuresXml(scene, series, index)}<c:smooth val="0"/></c:ser>`;
}

const AXES = '<c:axId val="501"/><c:axId val="502"/>';

function linesXml(scene: ChartScene): string {
  const shifts = endShifts(scene);
  const series = scene.drawn
    .map((one, index) =>
      isBar(one) ? '' : one.role === 'level' ? levelXml(scene, one, index) : lineXml(scene, one, index, shifts.get(index)),
    )
    .join('');
  return series === ''
    ? ''
    : `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${AXES}</c:lineChart>`;
}

function groupsXml(scene: ChartScene): string {
  const { chart, drawn, across } = scene;
  if (chart.type === 'line') return linesXml(scene);
  const stacked = chart.type === 'stacked' || chart.type === 'waterfall';
  const series = drawn.map((one, index) => (isBar(one) ? barXml(scene, one, index) : '')).join('');
  return `<c:barChart><c:barDir val="${across ? 'bar' : 'col'}"/><c:grouping val="${stacked ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>${series}<c:gapWidth val="${gapWidthOf(scene)}"/><c:overlap val="${stacked ? 100 : 0}"/>${AXES}</c:barChart>${linesXml(scene)}`;
}

/** Where the target of lying bars is struck over them, in points from the corner of the chart. */
export function targetStrokes({
  chart,
  axis,
  plot,
  width,
  height,
  across,
  look,
}: ChartScene): readonly { readonly x: number; readonly y: number; readonly h: number; readonly name: string; readonly colour: string }[] {
  if (!across) return [];
  const row = (plot.h * height) / Math.max(1, chart.categories.length);
  return targetRuns(chart).map(({ name, values }) => {
    const from = values.findIndex((value) => value !== null);
    const to = values.findLastIndex((value) => value !== null);
    const x = (plot.x + plot.w * ((Number(values[from]) - axis.min) / (axis.max - axis.min))) * width;
    return { x, y: plot.y * height + from * row, h: (to - from + 1) * row, name: from === 0 ? name : '', colour: look.target };
  });
}

export function chartXml(scene: ChartScene): string {
  const { look, plot, chart, sizes } = scene;
  const place = `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="${plot.x.toFixed(4)}"/><c:y val="${plot.y.toFixed(4)}"/><c:w val="${plot.w.toFixed(4)}"/><c:h val="${plot.h.toFixed(4)}"/></c:manualLayout></c:layout>`;
  const legend = !hasLegend(chart)
    ? ''
    : `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${textLook({ size: sizes.axis, colour: look['ink-2'] })}</c:legend>`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
    `<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>${place}${groupsXml(scene)}${axesXml(scene)}<c:spPr><a:noFill/>${line(null)}</c:spPr></c:plotArea>${legend}` +
    `<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/>${line(null)}</c:spPr>${textLook({ size: sizes.axis, colour: look['ink-2'] })}` +
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
  );
}
