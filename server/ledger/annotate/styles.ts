/** Red and amber fills in a workbook's styles: each style that a marked cell has is kept, with another fill. */
import { appendTo, attributeOf, elementIn, elementsIn, prefixOf, withAttribute } from './tags.ts';
import type { Severity } from './marks.ts';

export const FILLS: Readonly<Record<Severity, string>> = { error: 'FFFFC9C9', warning: 'FFFFE8A3' };
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The styles of a workbook that has none. */
export const PLAIN_STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** Styles of the list's cells. */
export interface ListStyles {
  readonly title: number;
  readonly header: number;
  readonly text: number;
  readonly link: number;
  readonly marked: Readonly<Record<Severity, number>>;
}

export interface Styles {
  readonly list: ListStyles;
  /** The style of a marked cell that had `style`. */
  tinted(style: number, severity: Severity): number;
  /** The style that a cell marked by an earlier check goes back to; the same for every other. */
  cleaned(style: number): number;
  /** Whether cells were marked by an earlier check. */
  readonly isMarked: boolean;
  /** The part as it is to be written, once every cell was asked for. */
  xml(): string;
}

interface Appended {
  readonly xml: string;
  readonly from: number;
}

/** `more` elements `name` at the end of a list `lists`, whose first gets the index `from`. */
function appended(xml: string, prefix: string, lists: string, name: string, more: readonly string[]): Appended | null {
  const list = elementIn(xml, `${prefix}${lists}`);
  if (list === null) return null;
  const from = elementsIn(list.text, `${prefix}${name}`).length;
  const grown = appendTo(list.text, `${prefix}${lists}`, more.join('')).replace(/^<[^>]*>/, (tag) =>
    withAttribute(tag, 'count', from + more.length),
  );
  return { xml: xml.slice(0, list.from) + grown + xml.slice(list.to), from };
}

const ALIGNED = (p: string): string => `<${p}alignment vertical="top" wrapText="1"/>`;

/** Styles of which one was marked by an earlier check, by the fill. */
function markedBefore(xml: string, prefix: string, xfs: readonly string[]): Set<number> {
  const fills = elementsIn(elementIn(xml, `${prefix}fills`)?.text ?? '', `${prefix}fill`);
  const ours = new Set(
    fills.flatMap((fill, at) => (Object.values(FILLS).some((colour) => fill.includes(`"${colour}"`)) ? [String(at)] : [])),
  );
  return new Set(xfs.flatMap((xf, at) => (ours.has(attributeOf(xf, 'fillId') ?? '') ? [at] : [])));
}

/** Null where the part has no fills, fonts or cell formats to add to. */
export function openStyles(part: string): Styles | null {
  const prefix = prefixOf(part);
  const p = prefix;
  const xfs = elementsIn(elementIn(part, `${p}cellXfs`)?.text ?? '', `${p}xf`);
  const marked = markedBefore(part, prefix, xfs);
  const fillOf = (colour: string): string =>
    `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${colour}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`;
  const fills = appended(part, p, 'fills', 'fill', [fillOf(FILLS.error), fillOf(FILLS.warning)]);
  const bold = (size: number): string => `<${p}font><${p}b/><${p}sz val="${size}"/><${p}name val="等线"/></${p}font>`;
  const link = `<${p}font><${p}u/><${p}sz val="11"/><${p}color rgb="FF0563C1"/><${p}name val="等线"/></${p}font>`;
  const fonts = fills === null ? null : appended(fills.xml, p, 'fonts', 'font', [bold(11), bold(14), link]);
  if (fills === null || fonts === null || xfs.length === 0) return null;
  const fillIds: Readonly<Record<Severity, number>> = { error: fills.from, warning: fills.from + 1 };
  const more: string[] = [];
  const add = (xf: string): number => xfs.length + more.push(xf) - 1;
  const plain = (font: number, fill: number): string =>
    `<${p}xf numFmtId="0" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">${ALIGNED(p)}</${p}xf>`;
  const list: ListStyles = {
    header: add(plain(fonts.from, 0)),
    title: add(`<${p}xf numFmtId="0" fontId="${fonts.from + 1}" fillId="0" borderId="0" xfId="0" applyFont="1"/>`),
    text: add(plain(0, 0)),
    link: add(plain(fonts.from + 2, 0)),
    marked: { error: add(plain(0, fillIds.error)), warning: add(plain(0, fillIds.warning)) },
  };
  const made = new Map<string, number>();
  const filled = (style: number, fill: number): number => {
    const known = made.get(`${style} ${fill}`);
    if (known !== undefined) return known;
    const base = xfs[style] ?? `<${p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`;
    const at = add(base.replace(/^<[^>]*>/, (tag) => withAttribute(withAttribute(tag, 'fillId', fill), 'applyFill', 1)));
    made.set(`${style} ${fill}`, at);
    return at;
  };
  return {
    list,
    isMarked: marked.size > 0,
    tinted: (style, severity) => filled(style, fillIds[severity]),
    cleaned: (style) => (marked.has(style) ? filled(style, 0) : style),
    xml: () => appended(fonts.xml, p, 'cellXfs', 'xf', more)?.xml ?? fonts.xml,
  };
}
