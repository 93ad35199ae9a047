/** Bullets, tables and the footer of a slide. */
import type { Look } from '../../web/src/theme/design.ts';
import type { Lang } from '../../web/src/state/selection.ts';
import type { DeckSlide } from './officeDeck.ts';
import type { SlideTable } from './officeDeckTable.ts';
import { BULLET_GAP, BULLET_INDENT, BULLET_LEADING, type Place, type Words } from './officeLayout.ts';
import { brokenHead, rowHeight, slideWidths, tableRow } from './officeTable.ts';
import { entryText, GAP, SAMPLE } from './officeText.ts';
import { targetStrokes } from './pptxChart.ts';
import type { Slide, TableRow } from './pptxLibrary.ts';
import type { ChartScene } from './pptxScene.ts';
import { hex, SLIDE_FONTS } from './pptxXml.ts';

const POINTS = 72;
export const inches = ({ x, y, w, h }: Place): Place => ({ x: x / POINTS, y: y / POINTS, w: w / POINTS, h: h / POINTS });
/** A text box without room of its own inside: the layout says where letters stand. */
export const placeOf = (place: Place): Place & { readonly margin: 0 } => ({ ...inches(place), margin: 0 });

const FONT = SLIDE_FONTS.body.hanzi;
/** Inches, other than in every other place of the library. */
const CELL_MARGIN = { number: [0, 0.05, 0, 0.05], text: [0, 0.05, 0, 0.16] } satisfies Record<string, [number, number, number, number]>;

export function addBullets(slide: Slide, { bullets, place, size }: Words, look: Look): void {
  const lines = bullets.map((text) => ({
    text,
    options: { bullet: { indent: BULLET_INDENT }, breakLine: true, paraSpaceAfter: BULLET_GAP },
  }));
  slide.addText(lines, {
    ...placeOf(place),
    fontFace: FONT,
    fontSize: size,
    color: hex(look.ink),
    valign: 'top',
    lineSpacing: size * BULLET_LEADING,
  });
}

/** The target of lying bars: a dashed stroke over those it holds for. The chart itself can only draw it along the other axis. */
export function addTargets(slide: Slide, scene: ChartScene, place: Place): void {
  const { sizes } = scene;
  for (const stroke of targetStrokes(scene)) {
    const { colour } = stroke;
    slide.addShape('line', {
      ...inches({ x: place.x + stroke.x, y: place.y + stroke.y, w: 0, h: stroke.h }),
      line: { color: hex(colour), width: 1.5, dashType: 'sysDash' },
    });
    slide.addText(stroke.name, {
      ...placeOf({
        x: place.x + stroke.x - sizes.axis * 4,
        y: place.y + stroke.y - sizes.axis * 1.3,
        w: sizes.axis * 8,
        h: sizes.axis * 1.3,
      }),
      fontFace: FONT,
      fontSize: sizes.axis,
      color: hex(scene.look['ink-2']),
      align: 'center',
      valign: 'bottom',
    });
  }
}

export function addTable(slide: Slide, { heads, rows, numeric, sizes }: SlideTable, place: Place, look: Look): void {
  const widths = slideWidths({ heads, rows }, sizes.value, sizes.axis, place.w);
  const edge = (colour: string, pt: number) => ({ type: 'solid' as const, color: hex(colour), pt });
  const none = { type: 'none' as const };
  const align = (at: number) => (numeric[at] === true ? ('right' as const) : ('left' as const));
  const letters = (at: number) => ({
    fontFace: FONT,
    valign: 'middle' as const,
    margin: numeric[at] === true || at === 0 ? CELL_MARGIN.number : CELL_MARGIN.text,
  });
  const head = heads.map((text, at) => ({
    text: brokenHead(text, (widths[at] ?? 0) / sizes.axis),
    options: {
      ...letters(at),
      align: align(at),
      fontSize: sizes.axis,
      color: hex(look['ink-2']),
      border: [edge(look.ink, 1.5), none, edge(look['line-2'], 1), none],
    },
  }));
  const body = rows.map((row) =>
    row.map((text, at) => ({
      text,
      options: {
        ...letters(at),
        align: align(at),
        fontSize: sizes.value,
        bold: at === 0,
        color: hex(look.ink),
        border: [none, none, edge(look['chart-grid'], 0.75), none],
      },
    })),
  );
  slide.addTable([head, ...body] as TableRow[], {
    x: place.x / POINTS,
    y: place.y / POINTS,
    w: place.w / POINTS,
    colW: widths.map((width) => width / POINTS),
    rowH: [tableRow(sizes).head, ...rows.map((row) => rowHeight(row, widths, sizes))].map((height) => height / POINTS),
  });
}

export function addFooter(slide: Slide, { layout, footer }: DeckSlide, order: string, lang: Lang, look: Look): void {
  const { x, y, w } = inches(layout.rule);
  const { sizes } = layout;
  const letters = { fontFace: FONT, fontSize: sizes.body, color: hex(look['ink-2']), valign: 'top' as const };
  slide.addShape('line', { x, y, w, h: 0, line: { color: hex(look['line-2']), width: 0.75 } });
  const rows = layout.footerRows.map((row) => row.map((entry) => entryText(entry, lang)).join(GAP));
  slide.addText(rows.join('\n'), { ...placeOf(layout.footer), ...letters, fit: 'none' });
  slide.addText(order, { ...placeOf(layout.number), ...letters, align: 'right' });
  if (!footer.demo) return;
  slide.addText(SAMPLE[lang], {
    ...placeOf({ x: layout.number.x + 8, y: layout.number.y - 1.5, w: sizes.body * (lang === 'zh' ? 4.9 : 6.8), h: layout.number.h - 2 }),
    ...letters,
    align: 'center',
    valign: 'middle',
    line: { color: hex(look['ink-2']), width: 0.75, dashType: 'dash' },
  });
}
