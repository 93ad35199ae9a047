/** Query module of parks. */
import { sql } from 'kysely';
import { asOfDate } from '../domain/period.ts';
import { holds } from './expressions.ts';
import type { Db } from './open.ts';

/** Those below the prefectures and counties that some ledgers belong to: units of any of these may name them. */
export async function findParks(db: Db, period: string, ledgers: readonly string[]): Promise<{ code: string; parent: string | null }[]> {
  const day = sql<string>`${asOfDate(period)}`;
  const tops = await db
    .selectFrom('region_closure as c')
    .innerJoin('region as g', 'g.code', 'c.ancestor')
    .select('c.ancestor')
    .distinct()
    .where('c.descendant', 'in', [...ledgers])
    .where(holds('c', day))
    .where('g.level', 'in', ['PREFECTURE', 'COUNTY'])
    .execute();
  return db
    .selectFrom('region as p')
    .select(['p.code', 'p.parent'])
    .where('p.kind', '=', 'PARK')
    .where(holds('p', day))
    .where('p.parent', 'in', (of) =>
      of
        .selectFrom('region_closure as c')
        .select('c.descendant')
        .where('c.ancestor', 'in', ['', ...tops.map((top) => top.ancestor)])
        .where(holds('c', day)),
    )
    .execute();
}
