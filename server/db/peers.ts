/**
 * Query module of the processes that serve one PostgreSQL together. Each holds a lock by its number on a connection of its own, which the server
 * drops with the process: who lives is not guessed from silence.
 */
import { CompiledQuery, Kysely, sql, type DatabaseConnection } from 'kysely';
import type { Db } from './open.ts';
import type { PeerTable } from './peerTables.ts';
import { postgresDialect } from './postgresPool.ts';
import type { Schema } from './schema.ts';
import { seeEverything } from './scopePostgres.ts';
import { together } from './transaction.ts';
import type { Store } from './open.ts';

/** Any number: the class of locks that say who lives. */
const LIVING = 41_000_001;
/** The same, of what one of them at a time may do. */
const ALONE = 41_000_002;

/** SQL: whether the process with the number in `column` lives. */
const lives = (column: string) => sql<boolean>`exists (select 1 from pg_locks as l
  where l.locktype = 'advisory' and l.objsubid = 2 and l.granted and l.classid::bigint = ${sql.lit(LIVING)} and l.objid::bigint = ${sql.ref(column)}
    and l.database = (select oid from pg_database where datname = current_database()))`;

export interface PeerConnection {
  readonly db: Db;
  /** Does `work` in one transaction, while no other process does what has the same `number`. */
  alone<Answer>(number: number, work: (db: Db) => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

/** The connection on which process `number` lives, and on which its main thread writes a few small rows that no import keeps waiting. */
export function openPeer(url: string, number: number): PeerConnection {
  const prepare = async (connection: DatabaseConnection): Promise<void> => {
    await seeEverything(connection);
    await connection.executeQuery(CompiledQuery.raw(`select pg_advisory_lock(${LIVING}, ${number})`));
  };
  const db = new Kysely<Schema>({ dialect: postgresDialect(url, { session: 'peer', most: 1, kept: true, prepare }) });
  return {
    db,
    alone: (lock, work) =>
      db.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(${sql.lit(ALONE)}, ${sql.lit(lock)})`.execute(transaction);
        return work(transaction);
      }),
    close: () => db.destroy(),
  };
}

/** One process after another does what a start does to roles and grants: the server refuses two at once. */
export const oneAtATime = <Answer>(store: Store, work: (db: Db) => Promise<Answer>): Promise<Answer> =>
  together(store, async (inside) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(ALONE)}, 0)`.execute(inside.db);
    return work(inside.db);
  });

/** Says that it is there, and where; anew where others took it for gone. */
export async function putPeer(db: Db, peer: PeerTable): Promise<void> {
  const { address, seen_at } = peer;
  await db
    .insertInto('peer')
    .values(peer)
    .onConflict((on) => on.column('number').doUpdateSet({ address, seen_at }))
    .execute();
}

/** Those that live, in the order of their starts. */
export const readPeers = (db: Db): Promise<PeerTable[]> =>
  db.selectFrom('peer').selectAll().where(lives('number')).orderBy('started_at').orderBy('number').execute();

/** Numbers of those that are gone and did not say so. */
export const findGone = async (db: Db): Promise<number[]> =>
  (
    await db
      .selectFrom('peer')
      .select('number')
      .where(sql<boolean>`not ${lives('number')}`)
      .execute()
  ).map((row) => row.number);

/** Takes away all that is some processes' own. */
export async function removePeers(db: Db, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  await db.deleteFrom('upload_way').where('peer', 'in', numbers).execute();
  await db.deleteFrom('reader_count').where('peer', 'in', numbers).execute();
  await db.deleteFrom('peer').where('number', 'in', numbers).execute();
}

/** Condition on rows of a table with a column `peer`: their process lives. */
export const ofTheLiving = lives;
