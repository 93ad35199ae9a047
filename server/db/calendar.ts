/** Query module of the calendar: what came of the quarters of some regions, and from when on ledgers are owed at all. */
import { sql } from 'kysely';
import type { Db } from './open.ts';
import type { SubmissionRow } from './schema.ts';

/** What stands, what waits to be applied, and what was returned, of the ledgers of some regions; the newest version first. */
export async function findReceived(
  db: Db,
  { ledgers, periods }: { readonly ledgers: readonly string[]; readonly periods: readonly string[] },
): Promise<SubmissionRow[]> {
  if (ledgers.length === 0 || periods.length === 0) return [];
  return db
    .selectFrom('submission')
    .selectAll()
    .where('period', 'in', [...periods])
    .where('ledger_region', 'in', [...ledgers])
    .where((of) => of.or([of('is_current', '=', 1), of('held', '=', 1), of('state', '=', 'RETURNED')]))
    .orderBy('version', 'desc')
    .orderBy('revision', 'desc')
    .execute();
}

/** The first quarter that was owed in each province. */
export async function findFirstOwed(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ province: string; period: string }>`
    select c.ancestor as province, min(e.period) as period from expectation as e join region_closure as c on c.descendant = e.region
      join region as g on g.code = c.ancestor and g.level = 'PROVINCE' group by c.ancestor order by c.ancestor`.execute(db);
  return new Map(rows.map((row) => [row.province, row.period]));
}

/** Regions and quarters of which a summary return stands. */
export async function findSummarized(db: Db, periods: readonly string[]): Promise<{ region: string; period: string }[]> {
  if (periods.length === 0) return [];
  return db
    .selectFrom('summary_return')
    .select(['region', 'period'])
    .where('is_current', '=', 1)
    .where('period', 'in', [...periods])
    .orderBy('period')
    .orderBy('region')
    .execute();
}
