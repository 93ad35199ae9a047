/** Opening a database: the one place, with expressions.ts, that knows which engine runs. */
import type SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect, type Transaction } from 'kysely';
import { BREATHING } from './breath.ts';
import type { Seen, Sight } from '../domain/sight.ts';
import { openFile } from './file.ts';
import type { FrozenConnection } from './frozen.ts';
import { createFrozenVersions, openAt } from './frozenVersions.ts';
import type { PointAsk } from './moments.ts';
import { migrate } from './migrate.ts';
import { LEDGER_MIGRATIONS } from './migrations/index.ts';
import { readingBack } from './durable.ts';
import { oneAtATime } from './peers.ts';
import { postgresReaders, postgresStore } from './postgres.ts';
import { isPostgres } from './postgresCopy.ts';
import { createScopes, WHOLE, type Scopes } from './scope.ts';
import { ensureReaderRole } from './scopePostgres.ts';
import { AS_IT_LIES, scopeSqlite, type SqliteScope } from './scopeSqlite.ts';
import { fileTurn, inTurn, PATIENCE } from './turn.ts';
import type { Schema } from './schema.ts';
import { TransactionalSqlite } from './sqliteDialect.ts';
import { assertWritesHere } from './writing.ts';

export type Engine = 'sqlite' | 'postgres';
/** What query modules take: a database, a transaction or a snapshot. */
export type Db = Kysely<Schema>;

/** The writing side. There is one a process, and in the server it lives in the writer thread. */
export interface Store {
  readonly db: Db;
  readonly engine: Engine;
  /** Inserts many rows of one table inside `transaction`; cells are strings, numbers or null in the order of `columns`. */
  insertMany(
    transaction: Transaction<Schema>,
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
  ): Promise<void>;
  /** Runs work that writes, alone among the writers of all processes; waits `patience` milliseconds for them. @throws DomainError */
  inTurn<Answer>(work: () => Promise<Answer>, patience?: number): Promise<Answer>;
  /** Called between chunks of work that lasts. @throws DomainError when the process is to end: what is not published then never will be */
  goOn(): void;
  /** Refreshes the planner's statistics after a large change. */
  analyze(): Promise<void>;
  close(): Promise<void>;
}

/** One data version, for one request. Close it on every path. */
export interface Snapshot {
  /** Reads what the sight lets through, and nothing else, whatever table is named. */
  readonly db: Db;
  readonly seen: Seen;
  /** Greatest published version; 0 before the first. */
  readonly version: number;
  /** The last event that is known; null: all that the version knows. */
  readonly moment: string | null;
  close(): Promise<void>;
}

export interface Readers {
  /** Of the newest data version, or of what is asked for; `long`: nobody else who reads that waits for it. @throws DomainError when it cannot be read any more */
  snapshot(sight: Sight, at?: PointAsk, long?: boolean): Promise<Snapshot>;
  /** The newest published version, without a snapshot; 0 before the first. */
  newest(): Promise<number>;
  close(): Promise<void>;
}

const READERS = 8;
const STATEMENTS = 300;
/** Earlier data versions that are kept ready at a time. */
const FROZEN = 2;

export const engineOf = (url: string): Engine => (isPostgres(url) ? 'postgres' : 'sqlite');

/** The same few hundred texts come again and again: a prepared statement is kept by its text, the oldest goes first. */
function keepingStatements(connection: SqliteDatabase.Database): { prepare(text: string): SqliteDatabase.Statement; close(): void } {
  const kept = new Map<string, SqliteDatabase.Statement>();
  return {
    prepare: (text) => {
      const known = kept.get(text);
      if (known) return known;
      const made = connection.prepare(text);
      if (kept.size >= STATEMENTS)
        for (const oldest of kept.keys()) {
          kept.delete(oldest);
          break;
        }
      kept.set(text, made);
      return made;
    },
    close: () => {
      connection.close();
    },
  };
}

/** Nobody else writes what is a handle's own. */
const ALONE: Pick<Store, 'inTurn' | 'goOn'> = { inTurn: (work) => work(), goOn: () => undefined };

