/** Query module of what a unit was in another quarter: for who looks whether a value can be right. */
import type { Db } from './open.ts';

export interface UnitBefore {
  readonly code: string;
  readonly name: string;
  readonly staff: number | null;
  readonly revenueWan: number | null;
  readonly fullMembers: number | null;
}

/** Submissions that stand for a ledger in a quarter. */
export async function findStanding(db: Db, ledgerRegion: string, period: string): Promise<number[]> {
  const rows = await db
    .selectFrom('submission')
    .select('id')
    .where('ledger_region', '=', ledgerRegion)
    .where('period', '=', period)
    .where('is_current', '=', 1)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Units of some submissions, those with the codes named; by code. */
export async function findUnitsBefore(db: Db, submissions: readonly number[], codes: readonly string[]): Promise<Map<string, UnitBefore>> {
  if (submissions.length === 0 || codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('unit_quarter')
    .select(['credit_code', 'name', 'staff', 'revenue_wan', 'full_members'])
    .where('submission', 'in', [...submissions])
    .where('credit_code', 'in', [...codes])
    .execute();
  return new Map(
    rows.map((row) => [
      row.credit_code,
      { code: row.credit_code, name: row.name, staff: row.staff, revenueWan: row.revenue_wan, fullMembers: row.full_members },
    ]),
  );
}
