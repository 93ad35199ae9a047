import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changeRegions } from '../../server/ledger/changeRegions.ts';
import type { RegionBasis } from '../../server/reports/orders.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const NOW = '2026-11-01T00:00:00.000Z';

/**
 * 2025Q4: 410302 6/10, 410303 2/10, 410304 1/5, 410402 4/10, 410403 1/2. On 2026-01-01: 410302 and 410303 merge into 410390, 410304 splits into 410391 and
 * 410392, 410403 moves from 平顶山 to 洛阳, 410402 is renamed. 2026Q1: 410390 10/20, 410391 1/2, 410392 1/3, 410402 5/10, 410403 2/2.
 */
async function fill(db: TestDatabase): Promise<void> {
  await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 6, none: 4 }));
  await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 2, none: 8 }));
  await db.submit('410304', '2025Q4', ledgerOf('410304', { sole: 1, none: 4 }));
  await db.submit('410402', '2025Q4', ledgerOf('410402', { sole: 4, none: 6 }));
  await db.submit('410403', '2025Q4', ledgerOf('410403', { sole: 1, none: 1 }));
  const on = '2026-01-01';
  await changeRegions(db.store, { kind: 'MERGE', on, from: ['410302', '410303'], to: [{ code: '410390', name: '合并区' }] }, NOW);
  await changeRegions(
    db.store,
    {
      kind: 'SPLIT',
      on,
      from: ['410304'],
      to: [
        { code: '410391', name: '东区' },
        { code: '410392', name: '西区' },
      ],
    },
    NOW,
  );
  await changeRegions(db.store, { kind: 'MOVE', on, from: ['410403'], to: [{ code: '410403', parent: '410300' }] }, NOW);
  await changeRegions(db.store, { kind: 'RENAME', on, from: ['410402'], to: [{ code: '410402', name: '新名区' }] }, NOW);
  await db.submit('410390', '2026Q1', ledgerOf('410390', { sole: 10, none: 10 }));
  await db.submit('410391', '2026Q1', ledgerOf('410391', { sole: 1, none: 1 }));
  await db.submit('410392', '2026Q1', ledgerOf('410392', { sole: 1, none: 2 }));
  await db.submit('410402', '2026Q1', ledgerOf('410402', { sole: 5, none: 5 }));
  await db.submit('410403', '2026Q1', ledgerOf('410403', { sole: 2 }));
}

describe.each(ENGINES)('region history on %s', (engine) => {
  let db: TestDatabase;
  const ask = (regionBasis: RegionBasis, codes: string[], only: string[], where?: { minStaff: number }) =>
    db.ask((view) =>
      view.observations({
        indicators: ['party_org_coverage'],
        regions: { codes },
        periods: { only },
        regionBasis,
        ...(where ? { where } : {}),
      }),
    );
  const counts = async (...asked: Parameters<typeof ask>) =>
    (await ask(...asked)).map((row) => row.rate.missing ?? `${row.rate.numerator}/${row.rate.denominator}`);
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    await fill(db);
  });
  afterAll(() => db.drop());

  it('AS_WAS: 洛阳 was 9/25 with its old counties and is 14/27 with its new ones', async () => {
    expect(await counts('AS_WAS', ['410300'], ['2025Q4', '2026Q1'])).toEqual(['9/25', '14/27']);
  });

  it('AS_NOW: the 2025Q4 of 洛阳 takes 410403 in: 9/25 and 1/2 make 10/27; 平顶山 keeps 4/10', async () => {
    expect(await counts('AS_NOW', ['410300', '410400'], ['2025Q4'])).toEqual(['10/27', '4/10']);
  });

  it('AS_NOW: a merged county is the sum of what it was, 6/10 + 2/10 = 8/20, with and without a filter', async () => {
    expect(await counts('AS_NOW', ['410390'], ['2025Q4', '2026Q1'])).toEqual(['8/20', '10/20']);
    expect(await counts('AS_NOW', ['410390'], ['2025Q4'], { minStaff: 1 })).toEqual(['8/20']);
  });

  it('AS_NOW: half of a split county has no past, and the answer names the split', async () => {
    const [row] = await ask('AS_NOW', ['410391'], ['2025Q4']);
    expect(row?.rate.missing).toBe('NOT_APPLICABLE');
    expect(row?.breaks).toMatchObject([{ kind: 'SPLIT', on: '2026-01-01', from: ['410304'] }]);
  });

  it('AS_WAS: codes answer in their own time only', async () => {
    expect(await counts('AS_WAS', ['410302', '410390'], ['2025Q4', '2026Q1'])).toEqual([
      '6/10',
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      '10/20',
    ]);
  });

  it('draws no line across a break: 洛阳 has no 环比 in 2026Q1 and names its move; the renamed 410402 has one, +10 points', async () => {
    const [luoyang, renamed, province] = await ask('AS_WAS', ['410300', '410402', '410000'], ['2026Q1']);
    expect(luoyang?.previous).toBeNull();
    expect(luoyang?.breaks.map((event) => event.kind)).toContain('MOVE');
    expect(renamed?.breaks).toEqual([]);
    expect(renamed?.previous?.change).toBeCloseTo(10, 10);
    expect(province?.rate).toMatchObject({ numerator: 19, denominator: 37 });
  });

  it('AS_NOW: the same ground is compared, the merged county 8/20 = 40 % to 10/20 = 50 %', async () => {
    const [row] = await ask('AS_NOW', ['410390'], ['2026Q1']);
    expect(row?.previous?.change).toBeCloseTo(10, 10);
  });

  it('lists the children of the time asked for: 410302 in 2025Q4, 410390 in 2026Q1', async () => {
    const children = async (period: string) =>
      (
        await db.ask((view) =>
          view.observations({ indicators: ['party_org_coverage'], regions: { childrenOf: '410300' }, periods: { only: [period] } }),
        )
      ).map((row) => row.region);
    expect(await children('2025Q4')).toContain('410302');
    expect(await children('2025Q4')).not.toContain('410390');
    expect(await children('2026Q1')).toContain('410390');
    expect(await children('2026Q1')).not.toContain('410302');
  });

  it('names a region as it was called: 410402 was 新华区', async () => {
    const [was] = await db.ask((view) => view.regionsByCode(['410402'], '2025-12-31'));
    const [is] = await db.ask((view) => view.regionsByCode(['410402']));
    expect([was?.name, is?.name]).toEqual(['新华区', '新名区']);
  });

  it.each([
    [{ kind: 'MERGE', on: '2026-07-01', from: ['410390'], to: [{ code: '410399' }] }, /个数不对/],
    [{ kind: 'RECODE', on: '2026-07-01', from: ['419999'], to: [{ code: '410399' }] }, /没有行政区划 419999/],
    [{ kind: 'RECODE', on: '2026-07-01', from: ['410390'], to: [{ code: '410392' }] }, /已有区划/],
    [{ kind: 'RECODE', on: '2026-03-01', from: ['410390'], to: [{ code: '410399' }] }, /2026Q1 已有台账/],
    [{ kind: 'RECODE', on: '2026-02-30x', from: ['410390'], to: [{ code: '410399' }] }, /日期写法有误/],
  ] as const)('refuses %j', async (change, sentence) => {
    await expect(changeRegions(db.store, change, NOW)).rejects.toThrow(sentence);
  });
});
