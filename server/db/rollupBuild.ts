/** Writing rollups: facts of the touched ledger regions are summed once, their ancestors are sums of children. */
import { sql, type RawBuilder, type Transaction } from 'kysely';
import { MEASURES, type Measure } from '../domain/measures.ts';
import { asOfDate } from '../domain/period.ts';
import { columnSum, holds, measureSum } from './expressions.ts';
import { pinned } from './nation/apart.ts';
import { provincesOf, submissionsOf } from './nation/facts.ts';
import type { Store } from './open.ts';
import { findParks } from './parks.ts';
import { inTransaction } from './transaction.ts';
import { ROLLED_UP, ROLLUP, ROLLUP_BY, ROLLUP_BY_MEASURES, ROLLUP_MEASURES } from './rollup.ts';
import { sumUnits, UNIT_MEASURES, type UnitSums } from './rollupUnits.ts';
import type { Schema } from './schema.ts';

type Work = Transaction<Schema>;
/** One number a measure, in the order of those that its table holds. */
type Vector = Float64Array;
type SumRow = Readonly<Record<string, string | number | null>>;

const AT = new Map(ROLLUP_MEASURES.map((id, at) => [id, at]));
const ORGANIZATION = MEASURES.filter((measure) => measure.source === 'organization');
const RECEIPT = MEASURES.filter((measure) => measure.source === 'receipt');

const selection = (measures: readonly Measure[], alias: string): RawBuilder<unknown> =>
  sql.join(measures.map((measure) => sql`${measureSum(measure, alias)} as ${sql.ref(measure.id)}`));

function addInto(vector: Vector, row: SumRow, measures: readonly Measure[]): void {
  for (const { id } of measures) {
    const at = AT.get(id);
    if (at !== undefined) vector[at] = Number(vector[at]) + Number(row[id]);
  }
}

/** Into a vector of all measures. */
function addUnits(vector: Vector, { sums }: UnitSums): void {
  for (const [place, { id }] of UNIT_MEASURES.entries()) {
    const at = AT.get(id);
    if (at !== undefined) vector[at] = Number(vector[at]) + Number(sums[place]);
  }
}

class Vectors {
  readonly byKey = new Map<string, Vector>();

  of(...key: string[]): Vector {
    const joined = key.join('\u0000');
    const found = this.byKey.get(joined);
    if (found) return found;
    const made = new Float64Array(ROLLUP_MEASURES.length);
    this.byKey.set(joined, made);
    return made;
  }

  rows(period: string, place: (key: readonly string[]) => unknown[]): unknown[][] {
    return [...this.byKey].map(([key, vector]) => [...place(key.split('\u0000')), period, ...vector]);
  }
}

