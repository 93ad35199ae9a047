/**
 * A workbook that people fill in: drop-downs, checks of what is typed, a note on each header, and what stood before in grey. The frame is
 * written whole with one row of samples; the rows then run into the place of that row, so that it grows with no more than the rows' text.
 */
import { writeXlsx, type Cell, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import type { FormBook, FormCell, FormColumn, FormSheet } from '../domain/formBook.ts';
import { LOOKS } from '../../web/src/theme/design.ts';
import { checksOf, highlightsOf, promptOf } from './formChecks.ts';
import { FIRST_LINE, HEAD_LINE } from './formPlaces.ts';
import { listsPage, notesPage } from './formPages.ts';
import { readParts, zipStream, type StreamedPart } from './officeArchive.ts';
import { columnLetters } from './xlsx.ts';

const ARCHIVE_EPOCH = new Date(Date.UTC(1980, 0, 1));
const FONT = 'Microsoft YaHei';
const colour = (hex: string) => ({ rgb: hex.slice(1).toUpperCase() });
const { ink, muted, line, paper } = LOOKS.light;

const TITLE: CellStyle = { font: { name: FONT, size: 14, bold: true, color: colour(ink) }, alignment: { vertical: 'center' } };
const edge = { style: 'thin', color: colour(line) } as const;
const EDGES = { top: edge, bottom: edge, left: edge, right: edge } as const;

const headOf = (fill: string, hex: string): CellStyle => ({
  font: { name: FONT, size: 10, bold: true, color: colour(hex) },
  fill: { type: 'pattern', pattern: 'solid', fgColor: colour(fill) },
  border: EDGES,
  alignment: { wrapText: true, horizontal: 'center', vertical: 'center' },
});
/** Must be filled always, in some rows, or may be left empty; the star says it to who sees no colour. */
const HEADS = {
  ALWAYS: headOf('#1c4f80', paper),
  SOME: headOf('#c2d8ea', ink),
  NEVER: headOf('#e6e8ea', ink),
} as const;

const headStyle = ({ required }: FormColumn): CellStyle =>
  typeof required === 'object' ? HEADS.SOME : required === 'ALWAYS' ? HEADS.ALWAYS : HEADS.NEVER;

function formatOf({ rule }: FormColumn): string {
  if (rule.is === 'date') return 'yyyy-mm-dd';
  if (rule.is === 'whole') return '0';
  return rule.is === 'amount' ? 'General' : '@';
}

/** Numbers stand right, choices in the middle, so that none runs into its neighbour. */
const SIDES: Partial<Record<FormColumn['rule']['is'], 'right' | 'center'>> = {
  whole: 'right',
  amount: 'right',
  list: 'center',
  listBy: 'center',
  date: 'center',
};

const bodyOf = (column: FormColumn, hex: string): CellStyle => ({
  font: { name: FONT, size: 10, color: colour(hex) },
  border: EDGES,
  numFmt: formatOf(column),
  alignment: { vertical: 'center', horizontal: SIDES[column.rule.is] ?? 'left' },
});

/** The line of samples: one cell a column as it stands filled in beforehand, one as it waits to be filled. */
function cellsOf(sheet: FormSheet): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>();
  sheet.columns.forEach((column, at) => {
    // Without a form of its own a cell takes that of its column.
    cells.set(`0,${at}`, { value: at === 0 ? sheet.title : null, style: TITLE });
    cells.set(`${HEAD_LINE - 1},${at}`, {
      value: column.header,
      style: headStyle(column),
      comment: { author: 'fugai', text: promptOf(column) },
    });
    cells.set(`${FIRST_LINE - 1},${at}`, { value: 'x', style: bodyOf(column, muted) });
    cells.set(`${FIRST_LINE},${at}`, { value: 'x', style: bodyOf(column, ink) });
  });
  return cells;
}

const PAPER = {
  paperSize: 'a3',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 2,
  fitToHeight: 0,
  margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6 },
} as const;

