/** Query module of accepted submissions: sums of rollup rows over the ledgers that were accepted as a whole, and where one was in part only. */
import { sql, type RawBuilder } from 'kysely';
import { columnSum, holds, sumOf } from './expressions.ts';
import type { Db } from './open.ts';
import { acceptedWhole, ROLLUP, ROLLUP_BY, splitMeasure, type MeasureRow } from './rollup.ts';

/** Regions in one quarter. */
export interface AcceptedAsk {
  readonly regions: readonly string[];
  readonly period: string;
}

const below = ({ regions, period }: AcceptedAsk): RawBuilder<unknown> => sql`region_closure as c
    join expectation as e on e.region = c.descendant and e.period = ${period} and ${holds('c', sql.ref('e.as_of'))}
    join ${sql.table(ROLLUP)} as n on n.region = e.region and n.period = e.period
    where c.ancestor in (${sql.join(regions)})`;

/** Those of which a ledger was accepted in part: the townships of a county report for themselves. Only its rows tell what was. */
export async function findPartlyAccepted(db: Db, ask: AcceptedAsk): Promise<string[]> {
  if (ask.regions.length === 0) return [];
  const { rows } = await sql<{ region: string }>`
    select distinct c.ancestor as region from ${below(ask)} and n.accepted > 0 and n.accepted < n.received`.execute(db);
  return rows.map(({ region }) => region);
}

const sumsOf = (alias: string, measures: readonly string[]): RawBuilder<unknown> =>
  sql.join(measures.map((id) => sql`${columnSum(alias, id)} as ${sql.ref(id)}`));

/** Sums of measures over the accepted ledgers below each region; a region without one is absent. */
export async function sumAccepted(db: Db, ask: AcceptedAsk, measures: readonly string[]): Promise<MeasureRow[]> {
  if (ask.regions.length === 0 || measures.length === 0) return [];
  const { rows } = await sql<MeasureRow>`
    select c.ancestor as region, e.period as period, ${sumsOf('n', measures)} from ${below(ask)} and ${acceptedWhole('n')} group by c.ancestor, e.period`.execute(
    db,
  );
  return rows;
}

/** The same split by one rolled-up dimension: column `value`, empty text where the ledger does not say. */
export async function sumAcceptedBy(db: Db, ask: AcceptedAsk, measures: readonly string[], dimension: string): Promise<MeasureRow[]> {
  if (ask.regions.length === 0 || measures.length === 0) return [];
  const { rows } = await sql<MeasureRow>`
    select w.ancestor as region, w.period as period, r.value as value, ${sql.join(measures.map((id) => sql`${sumOf(splitMeasure('r', id))} as ${sql.ref(id)}`))}
    from (select c.ancestor as ancestor, e.period as period, e.region as ledger from ${below(ask)} and ${acceptedWhole('n')}) as w
    join ${sql.table(ROLLUP_BY)} as r on r.dimension = ${dimension} and r.region = w.ledger and r.period = w.period
    group by w.ancestor, w.period, r.value`.execute(db);
  return rows;
}
