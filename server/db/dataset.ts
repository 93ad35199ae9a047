/** What the database holds as a whole. */
import type { Db } from './open.ts';

/** Rule sets that the current submissions were classified by: one row a period and ledger region. */
export const readRuleSetsUsed = (db: Db): Promise<{ period: string; region: string; rule_set: string }[]> =>
  db.selectFrom('submission').select(['period', 'ledger_region as region', 'rule_set']).distinct().where('is_current', '=', 1).execute();

/** Counts of the current submissions; `units` and `organizations` are those of the latest period. */
export async function readDataset(db: Db) {
  const current = db.selectFrom('submission').where('is_current', '=', 1);
  const periods = await current.select('period').distinct().orderBy('period').execute();
  const latest = periods.at(-1)?.period ?? null;
  const totals = await current
    .select((of) => [of.fn.countAll().as('submissions'), of.fn.max('published_at').as('lastImportAt'), of.fn.max('demo').as('demo')])
    .executeTakeFirst();
  const newest =
    latest === null
      ? undefined
      : await current
          .where('period', '=', latest)
          .select((of) => [of.fn.sum('units').as('units'), of.fn.sum('organizations').as('organizations')])
          .executeTakeFirst();
  const figures = await db
    .selectFrom('figure')
    .select((of) => of.fn.countAll().as('n'))
    .executeTakeFirst();
  const provinces = await current.select('province').distinct().orderBy('province').execute();
  return {
    periods: periods.map((row) => row.period),
    submissions: Number(totals?.submissions),
    lastImportAt: totals?.lastImportAt ?? null,
    demo: Number(totals?.demo) === 1,
    units: newest === undefined ? 0 : Number(newest.units),
    organizations: newest === undefined ? 0 : Number(newest.organizations),
    figures: Number(figures?.n),
    provinces: provinces.map((row) => row.province),
  };
}

/** How many submissions of the demo, and how many real ones, the database holds. */
export async function countByDemo(db: Db): Promise<{ demo: number; real: number }> {
  const rows = await db
    .selectFrom('submission')
    .select((of) => ['demo', of.fn.countAll().as('n')])
    .where('published_at', 'is not', null)
    .where('origin', 'is', null)
    .groupBy('demo')
    .execute();
  const count = (demo: number): number => rows.filter((row) => row.demo === demo).reduce((sum, row) => sum + Number(row.n), 0);
  return { demo: count(1), real: count(0) };
}
