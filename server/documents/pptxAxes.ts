/** The two axes of a native chart: horizontal grid lines only, names that fit, and where a line's axis begins is printed on it. */
import type { ChartScene } from './pptxScene.ts';
import { widthOf } from './officeText.ts';
import { formatCodeOf } from './pptxSeries.ts';
import { line, textLook } from './pptxXml.ts';

const QUARTER = /Q[1-4]$/;
const YEAR = 4;
/** A name and the room beside it. */
const CLEAR = 1.25;

/** Every how many names are printed, so that none meets the next: of quarters the same one of each year. */
export function nameStep({ chart, plot, width, across, sizes }: ChartScene): number {
  if (across) return 1;
  const room = (plot.w * width) / Math.max(1, chart.categories.length);
  const widest = Math.max(1, ...chart.categories.map((name) => widthOf(name))) * sizes.axis * CLEAR;
  const step = Math.max(1, Math.ceil(widest / room));
  return step > 1 && chart.categories.every((name) => QUARTER.test(name)) ? Math.ceil(step / YEAR) * YEAR : step;
}

export function axesXml(scene: ChartScene): string {
  const { chart, axis, look, across, sizes } = scene;
  const step = nameStep(scene);
  // Names that are told to lie level are all printed, however close; others LibreOffice thins out.
  const names = textLook({ size: sizes.axis, colour: across ? look.ink : look['ink-2'] }, chart.type === 'line' ? '' : ' rot="0"');
  const figures = textLook({ size: sizes.axis, colour: look.muted });
  const rule = `<c:spPr>${line({ colour: look['line-2'], width: 1 })}</c:spPr>`;
  const grid = `<c:majorGridlines><c:spPr>${line({ colour: look['chart-grid'], width: 0.75 })}</c:spPr></c:majorGridlines>`;
  // The code stops at whole numbers where the steps are whole: «85», not «85.0».
  const code = Number.isInteger(axis.step) ? formatCodeOf({ ...chart, decimals: 0 }) : scene.formatCode;
  const bars = chart.type !== 'line';
  return (
    `<c:catAx><c:axId val="501"/><c:scaling><c:orientation val="${across ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${across ? 'l' : 'b'}"/>` +
    `<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${rule}${names}<c:crossAx val="502"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>` +
    `<c:tickLblSkip val="${step}"/><c:noMultiLvlLbl val="1"/></c:catAx>` +
    `<c:valAx><c:axId val="502"/><c:scaling><c:orientation val="minMax"/><c:max val="${axis.max}"/><c:min val="${axis.min}"/></c:scaling><c:delete val="0"/><c:axPos val="${across ? 'b' : 'l'}"/>${grid}` +
    `<c:numFmt formatCode="${code}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="${across ? 'high' : 'nextTo'}"/><c:spPr>${line(null)}</c:spPr>${figures}<c:crossAx val="501"/><c:crosses val="autoZero"/>` +
    `<c:crossBetween val="${bars ? 'between' : 'midCat'}"/><c:majorUnit val="${axis.step}"/></c:valAx>`
  );
}
