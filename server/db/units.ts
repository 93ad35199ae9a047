/** Query module of units: the list, page by page. */
import { sql, type RawBuilder } from 'kysely';
import { counted, CURRENT, ledgersOf, unitConditions, type Knowledge, type UnitCondition } from './facts.ts';
import { afterPosition, keyColumn, orderedBy, type Ordering, type Position } from './listing.ts';
import type { Db } from './open.ts';
import type { UnitRowStored } from './schema.ts';

interface Listed {
  readonly period: string;
  readonly where: UnitCondition;
  readonly knowledge?: Knowledge;
}

const listed = (regions: readonly string[], { period, where, knowledge = CURRENT }: Listed): RawBuilder<unknown> => {
  const divisions = regions.filter((code) => !code.startsWith('P'));
  const place = divisions.length > 0 ? [sql`s.ledger_region in ${ledgersOf(divisions)}`] : [];
  return sql`from submission as s join unit_quarter as f on f.submission = s.id where ${sql.join([counted(knowledge), sql`s.period = ${period}`, ...place, ...unitConditions(where, 'f')], sql` and `)}`;
};
const regionsIn = ({ region }: UnitCondition): string[] => (region === undefined ? [] : [region]);

/** A unit with what it is listed by, and the region that reports it: together its place in the list. */
export type ListedUnit = UnitRowStored & { readonly sort_key: string | number; readonly reported_by: string };

/** One page of unit rows after a position, one row more than `first` when there are more. */
export async function listUnits(
  db: Db,
  ask: Listed & { order: Ordering<keyof UnitRowStored>; first: number; after: Position | null },
): Promise<ListedUnit[]> {
  const { rows } = await sql<ListedUnit>`select f.*, ${keyColumn(ask.order)} as sort_key, s.region as reported_by
    ${listed(regionsIn(ask.where), ask)}${afterPosition(ask.order, 'credit_code', ask.after)} ${orderedBy(ask.order, 'credit_code')} limit ${ask.first + 1}`.execute(
    db,
  );
  return rows;
}

export async function countUnits(db: Db, ask: Listed): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n ${listed(regionsIn(ask.where), ask)}`.execute(db);
  return Number(rows[0]?.n);
}
