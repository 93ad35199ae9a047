/** Earlier states of the data, made when asked for and kept while they are asked for; the oldest kept goes first. */
import { sql } from 'kysely';
import { EVERYTHING, type Sight } from '../domain/sight.ts';
import { freeze, type FrozenConnection } from './frozen.ts';
import { pointKey, pointOf, type Point, type PointAsk } from './moments.ts';
import type { Readers, Snapshot } from './open.ts';

interface Held<Connection> {
  readonly connection: Connection;
  /** The data version that was the newest when it was made: what was summed then may since have been replaced. */
  readonly newest: number;
}

/** One that is kept, and how many read it: it ends when it has been let go and nobody does. */
interface Kept<Connection> {
  readonly held: Promise<Held<Connection>>;
  readers: number;
  dropped: boolean;
}

/** A connection, until `release`. */
export interface Lease<Connection> {
  readonly connection: Connection;
  release(): Promise<void>;
}

const newestOf = async ({ store, home }: FrozenConnection): Promise<number> => {
  const { rows } = await sql<{ version: number | null }>`select max(version) as version from ${sql.raw(`"${home}"`)}.publication`.execute(
    store.db,
  );
  return rows[0]?.version ?? Number.NaN;
};

export interface FrozenVersions<Connection extends FrozenConnection> {
  /** The connection that reads the state at `point`. @throws DomainError see refuseUnreadable */
  read(point: Point): Promise<Lease<Connection>>;
  /** The same on a connection of its own, for one who reads for long: nobody else waits. */
  alone(point: Point): Promise<Lease<Connection>>;
  close(): Promise<void>;
}

async function make<Connection extends FrozenConnection>(connect: () => Promise<Connection>, point: Point): Promise<Held<Connection>> {
  const connection = await connect();
  try {
    const newest = await newestOf(connection);
    await freeze(connection, point);
    return { connection, newest };
  } catch (error) {
    await connection.store.close();
    throw error;
  }
}

export function createFrozenVersions<Connection extends FrozenConnection>(
  connect: () => Promise<Connection>,
  most: number,
): FrozenVersions<Connection> {
  const all = new Map<string, Kept<Connection>>();
  const end = async ({ held, readers, dropped }: Kept<Connection>): Promise<void> => {
    if (dropped && readers === 0) await held.then(({ connection }) => connection.store.close()).catch(() => undefined);
  };
  const drop = (key: string): Promise<void> => {
    const one = all.get(key);
    all.delete(key);
    if (one === undefined) return Promise.resolve();
    one.dropped = true;
    return end(one);
  };
  /** The one that is kept, or a new one; what is asked for goes last. */
  const keep = (key: string, point: Point): Kept<Connection> => {
    const one = all.get(key) ?? { held: make(connect, point), readers: 0, dropped: false };
    all.delete(key);
    for (const oldest of all.keys()) if (all.size >= most) void drop(oldest);
    all.set(key, one);
    one.held.catch(() => all.get(key) === one && all.delete(key));
    return one;
  };
  const lease = (one: Kept<Connection>, { connection }: Held<Connection>): Lease<Connection> => {
    const release = async (): Promise<void> => {
      one.readers -= 1;
      await end(one);
    };
    return { connection, release };
  };
  const read = async (point: Point): Promise<Lease<Connection>> => {
    const key = pointKey(point);
    const one = keep(key, point);
    one.readers += 1;
    let held: Held<Connection>;
    try {
      held = await one.held;
    } catch (error) {
      one.readers -= 1;
      throw error;
    }
    // A connection that is lost takes what was made in it along: that is made anew.
    if (held.newest === (await newestOf(held.connection).catch(() => null))) return lease(one, held);
    if (all.get(key) === one) await drop(key);
    one.readers -= 1;
    await end(one);
    return read(point);
  };
  return {
    read,
    alone: async (point) => {
      const { connection } = await make(connect, point);
      return { connection, release: () => connection.store.close() };
    },
    close: async () => {
      await Promise.all([...all.keys()].map(drop));
    },
  };
}

/** How an engine lends its snapshots. */
interface Lending<Connection> {
  readonly newest: (sight: Sight) => Promise<Snapshot>;
  readonly earlier: (lease: Lease<Connection>, sight: Sight, point: Point) => Promise<Snapshot>;
}

/** The place that is asked for, as the newest version has it, and which that is. */
async function placeAsked(newest: Lending<never>['newest'], ask: PointAsk): Promise<{ point: Point | null; version: number }> {
  const whole = await newest(EVERYTHING);
  try {
    return { point: await pointOf(whole.db, whole.version, ask), version: whole.version };
  } finally {
    await whole.close();
  }
}

/** Snapshots of the newest version as it lies, of any other place from what is kept of it. */
export function openAt<Connection extends FrozenConnection>(
  frozen: FrozenVersions<Connection>,
  { newest, earlier }: Lending<Connection>,
): Readers['snapshot'] {
  return async (sight, ask = {}, long = false) => {
    if (ask.version === undefined && ask.knownOn === undefined) return newest(sight);
    for (;;) {
      const { point, version } = await placeAsked(newest, ask);
      if (point !== null) return earlier(await (long ? frozen.alone(point) : frozen.read(point)), sight, point);
      const snapshot = await newest(sight);
      // Published in between: the place that was the newest is one of the earlier now.
      if (snapshot.version === version) return snapshot;
      await snapshot.close();
    }
  };
}