function pageOf(sheet: FormSheet, book: FormBook): WriteSheet {
  const blank = sheet.columns.map(() => null);
  return {
    name: sheet.name,
    columns: sheet.columns.map(({ width }) => ({ width })),
    rows: Array.from({ length: FIRST_LINE + 1 }, () => blank),
    cells: cellsOf(sheet),
    rowDefs: new Map([
      [0, { height: 28 }],
      [HEAD_LINE - 1, { height: 36 }],
    ]),
    freezePane: { rows: HEAD_LINE, columns: 2 },
    dataValidations: checksOf(sheet, book),
    conditionalRules: highlightsOf(sheet),
    pageSetup: { ...PAPER, printTitlesRow: `$1:$${HEAD_LINE}`, printTitlesColumn: '$A:$B' },
    headerFooter: { oddFooter: '&L&A&C&P / &N' },
    view: { tabColor: colour('#1c4f80') },
  };
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const isWritable = (letter: string): boolean => letter >= ' ' || letter === '\t' || letter === '\n' || letter === '\r';
/** XML knows no control characters, whatever was sent once. */
const escaped = (text: string): string =>
  (/[^ -\uD7FF\uE000-\uFFFD]/.test(text) ? [...text.toWellFormed()].filter(isWritable).join('') : text).replace(
    /[&<>"]/g,
    (sign) => SIGNS[sign] ?? sign,
  );

const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

interface Place {
  readonly letters: string;
  readonly filled: string;
  readonly empty: string;
  readonly isDate: boolean;
}

function cellXml(cell: FormCell, { letters, filled, empty, isDate }: Place, at: number): string {
  if (cell === null) return `<c r="${letters}${at}"${empty}/>`;
  const open = `<c r="${letters}${at}"${filled}`;
  if (typeof cell === 'number') return `${open}><v>${cell}</v></c>`;
  if (isDate) return `${open}><v>${(Date.parse(`${cell}T00:00:00Z`) - DAY_ZERO) / DAY_MS}</v></c>`;
  return `${open} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const rowPattern = (at: number): RegExp => new RegExp(`<row r="${at}"[^>]*>(.*?)</row>`, 's');
const stylesIn = (row: string): string[] => [...row.matchAll(/<c ([^>]*?)\/?>/g)].map(([, rest]) => / s="\d+"/.exec(` ${rest}`)?.[0] ?? '');
/** Rows that are written at a time. */
const AT_ONCE = 500;
/** Rows below those filled in that are drawn as cells; the others take the style of their column. */
const DRAWN = 200;

/** The columns themselves carry the form of what is typed below, so that a code pasted anywhere stays a text. */
function withColumnStyles(xml: string, places: readonly Place[]): string {
  return xml.replace(/<col ([^>]*?)\/>/g, (whole, attributes: string) => {
    const at = Number(/\bmin="(\d+)"/.exec(attributes)?.[1]) - 1;
    const style = /\d+/.exec(places[at]?.empty ?? '')?.[0];
    return style === undefined ? whole : `<col ${attributes} style="${style}"/>`;
  });
}

function* rowPieces(xml: string, sheet: FormSheet): Generator<Buffer> {
  const [filled, empty] = [rowPattern(FIRST_LINE).exec(xml), rowPattern(FIRST_LINE + 1).exec(xml)];
  if (filled === null || empty === null) throw new Error(`the frame of ${sheet.name} has no rows of samples`);
  const [dark, light] = [stylesIn(String(empty[1])), stylesIn(String(filled[1]))];
  const places = sheet.columns.map(({ rule }, at): Place => ({
    letters: columnLetters(at),
    filled: light[at] ?? '',
    empty: dark[at] ?? '',
    isDate: rule.is === 'date',
  }));
  const lines = sheet.rows.length + Math.min(DRAWN, sheet.room - sheet.rows.length);
  const last = `${columnLetters(sheet.columns.length - 1)}${FIRST_LINE + lines - 1}`;
  yield Buffer.from(withColumnStyles(xml.slice(0, filled.index), places).replace(/<dimension ref="[^"]*"/, `<dimension ref="A1:${last}"`));
  const none: readonly FormCell[] = sheet.columns.map(() => null);
  for (let from = 0; from < lines; from += AT_ONCE) {
    let text = '';
    for (let index = from; index < Math.min(lines, from + AT_ONCE); index += 1) {
      const row = sheet.rows[index] ?? none;
      const at = FIRST_LINE + index;
      text += `<row r="${at}">${places.map((place, column) => cellXml(row[column] ?? null, place, at)).join('')}</row>`;
    }
    yield Buffer.from(text);
  }
  yield Buffer.from(xml.slice(empty.index + empty[0].length));
}

/** @param at the data it was made of are of this moment; the bytes depend on it and the book alone */
export async function* formBookStream(book: FormBook, at: Date = ARCHIVE_EPOCH): AsyncGenerator<Buffer> {
  const pages = book.sheets.map((sheet) => pageOf(sheet, book));
  const frame = await writeXlsx({
    sheets: [...pages, notesPage(book), ...(book.lists.length === 0 ? [] : [listsPage(book)])],
    properties: { title: book.title, creator: 'fugai', created: at, modified: at },
  });
  const parts = await readParts(Buffer.from(frame));
  yield* zipStream(
    parts.map(({ name, bytes }): StreamedPart => {
      const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1];
      const sheet = number === undefined ? undefined : book.sheets[Number(number) - 1];
      return { name, pieces: sheet === undefined ? [bytes] : rowPieces(bytes.toString('utf8'), sheet) };
    }),
  );
}
