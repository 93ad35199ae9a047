/** One quarter imported into an empty database, beside the database's own loading of the same files as text; and one county sent again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Engine } from '../../server/db/open.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from '../../server/ledger/columns.ts';
import { median, type Line } from './figures.ts';
import type { Database, Ground, Grounds } from './ground/ground.ts';
import { importIn, importSteps, type Imported } from './ground/importing.ts';
import { RESENT, PERIOD, writeResent, type WrittenQuarter } from './ground/spread.ts';

const SHEETS = [UNIT_SHEET, ORGANIZATION_SHEET] as const;
const MEMORY_GOAL = 400;

const tablesOf = (): string =>
  SHEETS.map(({ id, columns }) => `create table ${id} (${columns.map(({ key }) => `${key} text`).join(', ')});`).join('\n');

const filesOf = ({ folder, regions }: WrittenQuarter): { table: string; file: string }[] =>
  regions.flatMap((region) => SHEETS.map(({ id, file }) => ({ table: id, file: path.join(folder, region, file) })));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** `sqlite3 .import` of every file, as durable as the program writes. */
async function sqliteImport(quarter: WrittenQuarter): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-'));
  try {
    const imports = filesOf(quarter).map(({ table, file }) => `.import --csv --skip 1 ${file} ${table}`);
    const script = path.join(folder, 'import.sql');
    writeFileSync(
      script,
      ['pragma journal_mode = wal;', 'pragma synchronous = full;', tablesOf(), 'begin;', ...imports, 'commit;'].join('\n'),
    );
    return await timed(async () => {
      const child = spawn('sqlite3', [path.join(folder, 'bare.sqlite')], { stdio: ['pipe', 'ignore', 'inherit'] });
      const ended = once(child, 'exit') as Promise<[number | null]>;
      createReadStream(script).pipe(child.stdin);
      const [code] = await ended;
      if (code !== 0) throw new Error(`sqlite3 ended with ${code}`);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** COPY of every file into tables of text. */
async function postgresCopyIn(quarter: WrittenQuarter, { url }: Database): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(tablesOf());
    return await timed(async () => {
      await client.query('begin');
      for (const { table, file } of filesOf(quarter))
        await pipeline(createReadStream(file), client.query(copyFrom(`copy ${table} from stdin with (format csv, header true)`)));
      await client.query('commit');
    });
  } finally {
    await client.end();
  }
}

async function inEmpty<Answer>(grounds: Grounds, engine: Engine, work: (database: Database) => Promise<Answer>): Promise<Answer> {
  const database = await grounds.empty(engine);
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}

/** The import of the quarter in rounds, each beside a bare one. */
export async function benchImport(grounds: Grounds, ground: Ground, engine: Engine, rounds: number): Promise<Line[]> {
  const { quarter, size } = ground;
  const ours: Imported[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await inEmpty(grounds, engine, ({ url }) => importIn(url, quarter.folder, quarter.regions)));
    bare.push(
      await (engine === 'sqlite' ? sqliteImport(quarter) : inEmpty(grounds, engine, (database) => postgresCopyIn(quarter, database))),
    );
  }
  const rows = quarter.units + quarter.organizations;
  const [taken, loaded] = [median(ours.map((one) => Number(one.seconds[0]))), median(bare)];
  const base = { size, engine, against: engine === 'sqlite' ? 'sqlite3 .import' : 'COPY as text' };
  const note = `${rows.toLocaleString('en')} rows in ${quarter.regions.length} ledgers, ${ours.length} rounds`;
  const peak = Math.max(...ours.map((one) => one.peakMegabytes));
  return [
    { ...base, what: 'import of a quarter', ours: taken, bare: loaded, unit: 's', goal: 3, note, growth: 1.05 },
    { ...base, what: 'import of a quarter, rows', ours: rows / taken, bare: rows / loaded, unit: 'rows/s', goal: null, note: '' },
    {
      size,
      engine,
      what: 'import of a quarter, peak memory',
      ours: peak,
      bare: null,
      unit: 'MB',
      goal: MEMORY_GOAL,
      note: 'writer and parser',
    },
  ];
}

/** One county sent again into twelve quarters of all, beside the import of the same rows into an empty database. */
export async function benchResubmission(grounds: Grounds, ground: Ground, engine: Engine, rounds: number): Promise<Line[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-'));
  const copy = await grounds.copy(ground, engine);
  try {
    // The first is not counted: it starts the process that reads.
    const steps = Array.from({ length: rounds + 1 }, (_, at) => ({ folder: path.join(folder, String(at + 1)), regions: [RESENT] }));
    for (const [at, step] of steps.entries()) writeResent(ground.size, path.join(step.folder, RESENT), at + 1);
    const again = await importSteps({ url: copy.url, period: PERIOD, steps });
    const empty: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // A small ledger of a neighbour starts the reading process here, too.
      const [first, second] = [{ folder: path.join(ground.quarter.folder), regions: ['419001'] }, steps[0]];
      if (second === undefined) throw new Error('nothing to send');
      const told = await inEmpty(grounds, engine, ({ url }) => importSteps({ url, period: PERIOD, steps: [first, second] }));
      empty.push(Number(told.seconds[1]));
    }
    const base = { size: ground.size, engine, unit: 's' as const, against: 'into an empty database' };
    const note = `${(again.rows / steps.length).toLocaleString('en', { maximumFractionDigits: 0 })} rows, ${rounds} rounds`;
    const ours = median(again.seconds.slice(1));
    return [{ ...base, what: 'resubmission of one county', ours, bare: median(empty), goal: 1.5, note, growth: 0.2 }];
  } finally {
    await copy.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The database of twelve quarters beside their ledgers as CSV, of which eleven were never written: they are taken as long as the twelfth. */
export function benchSize({ size, quarter, bytes }: Ground, engine: Engine, quarters: number): Line[] {
  const held = bytes[engine];
  if (held === undefined) return [];
  const [ours, bare] = [held / 1e6, (quarter.bytes * quarters) / 1e6];
  return [
    {
      what: 'database size',
      ours,
      bare,
      unit: 'MB',
      goal: 1.3,
      note: `${quarters} quarters, rollups and indexes`,
      size,
      engine,
      against: 'CSV of the ledgers',
    },
  ];
}
