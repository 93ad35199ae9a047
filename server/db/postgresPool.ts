/** Connections to PostgreSQL: who they are, how long each may take, and a driver that says in words when the server is away. */
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type QueryExecutorProvider,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import { forDriver, readAddress, type PoolSettings } from './postgresAddress.ts';
import { ConnectionLost, told } from './postgresAway.ts';

const INT8 = 20;
const NUMERIC = 1700;
const SECOND = 1000;
const CONNECT_SECONDS = 10;
/** Before the network counts as gone. */
const QUIET_SECONDS = 30;
/** The program's own deadline comes first; the server then stops what nobody waits for any more. */
const AFTER_DEADLINE = 2;

interface Session {
  /** Whether its questions end with the deadline of a question. */
  readonly deadline: boolean;
  /** Seconds that a transaction may lie still. */
  readonly idle: number;
  /** Seconds that it waits for a lock; null: as long as it takes. */
  readonly lock: number | null;
  /** Asks what people ask. */
  readonly asks?: true;
}

/** Who connects, as `application_name` shows it. */
export const SESSIONS = {
  reader: { deadline: true, idle: 600, lock: null, asks: true },
  /** Whole lists and files: as long as they take. */
  export: { deadline: false, idle: 3600, lock: null, asks: true },
  /** An earlier version while it is made; after that it reads as a reader. */
  earlier: { deadline: false, idle: 600, lock: null, asks: true },
  writer: { deadline: false, idle: 600, lock: 60 },
  turn: { deadline: false, idle: 0, lock: null },
  accounts: { deadline: false, idle: 60, lock: 60 },
  audit: { deadline: false, idle: 600, lock: null },
  /** Says that a process lives. */
  peer: { deadline: false, idle: 60, lock: 60 },
} as const satisfies Record<string, Session>;
export type SessionName = keyof typeof SESSIONS;

export interface PoolAsk {
  readonly session: SessionName;
  /** Connections at most. */
  readonly most: number;
  /** One connection that is never let go, nor replaced: what is temporary ends with it. */
  readonly lasting?: boolean;
  /** Connections that are never let go; one that is lost is replaced. */
  readonly kept?: boolean;
  /** Done with a new connection before anything else. */
  readonly prepare?: (connection: DatabaseConnection) => Promise<void>;
}

const deadlineOf = ({ querySeconds }: PoolSettings): number => (querySeconds === undefined ? 0 : (querySeconds + AFTER_DEADLINE) * SECOND);

/** SQL: ends its questions as those of a reader from here on. */
export const readFromHere = (url: string): string => `set statement_timeout = ${deadlineOf(readAddress(url).settings)}`;

/**
 * Sums are planned by the lists that they are given, whoever prepared them. Of what is asked here a list of a million rows is compiled for half
 * a second before it is read for a tenth. And pages that indexes point at lie in memory, or on disks without heads: with the server's usual price of
 * four a list of one quarter would be read from the rows of all.
 */
const ASKING = { plan_cache_mode: 'force_custom_plan', jit: 'off', random_page_cost: '1.1' };

/** SQL: says who is connected and what it may take. The server notices a machine that vanished, and its locks go with it. */
function introduction(name: SessionName, settings: PoolSettings): string {
  const { deadline, idle, lock, asks }: Session = SESSIONS[name];
  const said = {
    application_name: `fugai ${name}`,
    statement_timeout: deadline ? deadlineOf(settings) : 0,
    idle_in_transaction_session_timeout: idle * SECOND,
    lock_timeout: lock === null ? 0 : lock * SECOND,
    tcp_keepalives_idle: QUIET_SECONDS,
    tcp_keepalives_interval: 10,
    tcp_keepalives_count: 3,
    ...(asks && ASKING),
  };
  return `select ${Object.entries(said)
    .map(([setting, value]) => `set_config('${setting}', '${value}', false)`)
    .join(', ')}`;
}

/** The pool's own limit would be one on waiting for a free connection, too. */
const patientClient = (seconds: number): typeof pg.Client =>
  class extends pg.Client {
    constructor(options?: pg.ClientConfig) {
      super({ ...options, connectionTimeoutMillis: seconds * SECOND });
    }
  };

/** PostgreSQL gives int8 and numeric as text; sums here stay far below 2^53. */
const numbers = (oid: number, format?: 'text' | 'binary'): unknown =>
  oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format);

const nothing = (): void => undefined;

export function openPool(url: string, { session, most, lasting = false, kept = lasting, prepare }: PoolAsk): pg.Pool {
  const { plain, settings } = readAddress(url);
  let made = 0;
  // The pool waits for it, whatever its types say.
  const onConnect: (client: pg.ClientBase) => unknown = async (client) => {
    // A connection that the server ends between two questions says so to whoever listens, and ends the process where nobody does.
    client.on('error', nothing);
    if (lasting && (made += 1) > 1) throw new ConnectionLost();
    await client.query(introduction(session, settings));
    await prepare?.(connectionFor(client));
  };
  const pool = new pg.Pool({
    connectionString: forDriver(plain),
    max: most,
    keepAlive: true,
    keepAliveInitialDelayMillis: QUIET_SECONDS * SECOND,
    Client: patientClient(settings.connectSeconds ?? CONNECT_SECONDS),
    onConnect,
    ...(kept ? { idleTimeoutMillis: 0 } : {}),
    types: { getTypeParser: numbers as typeof pg.types.getTypeParser },
  });
  // One that ends while nobody uses it is replaced at the next question.
  pool.on('error', nothing);
  return pool;
}

