/** Slides that an office program can edit: each finding with its native chart and bullets, its table, the footer of numbers, and the query in the notes. */
import { writeXlsx } from 'hucre/xlsx';
import type { Frame, Lang, Room } from '../../web/src/state/selection.ts';
import { LOOKS, projected, type Look, type LookName } from '../../web/src/theme/design.ts';
import { mendParts, type Part } from './officeArchive.ts';
import { toDeck, type DeckSlide } from './officeDeck.ts';
import { HEIGHT, titleHeight, widthOfFrame, type Place, type SlideLayout } from './officeLayout.ts';
import { MAKER } from './officeText.ts';
import { drawPng } from './picture.ts';
import { newPresentation, type Presentation, type Slide } from './pptxLibrary.ts';
import { chartXml } from './pptxChart.ts';
import { toScene, type ChartScene } from './pptxScene.ts';
import { SLIDE_FONTS, hex } from './pptxXml.ts';
import { addBullets, addFooter, addTable, addTargets, inches, placeOf } from './pptxParts.ts';
import { pictureScale } from './officePicture.ts';
import type { Sheet } from './sheet.ts';

const POINTS = 72;
/** Pixels a unit of a picture: sharp on a projector of 3840 pixels. */
const SHARPNESS = 3;

interface Brush {
  readonly lang: Lang;
  readonly frame: Frame;
  readonly lookName: LookName;
  readonly look: Look;
}

const masterName = ({ titleLines, sizes }: SlideLayout): string => `finding-${titleLines}-${sizes.title}`;

/** A layout for each height of titles: a title is a real title, for the outline and for screen readers, and takes all it is from its layout. */
function defineMasters(deck: Presentation, layouts: readonly SlideLayout[], look: Look): void {
  for (const [name, { title, titleLines, sizes }] of new Map(layouts.map((layout) => [masterName(layout), layout])))
    deck.defineSlideMaster({
      title: name,
      background: { color: hex(look.paper) },
      objects: [
        {
          placeholder: {
            options: {
              name: 'title',
              type: 'title',
              ...inches({ ...title, h: titleHeight(titleLines, sizes) }),
              fontFace: SLIDE_FONTS.title.hanzi,
              fontSize: sizes.title,
              bold: true,
              color: hex(look.ink),
              align: 'left',
              valign: 'top',
              margin: 0,
            },
            text: '',
          },
        },
      ],
    });
}

function begin(sheets: readonly Sheet[], layouts: readonly SlideLayout[], brush: Brush): Presentation {
  const deck = newPresentation();
  deck.defineLayout({ name: 'slide', width: widthOfFrame(brush.frame) / POINTS, height: HEIGHT / POINTS });
  deck.layout = 'slide';
  deck.author = MAKER;
  deck.company = MAKER;
  deck.title = sheets[0]?.title[brush.lang] ?? '';
  deck.subject = sheets[0]?.subtitle[brush.lang] ?? '';
  deck.theme = { headFontFace: SLIDE_FONTS.title.hanzi, bodyFontFace: SLIDE_FONTS.body.hanzi };
  defineMasters(deck, layouts, brush.look);
  return deck;
}

/** The library's own chart holds the place; its drawing and its workbook are replaced when the file is packed. */
function addNative(deck: Presentation, slide: Slide, scene: ChartScene, place: Place, alt: string): void {
  const { chart, drawn } = scene;
  const series = drawn.map(({ name, values }) => ({
    name,
    labels: [...chart.categories],
    values: values.map((value) => value ?? Number.NaN),
  }));
  slide.addChart(chart.type === 'line' ? deck.ChartType.line : deck.ChartType.bar, series, { ...inches(place), altText: alt });
  addTargets(slide, scene, place);
}

interface Drawing {
  readonly slide: DeckSlide;
  readonly scene: ChartScene | null;
  readonly png: Buffer | null;
}

/** Pictures are painted first: between two charts of one file no other file may ask the library for a number. */
async function draw(slide: DeckSlide, { look, lookName }: Brush): Promise<Drawing> {
  if (slide.chart === null) return { slide, scene: null, png: null };
  const { native, of, place, across, sizes } = slide.chart;
  if (native !== null) return { slide, scene: toScene({ native, across, place, sizes }, look), png: null };
  if (of.picture === null) return { slide, scene: null, png: null };
  const { box, scale } = pictureScale(place, sizes.axis);
  return { slide, scene: null, png: await drawPng(of, lookName, box, scale * SHARPNESS) };
}

