/** Questions on rows that lie apart from their submissions, put so that they are answered where the rows lie (apart.ts). */
import { sql, type RawBuilder } from 'kysely';
import type { ParkAsk } from '../facts.ts';
import type { Db } from '../open.ts';
import { isAmong, liesApart, numbersApart, pinned } from './apart.ts';

type Condition = RawBuilder<unknown>;

/** SQL: numbers of the submissions `s` that conditions let through. */
export const submissionsOf = (conditions: readonly Condition[]): RawBuilder<unknown> =>
  sql`select s.id from submission as s where ${sql.join([...conditions], sql` and `)}`;

/** SQL: provinces that parks lie in: units of no other one stand in them. */
export const provincesOf = (parks: readonly string[]): RawBuilder<unknown> =>
  sql`(select g.code from region as g join region_closure as c on c.ancestor = g.code join region as p on p.parent = c.descendant where g.level = 'PROVINCE' and p.code in (${sql.join([...parks])}))`;

/** Conditions with the submissions named that units of their park are looked for in; `counted` is over `us`. */
export async function placePark<Where extends { readonly park?: ParkAsk | undefined }>(
  db: Db,
  where: Where,
  counted: Condition,
): Promise<Where> {
  const { park } = where;
  if (park === undefined || !(await liesApart(db))) return where;
  const holding = sql`select us.id from submission as us where us.period = ${park.period} and ${counted} and us.province in ${provincesOf([park.code])}`;
  return { ...where, park: { ...park, pinned: await pinned(db, 'u.submission', holding) } };
}

interface Leaves {
  readonly table: RawBuilder<unknown>;
  /** Conditions on the submission, and on the row of facts `f` alone. */
  readonly place: readonly Condition[];
  readonly rows: readonly Condition[];
  readonly dimensions: readonly RawBuilder<unknown>[];
  readonly sums: RawBuilder<unknown>;
  /** Names of the sums. */
  readonly measures: readonly string[];
}

/**
 * SQL: sums by region, period and day, where rows lie apart; null elsewhere. They are grouped by submission first: that is what rows are divided
 * by, so each server groups its own and no row travels.
 */
export async function leavesApart(db: Db, { table, place, rows, dimensions, sums, measures }: Leaves): Promise<RawBuilder<unknown> | null> {
  const ids = await numbersApart(db, submissionsOf(place));
  if (ids === null) return null;
  const own = sql.join(
    dimensions.map((dimension, at) => sql`, ${dimension} as ${sql.ref(`d${at}`)}`),
    sql``,
  );
  const carried = sql.join(
    [...dimensions.map((_, at) => sql.ref(`p.d${at}`)), ...measures.map((name) => sql.ref(`p.${name}`))].map((column) => sql`, ${column}`),
    sql``,
  );
  return sql`select p.region as region, s.period as period, s.as_of as as_of${carried} from (
    select f.submission as submission, f.region as region${own}, ${sums} from ${table} as f
    where ${sql.join([isAmong('f.submission', ids), ...rows], sql` and `)} group by ${sql.join([sql`f.submission`, sql`f.region`, ...dimensions])}
  ) as p join submission as s on s.id = p.submission`;
}

/** How many rows of facts conditions on the submission and on the row `f` alone let through, where they lie apart; null elsewhere. */
export async function countApart(
  db: Db,
  table: RawBuilder<unknown>,
  place: readonly Condition[],
  rows: readonly Condition[],
): Promise<number | null> {
  const ids = await numbersApart(db, submissionsOf(place));
  if (ids === null) return null;
  const counted = await sql<{ n: number | null }>`select sum(p.n) as n from (
    select f.submission, count(*) as n from ${table} as f where ${sql.join([isAmong('f.submission', ids), ...rows], sql` and `)} group by f.submission) as p`.execute(
    db,
  );
  const n = counted.rows[0]?.n ?? null;
  return n === null ? 0 : Number(n);
}
