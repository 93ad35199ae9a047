/**
 * Rollups: one row of all measures per region and period, and one per dimension value, region and period. A cache of the facts, not schema:
 * the tables are named after a hash of the registry, made when that changes and rebuilt, never migrated.
 */
import { sql, type RawBuilder } from 'kysely';
import { DIMENSIONS, MEASURES, type Dimension, type Measure } from '../domain/measures.ts';
import { columnSum, holds, pairIn, sumOf } from './expressions.ts';
import type { Db, Store } from './open.ts';
import { ROLLUP, ROLLUP_BY } from './rollupNames.ts';
import { guardRollup } from './scopePostgres.ts';
import { isSqlite, runShaped } from './shapes.ts';

export { ROLLUP, ROLLUP_BY } from './rollupNames.ts';

export const ROLLUP_MEASURES: readonly string[] = MEASURES.map((measure) => measure.id);
const BY_VALUE = MEASURES.filter((measure) => measure.source === 'unit');
/** Only units are split by value: of organizations and of what came in there is nothing to keep. */
export const ROLLUP_BY_MEASURES: readonly string[] = BY_VALUE.map((measure) => measure.id);
const SPLIT = new Set(ROLLUP_BY_MEASURES);
/** Dimensions that are kept per value. */
export const ROLLED_UP: readonly Dimension[] = (Object.keys(DIMENSIONS) as Dimension[]).filter(
  (dimension) => DIMENSIONS[dimension].rolledUp,
);

/** A row of measures: region, period, and each asked measure as a number. */
export interface MeasureRow {
  readonly region: string;
  readonly period: string;
  readonly [measure: string]: string | number | null;
}

const tablesNow = async (db: Db): Promise<string[]> => (await db.introspection.getTables()).map((table) => table.name);

/** What is counted row by row has room in four bytes, of any nation; what adds up a column may not. SQLite keeps whole numbers short by itself. */
const typeOf = (engine: Store['engine'], { value, source }: Measure): string => {
  if (engine === 'sqlite') return 'real';
  return value === undefined || source === 'receipt' ? 'integer' : 'double precision';
};

const measureColumns = (engine: Store['engine'], measures: readonly Measure[]): RawBuilder<unknown> =>
  sql.join(measures.map((measure) => sql`${sql.ref(measure.id)} ${sql.raw(typeOf(engine, measure))} not null`));

/** Makes the two empty tables. */
export async function createRollups(engine: Store['engine'], db: Db, where: 'lasting' | 'temporary' = 'lasting'): Promise<void> {
  const kind = sql.raw(where === 'temporary' ? 'temporary table' : 'table');
  const end = sql.raw(engine === 'sqlite' ? ' strict, without rowid' : '');
  await sql`create ${kind} ${sql.table(ROLLUP)} (region text not null, period text not null, ${measureColumns(engine, MEASURES)}, primary key (region, period))${end}`.execute(
    db,
  );
  await sql`create ${kind} ${sql.table(ROLLUP_BY)} (dimension text not null, value text not null, region text not null, period text not null, ${measureColumns(engine, BY_VALUE)}, primary key (dimension, region, period, value))${end}`.execute(
    db,
  );
  if (engine === 'postgres' && where === 'lasting') for (const table of [ROLLUP, ROLLUP_BY]) await guardRollup(db, table);
}

/** Whether the tables of the present registry are there. */
export async function hasRollups(db: Db): Promise<boolean> {
  const there = await tablesNow(db);
  return there.includes(ROLLUP) && there.includes(ROLLUP_BY);
}

/** Makes the tables of the present registry and drops those of earlier ones. True when they are new and must be filled. */
export async function ensureRollups(store: Store): Promise<boolean> {
  const there = await tablesNow(store.db);
  for (const old of there.filter((name) => name.startsWith('rollup_') && name !== ROLLUP && name !== ROLLUP_BY))
    await store.db.schema.dropTable(old).execute();
  if (there.includes(ROLLUP) && there.includes(ROLLUP_BY)) return false;
  await createRollups(store.engine, store.db);
  return true;
}

const refs = (alias: string, measures: readonly string[]): RawBuilder<unknown> => sql.join(measures.map((id) => sql.ref(`${alias}.${id}`)));

/** SQL: a measure of a row that is kept per value. */
export const splitMeasure = (alias: string, id: string): RawBuilder<unknown> => (SPLIT.has(id) ? sql.ref(`${alias}.${id}`) : sql`0`);

/** Measures of regions × periods in no order; pairs without a row are absent. */
export async function readRollup(
  db: Db,
  ask: { regions: readonly string[]; periods: readonly string[]; measures: readonly string[] },
): Promise<readonly MeasureRow[]> {
  if (ask.regions.length === 0 || ask.periods.length === 0 || ask.measures.length === 0) return [];
  const { regions, periods, measures } = ask;
  const build = (some: RawBuilder<unknown>, when: RawBuilder<unknown>): RawBuilder<MeasureRow> =>
    sql<MeasureRow>`select r.region, r.period, ${refs('r', measures)} from ${sql.table(ROLLUP)} as r where r.region ${some} and r.period ${when}`;
  // Lists are two values, however many codes there are: one text. PostgreSQL is given no name to keep it by: maps were slower with one. SQLite looks both parts of the key up where they are tables.
  const sqlite = isSqlite(db);
  const listed = sqlite ? [JSON.stringify(regions), JSON.stringify(periods)] : [regions, periods];
  return runShaped(db, `rollup ${measures.join()}`, listed, () => {
    const [some, when] = listed.map((list) => (sqlite ? sql`in (select value from json_each(${list}))` : sql`= any(${list}::text[])`));
    return build(some ?? sql``, when ?? sql``);
  });
}