/** Statements that a connection has by name. */
const NAMED = 100;

/** What the driver knows of a connection's statements, beyond its types. */
interface Parsing {
  readonly connection: { readonly parsedStatements: Record<string, string> };
}

/** Names for texts of one connection: from the second time on a text is parsed no more. The hundred that came last; undefined: it goes without. */
function namesOn(client: pg.ClientBase): (text: string) => Promise<string | undefined> {
  const known = new Map<string, string | undefined>();
  const { parsedStatements } = (client as unknown as Parsing).connection;
  let given = 0;
  const forget = async (text: string): Promise<void> => {
    const name = known.get(text);
    known.delete(text);
    // What failed when it was parsed is not there; to drop it would fail, too, and the transaction with it.
    if (name === undefined || parsedStatements[name] === undefined) return;
    await client.query(`deallocate ${name}`);
    delete parsedStatements[name];
  };
  return async (text) => {
    const name = known.get(text) ?? (known.has(text) ? `fugai_${(given += 1)}` : undefined);
    known.delete(text);
    known.set(text, name);
    for (const oldest of known.keys()) {
      if (known.size <= NAMED) break;
      await forget(oldest);
    }
    return name;
  };
}

/** What a named statement says when its tables are not what they were: parsed anew on another connection, it would work. */
const OUTLIVED: readonly unknown[] = ['0A000', '26000'];
const isOutlived = (error: unknown): boolean => error instanceof Error && 'code' in error && OUTLIVED.includes(error.code);

/** A connection as kysely sees it; a COPY needs what lies beneath. */
export class PostgresConnection implements DatabaseConnection {
  readonly client: pg.ClientBase;
  /** What failed to end its transaction is not lent again. */
  broken = false;
  /** Statements with values are parsed once. Those without would be planned once, too, for the first sight. */
  remembers = false;
  readonly #nameOf: ReturnType<typeof namesOn>;

  constructor(client: pg.ClientBase) {
    this.client = client;
    this.#nameOf = namesOn(client);
  }

  async executeQuery<Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const name = this.remembers && parameters.length > 0 ? await this.#nameOf(text) : undefined;
      const { command, rowCount, rows } = await this.client.query({ text, values: [...parameters], ...(name !== undefined && { name }) });
      if (command === 'COMMIT' || command === 'ROLLBACK') return { rows: [{ command }] as Row[] };
      const changed = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command) && rowCount !== null;
      return { rows: (rows as Row[] | undefined) ?? [], ...(changed && { numAffectedRows: BigInt(rowCount) }) };
    } catch (error) {
      if (this.remembers && isOutlived(error)) this.broken = true;
      throw told(error);
    }
  }

  /** Several statements without values, in one trip: rows of the last. */
  async executeSeveral(text: string): Promise<readonly unknown[]> {
    try {
      const results = (await this.client.query(text)) as unknown as readonly { readonly rows: readonly unknown[] }[];
      return results.at(-1)?.rows ?? [];
    } catch (error) {
      throw told(error);
    }
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('a question to PostgreSQL is answered whole: ask page by page');
  }
}

const connections = new WeakMap<pg.ClientBase, PostgresConnection>();

/** The same for as long as the connection lasts: what it was told at its beginning goes on. */
function connectionFor(client: pg.ClientBase): PostgresConnection {
  const known = connections.get(client) ?? new PostgresConnection(client);
  connections.set(client, known);
  return known;
}

/** Ends a transaction without what it did. Never fails: what is lost is not lent again. */
export async function undo(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {
    if (connection instanceof PostgresConnection) connection.broken = true;
  });
}

/** A connection of a pool until it is let go. */
export interface Held {
  readonly connection: PostgresConnection;
  letGo(): void;
}

export const hold = (db: QueryExecutorProvider): Promise<Held> =>
  new Promise((resolve, reject) => {
    const held = async (connection: DatabaseConnection): Promise<void> => {
      if (!(connection instanceof PostgresConnection)) throw new Error('not a connection to PostgreSQL');
      await new Promise<void>((letGo) => resolve({ connection, letGo }));
    };
    db.getExecutor().provideConnection(held).catch(reject);
  });

/** The library's driver over connections of our own. */
class ToldDriver extends PostgresDriver {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    try {
      return connectionFor(await this.#pool.connect());
    } catch (error) {
      throw told(error);
    }
  }

  /** Never fails: why a transaction is undone says more than why that could not be said, and what is lost is not lent again. */
  override rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return undo(connection);
  }

  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { client, broken } = connection as PostgresConnection;
    (client as pg.PoolClient).release(broken);
  }
}

export const postgresDialect = (url: string, ask: PoolAsk): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new ToldDriver(openPool(url, ask)),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

/** The connection beneath a transaction, for what is no statement. */
export const connectionOf = (transaction: QueryExecutorProvider): Promise<pg.ClientBase> =>
  transaction.getExecutor().provideConnection(async (connection) => {
    if (connection instanceof PostgresConnection) return connection.client;
    throw new Error('not a transaction of PostgreSQL');
  });
