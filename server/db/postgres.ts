/** The PostgreSQL side of open.ts. */
import { CompiledQuery, Kysely, PostgresDialect, sql, type DatabaseConnection } from 'kysely';
import pg from 'pg';
import type { FrozenConnection } from './frozen.ts';
import { createFrozenVersions, openAt } from './frozenVersions.ts';
import { analyzeHere } from './nation/analyze.ts';
import { tellAway } from './nation/away.ts';
import type { Db, Readers, Snapshot, Store } from './open.ts';
import type { Sight } from '../domain/sight.ts';
import type { Schema } from './schema.ts';
import { createScopes, type Scopes } from './scope.ts';
import { beBound, beReader, coverFrozen, seeEverything, showAll, showScope } from './scopePostgres.ts';
import { inTurn, PATIENCE, sessionTurn } from './turn.ts';

const INT8 = 20;
const NUMERIC = 1700;

/** PostgreSQL gives int8 and numeric as text; sums here stay far below 2^53. */
export function postgresPool(url: string, max: number, lasting = false): pg.Pool {
  const numbers = (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format);
  const pool = new pg.Pool({
    connectionString: url,
    max,
    ...(lasting ? { idleTimeoutMillis: 0 } : {}),
    types: { getTypeParser: numbers as typeof pg.types.getTypeParser },
  });
  // An idle connection that the server ends is replaced at the next question; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

const ARRAY_OF: Readonly<Record<string, string>> = { text: 'text[]', integer: 'int4[]', bigint: 'int8[]', 'double precision': 'float8[]' };

/** A server that answers before the disk has it does so for everybody but the writer of ledgers. */
const WAITS_FOR_DISK = `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`;

/** `lasting`: one connection that is never let go, for what is temporary ends with it. Either sees everything, for it says so. */
export function postgresStore(url: string, lasting = false): Store {
  const onCreateConnection = async (connection: DatabaseConnection): Promise<void> => {
    if (lasting) await beBound(connection);
    await seeEverything(connection);
    await connection.executeQuery(CompiledQuery.raw(WAITS_FOR_DISK));
    await tellAway(connection);
  };
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: postgresPool(url, lasting ? 1 : 2, lasting), onCreateConnection }),
  });
  const types = new Map<string, Map<string, string>>();
  const typesOf = async (on: Db, table: string): Promise<Map<string, string>> => {
    const known = types.get(table);
    if (known) return known;
    const { rows } = await sql<{
      name: string;
      type: string;
    }>`select column_name as name, data_type as type from information_schema.columns where table_name = ${table} and table_schema in (current_schema(), (select nspname from pg_namespace where oid = pg_my_temp_schema()))`.execute(
      on,
    );
    const found = new Map(rows.map((row) => [row.name, row.type]));
    types.set(table, found);
    return found;
  };
  const turn = sessionTurn(() => new Kysely<never>({ dialect: new PostgresDialect({ pool: postgresPool(url, 1, true) }) }));
  return {
    db,
    engine: 'postgres',
    inTurn: (work, patience = PATIENCE) => inTurn(turn, patience, work),
    goOn: () => undefined,
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
      await analyzeHere(db);
    },
    close: () => db.destroy(),
  };
}

/** A connection that stays: what is temporary lives as long as it does. */
async function frozenSession(url: string): Promise<FrozenConnection> {
  const store = postgresStore(url, true);
  const { rows } = await sql<{ home: string }>`select current_schema() as home`.execute(store.db);
  const home = String(rows[0]?.home);
  return { store, home, cover: (bases) => coverFrozen(store.db, home, bases) };
}

/** REPEATABLE READ, READ ONLY is the promise that WAL makes: one version. */
async function snapshotIn(
  db: Db,
  sight: Sight,
  scopes: Scopes,
  release: () => Promise<void> = async () => undefined,
  moment: string | null = null,
): Promise<Snapshot> {
  const transaction = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  try {
    const newest = await transaction
      .selectFrom('publication')
      .select((of) => of.fn.max('version').as('version'))
      .executeTakeFirst();
    const version = newest?.version ?? 0;
    const at = { version, moment };
    let seen = scopes.known(sight, at);
    if (seen === null) {
      await showAll(transaction);
      seen = await scopes.find(transaction, sight, at);
    }
    await showScope(transaction, seen);
    const close = async (): Promise<void> => {
      // Nothing was written; a statement that failed has undone it already.
      await transaction.rollback().execute();
      await release();
    };
    return { db: transaction, ...at, seen, close };
  } catch (error) {
    await transaction.rollback().execute();
    await release();
    throw error;
  }
}

export function postgresReaders(url: string, readers: number, frozenVersions: number): Readers {
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: postgresPool(url, readers), onCreateConnection: beReader }),
  });
  const scopes = createScopes();
  const frozen = createFrozenVersions(() => frozenSession(url), frozenVersions);
  return {
    newest: async () => {
      const found = await db
        .selectFrom('publication')
        .select((of) => of.fn.max('version').as('version'))
        .executeTakeFirst();
      return found?.version ?? 0;
    },
    snapshot: openAt(frozen, {
      newest: (sight) => snapshotIn(db, sight, scopes),
      earlier: ({ connection, release }, sight, { moment }) => snapshotIn(connection.store.db, sight, scopes, release, moment),
    }),
    close: async () => {
      await frozen.close();
      await db.destroy();
    },
  };
}
