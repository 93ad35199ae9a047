/** Opening a database: the one place, with expressions.ts, that knows which engine runs. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import * as first from './migrations/0001_first.ts';
import type { Schema } from './schema.ts';

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
  /** Refreshes the planner's statistics after a large change. */
  analyze(): Promise<void>;
  close(): Promise<void>;
}

/** One data version, for one request. Close it on every path. */
export interface Snapshot {
  readonly db: Db;
  /** Greatest published version; 0 before the first. */
  readonly version: number;
  close(): Promise<void>;
}

export interface Readers {
  snapshot(): Promise<Snapshot>;
  close(): Promise<void>;
}

const INT8 = 20;
const NUMERIC = 1700;
const READERS = 8;
const STATEMENTS = 300;

export const engineOf = (url: string): Engine => (/^postgres(ql)?:\/\//.test(url) ? 'postgres' : 'sqlite');

/** PostgreSQL gives int8 and numeric as text; sums here stay far below 2^53. */
function postgresPool(url: string, max: number): pg.Pool {
  const numbers = (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format);
  const pool = new pg.Pool({ connectionString: url, max, types: { getTypeParser: numbers as typeof pg.types.getTypeParser } });
  // An idle connection that the server ends is replaced at the next question; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

function openFile(file: string, readonly: boolean): SqliteDatabase.Database {
  if (!readonly) mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const connection = new SqliteDatabase(file, { readonly, timeout: 5000 });
  connection.pragma('foreign_keys = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cell_size_check = ON');
  connection.pragma('cache_size = -65536');
  if (readonly) connection.pragma('query_only = ON');
  else {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('recursive_triggers = ON');
  }
  return connection;
}

/** WAL can silently mean NORMAL: the setting is read back after the first write, and a weaker one stops the program. */
export function assertDurable(connection: SqliteDatabase.Database): void {
  const level = connection.pragma('synchronous', { simple: true });
  if (level !== 2) throw new Error(`synchronous is ${String(level)}, FULL (2) is required`);
}

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

function sqliteStore(file: string): Store {
  const connection = openFile(file, false);
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) });
  let written = false;
  return {
    db,
    engine: 'sqlite',
    insertMany: async (_transaction, table, columns, rows) => {
      const insert = connection.prepare(
        `insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      );
      for (const row of rows) insert.run(row);
      if (!written) assertDurable(connection);
      written = true;
    },
    analyze: async () => {
      connection.exec('analyze');
    },
    close: async () => {
      connection.pragma('wal_checkpoint(TRUNCATE)');
      await db.destroy();
    },
  };
}

const ARRAY_OF: Readonly<Record<string, string>> = { text: 'text[]', integer: 'int4[]', 'double precision': 'float8[]' };

function postgresStore(url: string): Store {
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: postgresPool(url, 2) }) });
  const types = new Map<string, Map<string, string>>();
  const typesOf = async (on: Db, table: string): Promise<Map<string, string>> => {
    const known = types.get(table);
    if (known) return known;
    const { rows } = await sql<{
      name: string;
      type: string;
    }>`select column_name as name, data_type as type from information_schema.columns where table_name = ${table} and table_schema = current_schema()`.execute(
      on,
    );
    const found = new Map(rows.map((row) => [row.name, row.type]));
    types.set(table, found);
    return found;
  };
  return {
    db,
    engine: 'postgres',
    insertMany: async (transaction, table, columns, rows) => {
      if (rows.length === 0) return;
      const known = await typesOf(transaction, table);
      const arrays = columns.map(
        (name, at) => sql`${rows.map((row) => row[at])}::${sql.raw(ARRAY_OF[known.get(name) ?? 'text'] ?? 'text[]')}`,
      );
      await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))}) select * from unnest(${sql.join(arrays)})`.execute(
        transaction,
      );
    },
    analyze: async () => {
      await sql`analyze`.execute(db);
    },
    close: () => db.destroy(),
  };
}

/** Opens the writing side and brings the schema up to date. A newer schema than this program's is refused. */
export async function openStore(url: string): Promise<Store> {
  const store = engineOf(url) === 'postgres' ? postgresStore(url) : sqliteStore(url);
  const migrations = { '0001_first': first };
  const migrator = new Migrator({ db: store.db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await store.close();
    throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
  }
  return store;
}

async function snapshotOf(db: Db, release: () => void): Promise<Snapshot> {
  const transaction = await db.startTransaction().execute();
  try {
    const newest = await transaction
      .selectFrom('publication')
      .select((of) => of.fn.max('version').as('version'))
      .executeTakeFirst();
    const close = async (): Promise<void> => {
      await transaction.commit().execute();
      release();
    };
    return { db: transaction, version: newest?.version ?? 0, close };
  } catch (error) {
    await transaction.rollback().execute();
    release();
    throw error;
  }
}

/** SQLite: read-only handles, lent one a request, each in a read transaction; WAL keeps its version while others publish. */
function sqliteReaders(file: string): Readers {
  const idle: Db[] = [];
  const waiting: ((db: Db) => void)[] = [];
  const all: Db[] = [];
  const lend = async (): Promise<Db> => {
    const free = idle.pop();
    if (free) return free;
    if (all.length >= READERS) return new Promise((resolve) => waiting.push(resolve));
    const made = new Kysely<Schema>({ dialect: new SqliteDialect({ database: keepingStatements(openFile(file, true)) }) });
    all.push(made);
    return made;
  };
  const giveBack = (db: Db): void => {
    const next = waiting.shift();
    if (next) next(db);
    else idle.push(db);
  };
  return {
    snapshot: async () => {
      const db = await lend();
      return snapshotOf(db, () => giveBack(db));
    },
    close: async () => {
      await Promise.all(all.map((db) => db.destroy()));
    },
  };
}

/** PostgreSQL: REPEATABLE READ, READ ONLY is the same promise. */
function postgresReaders(url: string): Readers {
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: postgresPool(url, READERS) }) });
  return {
    snapshot: async () => {
      const transaction = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
      const newest = await transaction
        .selectFrom('publication')
        .select((of) => of.fn.max('version').as('version'))
        .executeTakeFirst();
      return {
        db: transaction,
        version: newest?.version ?? 0,
        close: async () => {
          await transaction.commit().execute();
        },
      };
    },
    close: () => db.destroy(),
  };
}

export const openReaders = (url: string): Readers => (engineOf(url) === 'postgres' ? postgresReaders(url) : sqliteReaders(url));
