/** Query module of units: the list, page by page. */
import { sql, type RawBuilder } from 'kysely';
import { NATION } from '../domain/region.ts';
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

/** What lies in the nation lies anywhere: nothing is to be looked up for that. */
function everywhere<Of extends Listed>(ask: Of): Of {
  if (ask.where.region !== NATION) return ask;
  return { ...ask, where: { ...ask.where, region: undefined } };
}

/** Conditions on the submission. Those of a park's units lie in its province: said where rows lie apart, for all servers would be asked. */
function placeOf({ period, where, knowledge = CURRENT }: Listed): RawBuilder<unknown>[] {
  const { region, park } = where;
  const inside = region === undefined || region.startsWith('P') ? [] : [sql`s.ledger_region in ${ledgersOf([region])}`];
  const around = park === undefined ? [] : [sql`s.province in ${provincesOf([park])}`];
  return [counted(knowledge), sql`s.period = ${period}`, ...inside, ...around];
}

async function conditionsOf(db: Db, ask: Listed): Promise<RawBuilder<unknown>> {
  const place = placeOf(ask);
  return sql`${sql.join([...place, ...unitConditions(ask.where, 'f')], sql` and `)}${await pinned(db, 'f.submission', submissionsOf(place))}`;
}

export type ListedUnit = InList<UnitRowStored>;

/** One page of unit rows after a position, one row more than `first` when there are more. `seesAll`: the reader may see the rows of all regions. */
export async function listUnits(
  db: Db,
  given: Listed & { order: Ordering<keyof UnitRowStored>; first: number; after: Position | null; seesAll?: boolean },
): Promise<ListedUnit[]> {
  const ask = everywhere(given);
  const { order, first, after, seesAll = false } = ask;
  // Who sees a county would walk past all others to meet its rows.
  const along = seesAll && ask.where.region === undefined && ask.where.park === undefined && order.column === 'credit_code';
  return readPage<UnitRowStored>(db, {
    table: 'unit_quarter',
    code: 'credit_code',
    order,
    first,
    after,
    where: await conditionsOf(db, ask),
    along,
  });
}

export async function countUnits(db: Db, given: Listed): Promise<number> {
  const ask = everywhere(given);
  const apart = await countApart(db, sql.table('unit_quarter'), placeOf(ask), unitConditions(ask.where, 'f'));
  if (apart !== null) return apart;
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from submission as s join unit_quarter as f on f.submission = s.id where ${await conditionsOf(db, ask)}`.execute(
    db,
  );
  return Number(rows[0]?.n);
}
