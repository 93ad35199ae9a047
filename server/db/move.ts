/** A whole installation from SQLite files into an empty PostgreSQL database: all of it, held against its source, or nothing. The source is only read. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type SqliteDatabase from 'better-sqlite3';
import { sql, type Transaction } from 'kysely';
import type { ClientBase } from 'pg';
import type { Actor } from '../domain/audit.ts';
import { badInput, Conflict, DomainError } from '../domain/errors.ts';
import { openAccountsStore } from './accounts/open.ts';
import { recordAudit } from './audit.ts';
import { ACCOUNTS_FILE } from './backup.ts';
import { openFile } from './file.ts';
import { LEDGER_MIGRATIONS } from './migrations/index.ts';
import { columnTypes, readBack, sendTable, type Held } from './moveRows.ts';
import { assertAlike, assertEmpty, movedTables, type MovedTable } from './moveTables.ts';
import { openStore, type Store } from './open.ts';
import { postgresStore } from './postgres.ts';
import { connectionOf } from './postgresPool.ts';
import { createRollups, ensureRollups, ROLLUP, ROLLUP_BY } from './rollup.ts';
import { refreshRollups } from './rollupBuild.ts';
import type { Schema } from './schema.ts';
import { migrationsOf, tablesOf } from './stored.ts';
import { fileTurn, inTurn } from './turn.ts';

export interface MovedRows extends Held {
  readonly table: string;
}

export interface Moved {
  readonly tables: readonly MovedRows[];
  readonly dataVersion: string;
  /** Rows of rollups that were summed up again from the rows of the ledgers. */
  readonly recounted: number;
}

export interface MoveAsk {
  /** The SQLite file of the ledger; the accounts lie beside it. */
  readonly from: string;
  readonly to: string;
  readonly actor: Actor;
  readonly now: () => string;
  /** Told of each table that was carried over. */
  readonly say: (one: MovedRows) => void;
}

interface Source {
  readonly connection: SqliteDatabase.Database;
  readonly file: string;
  readonly tables: readonly MovedTable[];
  /** Where its chain of changes stood when it was opened. */
  readonly head: number;
}

const HEADS = { ledger_audit: 'ledger', account_audit: 'accounts' } as const;

const headOf = (connection: SqliteDatabase.Database): number => {
  const chain = tablesOf(connection).find((name) => name in HEADS);
  return chain === undefined ? Number.NaN : Number(connection.prepare(`select coalesce(max(position), 0) from ${chain}`).pluck().get());
};

/** One instant of a file, whoever writes it meanwhile. */
function openSource(file: string): Source {
  const connection = openFile(file, true);
  connection.exec('begin');
  return { connection, file, tables: movedTables(connection), head: headOf(connection) };
}

function openSources(from: string): Source[] {
  if (!existsSync(from)) throw badInput('还没有数据库，没有可迁移的内容。请核对设置 FUGAI_DATABASE、FUGAI_DATA。');
  const accounts = path.join(path.dirname(from), ACCOUNTS_FILE);
  const sources = [openSource(from), ...(existsSync(accounts) ? [openSource(accounts)] : [])];
  const ran = migrationsOf((sources[0] as Source).connection);
  if (ran.join() === Object.keys(LEDGER_MIGRATIONS).join()) return sources;
  for (const { connection } of sources) connection.close();
  throw badInput('源库的结构不是本程序的版本，没有迁移。请先用本程序启动一次源库（升级前会自动备份），再迁移。');
}

/** What was written into the source meanwhile would stay behind. @throws Conflict */
function assertStill({ file, head }: Source): void {
  const fresh = openFile(file, true);
  try {
    if (headOf(fresh) === head || Number.isNaN(head)) return;
  } finally {
    fresh.close();
  }
  throw new Conflict('迁移期间源库又有新的写入，没有迁移，目标库保持为空。请先停止使用源库的程序，再迁移。');
}

