/** How a file of SQLite keeps words and days: as numbers in columns of their own (migration 0009). Query modules never see those. */
import type SqliteDatabase from 'better-sqlite3';
import { KEPT } from './migrations/0009_words.ts';

const STORED = '_no';
const DAY = 86_400_000;
/** Days that are remembered; of real ones there are never so many. */
const ENOUGH = 50_000;

/** SQLite takes a number for a real one, which needs eight bytes, and a bigint for a whole one, which needs one. */
type Numbers = ReadonlyMap<unknown, bigint>;

const days = new Map<unknown, bigint | string>();

/** The days since 1970, of what is a day and is written as one; everything else stays as it is. */
function toDay(text: string): bigint | string {
  const known = days.get(text);
  if (known !== undefined) return known;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(text) : new Date(NaN);
  const isDay = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  const found = isDay ? BigInt(at.getTime() / DAY) : text;
  if (days.size >= ENOUGH) days.clear();
  days.set(text, found);
  return found;
}

const toNumbers = (words: readonly string[]): Numbers => new Map(words.map((word, at) => [word, BigInt(at)]));
const NUMBERS = new Map(
  Object.entries(KEPT).map(([table, columns]) => [
    table,
    new Map(Object.entries(columns).map(([column, words]) => [column, words === 'DAY' ? null : toNumbers(words)])),
  ]),
);

export interface Kept {
  /** Names of the columns that are written, in the order of those that were asked for. */
  readonly columns: readonly string[];
  readonly toStored: (row: readonly unknown[]) => readonly unknown[];
}

/** How rows of `columns` are written into a table. */
export function keptOf(table: string, columns: readonly string[]): Kept {
  const own = NUMBERS.get(table);
  if (own === undefined) return { columns, toStored: (row) => row };
  const places = columns.flatMap((column, at) => {
    const numbers = own.get(column);
    return numbers === undefined ? [] : [[at, numbers] as const];
  });
  const toStored = (row: readonly unknown[]): unknown[] => {
    const cells = [...row];
    for (const [at, numbers] of places) {
      const cell = cells[at];
      if (typeof cell === 'string') cells[at] = numbers === null ? toDay(cell) : (numbers.get(cell) ?? cell);
    }
    return cells;
  };
  return { columns: columns.map((column) => (own.has(column) ? `${column}${STORED}` : column)), toStored };
}

export interface ReadColumn {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  /** Place in the primary key, from 1; 0 outside. */
  readonly pk: number;
}

/** Columns of a table as they are read: what is computed of what is stored, and not what is stored of it. Empty where there is no such table. */
export function columnsRead(connection: SqliteDatabase.Database, table: string): ReadColumn[] {
  const all = connection.pragma(`main.table_xinfo("${table}")`) as ReadColumn[];
  const stored = new Map(Object.keys(KEPT[table] ?? {}).map((column) => [`${column}${STORED}`, column]));
  const needs = new Map(all.map(({ name, notnull }) => [stored.get(name), notnull]));
  return all.filter(({ name }) => !stored.has(name)).map((column) => ({ ...column, notnull: needs.get(column.name) ?? column.notnull }));
}
