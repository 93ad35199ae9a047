/** Vector PDF: the slides of sheets, and reports on A4. Charts stay vectors, Chinese stays text. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Bulletin } from '../reports/briefTypes.ts';
import type { Frame, Lang } from '../../web/src/state/selection.ts';
import { LOOKS, projected, type LookName } from '../../web/src/theme/design.ts';
import { bulletinPaper, type BulletinParts } from './bulletin.ts';
import { toDeck, type DeckSlide } from './officeDeck.ts';
import { HEIGHT, SIZES, widthOfFrame, type Place } from './officeLayout.ts';
import { sheetPaper } from './officePaper.ts';
import { pictureScale } from './officePicture.ts';
import { MAKER } from './officeText.ts';
import { makePdf } from './pdfLibrary.ts';
import { paperDefinition } from './pdfPaper.ts';
import { bullets, footer, slideTable, words, type Brush } from './pdfParts.ts';
import { forPdf } from './pdfSvg.ts';
import { drawSvg } from './picture.ts';
import type { Sheet, SheetChart } from './sheet.ts';

/** A chart at its place; nothing where it has no picture. */
function chartAt(chart: SheetChart, place: Place, look: LookName): readonly Content[] {
  const { box } = pictureScale(place, SIZES.axis);
  const svg = drawSvg(chart, look, box);
  return svg === '' ? [] : [{ svg: forPdf(svg), width: place.w, height: place.h, absolutePosition: { x: place.x, y: place.y } }];
}

function slideContent(slide: DeckSlide, at: number, of: number, brush: Brush): readonly Content[] {
  const { layout, title, subtitle, chart, table } = slide;
  const { look } = brush;
  return [
    // Everything else has a place of its own and does not end a page.
    { text: ' ', fontSize: 1, ...(at === 0 ? {} : { pageBreak: 'before' as const }) },
    words(title, layout.title, { fontSize: SIZES.title, bold: true, color: look.ink, lineHeight: 0.9 }),
    words(subtitle, layout.subtitle, { fontSize: SIZES.body, color: look['ink-2'] }),
    ...(chart === null ? [] : chartAt(chart.of, chart.place, brush.lookName)),
    ...(slide.words === null ? [] : [bullets(slide.words, look)]),
    ...(table === null ? [] : [slideTable(table, layout.body, look)]),
    ...footer(slide, `${at + 1} / ${of}`, brush),
  ];
}

/** A chart that goes on over several native slides is one picture. */
const oncePictured = (slides: readonly DeckSlide[]): readonly DeckSlide[] =>
  slides.filter(({ chart }, at) => chart === null || slides[at - 1]?.chart?.of !== chart.of);

/** Slides of all sheets in their order, on pages of the frame. */
export async function writePdfSlides(sheets: readonly Sheet[], lang: Lang, lookName: LookName, frame: Frame): Promise<Buffer> {
  const look = projected(LOOKS[lookName]);
  const brush: Brush = { lang, look, lookName };
  const slides = oncePictured(toDeck(sheets, lang, frame));
  const definition: TDocumentDefinitions = {
    pageSize: { width: widthOfFrame(frame), height: HEIGHT },
    pageMargins: 0,
    info: { title: sheets[0]?.title[lang] ?? MAKER, author: MAKER, creator: MAKER, producer: MAKER, ...(sheets[0] === undefined ? {} : { subject: sheets[0].subtitle[lang] }) },
    background: (_page, { width, height }) => [{ canvas: [{ type: 'rect', x: 0, y: 0, w: width, h: height, color: look.paper }] }],
    content: slides.flatMap((slide, at) => [...slideContent(slide, at, slides.length, brush)]),
  };
  return makePdf(definition);
}

/** One view as a report on A4. */
export const writePdfReport = (sheet: Sheet, lang: Lang): Promise<Buffer> => makePdf(paperDefinition(sheetPaper(sheet, lang)));

/** 季度通报 on A4. */
export const writePdfBulletin = (bulletin: Bulletin, parts: BulletinParts, lang: Lang): Promise<Buffer> =>
  makePdf(paperDefinition(bulletinPaper(bulletin, parts, lang)));
