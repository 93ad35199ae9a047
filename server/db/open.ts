/** Opening a database: the one place, with expressions.ts, that knows which engine runs. */
import type SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect, type Transaction } from 'kysely';
import type { Seen, Sight } from '../domain/sight.ts';
import { openFile } from './file.ts';
import type { Spent } from './lent.ts';
import type { PointAsk } from './moments.ts';
import { migrate } from './migrate.ts';
import { keptOf } from './kept.ts';
import { LEDGER_MIGRATIONS } from './migrations/index.ts';
import { readingBack } from './durable.ts';
import { oneAtATime } from './peers.ts';
import { postgresReaders, postgresStore } from './postgres.ts';
import { isPostgres } from './postgresAddress.ts';
import { ensureReaderRole } from './scopePostgres.ts';
import { AS_IT_LIES, scopeSqlite, type SqliteScope } from './scopeSqlite.ts';
import { fileTurn, inTurn, PATIENCE } from './turn.ts';
import type { Schema } from './schema.ts';
import { TransactionalSqlite } from './sqliteDialect.ts';
import { keepingStatements, sqliteReaders, type FrozenFile } from './sqliteReaders.ts';
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
  /** What was asked of the database so far. */
  readonly spent: Spent;
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
/** Earlier data versions that are kept ready at a time. */
const FROZEN = 2;

export const engineOf = (url: string): Engine => (isPostgres(url) ? 'postgres' : 'sqlite');

/** Nobody else writes what is a handle's own. */
const ALONE: Pick<Store, 'inTurn' | 'goOn'> = { inTurn: (work) => work(), goOn: () => undefined };

/** What prepares statements, of which the texts come again and again. */
type Preparing = Pick<ReturnType<typeof keepingStatements>, 'prepare'>;

function sqliteWriting(connection: SqliteDatabase.Database, db: Db, statements: Preparing): Store {
  return {
    ...ALONE,
    db,
    engine: 'sqlite',
    insertMany: async (_transaction, table, columns, rows) => {
      const kept = keptOf(table, columns);
      const insert = statements.prepare(
        `insert into "${table}" (${kept.columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      );
      for (const row of rows) insert.run(kept.toStored(row));
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
  const statements = keepingStatements(connection);
  const db = new Kysely<Schema>({ dialect: new TransactionalSqlite({ database: statements }), plugins: [durable.plugin] });
  const plain = sqliteWriting(connection, db, statements);
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

/** What lies on disk is closed to it, its temporary tables are its own. */
function frozenFile(file: string): FrozenFile {
  const connection = openFile(file, true);
  connection.pragma('query_only = OFF');
  const statements = keepingStatements(connection);
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: statements }) });
  let scope: SqliteScope | null = null;
  const cover = async (bases: Readonly<Record<string, string>>): Promise<void> => {
    const base = (table: string): string => (table in bases ? `temp."${String(bases[table])}"` : AS_IT_LIES(table));
    scope = scopeSqlite(connection, base, Object.keys(bases));
  };
  return {
    store: sqliteWriting(connection, db, statements),
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

/** `session`: whether the questions of those who read end with the deadline of a question, or last as long as a whole list does. */
export const openReaders = (url: string, session: 'reader' | 'export' = 'reader'): Readers =>
  engineOf(url) === 'postgres' ? postgresReaders(url, session, READERS, FROZEN) : sqliteReaders(url, async () => frozenFile(url), FROZEN);
