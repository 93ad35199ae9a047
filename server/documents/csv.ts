/** A sheet as CSV (RFC 4180): its tables one after another, then the footer of numbers. Numbers are unrounded, a missing value is its word. */
import type { Lang } from '../../web/src/state/selection.ts';
import { headOf } from './heads.ts';
import { absenceWords, type Cell, type Sheet, type Table } from './sheet.ts';

const LINE = '\r\n';
/** What a spreadsheet would run as a formula when it opens the file. */
const FORMULA_START = /^[=+\-@＝＋－＠\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

export function fieldOf(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function cellText(cell: Cell, lang: Lang): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return absenceWords(cell.missing)[lang];
  return String(cell);
}

const csvCell = (cell: Cell, lang: Lang): string => (typeof cell === 'number' ? String(cell) : fieldOf(cellText(cell, lang)));

const tableLines = (table: Table, lang: Lang): readonly string[] => [
  fieldOf(table.title[lang]),
  table.columns.map((column) => fieldOf(headOf(column, lang))).join(','),
  ...table.rows.map((row) => row.map((cell) => csvCell(cell, lang)).join(',')),
  ...(table.note === null ? [] : [fieldOf(table.note[lang])]),
];

/** The first table begins in the first line with its heads, so that a program reads it without skipping; titles part the tables that follow. */
export function writeCsv(sheet: Sheet, lang: Lang, bom: boolean): Buffer {
  const [first, ...rest] = sheet.tables;
  const lines = [
    ...(first === undefined ? [] : tableLines(first, lang).slice(1)),
    ...rest.flatMap((table) => ['', ...tableLines(table, lang)]),
    '',
    ...sheet.footer.entries.map(({ term, detail }) => `${fieldOf(term[lang])},${fieldOf(detail[lang])}`),
  ];
  return Buffer.from(`${bom ? '\uFEFF' : ''}${lines.join(LINE)}${LINE}`, 'utf8');
}
