import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findLedgerPlace } from '../../server/db/submissions.ts';
import { pagesOf } from '../../server/domain/counted.ts';
import { asOfDate } from '../../server/domain/period.ts';
import { classifyLedgers, type ClassifiedLedger, type Ledger } from '../../server/ledger/classify.ts';
import { portionsOf } from '../../server/ledger/portions.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { demoSlice, importSlice } from '../support/demoLedger.ts';

const [BEFORE, PERIOD] = ['2026Q1', '2026Q2'] as const;
const LUOYANG = '4103';
const PINGDINGSHAN = '4104';

let db: TestDatabase;
let batch: Ledger[];

async function toLedger(region: string, { units, organizations }: Pick<Ledger, 'units' | 'organizations'>): Promise<Ledger> {
  const place = await findLedgerPlace(db.store.db, region, asOfDate(PERIOD));
  if (place === undefined) throw new Error(`no reporting region ${region}`);
  return { place, units, organizations, returned: false };
}

beforeAll(async () => {
  db = await testDatabase('sqlite', inject('postgresUrl'));
  await importSlice(db.store, demoSlice([LUOYANG, PINGDINGSHAN], [BEFORE]));
  batch = [];
  for (const one of demoSlice([LUOYANG, PINGDINGSHAN], [PERIOD])) batch.push(await toLedger(one.region, one));
  // Counties as they may come, those of one prefecture not one after the other.
  batch = batch.toSorted((one, other) => (one.place.region.slice(4) < other.place.region.slice(4) ? -1 : 1));
}, 120_000);
afterAll(() => db.drop());

const unitsIn = (ledgers: readonly Ledger[]): number => ledgers.reduce((sum, one) => sum + one.units.length, 0);

/** Everything that is stored of each ledger. */
async function storedOf(ledgers: readonly Ledger[], classified: readonly ClassifiedLedger[]): Promise<Map<string, unknown>> {
  const stored = new Map<string, unknown>();
  for (const [at, { units, organizations, ...rest }] of classified.entries()) {
    const rows: unknown[][] = [];
    for await (const page of pagesOf(units)) rows.push(...page);
    stored.set(String(ledgers[at]?.place.region), { ...rest, units: rows, organizations: [...organizations] });
  }
  return stored;
}

describe('a batch of two prefectures in portions', () => {
  it('is one portion where it is small', () => {
    expect(portionsOf(batch)).toHaveLength(1);
    expect(new Set(portionsOf(batch)[0])).toEqual(new Set(batch));
    expect(portionsOf([])).toEqual([]);
  });

  it('is never parted within a prefecture, and fills a portion with whole ones', () => {
    const apart = portionsOf(batch, 1);
    expect(apart.map((portion) => [...new Set(portion.map((one) => one.place.prefecture))])).toEqual(
      [...new Set(batch.map((one) => one.place.prefecture))].map((prefecture) => [prefecture]),
    );
    expect(apart.flat()).toHaveLength(batch.length);
    expect(portionsOf(batch, unitsIn(batch))).toHaveLength(1);
    expect(portionsOf(batch, unitsIn(batch) - 1)).toHaveLength(2);
  });

  it('is judged as it is judged whole: every row, what is named elsewhere, what is new and what is gone', async () => {
    const whole = await storedOf(batch, await classifyLedgers(db.store, batch, PERIOD));
    const parted = new Map<string, unknown>();
    for (const portion of portionsOf(batch, 1))
      for (const [region, rows] of await storedOf(portion, await classifyLedgers(db.store, portion, PERIOD))) parted.set(region, rows);
    expect(whole.size).toBe(batch.length);
    for (const [region, rows] of whole) expect(parted.get(region)).toEqual(rows);
    // Units of the slice name organizations of other counties: what a portion within a prefecture would lose.
    const named = [...whole.values()].flatMap((one) => (one as ClassifiedLedger).named);
    expect(named.length).toBeGreaterThan(0);
  });
});
