/** Query module of summary returns: totals that a region reports. Versions supersede each other; each is kept. */
import { sql, type Transaction } from 'kysely';
import type { SummaryEntry } from '../domain/summaries.ts';
import type { Db, Store } from './open.ts';
import type { Schema } from './schema.ts';
import type { SummaryReturnTable } from './submissionTables.ts';

/** One total that stands. */
export interface StandingTotal {
  readonly region: string;
  readonly period: string;
  readonly measure: string;
  readonly value: number;
}

/** Totals of regions and periods that stand. */
export async function findTotals(
  db: Db,
  ask: {
    readonly regions?: readonly string[];
    readonly periods: readonly string[];
    readonly measures?: readonly string[];
  },
): Promise<StandingTotal[]> {
  const { regions, periods, measures } = ask;
  if (periods.length === 0 || regions?.length === 0 || measures?.length === 0) return [];
  let query = db
    .selectFrom('summary_return as r')
    .innerJoin('summary_value as v', (on) =>
      on.onRef('v.region', '=', 'r.region').onRef('v.period', '=', 'r.period').onRef('v.version', '=', 'r.version'),
    )
    .select(['v.region', 'v.period', 'v.measure', 'v.value'])
    .where('r.period', 'in', [...periods])
    .where('r.is_current', '=', 1);
  if (regions) query = query.where('r.region', 'in', [...regions]);
  if (measures) query = query.where('v.measure', 'in', [...measures]);
  const rows = await query.orderBy('v.region').orderBy('v.period').orderBy('v.measure').execute();
  return rows.map((row) => ({ ...row, value: Number(row.value) }));
}

/** Regions that ever sent one. */
export async function findSummaryRegions(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('summary_return').select('region').distinct().orderBy('region').execute();
  return rows.map((row) => row.region);
}

/** Periods in which totals stand. */
export async function findSummaryPeriods(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('summary_return').select('period').distinct().where('is_current', '=', 1).orderBy('period').execute();
  return rows.map((row) => row.period);
}

export interface SummaryCondition {
  readonly regions: readonly string[];
  readonly period?: string | undefined;
}

/** Where a return stands in the list: the newest first. */
export interface SummaryPlace {
  readonly receivedAt: string;
  readonly region: string;
  readonly period: string;
  readonly version: number;
}

const conditioned = (db: Db, { regions, period }: SummaryCondition) => {
  const query = db.selectFrom('summary_return as r').where('r.region', 'in', ['', ...regions]);
  return period === undefined ? query : query.where('r.period', '=', period);
};

/** One page, one row more than `first` when there are more. */
export function listSummaries(
  db: Db,
  ask: { where: SummaryCondition; first: number; after: SummaryPlace | null },
): Promise<SummaryReturnTable[]> {
  const { after } = ask;
  let query = conditioned(db, ask.where).selectAll('r');
  if (after !== null)
    query = query.where(
      sql<boolean>`(r.received_at < ${after.receivedAt} or (r.received_at = ${after.receivedAt} and (r.region, r.period, r.version) > (${after.region}, ${after.period}, cast(${after.version} as integer))))`,
    );
  return query
    .orderBy('r.received_at', 'desc')
    .orderBy('r.region')
    .orderBy('r.period')
    .orderBy('r.version')
    .limit(ask.first + 1)
    .execute();
}

export const countSummaries = async (db: Db, where: SummaryCondition): Promise<number> =>
  Number(
    (
      await conditioned(db, where)
        .select((of) => of.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

/** Values of some returns, by region, period, version and measure. */
export async function findSummaryValues(
  db: Db,
  returns: readonly Pick<SummaryReturnTable, 'region' | 'period' | 'version'>[],
): Promise<(StandingTotal & { readonly version: number })[]> {
  if (returns.length === 0) return [];
  const wanted = new Set(returns.map((one) => `${one.region} ${one.period} ${one.version}`));
  const rows = await db
    .selectFrom('summary_value')
    .selectAll()
    .where('region', 'in', [...new Set(returns.map((one) => one.region))])
    .where('period', 'in', [...new Set(returns.map((one) => one.period))])
    .orderBy('measure')
    .execute();
  return rows
    .filter((row) => wanted.has(`${row.region} ${row.period} ${row.version}`))
    .map((row) => ({ ...row, value: Number(row.value) }));
}

/** The newest version of a region and period. */
export const findNewestSummary = (db: Db, region: string, period: string): Promise<SummaryReturnTable | undefined> =>
  db
    .selectFrom('summary_return')
    .selectAll()
    .where('region', '=', region)
    .where('period', '=', period)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

export type NewSummary = Omit<SummaryReturnTable, 'is_current' | 'superseded_at' | 'superseded_in'>;

/** Keeps a version in place of those before it. Part of the transaction that publishes it as `published_in`. */
export async function putSummary(
  store: Store,
  work: Transaction<Schema>,
  summary: NewSummary,
  values: readonly SummaryEntry[],
): Promise<void> {
  const { region, period, version, received_at, published_in } = summary;
  await work
    .updateTable('summary_return')
    .set({ is_current: 0, superseded_at: received_at, superseded_in: published_in })
    .where('region', '=', region)
    .where('period', '=', period)
    .where('is_current', '=', 1)
    .execute();
  await work
    .insertInto('summary_return')
    .values({ ...summary, is_current: 1, superseded_at: null, superseded_in: null })
    .execute();
  await store.insertMany(
    work,
    'summary_value',
    ['region', 'period', 'version', 'measure', 'value'],
    values.map((one) => [region, period, version, one.measure, one.value]),
  );
}
