/** Small pieces of DrawingML. Colours are `#rrggbb`, sizes points. */

/** Fonts by the names that offices have: Latin letters, then hanzi. */
export const SLIDE_FONTS = {
  title: { latin: 'Times New Roman', hanzi: '宋体' },
  body: { latin: '微软雅黑', hanzi: '微软雅黑' },
} as const;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

export const hex = (colour: string): string => colour.slice(1).toUpperCase();
export const fill = (colour: string): string => `<a:solidFill><a:srgbClr val="${hex(colour)}"/></a:solidFill>`;

const EMU = 12_700;
export const emu = (points: number): number => Math.round(points * EMU);

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash?: 'sysDash' | 'dash';
  readonly cap?: 'rnd' | 'flat';
}

export const line = (stroke: Stroke | null): string =>
  stroke === null
    ? '<a:ln><a:noFill/></a:ln>'
    : `<a:ln w="${emu(stroke.width)}" cap="${stroke.cap ?? 'rnd'}">${fill(stroke.colour)}<a:prstDash val="${stroke.dash ?? 'solid'}"/><a:round/></a:ln>`;

export interface Letters {
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
}

const fonts = `<a:latin typeface="${SLIDE_FONTS.body.latin}"/><a:ea typeface="${SLIDE_FONTS.body.hanzi}"/>`;
const properties = (tag: string, { size, colour, bold = false }: Letters, more = ''): string =>
  `<a:${tag}${more} sz="${Math.round(size * 100)}" b="${bold ? 1 : 0}">${fill(colour)}${fonts}</a:${tag}>`;

/** How the text of a part of a chart looks. */
export const textLook = (letters: Letters, box: '' | ' wrap="none"' | ' rot="0"' = ''): string =>
  `<c:txPr><a:bodyPr${box}/><a:lstStyle/><a:p><a:pPr>${properties('defRPr', letters)}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;

/** A text of its own in place of one that the chart makes from its numbers. */
export const fixedText = (text: string, letters: Letters): string =>
  `<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:r>${properties('rPr', letters, ' lang="zh-CN"')}<a:t>${escapeXml(text)}</a:t></a:r></a:p></c:rich></c:tx>`;

/** `A`, `B` … `AA`, from 0. */
export const columnName = (index: number): string =>
  index < 26 ? String.fromCodePoint(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
