/** Several steps as one change: all of them or none, and nobody sees what lies between. */
import type { Transaction } from 'kysely';
import type { Store } from './open.ts';
import type { Schema } from './schema.ts';

/** Runs `steps` in a transaction; inside another one they are part of it. */
export const inTransaction = <Answer>(store: Store, steps: (work: Transaction<Schema>) => Promise<Answer>): Promise<Answer> =>
  store.db.isTransaction ? steps(store.db as Transaction<Schema>) : store.db.transaction().execute(steps);

/** The same for callers outside this room: what is given to `steps` reads and writes inside the transaction. */
export const together = <Side extends Store, Answer>(store: Side, steps: (inside: Side) => Promise<Answer>): Promise<Answer> =>
  inTransaction(store, (work) => steps({ ...store, db: work }));
