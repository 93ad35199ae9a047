/** Sums of ledgers as they are written into rollups: of their own region and those below, and by value of each dimension. */
import { sql, type RawBuilder, type Transaction } from 'kysely';
import { MEASURES, type Measure } from '../domain/measures.ts';
import { asOfDate } from '../domain/period.ts';
import { holds, measureSum } from './expressions.ts';
import { pinned } from './nation/apart.ts';
import { submissionsOf } from './nation/facts.ts';
import { ROLLUP_MEASURES } from './rollup.ts';
import { UNIT_MEASURES, type UnitSums } from './rollupUnits.ts';
import type { Schema } from './schema.ts';

export type Work = Transaction<Schema>;
/** One number a measure, in the order of those that its table holds. */
type Vector = Float64Array;
export type SumRow = Readonly<Record<string, string | number | null>>;

const AT = new Map(ROLLUP_MEASURES.map((id, at) => [id, at]));
const ORGANIZATION = MEASURES.filter((measure) => measure.source === 'organization');
export const RECEIPT = MEASURES.filter((measure) => measure.source === 'receipt');

export const selection = (measures: readonly Measure[], alias: string): RawBuilder<unknown> =>
  sql.join(measures.map((measure) => sql`${measureSum(measure, alias)} as ${sql.ref(measure.id)}`));

export function addInto(vector: Vector, row: SumRow, measures: readonly Measure[]): void {
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

export class Vectors {
  readonly byKey = new Map<string, Vector>();

  of(...key: string[]): Vector {
    const joined = key.join('\u0000');
    const found = this.byKey.get(joined);
    if (found) return found;
    const made = new Float64Array(ROLLUP_MEASURES.length);
    this.byKey.set(joined, made);
    return made;
  }

  /** Keys first, then the period. */
  rows(period: string): unknown[][] {
    return [...this.byKey].map(([key, vector]) => [...key.split('\u0000'), period, ...vector]);
  }
}

/** What ended is known of whole ledgers only: townships and parks have no count of it. */
export const NONE_DISSOLVED = { party_dissolved: 0, union_dissolved: 0, league_dissolved: 0, women_dissolved: 0 };
export const dayOf = (period: string): RawBuilder<string> => sql<string>`${asOfDate(period)}`;
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

export async function plainVectors(db: Work, period: string, ledgers: readonly string[], units: readonly UnitSums[]): Promise<Vectors> {
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

export function dimensionVectors(units: readonly UnitSums[]): Vectors {
  const vectors = new Vectors();
  for (const { dimension, value, ledger, sums } of units)
    if (dimension !== null) vectors.byKey.set([dimension, value, ledger].join('\u0000'), sums);
  return vectors;
}