/** What ended is known of whole ledgers only: townships and parks have no count of it. */
const NONE_DISSOLVED = { party_dissolved: 0, union_dissolved: 0, league_dissolved: 0, women_dissolved: 0 };
const dayOf = (period: string): RawBuilder<string> => sql<string>`${asOfDate(period)}`;
const current = (period: string, ledgers: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`s.period = ${period} and s.is_current = 1 and s.ledger_region in (${sql.join(ledgers)})`;

/** What came of each expected ledger region: the latest version decides whether it is returned. */
async function receiptsOf(db: Work, period: string, ledgers: readonly string[]): Promise<SumRow[]> {
  const { rows } = await sql<SumRow>`
    select e.region as ledger, 1 as expected,
      case when max(s.is_current) = 1 then 1 else 0 end as received,
      coalesce(max(s.is_current * s.on_time), 0) as on_time,
      coalesce(max(case when s.is_current = 1 and s.state in ('ACCEPTED', 'LOCKED') then 1 else 0 end), 0) as accepted,
      coalesce(max(s.is_current * s.carried_forward), 0) as carried_forward, coalesce(max(s.is_current * s.has_earlier), 0) as compared,
      case when coalesce(max(s.is_current), 0) = 0 and max(case when s.state = 'RETURNED' then 1 else 0 end) = 1 then 1 else 0 end as returned,
      coalesce(sum(s.is_current * s.party_dissolved), 0) as party_dissolved, coalesce(sum(s.is_current * s.union_dissolved), 0) as union_dissolved,
      coalesce(sum(s.is_current * s.league_dissolved), 0) as league_dissolved, coalesce(sum(s.is_current * s.women_dissolved), 0) as women_dissolved
    from expectation as e left join submission as s on s.ledger_region = e.region and s.period = e.period
    where e.period = ${period} and e.region in (${sql.join(ledgers)}) group by e.region`.execute(db);
  return rows;
}

interface TownshipReceipt {
  readonly region: string;
  readonly on_time: number;
  readonly carried_forward: number;
  readonly accepted: number;
}

/** Townships that report for themselves, by their county. */
async function townshipReporters(db: Work, period: string, ledgers: readonly string[]): Promise<Map<string, TownshipReceipt[]>> {
  const rows = await db
    .selectFrom('submission')
    .select(['ledger_region', 'region', 'on_time', 'carried_forward', 'state'])
    .where('period', '=', period)
    .where('is_current', '=', 1)
    .where('ledger_region', 'in', [...ledgers])
    .whereRef('region', '!=', 'ledger_region')
    .execute();
  const receipts = rows.map((row) => ({ ...row, accepted: Number(row.state === 'ACCEPTED' || row.state === 'LOCKED') }));
  return Map.groupBy(receipts, (row) => row.ledger_region);
}

const sumReceipts = (reported: readonly TownshipReceipt[]): SumRow => {
  const sum = (of: (one: TownshipReceipt) => number): number => reported.reduce((total, one) => total + of(one), 0);
  return {
    received: reported.length,
    on_time: sum((one) => one.on_time),
    accepted: sum((one) => one.accepted),
    carried_forward: sum((one) => one.carried_forward),
  };
};

async function plainVectors(db: Work, period: string, ledgers: readonly string[], units: readonly UnitSums[]): Promise<Vectors> {
  const vectors = new Vectors();
  for (const one of units) {
    if (one.dimension !== null) continue;
    addUnits(vectors.of(one.value), one);
    if (one.ledger !== one.value) addUnits(vectors.of(one.ledger), one);
  }
  const { rows } =
    await sql<SumRow>`select s.ledger_region as ledger, f.region as region, ${selection(ORGANIZATION, 'f')} from organization_quarter as f join submission as s on s.id = f.submission where ${current(period, ledgers)}${await pinned(db, 'f.submission', submissionsOf([current(period, ledgers)]))} group by s.ledger_region, f.region`.execute(
      db,
    );
  for (const row of rows) {
    addInto(vectors.of(String(row['region'])), row, ORGANIZATION);
    if (row['ledger'] !== row['region']) addInto(vectors.of(String(row['ledger'])), row, ORGANIZATION);
  }
  const townships = await db
    .selectFrom('region')
    .select(['code', 'parent'])
    .where('parent', 'in', [...ledgers])
    .where('level', '=', 'TOWNSHIP')
    .where(holds('region', dayOf(period)))
    .execute();
  const reporters = await townshipReporters(db, period, ledgers);
  for (const row of await receiptsOf(db, period, ledgers)) {
    const ledger = String(row['ledger']);
    const own = townships.filter((township) => township.parent === ledger);
    const reported = reporters.get(ledger);
    // A county whose townships report for themselves owes as many ledgers as it has townships.
    const whole = reported === undefined ? row : { ...row, ...sumReceipts(reported), expected: own.length };
    addInto(vectors.of(ledger), whole, RECEIPT);
    for (const township of own) {
      const receipt = reported === undefined ? row : { ...row, ...sumReceipts(reported.filter((one) => one.region === township.code)) };
      addInto(vectors.of(township.code), { ...receipt, ...NONE_DISSOLVED }, RECEIPT);
    }
  }
  return vectors;
}

function dimensionVectors(units: readonly UnitSums[]): Vectors {
  const vectors = new Vectors();
  for (const { dimension, value, ledger, sums } of units)
    if (dimension !== null) vectors.byKey.set([dimension, value, ledger].join('\u0000'), sums);
  return vectors;
}

const measuresOf = (table: string): readonly string[] => (table === ROLLUP_BY ? ROLLUP_BY_MEASURES : ROLLUP_MEASURES);

/** Rows that are kept per value lie by their dimension first: naming all of them spares a look at every period. */
const keyed = (table: string): RawBuilder<unknown> =>
  table === ROLLUP_BY ? sql`r.dimension in (${sql.join(ROLLED_UP.map((dimension) => sql.lit(dimension)))}) and ` : sql``;

async function replace(
  store: Store,
  db: Work,
  table: string,
  keys: readonly string[],
  period: string,
  regions: readonly string[],
  rows: unknown[][],
): Promise<void> {
  if (regions.length > 0)
    await sql`delete from ${sql.table(table)} as r where ${keyed(table)}r.period = ${period} and r.region in (${sql.join(regions)})`.execute(
      db,
    );
  await store.insertMany(db, table, [...keys, ...measuresOf(table)], rows);
}

/** Rows of `parents` as sums of the rows of their children. */
async function sumChildren(db: Work, period: string, parents: readonly string[]): Promise<void> {
  const sums = (table: string): RawBuilder<unknown> => sql.join(measuresOf(table).map((id) => columnSum('r', id)));
  const columns = (table: string): RawBuilder<unknown> => sql.join(measuresOf(table).map((id) => sql.ref(id)));
  const from = (table: string): RawBuilder<unknown> =>
    sql`from ${sql.table(table)} as r join region as g on g.code = r.region and ${holds('g', dayOf(period))} and g.kind = 'ADMINISTRATIVE' where ${keyed(table)}r.period = ${period} and g.parent in (${sql.join(parents)})`;
  for (const table of [ROLLUP, ROLLUP_BY])
    await sql`delete from ${sql.table(table)} as r where ${keyed(table)}r.period = ${period} and r.region in (${sql.join(parents)})`.execute(
      db,
    );
  await sql`insert into ${sql.table(ROLLUP)} (region, period, ${columns(ROLLUP)}) select g.parent, r.period, ${sums(ROLLUP)} ${from(ROLLUP)} group by g.parent, r.period`.execute(
    db,
  );
  await sql`insert into ${sql.table(ROLLUP_BY)} (dimension, value, region, period, ${columns(ROLLUP_BY)}) select r.dimension, r.value, g.parent, r.period, ${sums(ROLLUP_BY)} ${from(ROLLUP_BY)} group by r.dimension, r.value, g.parent, r.period`.execute(
    db,
  );
}

const UPWARD = ['COUNTY', 'PREFECTURE', 'PROVINCE', 'NATION'] as const;

async function refreshAncestors(db: Work, period: string, ledgers: readonly string[]): Promise<void> {
  const above = await db
    .selectFrom('region_closure as c')
    .innerJoin('region as g', 'g.code', 'c.ancestor')
    .select(['g.code', 'g.level'])
    .distinct()
    .where('c.descendant', 'in', [...ledgers])
    .where('c.ancestor', 'not in', [...ledgers])
    .where(holds('c', dayOf(period)))
    .where(holds('g', dayOf(period)))
    .execute();
  for (const level of UPWARD) {
    const parents = above.filter((region) => region.level === level).map((region) => region.code);
    if (parents.length > 0) await sumChildren(db, period, parents);
  }
}

/** A park stands on the units that name it; its receipt is that of its administrative parent. */
async function refreshParks(store: Store, db: Work, period: string, ledgers: readonly string[]): Promise<void> {
  const parks = await findParks(db, period, ledgers);
  if (parks.length === 0) return;
  const codes = parks.map((park) => park.code);
  const vectors = new Vectors();
  const only = await pinned(
    db,
    'f.submission',
    submissionsOf([sql`s.period = ${period}`, sql`s.is_current = 1`, sql`s.province in ${provincesOf(codes)}`]),
  );
  const { rows } =
    await sql<SumRow>`select f.park as park, ${selection(UNIT_MEASURES, 'f')} from unit_quarter as f join submission as s on s.id = f.submission where f.park in (${sql.join(codes)}) and s.period = ${period} and s.is_current = 1${only} group by f.park`.execute(
      db,
    );
  for (const row of rows) addInto(vectors.of(String(row['park'])), row, UNIT_MEASURES);
  const { rows: receipts } =
    await sql<SumRow>`select region, ${sql.join(RECEIPT.map((measure) => sql.ref(measure.id)))} from ${sql.table(ROLLUP)} where period = ${period} and region in (${sql.join(parks.map((park) => park.parent))})`.execute(
      db,
    );
  for (const park of parks) {
    const receipt = receipts.find((row) => row['region'] === park.parent);
    if (receipt) addInto(vectors.of(park.code), { ...receipt, ...NONE_DISSOLVED }, RECEIPT);
  }
  await replace(
    store,
    db,
    ROLLUP,
    ['region', 'period'],
    period,
    codes,
    vectors.rows(period, (key) => [...key]),
  );
}

/** Recomputes all rows of one period that the ledgers of `ledgers` (counties, or prefectures without counties) have a part in. */
export async function refreshRollups(store: Store, db: Work, period: string, ledgers: readonly string[]): Promise<void> {
  if (ledgers.length === 0) return;
  const units = await sumUnits(db, period, ledgers);
  const plain = await plainVectors(db, period, ledgers, units);
  const below = await db
    .selectFrom('region_closure')
    .select('descendant')
    .where('ancestor', 'in', [...ledgers])
    .execute();
  await replace(
    store,
    db,
    ROLLUP,
    ['region', 'period'],
    period,
    below.map((row) => row.descendant),
    plain.rows(period, (key) => [...key]),
  );
  const split = dimensionVectors(units);
  await replace(
    store,
    db,
    ROLLUP_BY,
    ['dimension', 'value', 'region', 'period'],
    period,
    ledgers,
    split.rows(period, (key) => [...key]),
  );
  await refreshAncestors(db, period, ledgers);
  await refreshParks(store, db, period, ledgers);
}

/** Rebuilds every period from the facts. */
export async function rebuildRollups(store: Store): Promise<{ periods: number }> {
  const periods = await store.db.selectFrom('expectation').select('period').distinct().orderBy('period').execute();
  for (const { period } of periods) {
    await inTransaction(store, async (work) => {
      const ledgers = await work.selectFrom('expectation').select('region').where('period', '=', period).execute();
      await refreshRollups(
        store,
        work,
        period,
        ledgers.map((row) => row.region),
      );
    });
  }
  return { periods: periods.length };
}
