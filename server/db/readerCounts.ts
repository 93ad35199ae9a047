/** Query module of what readers ask of several processes together, and of sign-ins that one begins and another finishes. */
import { sql } from 'kysely';
import type { Db } from './open.ts';

/** In place of a process: of all together. */
const ALL = 0;
/** In place of a span: what is under way. */
export const UNDER_WAY_SPAN = 0;

export interface ReaderCount {
  readonly reader: string;
  readonly span: number;
  readonly n: number;
}

/** Puts what one process has counted. */
export async function putCounts(db: Db, peer: number, counts: readonly ReaderCount[]): Promise<void> {
  if (counts.length === 0) return;
  await sql`insert into reader_count (reader, span, peer, n)
    select c.reader, c.span, ${peer}::int, c.n from unnest(${counts.map((one) => one.reader)}::text[], ${counts.map((one) => one.span)}::int[], ${counts.map((one) => one.n)}::int[]) as c (reader, span, n)
    on conflict (reader, span, peer) do update set n = excluded.n`.execute(db);
}

/** Sums of what the other processes have counted in `span`, and of what is under way there. */
export const readOthers = async (db: Db, peer: number, span: number): Promise<ReaderCount[]> =>
  (
    await db
      .selectFrom('reader_count')
      .select((of) => ['reader', 'span', of.fn.sum<number>('n').as('n')])
      .where('peer', 'not in', [peer, ALL])
      .where('span', 'in', [span, UNDER_WAY_SPAN])
      .where('n', '>', 0)
      .groupBy(['reader', 'span'])
      .execute()
  ).map(({ reader, span: of, n }) => ({ reader, span: of, n: Number(n) }));

/** One more, of all processes together: exact. Gives how many there are in the span. */
export async function countOne(db: Db, reader: string, span: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`insert into reader_count (reader, span, peer, n) values (${reader}, ${span}, ${ALL}, 1)
    on conflict (reader, span, peer) do update set n = reader_count.n + 1 returning n`.execute(db);
  return Number(rows[0]?.n);
}

export const dropCounts = async (db: Db, before: number): Promise<void> => {
  await db.deleteFrom('reader_count').where('span', '<', before).where('span', '>', UNDER_WAY_SPAN).execute();
  await db.deleteFrom('reader_count').where('span', '=', UNDER_WAY_SPAN).where('n', '=', 0).execute();
};

/** Milliseconds since 1970 by the clock of the server, which all processes share. */
export async function readClock(db: Db): Promise<number> {
  const { rows } = await sql<{ at: number }>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(db);
  return Number(rows[0]?.at);
}

export interface BegunSignIn {
  readonly stateHash: string;
  readonly sealed: string;
  readonly endsAt: string;
}

/** Sign-ins under way at a time, over all processes. */
const MOST_BEGUN = 10_000;

/** Keeps one, and forgets those that nobody finished in time; those begun first where they become too many. */
export async function addBegun(db: Db, { stateHash, sealed, endsAt }: BegunSignIn, now: string): Promise<void> {
  await db.deleteFrom('sign_in_begun').where('ends_at', '<', now).execute();
  await sql`delete from sign_in_begun where state_hash in (select state_hash from sign_in_begun order by ends_at desc offset ${MOST_BEGUN})`.execute(
    db,
  );
  await db.insertInto('sign_in_begun').values({ state_hash: stateHash, sealed, ends_at: endsAt }).execute();
}

/** Takes one away: each is good for one return, at whichever process. */
export async function takeBegun(db: Db, stateHash: string, now: string): Promise<string | null> {
  const row = await db.deleteFrom('sign_in_begun').where('state_hash', '=', stateHash).returning(['sealed', 'ends_at']).executeTakeFirst();
  return row === undefined || row.ends_at < now ? null : row.sealed;
}
