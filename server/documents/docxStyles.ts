/** Styles of a report after GB/T 9704 (党政机关公文格式): A4, 仿宋 of 三号 with 28 points from line to line, 黑体 and 楷体 headings. */
import {
  AlignmentType,
  LineRuleType,
  PageOrientation,
  SectionType,
  type IParagraphStyleOptions,
  type ISectionPropertiesOptions,
  type IStylesOptions,
} from 'docx';
import { DOCUMENT } from '../../web/src/theme/design.ts';
import type { Way } from './officePaper.ts';

/** Points to half points, and to twentieths. */
const half = (points: number): number => points * 2;
export const twips = (points: number): number => Math.round(points * 20);

/** The library's own conversion cuts off, and a page of 11905 × 16837 is no A4. */
const millimetres = (length: number): number => Math.round((length / 25.4) * 1440);

const TITLE_LINE = 36;

/** Hanzi by the East Asian name, Latin letters beside it; what could be either (quotation marks, shapes) goes with the hanzi. */
export const fontOf = (hanzi: string) => ({
  ascii: DOCUMENT.latin,
  hAnsi: DOCUMENT.latin,
  cs: DOCUMENT.latin,
  eastAsia: hanzi,
  hint: 'eastAsia',
});
export const MONO = { ascii: 'Consolas', hAnsi: 'Consolas', cs: 'Consolas', eastAsia: DOCUMENT.body.font };

const exact = (points: number, before = 0, after = 0) => ({
  line: twips(points),
  lineRule: LineRuleType.EXACT,
  before: twips(before),
  after: twips(after),
});

/** Two letters; a program that does not count letters takes the points. */
const INDENT = { firstLineChars: 200, firstLine: twips(DOCUMENT.body.size * 2) };

const heading = (
  id: string,
  name: string,
  level: number,
  { font, size }: { readonly font: string; readonly size: number },
): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: 'Normal',
  next: 'Body',
  quickFormat: true,
  run: { font: fontOf(font), size: half(size), bold: false, color: '000000' },
  paragraph: { spacing: exact(DOCUMENT.line, 8, 2), keepNext: true, keepLines: true, outlineLevel: level, indent: INDENT },
});

const plain = (
  id: string,
  name: string,
  size: number,
  line: number,
  more: IParagraphStyleOptions['paragraph'] = {},
): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  run: { size: half(size) },
  paragraph: { spacing: exact(line), ...more },
});

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: fontOf(DOCUMENT.body.font), size: half(DOCUMENT.body.size), language: { value: 'en-US', eastAsia: 'zh-CN' } },
    },
  },
  paragraphStyles: [
    {
      id: 'Title',
      name: 'Title',
      basedOn: 'Normal',
      next: 'Body',
      quickFormat: true,
      run: { font: fontOf(DOCUMENT.title.font), size: half(DOCUMENT.title.size), bold: true },
      paragraph: { alignment: AlignmentType.CENTER, spacing: exact(TITLE_LINE, 12, 8) },
    },
    {
      ...plain('Under', 'Subtitle', DOCUMENT.body.size, DOCUMENT.line, {
        alignment: AlignmentType.CENTER,
        spacing: exact(DOCUMENT.line, 0, 14),
      }),
      run: { font: fontOf(DOCUMENT.subheading.font), size: half(DOCUMENT.body.size) },
    },
    heading('Heading1', 'heading 1', 0, DOCUMENT.heading),
    heading('Heading2', 'heading 2', 1, DOCUMENT.subheading),
    plain('Body', 'Body Text', DOCUMENT.body.size, DOCUMENT.line, { indent: INDENT, alignment: AlignmentType.BOTH }),
    {
      ...plain('Contents', 'TOC Heading', DOCUMENT.heading.size, DOCUMENT.line, {
        alignment: AlignmentType.CENTER,
        spacing: exact(DOCUMENT.line, 10, 6),
      }),
      run: { font: fontOf(DOCUMENT.heading.font), size: half(DOCUMENT.heading.size) },
    },
    plain('TOC1', 'toc 1', DOCUMENT.body.size, DOCUMENT.line),
    plain('TOC2', 'toc 2', DOCUMENT.body.size, DOCUMENT.line, { indent: { left: twips(DOCUMENT.body.size * 2) } }),
    {
      ...plain('TableCaption', 'Table Caption', DOCUMENT.table.size, 20, {
        alignment: AlignmentType.CENTER,
        keepNext: true,
        spacing: exact(20, 10, 3),
      }),
      run: { font: fontOf(DOCUMENT.heading.font), size: half(DOCUMENT.table.size) },
    },
    {
      ...plain('FigureCaption', 'caption', DOCUMENT.table.size, 20, { alignment: AlignmentType.CENTER, spacing: exact(20, 2, 10) }),
      run: { font: fontOf(DOCUMENT.heading.font), size: half(DOCUMENT.table.size) },
    },
    plain('Source', 'Table Source', DOCUMENT.caption.size, 13, { spacing: exact(13, 3, 2) }),
    { ...plain('Query', 'Query', 8, 11, { spacing: exact(11, 2, 8), alignment: AlignmentType.LEFT }), run: { font: MONO, size: half(8) } },
    { ...plain('PageNumber', 'Page Number', 14, 20), run: { font: fontOf('宋体'), size: half(14) } },
  ],
};

const { top, right, bottom, left } = DOCUMENT.margin;
export const A4 = { width: 210, height: 297 } as const;
/** The library turns the sides of a page that lies across; margins turn with the sheet. */
export const pageOf = (way: Way): ISectionPropertiesOptions => ({
  type: SectionType.NEXT_PAGE,
  page: {
    size: {
      width: millimetres(A4.width),
      height: millimetres(A4.height),
      orientation: way === 'across' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: {
      ...(way === 'upright'
        ? { top: millimetres(top), right: millimetres(right), bottom: millimetres(bottom), left: millimetres(left) }
        : { top: millimetres(left), right: millimetres(bottom), bottom: millimetres(right), left: millimetres(top) }),
      footer: millimetres(way === 'upright' ? bottom - 7 - 6 : right - 7 - 6),
    },
  },
});

/** What stands in for a font that is not there. */
const STAND_INS: Readonly<Record<string, string>> = {
  [DOCUMENT.title.font]: '宋体',
  仿宋: '仿宋_GB2312',
  楷体: '楷体_GB2312',
  黑体: 'SimHei',
  宋体: 'SimSun',
};

export const FONT_TABLE =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  Object.entries(STAND_INS)
    .map(
      ([name, other]) =>
        `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
    )
    .join('') +
  `<w:font w:name="${DOCUMENT.latin}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`;
