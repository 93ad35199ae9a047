/** Vector PDF: the slides of sheets, and reports on A4. Charts stay vectors, Chinese stays text. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Bulletin } from '../reports/briefTypes.ts';
import type { Frame, Lang, Room } from '../../web/src/state/selection.ts';
import { LOOKS, projected, type LookName } from '../../web/src/theme/design.ts';
import { bulletinPaper, type BulletinParts } from './bulletin.ts';
import { toDeck, type DeckSlide } from './officeDeck.ts';
import { HEIGHT, widthOfFrame } from './officeLayout.ts';
import { sheetPaper } from './officePaper.ts';
import { pictureScale } from './officePicture.ts';
import { MAKER } from './officeText.ts';
import { barsSvg } from './pdfBars.ts';
import { linesSvg } from './pdfLines.ts';
import { makePdf, printable } from './pdfLibrary.ts';
import { paperDefinition } from './pdfPaper.ts';
import { bullets, footer, slideTable, words, type Brush } from './pdfParts.ts';
import { forPdf } from './pdfSvg.ts';
import { drawSvg } from './picture.ts';
import { toScene } from './pptxScene.ts';
import type { Sheet } from './sheet.ts';

/** A chart at its place; nothing where it has no picture. */
function chartAt(chart: NonNullable<DeckSlide['chart']>, { look, lookName }: Brush): readonly Content[] {
  const { of, native, across, place, sizes } = chart;
  const scene = native === null ? null : toScene({ native, across, place, sizes }, look);
  // A picture does not know how many of its bars fit, nor that a hall is shown fewer lines.
  const bars = across && native?.type === 'bar' && native.series.length === 1;
  const lines = native?.type === 'line' && native.series.length < Number(of.native?.series.length);
  const svg =
    scene !== null && (bars || lines)
      ? bars
        ? barsSvg(scene)
        : linesSvg(scene)
      : forPdf(drawSvg(of, lookName, pictureScale(place, sizes.axis).box));
  return svg === '' ? [] : [{ svg: printable(svg), width: place.w, height: place.h, absolutePosition: { x: place.x, y: place.y } }];
}

function slideContent(slide: DeckSlide, at: number, of: number, brush: Brush): readonly Content[] {
  const { layout, title, subtitle, chart, table } = slide;
  const { look } = brush;
  const { sizes } = layout;
  return [
    // Everything else has a place of its own and does not end a page.
    { text: ' ', fontSize: 1, ...(at === 0 ? {} : { pageBreak: 'before' as const }) },
    words(title, layout.title, { fontSize: sizes.title, bold: true, color: look.ink, lineHeight: 0.9 }),
    ...(subtitle === '' ? [] : [words(subtitle, layout.subtitle, { fontSize: sizes.body, color: look['ink-2'] })]),
    ...(chart === null ? [] : chartAt(chart, brush)),
    ...(slide.words === null ? [] : [bullets(slide.words, look)]),
    ...(table === null ? [] : [slideTable(table, layout.body, look)]),
    ...footer(slide, `${at + 1} / ${of}`, brush),
  ];
}

/** Slides of all sheets in their order, on pages of the frame. */
export async function writePdfSlides(
  sheets: readonly Sheet[],
  lang: Lang,
  lookName: LookName,
  frame: Frame,
  room: Room = 'meeting',
): Promise<Buffer> {
  const look = projected(LOOKS[lookName]);
  const brush: Brush = { lang, look, lookName };
  const slides = toDeck(sheets, lang, frame, room);
  const definition: TDocumentDefinitions = {
    pageSize: { width: widthOfFrame(frame), height: HEIGHT },
    pageMargins: 0,
    info: {
      title: sheets[0]?.title[lang] ?? MAKER,
      author: MAKER,
      creator: MAKER,
      producer: MAKER,
      ...(sheets[0] === undefined ? {} : { subject: sheets[0].subtitle[lang] }),
    },
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
