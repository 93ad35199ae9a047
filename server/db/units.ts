/** Query module of units: the list, page by page. */
import { sql, type RawBuilder } from 'kysely';
import { counted, CURRENT, ledgersOf, unitConditions, type Knowledge, type UnitCondition } from './facts.ts';
import { readPage, type Listed as InList, type Ordering, type Position } from './listing.ts';
import { pinned } from './nation/apart.ts';
import { countApart, provincesOf, submissionsOf } from './nation/facts.ts';
import type { Db } from './open.ts';
import type { UnitRowStored } from './schema.ts';

interface Listed {
  readonly period: string;
  readonly where: UnitCondition;
  readonly knowledge?: Knowledge;
}

/** Conditions on the submission. Those of a park's units lie in its province: said where rows lie apart, for all servers would be asked. */
function placeOf({ period, where, knowledge = CURRENT }: Listed): RawBuilder<unknown>[] {
  const { region, park } = where;
  const inside = region === undefined || region.startsWith('P') ? [] : [sql`s.ledger_region in ${ledgersOf([region])}`];
  const around = park === undefined ? [] : [sql`s.province in ${provincesOf([park])}`];
  return [counted(knowledge), sql`s.period = ${period}`, ...inside, ...around];
}

const listed = async (db: Db, ask: Listed): Promise<RawBuilder<unknown>> => {
  const place = placeOf(ask);
  return sql`from submission as s join unit_quarter as f on f.submission = s.id where ${sql.join([...place, ...unitConditions(ask.where, 'f')], sql` and `)}${await pinned(db, 'f.submission', submissionsOf(place))}`;
};

export type ListedUnit = InList<UnitRowStored>;

/** One page of unit rows after a position, one row more than `first` when there are more. */
export async function listUnits(
  db: Db,
  ask: Listed & { order: Ordering<keyof UnitRowStored>; first: number; after: Position | null },
): Promise<ListedUnit[]> {
  const { order, first, after } = ask;
  return readPage<UnitRowStored>(db, { table: 'unit_quarter', code: 'credit_code', order, first, after, from: await listed(db, ask) });
}

export async function countUnits(db: Db, ask: Listed): Promise<number> {
  const apart = await countApart(db, sql.table('unit_quarter'), placeOf(ask), unitConditions(ask.where, 'f'));
  if (apart !== null) return apart;
  const { rows } = await sql<{ n: number }>`select count(*) as n ${await listed(db, ask)}`.execute(db);
  return Number(rows[0]?.n);
}
