import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ORGANIZATION_FACT_COLUMNS, UNIT_FACT_COLUMNS } from '../../server/ledger/rows.ts';
import { SHEET_COLUMNS } from '../../server/reports/sheetWords.ts';
import type { DifferenceRow, DifferenceRowsAsk } from '../../server/reports/differenceTypes.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { creditCode, organizationFact, unitFact } from '../support/facts.ts';
import { hold, type LedgerRows } from '../support/held.ts';

const REGION = '410302';
const codes = (...numbers: number[]): string[] => numbers.map((number) => creditCode(REGION, number)).toSorted();
const unit = (number: number, more = {}) => unitFact(REGION, number, { partyOrg: number <= 6 ? 'A' : null, ...more });

/** Twelve units, six of them under one of three organizations. */
const BEFORE: LedgerRows = {
  units: Array.from({ length: 12 }, (_, at) => unit(at + 1)),
  organizations: [organizationFact(REGION, 'A', { setup: 'JOINT' }), organizationFact(REGION, 'B'), organizationFact(REGION, 'C')],
};
/** 1 and 2 changed, 11 and 12 gone, 13 new; B changed, C gone, D new, founded in the period. */
const AFTER: LedgerRows = {
  units: [
    unit(1, { staff: 35, hasPremises: false, revenueWan: 120.5 }),
    unit(2, { kind: 'SOCIAL_ASSOCIATION', industry: null }),
    ...BEFORE.units.slice(2, 10),
    unit(13, { partyOrg: 'A' }),
  ],
  organizations: [
    organizationFact(REGION, 'A', { setup: 'JOINT' }),
    organizationFact(REGION, 'B', { groups: 2 }),
    organizationFact(REGION, 'D', { foundedOn: '2026-08-01' }),
  ],
};

it('compares every column of the sheets and no other: 31 of units, 28 of organizations', () => {
  expect(SHEET_COLUMNS.UNITS.map(({ column }) => column).toSorted()).toEqual(UNIT_FACT_COLUMNS.toSorted());
  expect(SHEET_COLUMNS.ORGANIZATIONS.map(({ column }) => column).toSorted()).toEqual(ORGANIZATION_FACT_COLUMNS.toSorted());
  expect([UNIT_FACT_COLUMNS.length, ORGANIZATION_FACT_COLUMNS.length]).toEqual([31, 28]);
});

