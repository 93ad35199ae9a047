/** Lists by position: an order that no two rows share a place in, and the rows after a place. */
import { sql, type RawBuilder } from 'kysely';
import { liesApart, isAmong } from './nation/apart.ts';
import type { Db } from './open.ts';

/** What a list is ordered by; ties go by the row's own code and then by the region that reports it, whatever submission it came in. */
export interface Ordering<Column extends string = string> {
  readonly column: Column;
  readonly descending: boolean;
  /** Stands for an empty cell, which would otherwise have no place. */
  readonly empty?: string | number;
}

/** Place of a row in its list. */
export interface Position {
  readonly value: string | number;
  readonly code: string;
  readonly reportedBy: string;
}

/** The ordering value of a row. */
export const keyColumn = ({ column, empty }: Ordering): RawBuilder<unknown> =>
  empty === undefined ? sql`${sql.ref(`f.${column}`)}` : sql`coalesce(${sql.ref(`f.${column}`)}, ${empty})`;

/** ` and …` for the rows after a place; nothing for the first page. */
export function afterPosition(ordering: Ordering, code: string, after: Position | null): RawBuilder<unknown> {
  if (after === null) return sql``;
  const key = keyColumn(ordering);
  const beyond = sql.raw(ordering.descending ? '<' : '>');
  return sql` and (${key} ${beyond} ${after.value} or (${key} = ${after.value} and (${sql.ref(`f.${code}`)}, s.region) > (${after.code}, ${after.reportedBy})))`;
}

export const orderedBy = (ordering: Ordering, code: string): RawBuilder<unknown> =>
  sql`order by ${keyColumn(ordering)} ${sql.raw(ordering.descending ? 'desc' : 'asc')}, ${sql.ref(`f.${code}`)}, s.region`;

/** A row of facts with what it is listed by, and the region that reports it: together its place in the list. */
export type Listed<Row> = Row & { readonly sort_key: string | number; readonly reported_by: string };

interface Found {
  readonly submission: number;
  readonly code: string;
}

export interface PageAsk {
  /** Of the rows `f`, and the column of its codes. */
  readonly table: 'unit_quarter' | 'organization_quarter';
  readonly code: string;
  readonly order: Ordering;
  readonly first: number;
  readonly after: Position | null;
  /** SQL: `from submission as s join … as f where …`. */
  readonly from: RawBuilder<unknown>;
  /** SQL: columns of the submission that go with a row. */
  readonly carried?: RawBuilder<unknown>;
}

/**
 * A page of rows in order, one row more than `first` when there are more. Which they are is found by keys alone: what sorts a hundred thousand rows
 * carries all that it selects, so whole rows are read only of those that are shown.
 */
export async function readPage<Row extends { readonly submission: number }>(db: Db, ask: PageAsk): Promise<Listed<Row>[]> {
  const { table, code, order, after, first, from, carried = sql`` } = ask;
  const { rows: found } = await sql<Listed<Found>>`select f.submission as submission, ${sql.ref(`f.${code}`)} as code${carried},
    ${keyColumn(order)} as sort_key, s.region as reported_by ${from}${afterPosition(order, code, after)} ${orderedBy(order, code)} limit ${first + 1}`.execute(
    db,
  );
  if (found.length === 0) return [];
  const { rows } =
    await sql<Row>`with page(submission, code) as (values ${sql.join(found.map((row) => sql`(cast(${row.submission} as bigint), ${row.code})`))})
    select f.* from page join ${sql.table(table)} as f on f.submission = page.submission and ${sql.ref(`f.${code}`)} = page.code${await namedApart(db, code, found)}`.execute(
      db,
    );
  const placeOf = (submission: number, of: unknown): string => `${submission} ${String(of)}`;
  const whole = new Map(rows.map((row) => [placeOf(row.submission, (row as Record<string, unknown>)[code]), row]));
  return found.flatMap(({ code: of, ...place }) => {
    const row = whole.get(placeOf(place.submission, of));
    return row === undefined ? [] : [{ ...row, ...place }];
  });
}

/** Where rows lie on other servers these are told what to look for: a join with the page would fetch all of a submission. */
async function namedApart(db: Db, code: string, found: readonly Found[]): Promise<RawBuilder<unknown>> {
  if (!(await liesApart(db))) return sql``;
  const submissions = [...new Set(found.map(({ submission }) => submission))];
  return sql` where ${isAmong('f.submission', submissions)} and ${sql.ref(`f.${code}`)} in (${sql.join(found.map((row) => row.code))})`;
}
