/**
 * Query module of the list of submissions, newest first, page by page: what was published, and what was received for regions that the asker names.
 * Those of which a reader sees no more than a join needs have no file.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Extent } from '../domain/sight.ts';
import { below, ledgersOf } from './facts.ts';
import type { Db } from './open.ts';
import { isNewestRevision } from './revisions.ts';
import type { SubmissionRow, SubmissionState } from './schema.ts';

export interface SubmissionCondition {
  readonly region?: string | undefined;
  /** Without a region: all periods. */
  readonly periods?: readonly string[] | undefined;
  readonly state?: SubmissionState | undefined;
  /** Only those that nothing newer has taken the place of. */
  readonly latest?: boolean | undefined;
  /** Regions at and below which received submissions are listed too. */
  readonly received?: Extent | undefined;
}

/** What was published, and of what still waits that which the asker keeps. */
function toldOf(received: Extent | undefined): RawBuilder<boolean> {
  if (received === undefined || received.length === 0) return sql<boolean>`s.published_at is not null`;
  if (received === 'ALL') return sql<boolean>`(s.published_at is not null or s.held = 1)`;
  return sql<boolean>`(s.published_at is not null or (s.held = 1 and s.region in ${below(received)}))`;
}

function conditioned(db: Db, where: SubmissionCondition) {
  let query = db.selectFrom('submission as s').where(toldOf(where.received)).where('s.file_sha256', '!=', '').where(isNewestRevision('s'));
  if (where.periods) query = query.where('s.period', 'in', ['', ...where.periods]);
  if (where.region !== undefined) query = query.where(sql<boolean>`s.ledger_region in ${ledgersOf([where.region])}`);
  if (where.state) query = query.where('s.state', '=', where.state);
  if (where.latest) query = query.where('s.superseded_at', 'is', null);
  return query;
}

/** Number of a submission, whichever revision of it is read. */
const ORIGIN = sql<number>`coalesce(s.origin, s.id)`;

/** One page after a submission, one row more than `first` when there are more. A later submission has a greater number. */
export const listSubmissions = (
  db: Db,
  ask: { where: SubmissionCondition; first: number; after: number | null },
): Promise<SubmissionRow[]> => {
  const query = conditioned(db, ask.where).selectAll('s');
  const beyond = ask.after === null ? query : query.where(ORIGIN, '<', ask.after);
  return beyond
    .orderBy(ORIGIN, 'desc')
    .limit(ask.first + 1)
    .execute();
};

export const countSubmissions = async (db: Db, where: SubmissionCondition): Promise<number> =>
  Number(
    (
      await conditioned(db, where)
        .select((of) => of.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

/** One that was published, or that is held until it is applied; undefined where none is seen whole. */
export const findSubmission = (db: Db, id: number): Promise<SubmissionRow | undefined> =>
  db
    .selectFrom('submission as s')
    .selectAll()
    .where('s.id', '=', id)
    .where('s.file_sha256', '!=', '')
    .where(toldOf('ALL'))
    .executeTakeFirst();
/** Submissions by the number of their first revision, as far as they are seen whole; of several revisions the newest comes last. */
export const findSubmissionsOfOrigins = (db: Db, origins: readonly number[]): Promise<SubmissionRow[]> =>
  conditioned(db, {})
    .selectAll('s')
    .where((of) => of.or([of('s.id', 'in', [-1, ...origins]), of('s.origin', 'in', [-1, ...origins])]))
    .orderBy('s.revision')
    .execute();
