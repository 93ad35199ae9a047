/** Bringing a published submission from one state to another: what of it counts, the step, and the rollups that stand on it, in one data version. */
import type { Actor } from '../domain/audit.ts';
import type { SubmissionAct, SubmissionState } from '../domain/submissions.ts';
import type { Db } from './open.ts';
import { nextVersion, recordPublication } from './publishing.ts';
import type { Publishing } from './revisions.ts';
import { refreshRollups } from './rollupBuild.ts';
import type { SubmissionRow } from './schema.ts';
import { recordStep } from './steps.ts';
import type { AuditedStore } from './trail.ts';
import { inTransaction } from './transaction.ts';

export interface StateChange {
  readonly act: SubmissionAct;
  readonly state: SubmissionState;
  readonly at: string;
  readonly by: Pick<Actor, 'id' | 'name'>;
  readonly reason: string | null;
}

/**
 * A returned submission counts no more; one that is accepted or locked goes on counting. All revisions of a version share its state.
 * `also` is what belongs to the same change.
 */
export const changeState = (
  store: AuditedStore,
  one: SubmissionRow,
  { act, state, at, by, reason }: StateChange,
  also: (inside: AuditedStore, publishing: Publishing) => Promise<unknown>,
): Promise<number> =>
  inTransaction(store, async (work) => {
    const { region, period, version } = one;
    const known = await nextVersion(work);
    await work
      .updateTable('submission')
      .set({ state, ...(act === 'ACCEPT' && { accepted_at: at }), ...(state === 'RETURNED' && { is_current: 0 }) })
      .where('region', '=', region)
      .where('period', '=', period)
      .where('version', '=', version)
      .execute();
    await recordStep(work, { region, period, version, act, state, at, actor: by.id, actor_name: by.name, data_version: known, reason });
    await refreshRollups(store, work, period, [one.ledger_region]);
    await also({ ...store, db: work }, { version: known, knownOn: at });
    return recordPublication(work, store.trail, at, `${act} ${region} ${period}`);
  });

/** The newest revision of the version that a submission is one of; undefined where there is none, or where it is still being staged. */
export async function findReviewed(db: Db, id: number): Promise<SubmissionRow | undefined> {
  const named = await db.selectFrom('submission').select(['region', 'period', 'version']).where('id', '=', id).executeTakeFirst();
  if (named === undefined) return undefined;
  return db
    .selectFrom('submission')
    .selectAll()
    .where('region', '=', named.region)
    .where('period', '=', named.period)
    .where('version', '=', named.version)
    .where((of) => of.or([of('published_at', 'is not', null), of('held', '=', 1)]))
    .orderBy('revision', 'desc')
    .executeTakeFirst();
}
