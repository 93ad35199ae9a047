/** Query module of what checks of submissions are held against: rows of a period among themselves, and beside the quarter before. */
import { sql, type RawBuilder } from 'kysely';
import { NAMED, type Found, type Repeated } from '../domain/checks/ledgers/check.ts';
import { PARTS } from '../domain/checks/ledgers/parts.ts';
import { measureOf, type Measure } from '../domain/measures.ts';
import { holds, measureSum } from './expressions.ts';
import { pinnedTo } from './nation/apart.ts';
import { repeatedApart } from './nation/repeated.ts';
import type { Db } from './open.ts';

/** A submission that stands; `origin` is the number of its first revision. */
export interface Standing {
  readonly id: number;
  readonly origin: number;
  readonly region: string;
  readonly ledger_region: string;
  readonly period: string;
  readonly as_of: string;
  readonly carried_forward: number;
}

/** Those of some ledgers or regions in some periods, by period and region. */
export function findStanding(
  db: Db,
  ask: { readonly periods: readonly string[]; readonly ledgers?: readonly string[]; readonly regions?: readonly string[] },
): Promise<Standing[]> {
  let query = db
    .selectFrom('submission')
    .select(['id', 'region', 'ledger_region', 'period', 'as_of', 'carried_forward', sql<number>`coalesce(origin, id)`.as('origin')])
    .where('is_current', '=', 1)
    .where('period', 'in', ['', ...ask.periods]);
  if (ask.ledgers) query = query.where('ledger_region', 'in', ['', ...ask.ledgers]);
  if (ask.regions) query = query.where('region', 'in', ['', ...ask.regions]);
  return query.orderBy('period').orderBy('region').execute();
}

/** Every number of a unit's row. */
const NUMBERS = [
  'staff',
  'women_staff',
  'revenue_wan',
  'full_members',
  'probationary_members',
  'applicants',
  'activists',
  'admitted',
  'league_members',
  'union_members',
  'women_union_members',
  'instructors',
  'liaisons',
  'instructor_visits',
] as const;

/** Pairs of a submission and that of the same region a quarter before. */
export type Pair = readonly [now: number, before: number];

/** Units that both hold, and how many of them say the same in every number, by the later submission. */
export async function compareUnits(db: Db, pairs: readonly Pair[]): Promise<Map<number, { units: number; equal: number }>> {
  if (pairs.length === 0) return new Map();
  const same = sql.join(
    NUMBERS.map((name) => sql`${sql.ref(`u.${name}`)} is not distinct from ${sql.ref(`e.${name}`)}`),
    sql` and `,
  );
  const listed = sql.join(pairs.map(([now, before]) => sql`(cast(${now} as bigint), cast(${before} as bigint))`));
  const [nows, befores] = [pairs.map(([now]) => now), pairs.map(([, before]) => before)];
  const only = sql`${await pinnedTo(db, 'u.submission', nows)}${await pinnedTo(db, 'e.submission', befores)}`;
  const { rows } = await sql<{ submission: number; units: number; equal: number }>`
    with pair(now, before) as (values ${listed})
    select p.now as submission, count(*) as units, sum(case when ${same} then 1 else 0 end) as equal
    from pair as p join unit_quarter as u on u.submission = p.now join unit_quarter as e on e.submission = p.before and e.credit_code = u.credit_code${only}
    group by p.now`.execute(db);
  return new Map(rows.map((row) => [Number(row.submission), { units: Number(row.units), equal: Number(row.equal) }]));
}

/** Rows with the first few of their codes, of `from`, which gives `submission`, `mark` and `code`. */
async function findMarked(db: Db, from: RawBuilder<unknown>): Promise<{ submission: number; mark: string; found: Found }[]> {
  const { rows } = await sql<{ submission: number; mark: string; code: string; n: number }>`
    select r.submission, r.mark, r.code, r.n from (
      select m.submission, m.mark, m.code, count(*) over (partition by m.submission, m.mark) as n,
        row_number() over (partition by m.submission, m.mark order by m.code) as place from (${from}) as m) as r
    where r.place <= ${sql.lit(NAMED)} order by r.submission, r.mark, r.code`.execute(db);
  const grouped = Map.groupBy(rows, (row) => `${row.submission} ${row.mark}`);
  return [...grouped.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    return [
      { submission: Number(first.submission), mark: first.mark, found: { rows: Number(first.n), codes: some.map((row) => row.code) } },
    ];
  });
}

const wanted = (ids: readonly number[]): RawBuilder<unknown> => sql.join(ids.map((id) => sql`${id}`));

/** Rows of which a part is more than its whole, by the column of the part. */
export function findExceeding(db: Db, ids: readonly number[]): Promise<{ submission: number; mark: string; found: Found }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  const rules = PARTS.map(
    ({ table, part, whole }) =>
      sql`select t.submission as submission, ${sql.lit(part)} as mark, ${sql.ref(table === 'unit_quarter' ? 't.credit_code' : 't.code')} as code
        from ${sql.table(table)} as t where t.submission in (${wanted(ids)}) and ${sql.ref(`t.${part}`)} > ${sql.ref(`t.${whole}`)}`,
  );
  return findMarked(db, sql.join(rules, sql` union all `));
}

