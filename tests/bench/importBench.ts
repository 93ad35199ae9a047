import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { bySystem } from '../support/trail.ts';
import { importDemo, openPrepared } from '../../server/cli/prepare.ts';

export interface ImportFigures {
  readonly files: number;
  readonly rows: number;
  readonly csvBytes: number;
  readonly databaseBytes: number;
  /** Seconds; each bare run follows one of ours. */
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

const quiet = (): void => undefined;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function ledgerFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(csv|xlsx)$/.test(name) && name !== 'submissions.csv')
    .map((name) => path.join(folder, name));
}

type Cell = string | number | boolean | Date | null | undefined;

async function cellsOf(file: string): Promise<Cell[][][]> {
  if (file.endsWith('.csv')) return [parse(readFileSync(file), { bom: true, relax_column_count: true })];
  const book = await readXlsx(readFileSync(file));
  return book.sheets.map((sheet) => sheet.rows);
}

const asText = (cell: Cell): string | null =>
  cell === null || cell === undefined ? null : cell instanceof Date ? cell.toISOString() : String(cell);

/** Every row of every file as text into one table of one column per cell, same durability, one transaction for each quarter's folder. */
async function parseAndInsert(files: readonly string[], database: string, source: string): Promise<number> {
  const db = new Sqlite(database);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const width = 60;
  db.exec(`create table cell (${Array.from({ length: width }, (_, at) => `c${at} text`).join(', ')})`);
  const insert = db.prepare(`insert into cell values (${Array.from({ length: width }, () => '?').join(', ')})`);
  let rows = 0;
  for (const quarter of Map.groupBy(files, (file) => path.relative(source, file).split(path.sep)[0]).values()) {
    db.exec('begin');
    for (const file of quarter) {
      for (const sheet of await cellsOf(file)) {
        for (const row of sheet.slice(1)) {
          insert.run(Array.from({ length: width }, (_, at) => asText(row[at])));
          rows += 1;
        }
      }
    }
    db.exec('commit');
  }
  db.close();
  return rows;
}

async function importOnce(folder: string, database: string): Promise<void> {
  const store = await openPrepared(database, quiet);
  await importDemo(bySystem(store), folder, () => new Date().toISOString(), quiet);
  await store.close();
}

/**
 * Imports the demo ledger below `folder` (reading, checks, classification, rollups) `rounds` times, each beside a bare parse-and-insert of
 * the same files. The last database stays at `database`.
 */
export async function benchImport(folder: string, database: string, rounds: number): Promise<ImportFigures> {
  const files = ledgerFiles(folder);
  const ours: number[] = [];
  const bare: number[] = [];
  let rows = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const target = round === rounds ? database : `${database}.${round}`;
    ours.push(await timed(() => importOnce(folder, target)));
    bare.push(await timed(async () => (rows = await parseAndInsert(files, `${database}.bare${round}`, folder))));
  }
  const bytes = (names: readonly string[]): number => names.reduce((sum, name) => sum + statSync(name).size, 0);
  return { files: files.length, rows, csvBytes: bytes(files), databaseBytes: bytes([database]), ours, bare };
}