function sqliteWriting(connection: SqliteDatabase.Database, db: Db): Store {
  return {
    ...ALONE,
    db,
    engine: 'sqlite',
    insertMany: async (_transaction, table, columns, rows) => {
      const insert = connection.prepare(
        `insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      );
      for (const row of rows) insert.run(row);
    },
    analyze: async () => {
      connection.exec('analyze');
    },
    close: () => db.destroy(),
  };
}

function sqliteStore(file: string): Store {
  const connection = openFile(file, false);
  const durable = readingBack(connection);
  const db = new Kysely<Schema>({ dialect: new TransactionalSqlite({ database: connection }), plugins: [durable.plugin] });
  const plain = sqliteWriting(connection, db);
  return {
    ...plain,
    insertMany: async (...rows) => {
      await plain.insertMany(...rows);
      durable.check();
    },
    inTurn: (work, patience = PATIENCE) => inTurn(fileTurn(file), patience, work),
    close: async () => {
      connection.pragma('wal_checkpoint(TRUNCATE)');
      await plain.close();
    },
  };
}

/** A read-only handle of an earlier version: what lies on disk is closed to it, its temporary tables are its own. */
interface FrozenFile extends FrozenConnection {
  scope(): SqliteScope;
}

function frozenFile(file: string): FrozenFile {
  const connection = openFile(file, true);
  connection.pragma('query_only = OFF');
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: keepingStatements(connection) }) });
  let scope: SqliteScope | null = null;
  const cover = async (bases: Readonly<Record<string, string>>): Promise<void> => {
    const base = (table: string): string => (table in bases ? `temp."${String(bases[table])}"` : AS_IT_LIES(table));
    scope = scopeSqlite(connection, base, Object.keys(bases));
  };
  return {
    store: sqliteWriting(connection, db),
    home: 'main',
    cover,
    scope: () => {
      if (scope === null) throw new Error('an earlier version is read before it is made');
      return scope;
    },
  };
}

/** Opens the writing side and brings the schema up to date. A newer schema than this program's is refused. */
export async function openStore(url: string, goOn: Store['goOn'] = ALONE.goOn): Promise<Store> {
  assertWritesHere();
  const store = { ...(engineOf(url) === 'postgres' ? postgresStore(url) : sqliteStore(url)), goOn };
  try {
    await migrate({
      db: store.db as unknown as Kysely<never>,
      migrations: LEDGER_MIGRATIONS,
      table: 'kysely_migration',
      file: store.engine === 'sqlite' ? url : null,
    });
  } catch (error) {
    await store.close();
    throw error;
  }
  if (store.engine === 'postgres') await oneAtATime(store, ensureReaderRole);
  return store;
}

/** A reading handle, lent to one request at a time. */
interface Reading {
  readonly db: Db;
  readonly scope: SqliteScope;
}

/** The handle shows everything until it is known what the sight comes to in the version that the transaction reads. */
async function snapshotOf(
  { db, scope }: Reading,
  sight: Sight,
  scopes: Scopes,
  release: () => void | Promise<void>,
  moment: string | null = null,
): Promise<Snapshot> {
  const transaction = await db.startTransaction().execute();
  try {
    const newest = await transaction
      .selectFrom('publication')
      .select((of) => of.fn.max('version').as('version'))
      .executeTakeFirst();
    const version = newest?.version ?? 0;
    const at = { version, moment };
    const known = scopes.known(sight, at);
    if (known === null) scope.show(WHOLE);
    const seen = known ?? (await scopes.find(transaction, sight, at));
    scope.show(seen);
    const close = async (): Promise<void> => {
      await transaction.commit().execute();
      await release();
    };
    return { db: transaction, ...at, seen, close };
  } catch (error) {
    await transaction.rollback().execute();
    scope.forget();
    await release();
    throw error;
  }
}

/** SQLite: read-only handles, lent one a request, each in a read transaction; WAL keeps its version while others publish. */
function sqliteReaders(file: string): Readers {
  const idle: Reading[] = [];
  const waiting: ((reader: Reading) => void)[] = [];
  const all: Reading[] = [];
  const scopes = createScopes();
  const lend = async (): Promise<Reading> => {
    const free = idle.pop();
    if (free) return free;
    if (all.length >= READERS) return new Promise((resolve) => waiting.push(resolve));
    const connection = openFile(file, true);
    const made = {
      db: new Kysely<Schema>({ dialect: new SqliteDialect({ database: keepingStatements(connection) }), plugins: [BREATHING] }),
      scope: scopeSqlite(connection),
    };
    all.push(made);
    return made;
  };
  const giveBack = (reader: Reading): void => {
    const next = waiting.shift();
    if (next) next(reader);
    else idle.push(reader);
  };
  const frozen = createFrozenVersions(async () => frozenFile(file), FROZEN);
  // Asked before every answer, so it is prepared once and past the builder.
  const asking = openFile(file, true);
  const newest = asking.prepare<[], { version: number | null }>('select max(version) as version from publication');
  const readAs = ({ store, scope }: FrozenFile): Reading => ({ db: store.db, scope: scope() });
  return {
    newest: async () => newest.get()?.version ?? 0,
    snapshot: openAt(frozen, {
      newest: async (sight) => {
        const reader = await lend();
        return snapshotOf(reader, sight, scopes, () => giveBack(reader));
      },
      earlier: ({ connection, release }, sight, { moment }) => snapshotOf(readAs(connection), sight, scopes, release, moment),
    }),
    close: async () => {
      await frozen.close();
      asking.close();
      await Promise.all(all.map(({ db }) => db.destroy()));
    },
  };
}

export const openReaders = (url: string): Readers =>
  engineOf(url) === 'postgres' ? postgresReaders(url, READERS, FROZEN) : sqliteReaders(url);