describe.each(ENGINES)('the differences of a submission on %s', (engine) => {
  let db: TestDatabase;
  let id = '';
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    await db.submit(REGION, '2026Q3', BEFORE);
    id = String((await hold(db.store, REGION, '2026Q3', AFTER)).id);
  });
  afterAll(() => db.drop());

  const difference = (of = id) =>
    db.ask(async (view) => {
      const found = await view.submissionDifference(of);
      if (found === null) throw new Error('no difference');
      return found;
    });
  const rows = async (ask: Partial<DifferenceRowsAsk>, of = id) => {
    const told = await difference(of);
    return db.ask((view) => view.submissionDifferenceRows(told, { sheet: 'UNITS', first: 50, ...ask }));
  };
  const nodes = async (ask: Partial<DifferenceRowsAsk>, of = id): Promise<DifferenceRow[]> =>
    (await rows(ask, of)).rows.map(({ node }) => node);

  it('count 12 → 11 units: 1 added, 2 removed, 2 changed, 8 the same, 5 of 13 = 38.46 %; and 3 → 3 organizations', async () => {
    const told = await difference();
    expect(told).toMatchObject({
      against: { version: 1 },
      stale: false,
      units: { before: 12, after: 11, added: 1, removed: 2, changed: 2, same: 8 },
      organizations: { before: 3, after: 3, added: 1, removed: 1, changed: 1, same: 1 },
      founded: 1,
      noteRequired: true,
    });
    expect(told.changedShare).toBeCloseTo((5 / 13) * 100, 10);
  });

  it('list each row with the cells that differ, in the words of the sheet, by code', async () => {
    const found = await nodes({});
    expect(found.map(({ code }) => code)).toEqual(codes(1, 2, 11, 12, 13));
    const kinds = new Map(found.map(({ code, kind }) => [code, kind]));
    expect([1, 2, 11, 12, 13].map((number) => kinds.get(creditCode(REGION, number)))).toEqual([
      'CHANGED',
      'CHANGED',
      'REMOVED',
      'REMOVED',
      'ADDED',
    ]);
    const of = (number: number) => found.find(({ code }) => code === creditCode(REGION, number))?.changes;
    expect(of(1)).toEqual([
      { header: '固定场所', before: '是', after: '否' },
      { header: '从业人员', before: '20', after: '35' },
      { header: '年营业收入(万元)', before: null, after: '120.5' },
    ]);
    expect(of(2)).toEqual([
      { header: '单位类别', before: '私营企业', after: '社会团体' },
      { header: '行业门类', before: '制造业', after: null },
    ]);
    expect(of(13)).toContainEqual({ header: '单位名称', before: null, after: '示例单位13' });
    expect(of(11)).toContainEqual({ header: '经营状态', before: '正常经营', after: null });
  });

  it('list organizations too, and only the kinds that are asked for', async () => {
    const found = await nodes({ sheet: 'ORGANIZATIONS' });
    expect(found.map(({ kind, code }) => [kind, code])).toEqual([
      ['CHANGED', 'B'],
      ['REMOVED', 'C'],
      ['ADDED', 'D'],
    ]);
    expect(found[0]?.changes).toEqual([{ header: '党小组数', before: null, after: '2' }]);
    const removed = await rows({ kind: ['REMOVED'] });
    expect([removed.totalCount, removed.rows.map(({ node }) => node.code)]).toEqual([2, codes(11, 12)]);
    expect(await nodes({ kind: [] })).toEqual([]);
  });

  it('go page by page: 5 rows by 2 are 2, 2 and 1, and a cursor of one list is none of another', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    const sizes: number[] = [];
    do {
      const page = await rows({ first: 2, after });
      seen.push(...page.rows.map(({ node }) => node.code));
      sizes.push(page.rows.length);
      expect(page.totalCount).toBe(5);
      after = page.hasNextPage ? page.rows.at(-1)?.cursor : undefined;
    } while (after !== undefined);
    expect([sizes, seen]).toEqual([[2, 2, 1], codes(1, 2, 11, 12, 13)]);
    const cursor = (await rows({ first: 2 })).rows.at(-1)?.cursor;
    await expect(rows({ sheet: 'ORGANIZATIONS', after: cursor })).rejects.toThrow('after 是');
  });

  it('form rates before and after from the sums of both: 6/12 = 50 % and 7/11 = 63.6 %', async () => {
    const told = await difference();
    const rates = await db.ask((view) => view.submissionRates(told));
    const coverage = rates.find(({ indicator }) => indicator === 'party_org_coverage');
    expect(coverage).toMatchObject({ before: { numerator: 6, denominator: 12, value: 50 }, after: { numerator: 7, denominator: 11 } });
    expect(coverage?.change).toBeCloseTo((7 / 11) * 100 - 50, 10);
    expect(rates.find(({ indicator }) => indicator === 'league_coverage')).toMatchObject({
      before: { missing: 'ZERO_DENOMINATOR' },
      change: null,
    });
  });

  it('hold a county against all of its townships: 2 + 3 units before, of which the county changes one', async () => {
    const period = '2026Q2';
    const [one, two] = (await db.ask((view) => view.regions({ parent: '410303' }))).map(({ code }) => code);
    if (one === undefined || two === undefined) throw new Error('no townships');
    const of = (township: string, from: number, count: number) =>
      Array.from({ length: count }, (_, at) => unitFact('410303', from + at, { region: township }));
    await db.submit(one, period, { units: of(one, 1, 2), organizations: [] });
    await db.submit(two, period, { units: of(two, 10, 3), organizations: [] });
    const county = [...of(one, 1, 2), ...of(two, 10, 3)].map((fact, at) => (at === 0 ? { ...fact, staff: 44 } : fact));
    const held = await hold(db.store, '410303', period, { units: county, organizations: [] });
    expect(held.difference).toMatchObject({ added: 0, removed: 0, changed: 1, same: 4 });
    const told = await difference(String(held.id));
    expect(told).toMatchObject({ units: { before: 5, after: 5, changed: 1 }, stale: false });
    expect(told.beforeIds.length).toBe(2);
    expect((await nodes({}, String(held.id))).map(({ kind }) => kind)).toEqual(['CHANGED']);
  });

  it('stay those of an applied submission against what it replaced, and are all new of a first one', async () => {
    const list = await db.ask(async (view) =>
      (await view.submissions({ region: REGION, period: '2026Q3', first: 10 })).rows.map(({ node }) => node),
    );
    const first = await difference(String(list.at(-1)?.id));
    expect(first).toMatchObject({
      against: null,
      beforeIds: [],
      changedShare: null,
      noteRequired: false,
      units: { before: 0, after: 12, added: 12 },
    });
    await db.submit(REGION, '2026Q3', AFTER);
    const applied = await db.ask(async (view) => (await view.submissions({ region: REGION, period: '2026Q3', first: 1 })).rows[0]?.node);
    expect(await difference(String(applied?.id))).toMatchObject({
      against: { version: 1 },
      units: { added: 1, removed: 2, changed: 2, same: 8 },
    });
  });
});
