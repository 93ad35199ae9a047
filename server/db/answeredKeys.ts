/** Query module of answers that were given to requests with a key: the same key again is the same request, whose first answer was lost. */
import type { Db } from './open.ts';

export interface AnsweredKey {
  /** SHA-256, hexadecimal: of the file, its place and period, and what the asker sent. */
  readonly key: string;
  /** JSON. */
  readonly answer: string;
}

export async function findAnswer(db: Db, key: string): Promise<string | null> {
  const row = await db.selectFrom('answered_key').select('answer').where('key', '=', key).executeTakeFirst();
  return row?.answer ?? null;
}

/** Part of the transaction that publishes what the answer tells; an answer that was given stays as it was. */
export async function keepAnswers(db: Db, answers: readonly AnsweredKey[], at: string): Promise<void> {
  for (const one of answers)
    await db
      .insertInto('answered_key')
      .values({ ...one, answered_at: at })
      .onConflict((on) => on.column('key').doNothing())
      .execute();
}

/** Days in which a request may be sent again and gets its first answer. */
const KEPT_DAYS = 30;

/** Forgets answers that nobody asks for any more. Gives how many. */
export async function forgetAnswers(db: Db, now: string): Promise<number> {
  const before = new Date(Date.parse(now) - KEPT_DAYS * 24 * 60 * 60 * 1000).toISOString();
  const { numDeletedRows } = await db.deleteFrom('answered_key').where('answered_at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
