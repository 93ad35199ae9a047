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
import { told } from './postgresAway.ts';
import { openPool, postgresDialect, readFromHere } from './postgresPool.ts';
import { lasts, passing, standing, type Connections, type Standing, type Taken } from './postgresStanding.ts';
import { createScopes, type Scope, type Scopes } from './scope.ts';
import { beBound, beginShowing, beReader, coverFrozen, NEWEST, saidOf, seeEverything, showScope } from './scopePostgres.ts';
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

/** What is newest when it is asked. */
interface Newest {
  readonly version: number;
  readonly snapshot: string | null;
}

/** What is known from earlier snapshots of one database. */
interface Known {
  readonly lend: ReturnType<typeof lender>;
  readonly scopes: Scopes;
  /** The version that was read last. */
  readonly looked: { version: number };
  readonly look: () => Promise<Newest>;
}

/** Where a snapshot is read, and what follows its end. */
interface Place {
  readonly connections: Connections;
  readonly moment: string | null;
  readonly release: (() => Promise<void>) | null;
}

/** The scope of a sight in a transaction that lies open; null where that shows another, or where it must be worked out. */
function scopeIn(open: Standing, sight: Sight, scopes: Scopes): Scope | null {
  const scope = scopes.known(sight, { version: open.version, moment: null });
  return scope !== null && lasts(open) && saidOf(scope) === open.said ? scope : null;
}

/** What a transaction shows, and whether it may be read on in by others. */
interface Begun {
  readonly version: number;
  readonly seen: Scope;
  readonly open: Standing | null;
}

/** Reads on in what lies open; null where it shows another sight, or something was committed since. */
async function readOn(open: Standing, sight: Sight, { scopes, look }: Known): Promise<Begun | null> {
  const seen = scopeIn(open, sight, scopes);
  if (seen === null) return null;
  // Whoever cannot say so is asked again by what begins anew.
  const newest = await look().catch(() => null);
  return newest?.snapshot === open.snapshot ? { version: open.version, seen, open } : null;
}

/** Begins a transaction on a connection, where `transaction` asks. */
async function begin(
  { connection, standing: before }: Taken,
  transaction: Db,
  sight: Sight,
  { scopes, looked }: Known,
  moment: string | null,
): Promise<Begun> {
  const began = performance.now();
  // As a rule nothing was published since the last look: then one trip begins, says the scope and gives the version that it belongs to.
  const guess = scopes.known(sight, { version: looked.version, moment });
  const { version, snapshot, divided } = await beginShowing(connection, guess, before !== null);
  connection.remembers = !divided;
  looked.version = version;
  const at = { version, moment };
  let seen = scopes.known(sight, at);
  if (seen === null) {
    if (guess !== null) await showScope(transaction, null);
    seen = await scopes.find(transaction, sight, at);
    await showScope(transaction, seen);
  } else if (seen !== guess) await showScope(transaction, seen);
  return { version, seen, open: divided || snapshot === null ? null : { said: saidOf(seen), version, snapshot, began } };
}

/** What is read of it goes by the connection that holds its transaction, from which nobody else reads meanwhile. */
async function snapshotIn({ connections, moment, release }: Place, sight: Sight, known: Known): Promise<Snapshot> {
  const taken = await connections.take((open) => scopeIn(open, sight, known.scopes) !== null);
  // What a request asks at once goes over its connection one after the other, and the end after all of it.
  const turns = new SingleConnectionProvider(taken.connection);
  let open: Standing | null = null;
  const failing = (error: unknown): never => {
    open = null;
    throw error;
  };
  const { db: transaction, spent, end } = known.lend((work) => turns.provideConnection(work).catch(failing));
  const over = async (): Promise<void> => {
    await turns.provideConnection(() => connections.giveBack(taken, open));
    await release?.();
  };
  try {
    const readingOn = taken.standing === null ? null : await readOn(taken.standing, sight, known);
    const begun = readingOn ?? (await begin(taken, transaction, sight, known, moment));
    ({ open } = begun);
    // Nothing was written: there is nothing to commit, and nobody's answer waits until the server has heard of it.
    const close = async (): Promise<void> => {
      if (!end()) return;
      const ended = over();
      if (release !== null) await ended;
    };
    return { db: transaction, spent, version: begun.version, moment, seen: begun.seen, close };
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
  // Beside those who read: whether anything is new is not asked behind them. A reader's view would be something new.
  const beside = openPool(url, { session, most: 1, prepare: beBound });
  const look = together(async (): Promise<Newest> => {
    try {
      const { rows } = await beside.query<{ version: number | null; snapshot: string | null }>({ name: 'newest', text: NEWEST });
      return { version: rows[0]?.version ?? 0, snapshot: rows[0]?.snapshot ?? null };
    } catch (error) {
      throw told(error);
    }
  });
  const lend = lender(new PostgresDialect({ pool: () => Promise.reject(new Error('a transaction has a connection of its own')) }));
  const known: Known = { lend, scopes: createScopes(), looked: { version: 0 }, look };
  const frozen = createFrozenVersions(() => frozenSession(url), frozenVersions);
  // A file that is written for minutes gains nothing by a transaction that lies open.
  const connections = session === 'reader' ? standing(db, most) : passing(db);
  return {
    newest: async () => (await look()).version,
    snapshot: openAt(frozen, {
      newest: (sight) => snapshotIn({ connections, moment: null, release: null }, sight, known),
      earlier: ({ connection, release }, sight, { moment }) =>
        snapshotIn({ connections: passing(connection.store.db), moment, release }, sight, { ...known, looked: { version: 0 } }),
    }),
    close: async () => {
      await frozen.close();
      await connections.close();
      await beside.end();
      await db.destroy();
    },
  };
}
