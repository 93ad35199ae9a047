/** The PostgreSQL side of open.ts. */
import { CompiledQuery, Kysely, PostgresDialect, SingleConnectionProvider, sql, type DatabaseConnection } from 'kysely';
import type { FrozenConnection } from './frozen.ts';
import { createFrozenVersions, openAt } from './frozenVersions.ts';
import { lender } from './lent.ts';
import { analyzeHere } from './nation/analyze.ts';
import { tellAway } from './nation/away.ts';
import type { Db, Readers, Snapshot, Store } from './open.ts';
import type { Sight } from '../domain/sight.ts';
import type { Schema } from './schema.ts';
import { readAddress } from './postgresAddress.ts';
import { createInserting } from './postgresInsert.ts';
import { hold, postgresDialect, readFromHere, undo } from './postgresPool.ts';
import { createScopes, type Scopes } from './scope.ts';
import { beBound, beginShowing, beReader, coverFrozen, seeEverything, showAll, showScope } from './scopePostgres.ts';
import { inTurn, PATIENCE, sessionTurn } from './turn.ts';

/** A server that answers before the disk has it does so for everybody but the writer of ledgers. */
const WAITS_FOR_DISK = `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`;

/** `lasting`: one connection that is never let go, for what is temporary ends with it. Either sees everything, for it says so. */
export function postgresStore(url: string, lasting = false): Store {
  const prepare = async (connection: DatabaseConnection): Promise<void> => {
    if (lasting) await beBound(connection);
    await seeEverything(connection);
    await connection.executeQuery(CompiledQuery.raw(WAITS_FOR_DISK));
    await tellAway(connection);
  };
  const session = lasting ? 'earlier' : 'writer';
  const db = new Kysely<Schema>({ dialect: postgresDialect(url, { session, most: lasting ? 1 : 2, lasting, prepare }) });
  const turn = sessionTurn(() => new Kysely<never>({ dialect: postgresDialect(url, { session: 'turn', most: 1, lasting: true }) }));
  return {
    db,
    engine: 'postgres',
    inTurn: (work, patience = PATIENCE) => inTurn(turn, patience, work),
    goOn: () => undefined,
    insertMany: createInserting(),
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
  const cover: FrozenConnection['cover'] = async (bases) => {
    await coverFrozen(store.db, home, bases);
    await sql.raw(readFromHere(url)).execute(store.db);
  };
  return { store, home, cover };
}

/** What is known from earlier snapshots of one database. */
interface Known {
  readonly lend: ReturnType<typeof lender>;
  readonly scopes: Scopes;
  /** The version that was read last. */
  readonly looked: { version: number };
}

/** What is read of it goes by the connection that holds its transaction, from which nobody else reads meanwhile. */
async function snapshotIn(
  db: Db,
  sight: Sight,
  { lend, scopes, looked }: Known,
  release: (() => Promise<void>) | null = null,
  moment: string | null = null,
): Promise<Snapshot> {
  const { connection, letGo } = await hold(db);
  // What a request asks at once goes over its connection one after the other, and the end after all of it.
  const turns = new SingleConnectionProvider(connection);
  const { db: transaction, spent, end } = lend((work) => turns.provideConnection(work));
  const over = async (): Promise<void> => {
    await turns.provideConnection(undo);
    letGo();
    await release?.();
  };
  try {
    // As a rule nothing was published since the last look: then one trip begins, says the scope and gives the version that it belongs to.
    const guess = scopes.known(sight, { version: looked.version, moment });
    const version = await beginShowing(connection, guess);
    const at = { version, moment };
    looked.version = version;
    let seen = scopes.known(sight, at);
    if (seen === null) {
      if (guess !== null) await showAll(transaction);
      seen = await scopes.find(transaction, sight, at);
      await showScope(transaction, seen);
    } else if (seen !== guess) await showScope(transaction, seen);
    // Nothing was written: there is nothing to commit, and nobody's answer waits until the server has heard of it.
    const close = async (): Promise<void> => {
      if (!end()) return;
      const ended = over();
      if (release !== null) await ended;
    };
    return { db: transaction, spent, ...at, seen, close };
  } catch (error) {
    end();
    await over();
    throw error;
  }
}

/** Who asks while a question is on its way shares the next one: the answer of one that was sent before them may be older than they are. */
function together<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let running: Promise<unknown> | null = null;
  let next: Promise<Answer> | null = null;
  const run = (): Promise<Answer> => {
    const asked = ask().finally(() => {
      if (running === asked) running = null;
    });
    running = asked;
    return asked;
  };
  return () => {
    if (running === null) return run();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return run();
      });
    return next;
  };
}

export function postgresReaders(url: string, session: 'reader' | 'export', usual: number, frozenVersions: number): Readers {
  const most = readAddress(url).settings.readers ?? usual;
  const db = new Kysely<Schema>({ dialect: postgresDialect(url, { session, most, prepare: beReader }) });
  const lend = lender(new PostgresDialect({ pool: () => Promise.reject(new Error('a transaction has a connection of its own')) }));
  const known: Known = { lend, scopes: createScopes(), looked: { version: 0 } };
  const frozen = createFrozenVersions(() => frozenSession(url), frozenVersions);
  const newest = together(async () => {
    const found = await db
      .selectFrom('publication')
      .select((of) => of.fn.max('version').as('version'))
      .executeTakeFirst();
    return found?.version ?? 0;
  });
  return {
    newest,
    snapshot: openAt(frozen, {
      newest: (sight) => snapshotIn(db, sight, known),
      earlier: ({ connection, release }, sight, { moment }) =>
        snapshotIn(connection.store.db, sight, { ...known, looked: { version: 0 } }, release, moment),
    }),
    close: async () => {
      await frozen.close();
      await db.destroy();
    },
  };
}
