/** Query module of what is locked: as much of a submission as who unlocks it needs, and nothing that it holds. */
import { sql } from 'kysely';
import { below } from './facts.ts';
import type { Db } from './open.ts';

export interface LockedCondition {
  /** A region and all below it; all otherwise. */
  readonly region: string | undefined;
  readonly period: string | undefined;
  readonly most: number;
}

export interface LockedTable {
  /** Number of its first revision. */
  readonly id: number;
  readonly region: string;
  readonly period: string;
  readonly version: number;
  readonly locked_at: string | null;
}

/** The newest quarter first, then by region. */
export async function findLocked(db: Db, { region, period, most }: LockedCondition): Promise<LockedTable[]> {
  let query = db
    .selectFrom('submission as s')
    .select((of) => [
      sql<number>`coalesce(s.origin, s.id)`.as('id'),
      's.region',
      's.period',
      's.version',
      of
        .selectFrom('submission_step as t')
        .select((step) => step.fn.max('t.at').as('at'))
        .whereRef('t.region', '=', 's.region')
        .whereRef('t.period', '=', 's.period')
        .whereRef('t.version', '=', 's.version')
        .where('t.act', '=', 'LOCK')
        .as('locked_at'),
    ])
    .where('s.state', '=', 'LOCKED')
    .where('s.is_current', '=', 1);
  if (region !== undefined) query = query.where(sql<boolean>`s.region in ${below([region])}`);
  if (period !== undefined) query = query.where('s.period', '=', period);
  return query.orderBy('s.period', 'desc').orderBy('s.region').limit(most).execute();
}