/** Organizations founded for one unit that cover several. */
export function findSoleOfSeveral(db: Db, ids: readonly number[]): Promise<{ submission: number; mark: string; found: Found }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return findMarked(
    db,
    sql`select o.submission as submission, 'SOLE' as mark, o.code as code from organization_quarter as o
      where o.submission in (${wanted(ids)}) and o.setup = 'SOLE' and o.units_covered > 1`,
  );
}

/** From so many submissions on, the rows of the whole period are looked through once, and not code by code. */
const MANY = 8;

/** Codes that stand in two ledgers of a period. */
const twiceIn = (period: string): RawBuilder<unknown> =>
  sql`(select x.credit_code from submission as y join unit_quarter as x on x.submission = y.id where y.is_current = 1 and y.period = ${period}
    group by x.credit_code having min(y.ledger_region) <> max(y.ledger_region))`;

/** Units of some submissions of one period that another ledger holds too, by the other's region. */
export async function findRepeated(db: Db, period: string, ids: readonly number[]): Promise<{ submission: number; repeated: Repeated }[]> {
  if (ids.length === 0) return [];
  const among = ids.length < MANY ? sql`` : sql` and u.credit_code in ${twiceIn(period)}`;
  const apart = await repeatedApart(db, period, ids);
  const found = await findMarked(
    db,
    apart ??
      sql`select u.submission as submission, t.region as mark, u.credit_code as code from submission as s join unit_quarter as u on u.submission = s.id
      join unit_quarter as o on o.credit_code = u.credit_code and o.submission <> u.submission
      join submission as t on t.id = o.submission and t.is_current = 1 and t.period = s.period and t.ledger_region <> s.ledger_region
      where s.id in (${wanted(ids)})${among}`,
  );
  if (found.length === 0) return [];
  const names = await findNames(
    db,
    found.map(({ mark }) => mark),
  );
  return found.map(({ submission, mark, found: rows }) => ({
    submission,
    repeated: { ...rows, region: mark, name: names.get(mark) ?? mark },
  }));
}

/** Names that regions had last. */
export async function findNames(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('region')
    .select(['code', 'name'])
    .where('code', 'in', ['', ...new Set(codes)])
    .orderBy('valid_from')
    .execute();
  return new Map(rows.map((row) => [row.code, row.name]));
}

/** Ledgers of a period that a finding of `kind` is about. */
export async function findLedgersFound(db: Db, period: string, kind: string): Promise<string[]> {
  const rows = await db
    .selectFrom('finding as f')
    .innerJoin('submission as s', 's.id', 'f.submission')
    .select('s.ledger_region')
    .distinct()
    .where('f.kind', '=', kind)
    .where('f.period', '=', period)
    .execute();
  return rows.map((row) => row.ledger_region);
}

const measuresOf = (ids: readonly string[], source: Measure['source']): Measure[] =>
  ids.flatMap((id) => measureOf(id) ?? []).filter((measure) => measure.source === source);

/** What townships had last sent before their counties sent the whole: sums by county, how many townships came, and how many there are. */
export async function findTownshipSums(
  db: Db,
  counties: readonly Standing[],
  measures: readonly string[],
): Promise<Map<string, { came: number; of: number; sums: Map<string, number> }>> {
  const [first] = counties;
  if (first === undefined) return new Map();
  const sent = await sql<{ id: number; ledger_region: string }>`
    select s.id, s.ledger_region from submission as s where s.period = ${first.period} and s.is_current = 0 and s.published_at is not null and s.state <> 'RETURNED'
      and s.ledger_region in (${sql.join(counties.map(({ region }) => region))}) and s.region <> s.ledger_region
      and not exists (select 1 from submission as x where x.region = s.region and x.period = s.period and x.published_at is not null
        and (x.version > s.version or (x.version = s.version and x.revision > s.revision)))`.execute(db);
  if (sent.rows.length === 0) return new Map();
  const ids = sent.rows.map((row) => Number(row.id));
  const sums = await Promise.all(
    (['unit', 'organization'] as const).map(async (source) => {
      const some = measuresOf(measures, source);
      if (some.length === 0) return [];
      const { rows } = await sql<Readonly<Record<string, string | number>>>`
        select f.submission as submission, ${sql.join(some.map((one) => sql`${measureSum(one, 'f')} as ${sql.ref(one.id)}`))}
        from ${sql.table(`${source}_quarter`)} as f where f.submission in (${wanted(ids)}) group by f.submission`.execute(db);
      return rows;
    }),
  );
  const there = await sql<{ parent: string; n: number }>`
    select g.parent as parent, count(*) as n from region as g where g.kind = 'ADMINISTRATIVE' and g.level = 'TOWNSHIP' and ${holds('g', sql`${first.as_of}`)}
      and g.parent in (${sql.join([...new Set(sent.rows.map((row) => row.ledger_region))])}) group by g.parent`.execute(db);
  const found = new Map<string, { came: number; of: number; sums: Map<string, number> }>();
  for (const [county, some] of Map.groupBy(sent.rows, (row) => row.ledger_region)) {
    const own = new Set(some.map((row) => Number(row.id)));
    const rows = sums.flat().filter((row) => own.has(Number(row['submission'])));
    const total = (id: string): number => rows.reduce((sum, row) => (row[id] === undefined ? sum : sum + Number(row[id])), 0);
    const of = there.rows.find((row) => row.parent === county);
    found.set(county, { came: some.length, of: of === undefined ? 0 : Number(of.n), sums: new Map(measures.map((id) => [id, total(id)])) });
  }
  return found;
}