/** The owner is bound by row level security, too, and COPY would refuse it: lifted and put back within the transaction, which nobody sees into. */
async function liftSecurity(work: Transaction<Schema>): Promise<() => Promise<void>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relforcerowsecurity and relnamespace = current_schema()::regnamespace`.execute(work);
  for (const { name } of rows) await sql`alter table ${sql.table(name)} no force row level security`.execute(work);
  return async () => {
    for (const { name } of rows) await sql`alter table ${sql.table(name)} force row level security`.execute(work);
  };
}

/** Numbers that the database gives go on where the source's do: one that was given is not given again, not even after its row went. */
async function carryNumbersOn(work: Transaction<Schema>, { connection, tables }: Source): Promise<void> {
  const given = new Map(
    tablesOf(connection).length === 0 ||
      connection.prepare("select 1 from sqlite_schema where name = 'sqlite_sequence'").get() === undefined
      ? []
      : connection.prepare<[], [string, number]>('select name, seq from sqlite_sequence').raw().all(),
  );
  const { rows } = await sql<{ name: string; column: string }>`
    select table_name as name, column_name as column from information_schema.columns
    where table_schema = current_schema() and (column_default like 'nextval(%' or is_identity = 'YES')`.execute(work);
  for (const { name, column } of rows) {
    if (!tables.some((table) => table.name === name)) continue;
    const most = connection.prepare<[], number | null>(`select max("${column}") from "${name}"`).pluck().get() ?? 0;
    const last = Math.max(most, given.get(name) ?? most);
    await sql`select setval(pg_get_serial_sequence(${name}, ${column}), ${Math.max(last, 1)}, ${last > 0})`.execute(work);
  }
}

/** Sums every quarter up again from the rows that arrived, and holds that against the rollups that came with them. */
async function recount(store: Store, work: Transaction<Schema>): Promise<number> {
  const periods = await work.selectFrom('expectation').select('period').distinct().execute();
  const { rows: home } = await sql<{ name: string }>`select current_schema() as name`.execute(work);
  const ledgers = new Map<string, string[]>();
  for (const { period } of periods) {
    const owed = await work.selectFrom('expectation').select('region').where('period', '=', period).execute();
    ledgers.set(
      period,
      owed.map(({ region }) => region),
    );
  }
  await createRollups(store.engine, work, 'temporary');
  for (const [period, owed] of ledgers) await refreshRollups(store, work, period, owed);
  let recounted = 0;
  for (const table of [ROLLUP, ROLLUP_BY]) {
    const kept = sql.table(`${String(home[0]?.name)}.${table}`);
    const anew = sql.table(`pg_temp.${table}`);
    const { rows } = await sql<{ rows: number; unlike: number }>`select (select count(*) from ${kept}) as rows,
      (select count(*) from ((select * from ${kept} except select * from ${anew}) union all (select * from ${anew} except select * from ${kept})) as unlike) as unlike`.execute(
      work,
    );
    if (rows[0]?.unlike !== 0)
      throw new DomainError(
        'UNAVAILABLE',
        `汇总 ${table} 有 ${String(rows[0]?.unlike)} 行与逐行重算的结果不符，没有迁移，目标库保持为空。请先在源库上运行 fugai doctor、fugai rollup rebuild，再迁移。`,
      );
    recounted += rows[0].rows;
    await sql`drop table ${anew}`.execute(work);
  }
  return recounted;
}

/** Carries a table over, reads it back, and holds the one against the other. @throws DomainError where a single row differs */
async function moveTable(source: Source, client: ClientBase, table: MovedTable, types: ReadonlyMap<string, string>): Promise<MovedRows> {
  const sent = await sendTable(source.connection, client, table);
  const found = await readBack(client, table, types);
  if (found.rows !== sent.rows || found.sha256 !== sent.sha256)
    throw new DomainError(
      'UNAVAILABLE',
      `表 ${table.name} 迁移后与源库不符（源库 ${sent.rows} 行，目标库 ${found.rows} 行），没有迁移，目标库保持为空。请重试；仍不符，请在源库上运行 fugai doctor。`,
    );
  return { table: table.name, ...found };
}

async function fill(store: Store, sources: readonly Source[], { actor, now, say }: MoveAsk): Promise<Moved> {
  return store.db.transaction().execute(async (work) => {
    const client = await connectionOf(work);
    const types = await columnTypes(work);
    const putBack = await liftSecurity(work);
    const tables: MovedRows[] = [];
    for (const source of sources)
      for (const table of source.tables) {
        const one = await moveTable(source, client, table, types);
        tables.push(one);
        say(one);
      }
    for (const source of sources) await carryNumbersOn(work, source);
    await putBack();
    const recounted = await recount(store, work);
    for (const source of sources) assertStill(source);
    const newest = await work
      .selectFrom('publication')
      .select((of) => of.fn.max('version').as('version'))
      .executeTakeFirst();
    const dataVersion = `v${newest?.version ?? 0}`;
    const rows = tables.reduce((sum, one) => sum + one.rows, 0);
    const event = {
      actor,
      action: 'MIGRATE',
      outcome: 'DONE',
      object: 'sqlite → postgres',
      facts: { tables: tables.length, rows, dataVersion },
    } as const;
    await recordAudit(work, 'ledger_audit', event, now());
    return { tables, dataVersion, recounted };
  });
}

/** Schema of the present version, and nothing in it. */
async function prepareTarget(to: string, sources: readonly Source[]): Promise<Store> {
  const tables = sources.flatMap((source) => source.tables);
  const empty = postgresStore(to);
  try {
    await assertEmpty(empty.db, tables);
  } finally {
    await empty.close();
  }
  const store = await openStore(to);
  try {
    if (sources.length > 1) await (await openAccountsStore(to)).close();
    await ensureRollups(store);
    await assertAlike(store.db, tables);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Moves the ledger and the accounts. Nobody writes the source meanwhile, or nothing is moved; a target in which anything lies is refused.
 * @throws DomainError; the target then holds empty tables at most, and can be tried again
 */
export const moveInstallation = (ask: MoveAsk): Promise<Moved> =>
  inTurn(fileTurn(ask.from), 0, async () => {
    const sources = openSources(ask.from);
    try {
      const store = await prepareTarget(ask.to, sources);
      try {
        const moved = await store.inTurn(() => fill(store, sources, ask), 0);
        await store.analyze();
        return moved;
      } finally {
        await store.close();
      }
    } finally {
      for (const { connection } of sources) connection.close();
    }
  });
