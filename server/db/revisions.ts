/**
 * Rows judged anew: they make a further revision of their submission, so that the versions before still read those of before. A submission is
 * named by its first revision; all of a version share the states that it went through.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Subject } from '../domain/organizations.ts';
import type { Store } from './open.ts';
import { assertTotals, insertWhole, replaceRows, type StagedRows } from './publishing.ts';
import { refreshRollups } from './rollupBuild.ts';
import type { SubmissionRow } from './schema.ts';
import { inTransaction } from './transaction.ts';

/** The publication that a revision belongs to. */
export interface Publishing {
  readonly version: number;
  /** Moment from which on what it publishes is known. */
  readonly knownOn: string;
}

/** New rows of a published submission. */
export interface Revised {
  readonly before: SubmissionRow;
  readonly ruleSet: string;
  readonly dissolved: Readonly<Record<Subject, number>>;
  readonly hasEarlier: boolean;
  readonly units: StagedRows;
  readonly organizations: StagedRows;
}

/** Id of a submission, whichever of its revisions a row is. */
export const originOf = ({ id, origin }: Pick<SubmissionRow, 'id' | 'origin'>): number => origin ?? id;

/** SQL: whether a row of `alias` is the newest revision that can be read. */
export const isNewestRevision = (alias: string): RawBuilder<boolean> => {
  const of = (column: string): RawBuilder<unknown> => sql.ref(`${alias}.${column}`);
  return sql<boolean>`not exists (select 1 from submission as further where further.region = ${of('region')} and further.period = ${of('period')}
    and further.version = ${of('version')} and further.revision > ${of('revision')} and further.published_at is not null)`;
};

const judged = ({ ruleSet, hasEarlier, dissolved }: Revised) => ({
  rule_set: ruleSet,
  has_earlier: Number(hasEarlier),
  party_dissolved: dissolved.PARTY,
  union_dissolved: dissolved.UNION,
  league_dissolved: dissolved.LEAGUE,
  women_dissolved: dissolved.WOMEN,
});

/** What an invented ledger tells was known when it says it came, and so what follows from it. */
const knownFrom = ({ known_at }: SubmissionRow, { knownOn }: Publishing): string =>
  known_at !== null && known_at > knownOn ? known_at : knownOn;

/** Nobody has read the rows of the version that is being published: they are replaced where they lie. */
async function replace({ db }: Store, one: Revised): Promise<number> {
  const { id } = one.before;
  await db.updateTable('submission').set(judged(one)).where('id', '=', id).execute();
  return id;
}

async function addRevision({ db }: Store, one: Revised, publishing: Publishing): Promise<number> {
  const { id, ...before } = one.before;
  const known = knownFrom(one.before, publishing);
  await db
    .updateTable('submission')
    .set({ is_current: 0, superseded_at: known, superseded_in: publishing.version })
    .where('id', '=', id)
    .execute();
  const made = await db
    .insertInto('submission')
    .values({
      ...before,
      ...judged(one),
      origin: originOf(one.before),
      revision: before.revision + 1,
      is_current: 1,
      known_at: known,
      published_in: publishing.version,
      superseded_at: null,
      superseded_in: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return made.id;
}

/** Writes the rows of current submissions of one period that were judged anew, and refreshes what stands on them. Part of the change that its caller publishes. */
export async function reviseRows(store: Store, period: string, revised: readonly Revised[], publishing: Publishing): Promise<void> {
  if (revised.length === 0) return;
  await inTransaction(store, async (work) => {
    const inside = { ...store, db: work };
    const ids: number[] = [];
    for (const one of revised) {
      const isReplaced = one.before.published_in === publishing.version;
      const id = isReplaced ? await replace(inside, one) : await addRevision(inside, one, publishing);
      ids.push(id);
      // Facts are not touched: what was kept of those that are replaced holds for what replaces them.
      await (isReplaced ? replaceRows(store, work, id, one) : insertWhole(store, id, one, (write) => write(work)));
    }
    await refreshRollups(store, work, period, [...new Set(revised.map((one) => one.before.ledger_region))]);
    await assertTotals(work, ids);
  });
}
