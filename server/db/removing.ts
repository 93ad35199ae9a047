/** Taking submissions away: what was never published, and the demo. */
import { sql, type Transaction } from 'kysely';
import { DEMO_REMOVED } from './moments.ts';
import { dropOrphanFindings } from './findings.ts';
import { pinnedTo } from './nation/apart.ts';
import type { Store } from './open.ts';
import { recordPublication } from './publishing.ts';
import { ROLLUP, ROLLUP_BY } from './rollup.ts';
import { refreshRollups } from './rollupBuild.ts';
import type { Schema } from './schema.ts';
import type { AuditedStore } from './trail.ts';
import { inTransaction } from './transaction.ts';

/** Start-up recovery: rows of submissions that were never published are removed, which is noted. Returns how many submissions they were. */
export async function removeStaging(store: AuditedStore, at: string): Promise<number> {
  return inTransaction(store, async (work) => {
    const removed = await clearStaging({ ...store, db: work });
    if (removed === 0) return 0;
    store.trail.tell({ removed });
    await store.trail.note(work, at);
    return removed;
  });
}

/** The same as a part of another change, which tells of itself. What was received whole and waits to be applied is kept. */
export const clearStaging = (store: Store): Promise<number> =>
  inTransaction(store, async (work) => {
    const left = await work.selectFrom('submission').select('id').where('published_at', 'is', null).where('held', '=', 0).execute();
    const ids = left.map((row) => row.id);
    if (ids.length === 0) return 0;
    for (const table of ['unit_quarter', 'organization_quarter', 'submission_total'] as const)
      await work.deleteFrom(table).where('submission', 'in', ids).execute();
    await work.deleteFrom('submission').where('id', 'in', ids).execute();
    return ids.length;
  });

/** Forgets a period that has no submission any more. */
async function closePeriod(work: Transaction<Schema>, period: string): Promise<void> {
  for (const table of ['expectation', ROLLUP, ROLLUP_BY]) await sql`delete from ${sql.table(table)} where period = ${period}`.execute(work);
}

/** Removes every demo submission and target; figures and real ledgers stay. */
export async function removeDemo(store: AuditedStore, at: string): Promise<number> {
  return inTransaction(store, async (work) => {
    const demo = await work.selectFrom('submission').select(['id', 'origin', 'period']).where('demo', '=', 1).execute();
    const all = await pinnedTo(
      work,
      'submission',
      demo.map((row) => row.id),
    );
    for (const table of ['unit_quarter', 'organization_quarter', 'submission_total'] as const) {
      await work
        .deleteFrom(table)
        .where('submission', 'in', (of) => of.selectFrom('submission').select('id').where('demo', '=', 1))
        .where(sql<boolean>`1 = 1${all}`)
        .execute();
    }
    await sql`delete from submission_step where (region, period, version) in (select region, period, version from submission where demo = 1)`.execute(
      work,
    );
    await work.deleteFrom('submission').where('demo', '=', 1).execute();
    await dropOrphanFindings(work);
    await work.deleteFrom('target').where('demo', '=', 1).execute();
    for (const period of new Set(demo.map((one) => one.period))) {
      const left = await work.selectFrom('submission').select('id').where('period', '=', period).executeTakeFirst();
      const owed = await work.selectFrom('expectation').select('region').where('period', '=', period).execute();
      if (left === undefined) await closePeriod(work, period);
      else
        await refreshRollups(
          store,
          work,
          period,
          owed.map((row) => row.region),
        );
    }
    // What was known of it cannot be shown any more.
    await recordPublication(work, store.trail, at, DEMO_REMOVED, demo.length > 0);
    return demo.filter((one) => one.origin === null).length;
  });
}
