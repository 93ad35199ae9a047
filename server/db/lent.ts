/** A database as it is lent to one request: what it asks is counted, and when the request is over nothing more is read through it. */
import { DefaultQueryExecutor, Kysely, type DatabaseConnection, type Dialect, type KyselyPlugin } from 'kysely';
import { startTurn } from './breath.ts';
import type { Db } from './open.ts';
import type { Schema } from './schema.ts';

/** What a request has asked the database so far. */
export interface Spent {
  readonly statements: number;
  readonly rows: number;
  readonly milliseconds: number;
}

/** A lease of a connection. */
export interface Lent {
  readonly db: Db;
  readonly spent: Spent;
  /** From now on nothing is read through `db`; false: it was over already. */
  end(): boolean;
}

/** Gives a connection to one piece of work. */
type Provide = <Answer>(work: (connection: DatabaseConnection) => Promise<Answer>) => Promise<Answer>;

/** Lends what `provide` gives. Everything that the builder needs beside the connection is made once. */
export function lender(dialect: Dialect, plugins: readonly KyselyPlugin[] = []): (provide: Provide) => Lent {
  const driver = dialect.createDriver();
  const executor = new DefaultQueryExecutor(
    dialect.createQueryCompiler(),
    dialect.createAdapter(),
    { provideConnection: () => Promise.reject(new Error('nothing was lent')) },
    [...plugins],
  );
  return (provide) => {
    const spent = { statements: 0, rows: 0, milliseconds: 0 };
    let over = false;
    const counted = (connection: DatabaseConnection): DatabaseConnection => ({
      executeQuery: async (query) => {
        if (over) throw new Error('a view was read after its end');
        startTurn();
        const began = performance.now();
        try {
          const result = await connection.executeQuery<never>(query);
          spent.rows += result.rows.length;
          return result;
        } finally {
          spent.statements += 1;
          spent.milliseconds += performance.now() - began;
        }
      },
      streamQuery: (query, size) => connection.streamQuery(query, size),
    });
    const lent = executor.withConnectionProvider({ provideConnection: (work) => provide((connection) => work(counted(connection))) });
    const db = new Kysely<Schema>({ config: { dialect }, driver, dialect, executor: lent });
    const end = (): boolean => {
      const first = !over;
      over = true;
      return first;
    };
    return { db, spent, end };
  };
}
