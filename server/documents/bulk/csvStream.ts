/** Rows as CSV (RFC 4180), a page at a time; no footer, for what follows a row is a row to every program that reads it. */
import { fieldOf } from '../csv.ts';
import type { BulkCell } from './column.ts';
import type { BulkTable } from './table.ts';

const LINE = '\r\n';
const cellText = (cell: BulkCell): string => (cell === null ? '' : typeof cell === 'number' ? String(cell) : fieldOf(cell));

/** Chinese heads, or the Latin names that Parquet has, too. */
export const headsOf = ({ columns, lang }: Pick<BulkTable, 'columns' | 'lang'>): readonly string[] =>
  columns.map(({ id, label }) => (lang === 'en' ? id : label.zh));

export async function* csvStream(table: BulkTable, bom: boolean): AsyncGenerator<Buffer> {
  yield Buffer.from(`${bom ? '\uFEFF' : ''}${headsOf(table).map(fieldOf).join(',')}${LINE}`);
  for await (const page of table.pages) {
    let text = '';
    for (const row of page) text += row.map(cellText).join(',') + LINE;
    yield Buffer.from(text);
  }
}
