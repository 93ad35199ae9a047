/** What each submission held when it was published, kept beside it: rows that were lost or doubled since do not add up to it any more. */
import { sql, type RawBuilder } from 'kysely';
import type { Db } from './open.ts';

/** Sums over facts only: what rules make of the rows may be judged anew, the facts never change. */
const UNIT_SUMS = ['staff', 'full_members'] as const;

export interface Totals {
  readonly units: number;
  readonly organizations: number;
  readonly staff: number;
  readonly full_members: number;
}

/** A submission whose rows are not those that were published. */
export interface FalseTotals {
  readonly submission: number;
  readonly region: string;
  readonly period: string;
  readonly version: number;
  readonly kept: Totals;
  readonly found: Totals;
}

/** Adds up the rows of a submission while they are gone through for another reason. */
export function createTally(columns: readonly string[]): {
  readonly add: (row: readonly unknown[]) => void;
  /** `units` and `organizations`: as many as there should be. */
  totals(units: number, organizations: number): Totals;
} {
  const places = UNIT_SUMS.map((column) => columns.indexOf(column));
  const sums = UNIT_SUMS.map(() => 0);
  return {
    add: (row) => {
      for (const [which, at] of places.entries()) sums[which] = Number(sums[which]) + (at < 0 ? 0 : Number(row[at]));
    },
    totals: (units, organizations) => {
      const [staff = 0, members = 0] = sums;
      return { units, organizations, staff, full_members: members };
    },
  };
}

type Row = Readonly<Record<'submission' | 'version' | keyof Totals | `found_${keyof Totals}`, number>> & {
  readonly region: string;
  readonly period: string;
};

/** Submissions, of all or of `ids`, whose rows do not add up to what is kept of them; without rows of it, 0. */
export async function findFalseTotals(db: Db, ids?: readonly number[]): Promise<FalseTotals[]> {
  const among = (column: string): RawBuilder<unknown> =>
    ids === undefined ? sql`1 = 1` : sql`${sql.ref(column)} in (${sql.join([-1, ...ids])})`;
  const { rows } = await sql<Row>`
    select t.*, s.region, s.period, s.version, coalesce(u.n, 0) as found_units, coalesce(u.staff, 0) as found_staff,
      coalesce(u.full_members, 0) as found_full_members, coalesce(o.n, 0) as found_organizations
    from submission_total as t join submission as s on s.id = t.submission
    left join (select submission, count(*) as n, sum(staff) as staff, sum(full_members) as full_members from unit_quarter where ${among('submission')} group by submission) as u on u.submission = t.submission
    left join (select submission, count(*) as n from organization_quarter where ${among('submission')} group by submission) as o on o.submission = t.submission
    where ${among('t.submission')} and not (coalesce(u.n, 0) = t.units and coalesce(u.staff, 0) = t.staff and coalesce(u.full_members, 0) = t.full_members and coalesce(o.n, 0) = t.organizations)
    order by t.submission`.execute(db);
  return rows.map((row) => ({
    submission: row.submission,
    region: row.region,
    period: row.period,
    version: row.version,
    kept: { units: row.units, organizations: row.organizations, staff: row.staff, full_members: row.full_members },
    found: {
      units: Number(row.found_units),
      organizations: Number(row.found_organizations),
      staff: Number(row.found_staff),
      full_members: Number(row.found_full_members),
    },
  }));
}

/** Published submissions of which nothing was kept, and rows that belong to no submission: there are none. */
export async function countOrphans(db: Db): Promise<{ withoutTotals: number; withoutSubmission: number }> {
  const one = async (query: RawBuilder<{ n: number }>): Promise<number> => Number((await query.execute(db)).rows[0]?.n);
  const strays = (table: string): RawBuilder<{ n: number }> =>
    sql`select coalesce(sum(f.n), 0) as n from (select submission, count(*) as n from ${sql.table(table)} group by submission) as f where not exists (select 1 from submission as s where s.id = f.submission)`;
  return {
    withoutTotals: await one(
      sql`select count(*) as n from submission as s where s.published_at is not null and not exists (select 1 from submission_total as t where t.submission = s.id)`,
    ),
    withoutSubmission:
      (await one(strays('unit_quarter'))) + (await one(strays('organization_quarter'))) + (await one(strays('submission_total'))),
  };
}

/** Submissions that the newest data version published: those that the end of a process may have cut. */
export async function newestSubmissions(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('submission')
    .select('id')
    .where('published_in', '=', (of) => of.selectFrom('submission').select((at) => at.fn.max('published_in').as('newest')))
    .execute();
  return rows.map((row) => row.id);
}
