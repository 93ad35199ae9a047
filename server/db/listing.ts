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
const keyColumn = ({ column, empty }: Ordering): RawBuilder<unknown> =>
  empty === undefined ? sql`${sql.ref(`f.${column}`)}` : sql`coalesce(${sql.ref(`f.${column}`)}, ${empty})`;

/** ` and …` for the rows after a place; nothing for the first page. */
function afterPosition(ordering: Ordering, code: string, after: Position | null): RawBuilder<unknown> {
  if (after === null) return sql``;
  const key = keyColumn(ordering);
  const beyond = sql.raw(ordering.descending ? '<' : '>');
  return sql` and (${key} ${beyond} ${after.value} or (${key} = ${after.value} and (${sql.ref(`f.${code}`)}, s.region) > (${after.code}, ${after.reportedBy})))`;
}

/**
 * Codes are put in order as they are found: a planner that sees fifty rows wanted in the order of an index would walk that index, of all regions and quarters,
 * until it has met them. Where that is the shorter way it is said (walkAlong).
 */
const orderedBy = (ordering: Ordering, code: string): RawBuilder<unknown> => {
  const key = ordering.column === code ? sql`${keyColumn(ordering)} || ''` : keyColumn(ordering);
  return sql`order by ${key} ${sql.raw(ordering.descending ? 'desc' : 'asc')}, ${sql.ref(`f.${code}`)}, s.region`;
};

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
  /** SQL: conditions on the submission `s`, the row `f` and their own. */
  readonly where: RawBuilder<unknown>;
  /** SQL: columns of the submission that go with a row. */
  readonly carried?: RawBuilder<unknown>;
  /** The list is of the whole nation, and of codes there is an index. */
  readonly along?: boolean;
}

/** `looked`: how many codes a walk has looked at. */
type Place = Listed<Found> & { readonly looked?: number };

/** SQL: the keys of a page among rows `from`, of which `more` says what else is told. */
const keysOf = ({ code, order, after, first, where, carried = sql`` }: PageAsk, from: RawBuilder<unknown>, more: RawBuilder<unknown>) =>
  sql<Place>`select f.submission as submission, ${sql.ref(`f.${code}`)} as code${carried}, ${keyColumn(order)} as sort_key, s.region as reported_by${more}
    ${from} where ${where}${afterPosition(order, code, after)} ${orderedBy(order, code)} limit ${first + 1}`;

/** Codes that are looked at for each row that is wanted: as many as twelve quarters need of which one unit in ten is wanted, then what forty need. */
const WINDOWS = [240, 800];
/** No page is worth more. */
const LOOKED_AT_MOST = 40_000;

/**
 * The keys of a page of the nation by code: so many of its rows are wanted that a walk along the codes meets a page of them long before it ends,
 * however many there are. Null where it does not: few are wanted, and sorting them is the shorter way.
 */
async function walkAlong(db: Db, ask: PageAsk): Promise<readonly Place[] | null> {
  const { table, code, first, after } = ask;
  const [rows, from] = [sql.table(table), after === null ? sql`` : sql` where ${sql.ref(code)} >= ${after.code}`];
  for (const each of WINDOWS) {
    const most = Math.min(each * (first + 1), LOOKED_AT_MOST);
    // The last code that was looked at may have rows beyond, and is left to the next page; but not where nothing lies beyond.
    const walked = sql`from along join submission as s on s.id = along.submission join ${rows} as f on f.submission = along.submission and ${sql.ref(`f.${code}`)} = along.code join edge on edge.looked < ${most} or along.code < edge.code`;
    const { rows: found } =
      await sql<Place>`with along as materialized (select submission, ${sql.ref(code)} as code from ${rows}${from} order by ${sql.ref(code)} limit ${most}),
      edge as materialized (select max(code) as code, count(*) as looked from along) ${keysOf(ask, walked, sql`, edge.looked as looked`)}`.execute(
        db,
      );
    if (found.length > first || Number(found[0]?.looked ?? most) < most) return found;
  }
  return null;
}

/**
 * A page of rows in order, one row more than `first` when there are more. Which they are is found by keys alone: what sorts a hundred thousand rows
 * carries all that it selects, so whole rows are read only of those that are shown.
 */
export async function readPage<Row extends { readonly submission: number }>(db: Db, ask: PageAsk): Promise<Listed<Row>[]> {
  const { table, code } = ask;
  const walked = ask.along === true && !(await liesApart(db)) ? await walkAlong(db, ask) : null;
  const sorted = (): Promise<readonly Place[]> =>
    keysOf(ask, sql`from submission as s join ${sql.table(table)} as f on f.submission = s.id`, sql``)
      .execute(db)
      .then(({ rows }) => rows);
  const found = walked ?? (await sorted());
  if (found.length === 0) return [];
  const page = sql.join(found.map((row) => sql`(cast(${row.submission} as bigint), ${row.code})`));
  const { rows } = await sql<Row>`with page(submission, code) as (values ${page})
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
