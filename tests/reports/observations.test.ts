import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { INDICATOR_IDS } from '../../server/domain/indicators.ts';
import type { ObservationAsk } from '../../server/reports/types.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, organizationFact, unitFact } from '../support/facts.ts';

const LAST = '2025Q4';
const byText = (a: unknown[], b: unknown[]): number => (a.join() < b.join() ? -1 : 1);

/** 河南: 洛阳 has two counties, 郑州 one; 410303 did not report the quarter before. */
async function fill(db: TestDatabase): Promise<void> {
  await db.submit('410302', '2025Q3', ledgerOf('410302', { sole: 5, none: 5 }));
  await db.submit('410102', '2025Q3', ledgerOf('410102', { sole: 1, none: 1 }));
  await db.submit('410302', LAST, ledgerOf('410302', { sole: 6, none: 4 }));
  await db.submit('410303', LAST, ledgerOf('410303', { sole: 1, work: 4, none: 5 }, { kind: 'SOCIAL_ASSOCIATION' }));
  const { units, organizations } = ledgerOf('410102', { sole: 1, none: 1 });
  const union = organizationFact('410102', 'U1', {
    subject: 'UNION',
    form: 'UNION_COMMITTEE',
    setup: 'SOLE',
    secretarySource: null,
    workersCongress: 1,
    collectiveContract: false,
  });
  const counted = units.map((unit, at) => ({
    ...unit,
    unionOrg: at === 0 ? 'U1' : null,
    unionMembers: at === 0 ? 10 : null,
    applicants: at === 0 ? 2 : null,
    admitted: 1,
  }));
  await db.submit('410102', LAST, { units: counted, organizations: [...organizations, union] });
}