/** Parks that units were ever counted in. */
export async function readParksWithUnits(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    region: string;
  }>`select distinct r.region from ${sql.table(ROLLUP)} as r where r.region >= 'P' and r.region < 'Q' and r.ledger_units > 0`.execute(db);
  return rows.map((row) => row.region);
}

/** The same, split by one rolled-up dimension: column `value`, empty text where the ledger does not say. */
export async function readRollupBy(
  db: Db,
  ask: { dimension: Dimension; regions: readonly string[]; periods: readonly string[]; measures: readonly string[] },
): Promise<MeasureRow[]> {
  if (ask.regions.length === 0 || ask.periods.length === 0) return [];
  const { rows } =
    await sql<MeasureRow>`select r.region, r.period, r.value, ${sql.join(ask.measures.map((id) => sql`${splitMeasure('r', id)} as ${sql.ref(id)}`))} from ${sql.table(ROLLUP_BY)} as r where r.dimension = ${ask.dimension} and r.region in (${sql.join(ask.regions)}) and r.period in (${sql.join(ask.periods)})`.execute(
      db,
    );
  return rows;
}

/** SQL: whether everything that came in of the rollup row of a ledger was accepted. */
export const acceptedWhole = (alias: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${alias}.received`)} > 0 and ${sql.ref(`${alias}.accepted`)} = ${sql.ref(`${alias}.received`)}`;

/** SQL: whether a ledger is there for a comparison. */
const stands = (alias: string, { acceptedOnly = false }: { readonly acceptedOnly?: boolean }): RawBuilder<boolean> =>
  acceptedOnly ? acceptedWhole(alias) : sql<boolean>`${sql.ref(`${alias}.received`)} > 0`;

/** Two periods over the same reporting regions: sums `now_…` and `then_…` over those below `regions` that were received in both. */
export async function readSameRegions(
  db: Db,
  ask: {
    regions: readonly string[];
    pairs: readonly (readonly [now: string, then: string])[];
    measures: readonly string[];
    acceptedOnly?: boolean;
  },
): Promise<MeasureRow[]> {
  if (ask.regions.length === 0 || ask.pairs.length === 0) return [];
  const sums = ask.measures.flatMap((id) => [
    sql`${columnSum('n', id)} as ${sql.ref(`now_${id}`)}`,
    sql`${columnSum('t', id)} as ${sql.ref(`then_${id}`)}`,
  ]);
  const { rows } = await sql<MeasureRow>`
    select c.ancestor as region, n.period as period, t.period as earlier, count(*) as same, ${sql.join(sums)}
    from region_closure as c
    join expectation as e on e.region = c.descendant and e.period in (${sql.join([...new Set(ask.pairs.map(([now]) => now))])})
    join ${sql.table(ROLLUP)} as n on n.region = e.region and n.period = e.period
    join ${sql.table(ROLLUP)} as t on t.region = n.region
    where c.ancestor in (${sql.join(ask.regions)}) and ${holds('c', sql.ref('e.as_of'))} and ${pairIn(['n.period', 't.period'], ask.pairs)} and ${stands('n', ask)} and ${stands('t', ask)} and t.period in (${sql.join([...new Set(ask.pairs.map(([, then]) => then))])})
    group by c.ancestor, n.period, t.period`.execute(db);
  return rows;
}

/** The same split by one rolled-up dimension: column `value`, empty text where the ledger does not say. A value that one side lacks counts 0 there. */
export async function readSameRegionsBy(
  db: Db,
  ask: { dimension: Dimension; region: string; now: string; then: string; measures: readonly string[]; acceptedOnly?: boolean },
): Promise<MeasureRow[]> {
  const both = sql`select c.descendant as code from region_closure as c join expectation as e on e.region = c.descendant and e.period = ${ask.now} join ${sql.table(ROLLUP)} as n on n.region = e.region and n.period = ${ask.now} join ${sql.table(ROLLUP)} as t on t.region = e.region and t.period = ${ask.then} where c.ancestor = ${ask.region} and ${holds('c', sql.ref('e.as_of'))} and ${stands('n', ask)} and ${stands('t', ask)}`;
  const when = (period: string, id: string, prefix: string): RawBuilder<unknown> =>
    sql`${sumOf(sql`case when r.period = ${period} then ${splitMeasure('r', id)} else 0 end`)} as ${sql.ref(`${prefix}${id}`)}`;
  const sums = ask.measures.flatMap((id) => [when(ask.now, id, 'now_'), when(ask.then, id, 'then_')]);
  const { rows } =
    await sql<MeasureRow>`select r.value as value, ${sql.join(sums)} from ${sql.table(ROLLUP_BY)} as r where r.dimension = ${ask.dimension} and r.period in (${ask.now}, ${ask.then}) and r.region in (${both}) group by r.value order by r.value`.execute(
      db,
    );
  return rows;
}