function fillSlide(deck: Presentation, { slide, scene, png }: Drawing, order: string, brush: Brush): void {
  const { look } = brush;
  const { layout, chart, words, table, notes, title, subtitle } = slide;
  const page = deck.addSlide({ masterName: masterName(layout) });
  page.addText(title, { placeholder: 'title' });
  if (subtitle !== '')
    page.addText(subtitle, {
      ...placeOf(layout.subtitle),
      fontFace: SLIDE_FONTS.body.hanzi,
      fontSize: layout.sizes.body,
      color: hex(look['ink-2']),
      valign: 'top',
    });
  if (chart !== null && scene !== null) addNative(deck, page, scene, chart.place, chart.alt);
  if (chart !== null && png !== null)
    page.addImage({ data: `image/png;base64,${png.toString('base64')}`, ...inches(chart.place), altText: chart.alt });
  if (words !== null) addBullets(page, words, look);
  if (table !== null) addTable(page, table, layout.body, look);
  addFooter(page, slide, order, brush.lang, look);
  page.addNotes(notes);
}

/** What the chart is edited from: names down, series across, numbers unrounded, an absence an empty cell. */
async function workbookOf({ chart, drawn, aside }: ChartScene): Promise<Buffer> {
  const columns = [...drawn, ...aside];
  return Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: 'Sheet1',
          rows: [
            [null, ...columns.map(({ name }) => name)],
            ...chart.categories.map((name, at) => [name, ...columns.map(({ values }) => values[at] ?? null)]),
          ],
        },
      ],
      properties: { modified: new Date(Date.UTC(1980, 0, 1)) },
    }),
  );
}

const CHART = /^ppt\/charts\/chart(\d+)\.xml$/;
const WORKBOOK = /^ppt\/embeddings\/.*?(\d+)\.xlsx$/;

/** Latin letters of a serif title in a serif of their own: those of 宋体 are made for ledgers. Empty themes name no hanzi font. */
const mendFonts = (xml: string): string =>
  xml
    .replaceAll(`<a:latin typeface="${SLIDE_FONTS.title.hanzi}"`, `<a:latin typeface="${SLIDE_FONTS.title.latin}"`)
    .replace(/(<a:majorFont><a:latin [^>]*\/>)<a:ea typeface=""\/>/, `$1<a:ea typeface="${SLIDE_FONTS.title.hanzi}"/>`)
    .replace(/(<a:minorFont><a:latin [^>]*\/>)<a:ea typeface=""\/>/, `$1<a:ea typeface="${SLIDE_FONTS.body.hanzi}"/>`)
    .replaceAll('PptxGenJS Presentation', MAKER)
    .replaceAll('PptxGenJS', MAKER);

/** Charts are numbered through by the library over all files of the program; their order within one file is that of the slides. */
async function mendPackage(archive: Buffer, scenes: readonly ChartScene[]): Promise<Buffer> {
  const numbers: number[] = [];
  await mendParts(archive, ({ name, bytes }) => {
    const number = CHART.exec(name)?.[1];
    if (number !== undefined) numbers.push(Number(number));
    return bytes;
  });
  numbers.sort((one, other) => one - other);
  const sceneOf = (number: string | undefined): ChartScene | undefined =>
    number === undefined ? undefined : scenes[numbers.indexOf(Number(number))];
  return mendParts(archive, async ({ name, bytes }: Part) => {
    const drawn = sceneOf(CHART.exec(name)?.[1]);
    if (drawn !== undefined) return Buffer.from(chartXml(drawn));
    const edited = sceneOf(WORKBOOK.exec(name)?.[1]);
    if (edited !== undefined) return workbookOf(edited);
    return name.endsWith('.xml') ? Buffer.from(mendFonts(bytes.toString('utf8'))) : bytes;
  });
}

/** Slides of all sheets in their order. Charts are native wherever the sheet gives their series; only what has none (a map) is a picture. */
export async function writePptx(
  sheets: readonly Sheet[],
  lang: Lang,
  lookName: LookName,
  frame: Frame,
  room: Room = 'meeting',
): Promise<Buffer> {
  const brush: Brush = { lang, frame, lookName, look: projected(LOOKS[lookName]) };
  const drawings = await Promise.all(toDeck(sheets, lang, frame, room).map((slide) => draw(slide, brush)));
  const layouts = drawings.map(({ slide }) => slide.layout);
  const deck = begin(sheets, layouts, brush);
  for (const [at, drawing] of drawings.entries()) fillSlide(deck, drawing, `${at + 1} / ${drawings.length}`, brush);
  const archive = (await deck.write({ outputType: 'nodebuffer' })) as Buffer;
  return mendPackage(
    archive,
    drawings.flatMap(({ scene }) => scene ?? []),
  );
}