describe.each(ENGINES)('observations on %s', (engine) => {
  let db: TestDatabase;
  const observe = (ask: Partial<ObservationAsk>) =>
    db.ask((view) =>
      view.observations({ indicators: ['party_org_coverage'], regions: { codes: ['410300'] }, periods: { only: [LAST] }, ...ask }),
    );
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    await fill(db);
  });
  afterAll(() => db.drop());

  it('compares the same counties: 洛阳 7/20 now, but 60 % against 50 % over the one county that both quarters hold', async () => {
    const [row] = await observe({});
    expect(row?.rate).toMatchObject({ numerator: 7, denominator: 20, value: 35 });
    expect(row?.previous).toMatchObject({ rate: { numerator: 5, denominator: 10 }, sameRegions: 1 });
    expect(row?.previous?.change).toBeCloseTo(10, 10);
    expect(row?.yearAgo).toBeNull();
  });

  it('leaves the comparison out when it is not wanted', async () => {
    const [row] = await observe({ compare: false });
    expect(row?.previous).toBeNull();
  });

  it('says the gap to 达标 in units: 80 % of 20 is 16, 7 stand, 9 are missing', async () => {
    expect((await observe({}))[0]).toMatchObject({ gap: 9, band: 'MISSED', target: null });
  });

  it('splits by sector with the parts adding up: 6/10 and 1/10', async () => {
    const rows = await observe({ by: ['SECTOR'] });
    expect(rows.map((row) => [row.dimensions[0]?.value, row.rate.numerator, row.rate.denominator]).toSorted(byText)).toEqual([
      ['NON_PUBLIC_ENTERPRISE', 6, 10],
      ['SOCIAL_ORGANIZATION', 1, 10],
    ]);
  });

  it('splits by sector and tier over unit rows, 5 combinations that add up to 20', async () => {
    const rows = await observe({ by: ['SECTOR', 'TIER'] });
    expect(rows).toHaveLength(5);
    expect(rows.reduce((sum, row) => sum + Number(row.rate.denominator), 0)).toBe(20);
  });

  it('splits covered units by the setup of their organization: 7 alone, 13 without any', async () => {
    const rows = await observe({ by: ['SETUP'] });
    expect(rows.map((row) => [row.dimensions[0]?.value, row.rate.denominator]).toSorted(byText)).toEqual([
      [null, 13],
      ['SOLE', 7],
    ]);
  });

  it('splits organizations by form, and units by the form that covers them', async () => {
    const organizations = await observe({
      indicators: ['shell_rate'],
      regions: { codes: ['410102'] },
      by: ['FORM'],
      where: { subject: 'UNION' },
    });
    const units = await observe({ indicators: ['union_coverage'], regions: { codes: ['410102'] }, by: ['FORM'] });
    expect(organizations.map((row) => [row.dimensions[0]?.value, row.rate.denominator])).toContainEqual(['UNION_COMMITTEE', 1]);
    expect(units.map((row) => [row.dimensions[0]?.value, row.rate.denominator]).toSorted(byText)).toEqual([
      [null, 1],
      ['UNION_COMMITTEE', 1],
    ]);
  });

  it('has no count of organizations for a filter that speaks of units', async () => {
    const [units, organizations] = await observe({
      indicators: ['party_org_coverage', 'shell_rate'],
      where: { sector: ['SOCIAL_ORGANIZATION'] },
    });
    expect([units?.rate.missing, organizations?.rate.missing]).toEqual([null, 'NOT_APPLICABLE']);
  });

  it('filters unit rows: the social organisations of 洛阳 are 1/10, and 410302 has none of them', async () => {
    const rows = await observe({ regions: { codes: ['410300', '410302'] }, where: { sector: ['SOCIAL_ORGANIZATION'] } });
    expect(rows.map((row) => [row.rate.numerator, row.rate.denominator, row.rate.missing])).toEqual([
      [1, 10, null],
      [0, 0, 'ZERO_DENOMINATOR'],
    ]);
  });

  it('answers a tree question once each way: codes, children, under', async () => {
    const children = await observe({ regions: { childrenOf: '410300' } });
    const under = await observe({ regions: { under: '410000', level: 'COUNTY' } });
    expect(children).toHaveLength(14);
    expect(under).toHaveLength(157);
    expect(under.filter((row) => row.rate.value !== null).map((row) => row.region)).toEqual(['410102', '410302', '410303']);
  });

  it('gives union density over the staff of those units that say their members: 10 of 20, not of 40', async () => {
    const [row] = await observe({ indicators: ['union_density'], regions: { codes: ['410102'] } });
    expect(row?.rate).toMatchObject({ numerator: 10, denominator: 20, value: 50 });
  });

  it('adds a flow over a year only when every quarter was received, and takes a stock at its end', async () => {
    const [flow] = await observe({ indicators: ['admitted'], regions: { codes: ['410102'] }, periods: { only: ['2025'] } });
    const [stock] = await observe({ indicators: ['applicants'], regions: { codes: ['410102'] }, periods: { only: ['2025'] } });
    const [month] = await observe({ indicators: ['admitted'], regions: { codes: ['410102'] }, periods: { only: ['2025-11'] } });
    expect([flow?.rate.missing, stock?.rate.value, month?.rate.missing]).toEqual(['NOT_RECEIVED', 2, 'NOT_APPLICABLE']);
  });

  it('gives the receipt as an indicator: 3 of 157 counties of 河南', async () => {
    const [row] = await observe({ indicators: ['submission_received'], regions: { codes: ['410000'] } });
    expect(row?.rate).toMatchObject({ numerator: 3, denominator: 157 });
  });

  it('asks every indicator at once and gives each a value or a reason', async () => {
    const rows = await observe({ indicators: INDICATOR_IDS, regions: { codes: ['410000', '110000'] } });
    expect(rows).toHaveLength(INDICATOR_IDS.length * 2);
    for (const row of rows) expect((row.rate.value === null) !== (row.rate.missing === null)).toBe(true);
  });

  it('gives the table the same numbers as the rows', async () => {
    const ask: ObservationAsk = {
      indicators: ['party_org_coverage', 'party_work_coverage'],
      regions: { childrenOf: '410300' },
      periods: { last: 2 },
    };
    const [rows, table] = await db.ask(async (view) => [await view.observations(ask), await view.observationTable(ask)] as const);
    expect(table.numerators).toEqual(rows.map((row) => row.rate.numerator));
    expect(table.missing).toEqual(rows.map((row) => row.rate.missing));
  });

  it('gives rates alone as the same rows with all that stands around them', async () => {
    const ask: ObservationAsk = {
      indicators: ['party_org_coverage', 'founded'],
      regions: { childrenOf: '410300' },
      periods: { last: 2 },
    };
    const [rows, rates] = await db.ask(async (view) => [await view.observations(ask), await view.rates(ask)] as const);
    expect(rates.length).toBeGreaterThan(0);
    expect(rates).toEqual(
      rows.map(({ region, period, asOf, indicator, basis, rate, origin }) => ({ region, period, asOf, indicator, basis, rate, origin })),
    );
  });

  it.each([
    [{ regions: {} }, /codes、childrenOf、under/],
    [{ regions: { codes: ['410300'], under: '410000' } }, /之一/],
    [{ regions: { under: '410000' } }, /level/],
    [{ regions: { codes: ['999999'] } }, /999999/],
    [{ periods: {} }, /only、from\/to、last/],
    [{ periods: { only: ['2025-13'] } }, /2025-13/],
    [{ periods: { from: '2025Q4', to: '2025Q1' } }, /之后/],
    [{ indicators: ['shell_rate'], by: ['KIND'] }, /不能按/],
    [{ indicators: ['party_org_coverage', 'union_coverage'], by: ['TIER'] }, /同一类别/],
    [{ where: { form: ['UNION_COMMITTEE'] } }, /UNION_COMMITTEE/],
    [{ by: ['KIND', 'SECTOR', 'SCALE'] }, /两个/],
    [{ where: { subject: 'UNION', tier: ['WORK'] } }, /WORK/],
  ] as const)('refuses %j with a sentence that says what to change', async (ask, sentence) => {
    await expect(observe(ask as Partial<ObservationAsk>)).rejects.toThrow(sentence);
  });

  it('refuses more than 100 000 cells with both numbers', async () => {
    await expect(
      observe({ indicators: INDICATOR_IDS, regions: { under: '100000', level: 'COUNTY' }, periods: { last: 12 } }),
    ).rejects.toThrow(/上限 100000/);
  });

  it('ranks worst first with shared ranks, the silent ones last', async () => {
    const ranked = await db.ask((view) => view.ranking({ indicator: 'party_org_coverage', parent: '410000', level: 'COUNTY' }));
    expect(ranked.slice(0, 4).map((row) => [row.rank, row.of, row.observation.region])).toEqual([
      [3, 3, '410303'],
      [2, 3, '410102'],
      [1, 3, '410302'],
      [null, 3, expect.any(String)],
    ]);
    expect(ranked[0]?.pointsPerUnit).toBe(10);
  });

  it('pages units by keyset: 20 units in pages of 7 are 7, 7, 6, none twice, also after an insert before the cursor', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 3; page += 1) {
      const { rows, hasNextPage, totalCount } = await db.ask((view) =>
        view.units({ where: { region: '410300' }, period: LAST, first: 7, after, orderBy: 'STAFF_DESC' }),
      );
      seen.push(...rows.map((row) => row.node.creditCode));
      after = rows.at(-1)?.cursor;
      expect([totalCount, hasNextPage]).toEqual([20, page < 2]);
    }
    expect(new Set(seen).size).toBe(20);
  });

  it('finds the eligible units without a Party organisation: 4 in 410302, 9 in 410303', async () => {
    const { totalCount } = await db.ask((view) =>
      view.units({ where: { region: '410300', eligibleWithout: 'PARTY' }, period: LAST, first: 50 }),
    );
    expect(totalCount).toBe(13);
  });

  it('keeps one data version for a view while another quarter is published', async () => {
    await db.ask(async (view) => {
      const before = await view.observations({
        indicators: ['party_org_coverage'],
        regions: { codes: ['410200'] },
        periods: { only: [LAST] },
      });
      await db.submit('410202', LAST, { units: [unitFact('410202', 1)], organizations: [] });
      const after = await view.observations({
        indicators: ['party_org_coverage'],
        regions: { codes: ['410200'] },
        periods: { only: [LAST] },
      });
      expect(after).toEqual(before);
    });
    const [fresh] = await observe({ regions: { codes: ['410200'] } });
    expect(fresh?.rate.denominator).toBe(1);
  });
});
