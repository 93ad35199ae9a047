/** Writing rollups: facts of the touched ledger regions are summed once, their ancestors are sums of children. */
import { sql, type RawBuilder } from 'kysely';
import { columnSum, holds } from './expressions.ts';
import { pinned } from './nation/apart.ts';
import { provincesOf, submissionsOf } from './nation/facts.ts';
import type { Store } from './open.ts';
import { findParks } from './parks.ts';
import { inTransaction } from './transaction.ts';
import { ROLLED_UP, ROLLUP, ROLLUP_BY, ROLLUP_BY_MEASURES, ROLLUP_MEASURES } from './rollup.ts';
import { sumUnits, UNIT_MEASURES } from './rollupUnits.ts';
import {
  addInto,
  dayOf,
  dimensionVectors,
  NONE_DISSOLVED,
  plainVectors,
  RECEIPT,
  selection,
  Vectors,
  type SumRow,
  type Work,
} from './rollupVectors.ts';

const measuresOf = (table: string): readonly string[] => (table === ROLLUP_BY ? ROLLUP_BY_MEASURES : ROLLUP_MEASURES);

/** Rows that are kept per value lie by their dimension first: naming all of them spares a look at every period. */
const keyed = (table: string): RawBuilder<unknown> =>
  table === ROLLUP_BY ? sql`r.dimension in (${sql.join(ROLLED_UP.map((dimension) => sql.lit(dimension)))}) and ` : sql``;

const remove = async (db: Work, table: string, period: string, regions: readonly string[]): Promise<unknown> =>
  regions.length > 0 &&
  sql`delete from ${sql.table(table)} as r where ${keyed(table)}r.period = ${period} and r.region in (${sql.join(regions)})`.execute(db);

const KEYS = { [ROLLUP]: ['region', 'period'], [ROLLUP_BY]: ['dimension', 'value', 'region', 'period'] };

/** Keys of `vectors` are those of the table without the period. */
const insert = (store: Store, db: Work, table: string, period: string, vectors: Vectors): Promise<void> =>
  store.insertMany(db, table, [...(KEYS[table] ?? []), ...measuresOf(table)], vectors.rows(period));

/** Rows of `parents` as sums of the rows of their children. */
async function sumChildren(db: Work, period: string, parents: readonly string[]): Promise<void> {
  const sums = (table: string): RawBuilder<unknown> => sql.join(measuresOf(table).map((id) => columnSum('r', id)));
  const columns = (table: string): RawBuilder<unknown> => sql.join(measuresOf(table).map((id) => sql.ref(id)));
  const from = (table: string): RawBuilder<unknown> =>
    sql`from ${sql.table(table)} as r join region as g on g.code = r.region and ${holds('g', dayOf(period))} and g.kind = 'ADMINISTRATIVE' where ${keyed(table)}r.period = ${period} and g.parent in (${sql.join(parents)})`;
  for (const table of [ROLLUP, ROLLUP_BY]) await remove(db, table, period, parents);
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
  await remove(db, ROLLUP, period, codes);
  await insert(store, db, ROLLUP, period, vectors);
}

/** Ledgers whose sums are held at a time: those of a nation would fill what the rest of an import leaves free. */
const TOGETHER = 100;

/** Replaces the rows of ledgers and of what lies below them. */
async function refreshOwn(store: Store, db: Work, period: string, ledgers: readonly string[]): Promise<void> {
  const below = await db
    .selectFrom('region_closure')
    .select('descendant')
    .where('ancestor', 'in', [...ledgers])
    .execute();
  await remove(
    db,
    ROLLUP,
    period,
    below.map((row) => row.descendant),
  );
  await remove(db, ROLLUP_BY, period, ledgers);
  for (let from = 0; from < ledgers.length; from += TOGETHER) {
    const some = ledgers.slice(from, from + TOGETHER);
    const units = await sumUnits(db, period, some);
    await insert(store, db, ROLLUP, period, await plainVectors(db, period, some, units));
    await insert(store, db, ROLLUP_BY, period, dimensionVectors(units));
  }
}

/** Recomputes all rows of one period that the ledgers of `ledgers` (counties, or prefectures without counties) have a part in. */
export async function refreshRollups(store: Store, db: Work, period: string, ledgers: readonly string[]): Promise<void> {
  if (ledgers.length === 0) return;
  await refreshOwn(store, db, period, ledgers);
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
