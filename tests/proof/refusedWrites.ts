/** A disk that fails at the Nth write, for every N of an import: as an error of the statement, or as a file that may not grow. */
import { tmpdir } from 'node:os';
import SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { openPrepared } from '../../server/cli/prepare.ts';
import { readRegions } from '../../server/db/regions.ts';
import type { Store } from '../../server/db/open.ts';
import { importLedgers } from '../../server/ledger/importLedger.ts';
import { startParser, type LedgerParser, type ParsedLedger } from '../../server/ledger/parser.ts';
import type { WrittenLedger } from '../support/ledgerFiles.ts';
import { unsound } from '../support/sound.ts';
import { bySystem } from '../support/trail.ts';

export interface Refused {
  /** How many N were tried: each write of the import once. */
  readonly tried: number;
  readonly unchanged: number;
  readonly whollyChanged: number;
  /** N and what was by half, or what the import after it said. */
  readonly wrong: readonly string[];
}

/** Statements as the binding knows them; every one of a connection has this prototype. */
interface Prepared {
  run(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown;
  readonly readonly: boolean;
}

/** Lets the statement that writes for the `nth` time fail as a disk does. Gives how many wrote, once it is over. */
function failAt(nth: number): { over(): number } {
  const shape = Object.getPrototypeOf(new SqliteDatabase(':memory:').prepare('select 1')) as Prepared;
  const { run, all } = shape;
  let writes = 0;
  const guard = (plain: typeof run) =>
    function (this: Prepared, ...values: unknown[]): unknown {
      if (!this.readonly) writes += 1;
      if (!this.readonly && writes === nth) throw new SqliteDatabase.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE');
      return plain.apply(this, values);
    };
  shape.run = guard(run);
  shape.all = guard(all);
  return {
    over: () => {
      shape.run = run;
      shape.all = all;
      return writes;
    },
  };
}

/** What stands, as one text: versions, standing submissions and what they hold. */
async function stateOf(store: Store): Promise<string> {
  const { rows: versions } = await sql`select * from publication order by version`.execute(store.db);
  const { rows: standing } =
    await sql`select s.region, s.version, s.is_current, s.published_in, s.superseded_in, t.units, t.staff from submission as s join submission_total as t on t.submission = s.id where s.published_at is not null order by s.id`.execute(
      store.db,
    );
  return JSON.stringify([versions, standing]);
}

/** Reads each file once: what fails here is writing, time after time of the same file. */
function readingOnce(): LedgerParser {
  const parser = startParser(tmpdir());
  const read = new Map<string, Promise<ParsedLedger>>();
  return {
    read: (sent, scope) => {
      const file = JSON.stringify(sent);
      const found = read.get(file) ?? parser.read(sent, scope);
      read.set(file, found);
      return found;
    },
    readTotals: (sent, scope) => parser.readTotals(sent, scope),
    rest: () => parser.rest(),
    close: () => parser.close(),
  };
}

const NOW = '2026-02-01T00:00:00.000Z';

/**
 * Fails write after write of importing `next` over a database in which `first` stands, until an import needs fewer writes than that. After every
 * `thenEvery`th failure the import is sent again, and back.
 */
export async function refuseEveryWrite(
  database: string,
  first: readonly WrittenLedger[],
  next: WrittenLedger,
  thenEvery = 1,
): Promise<Refused> {
  const store = bySystem(await openPrepared(database, () => undefined));
  const regions = await readRegions(store.db);
  const parser = readingOnce();
  const send = (one: WrittenLedger, key: string) => importLedgers(store, regions, [{ ...one.file, key }], NOW, false, parser);
  for (const [at, one] of first.entries()) await send(one, `first ${at}`);
  const wrong: string[] = [];
  const sums = { tried: 0, unchanged: 0, whollyChanged: 0 };
  const back = first.find((one) => one.file.region === next.file.region);
  if (back === undefined) throw new Error('the ledger that is replaced is not there');
  for (let nth = 1; ; nth += 1) {
    const before = await stateOf(store);
    const failing = failAt(nth);
    const failed = await send(next, `next ${nth}`).then(
      () => false,
      () => true,
    );
    if (failing.over() < nth) break;
    sums.tried += 1;
    const after = await stateOf(store);
    if (after === before) sums.unchanged += 1;
    else if (!failed) sums.whollyChanged += 1;
    else wrong.push(`write ${nth} failed and something changed`);
    if (nth % thenEvery !== 0) continue;
    // The next one works: the same, and then back to what stood, so that every N begins alike.
    for (const [one, key] of [
      [next, `again ${nth}`],
      [back, `back ${nth}`],
    ] as const) {
      const [result] = await send(one, key);
      if (result?.applied?.unchanged !== false) wrong.push(`after write ${nth} the next import did nothing`);
    }
  }
  parser.close();
  await store.close();
  const opened = await openPrepared(database, () => undefined);
  wrong.push(...(await unsound(opened)));
  await opened.close();
  return { ...sums, wrong };
}

/** Lets the file grow by 0, 1, 2 … pages during an import, until it is enough: what a full disk does. */
export async function fillEveryPage(database: string, next: WrittenLedger, step = 1): Promise<Refused> {
  const wrong: string[] = [];
  const sums = { tried: 0, unchanged: 0, whollyChanged: 0 };
  const store = bySystem(await openPrepared(database, () => undefined));
  const regions = await readRegions(store.db);
  const parser = readingOnce();
  const before = await stateOf(store);
  for (let pages = 0; sums.whollyChanged === 0; pages += step) {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
    await sql`pragma max_page_count = ${sql.raw(String(Number(rows[0]?.page_count) + pages))}`.execute(store.db);
    const failed = await importLedgers(store, regions, [next.file], NOW, false, parser).then(
      () => false,
      () => true,
    );
    const isSame = (await stateOf(store)) === before;
    if (failed !== isSame)
      wrong.push(`with ${pages} pages left an import ${failed ? 'failed and something' : 'worked and nothing'} changed`);
    if (!failed) sums.whollyChanged += 1;
    else {
      sums.tried += 1;
      sums.unchanged += Number(isSame);
    }
  }
  parser.close();
  await store.close();
  const opened = await openPrepared(database, () => undefined);
  wrong.push(...(await unsound(opened)));
  await opened.close();
  return { ...sums, wrong };
}
