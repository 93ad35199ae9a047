import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openReaders } from '../../server/db/open.ts';
import { createReports } from '../../server/reports/index.ts';
import { sightOf, type Sight } from '../../server/domain/sight.ts';
import type { SummaryEntry } from '../../server/domain/summaries.ts';
import { sendSummary, type SummaryStored } from '../../server/ledger/sendSummary.ts';
import type { Accepting, ObservationAsk, View } from '../../server/reports/types.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const BY = { id: 'u1', name: 'li.na', address: null };
const totals = (units: number, sole: number, joint: number): SummaryEntry[] => [
  { measure: 'in_operating__units', value: units },
  { measure: 'in_operating__party_sole', value: sole },
  { measure: 'in_operating__party_joint', value: joint },
];
const COVERAGE: ObservationAsk = {
  indicators: ['party_org_coverage'],
  regions: { codes: ['410303', '410300', '410302'] },
  periods: { only: ['2025Q4'] },
};
const rateOf = async (view: View, ask: Partial<ObservationAsk & Accepting> = {}) =>
  (await view.observations({ ...COVERAGE, ...ask })).map(({ region, rate, origin, receipt }) => [
    region,
    rate.numerator,
    rate.denominator,
    rate.missing,
    origin,
    receipt.received,
  ]);

describe.each(ENGINES)('totals that regions report on %s', (engine) => {
  let db: TestDatabase;
  const send = (region: string, values: SummaryEntry[], at: string, note: string | null = null): Promise<SummaryStored> =>
    sendSummary(db.store, { region, period: '2025Q4', values, note, file: null, by: BY }, at);
  const asReader = async <Answer>(sight: Sight, question: (view: View) => Promise<Answer>): Promise<Answer> => {
    const readers = openReaders(db.url);
    try {
      const view = await createReports(readers).open(sight);
      try {
        return await question(view);
      } finally {
        await view.close();
      }
    } finally {
      await readers.close();
    }
  };
  let before = '';
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 7 }));
    before = await db.ask(async (view) => view.dataVersion);
    await send('410303', totals(40, 10, 2), '2026-02-01T00:00:00.000Z');
  });
  afterAll(() => db.drop());

  it('gives the region 12/40 of its own totals, marked, and its parent 3/10 of ledgers alone', async () => {
    expect(await db.ask((view) => rateOf(view))).toEqual([
      ['410303', 12, 40, null, 'SUMMARY', 0],
      ['410300', 3, 10, null, 'LEDGER', 1],
      ['410302', 3, 10, null, 'LEDGER', 1],
    ]);
    const table = await db.ask((view) => view.observationTable(COVERAGE));
    expect([table.numerators, table.summaries]).toEqual([[12, 3, 3], [0]]);
    const ranking = await db.ask((view) => view.ranking({ indicator: 'party_org_coverage', parent: '410300', period: '2025Q4' }));
    expect(ranking.filter((row) => row.rank !== null).map((row) => [row.observation.region, row.observation.origin])).toEqual(
      expect.arrayContaining([
        ['410302', 'LEDGER'],
        ['410303', 'SUMMARY'],
      ]),
    );
  });

  it('has no part in a split, a filter, accepted ledgers, or a rate that lacks a part', async () => {
    expect(await db.ask((view) => rateOf(view, { where: { minStaff: 1 } }))).toContainEqual([
      '410303',
      null,
      null,
      'NOT_RECEIVED',
      'LEDGER',
      0,
    ]);
    expect((await db.ask((view) => rateOf(view, { acceptedOnly: true })))[0]?.slice(3, 5)).toEqual(['NOT_RECEIVED', 'LEDGER']);
    expect((await db.ask((view) => rateOf(view, { indicators: ['union_coverage'] })))[0]?.slice(3, 5)).toEqual(['NOT_RECEIVED', 'LEDGER']);
    const [row] = await db.ask((view) => view.observations({ ...COVERAGE, compare: true }));
    expect([row?.previous, row?.yearAgo]).toEqual([null, null]);
  });

  it('keeps versions: 12/40 is known from February, 13/40 from March, neither in the version before', async () => {
    await send('410303', totals(40, 11, 2), '2026-03-01T00:00:00.000Z', '补报一家');
    const known = async (asKnownOn: string) => (await db.ask((view) => rateOf(view), { knownOn: asKnownOn }))[0]?.slice(1, 5);
    expect(await known('2026-01-20T00:00:00.000Z')).toEqual([null, null, 'NOT_RECEIVED', 'LEDGER']);
    expect(await known('2026-02-15T00:00:00.000Z')).toEqual([12, 40, null, 'SUMMARY']);
    expect(await known('2026-03-15T00:00:00.000Z')).toEqual([13, 40, null, 'SUMMARY']);
    expect((await db.ask((view) => rateOf(view), before))[0]?.slice(3, 5)).toEqual(['NOT_RECEIVED', 'LEDGER']);
    const page = await db.ask((view) => view.summaryReturns({ region: '410300', first: 1 }));
    expect([page.totalCount, page.rows[0]?.node.version, page.rows[0]?.node.note, page.rows[0]?.node.sentBy]).toEqual([
      2,
      2,
      '补报一家',
      'li.na',
    ]);
    const after = String(page.rows[0]?.cursor);
    const rest = await db.ask((view) => view.summaryReturns({ region: '410300', first: 1, after }));
    expect(rest.rows.map(({ node }) => [node.version, node.current, node.values.length])).toEqual([[1, false, 3]]);
  });

  it('changes nothing for the same totals again', async () => {
    const again = await send('410303', totals(40, 11, 2).toReversed(), '2026-03-02T00:00:00.000Z');
    expect(again).toMatchObject({ version: 2, unchanged: true, receivedAt: '2026-03-01T00:00:00.000Z' });
  });

  it('tells who sees sums of 12/40, and not of 2/40 members: SUPPRESSED, and no list of returns', async () => {
    const sums: Sight = { rows: ['410302'], sums: 'ALL', demo: false };
    expect((await asReader(sums, (view) => rateOf(view)))[0]).toEqual(['410303', 13, 40, null, 'SUMMARY', 0]);
    await send('410304', [{ measure: 'in_operating__units', value: 2 }, ...totals(2, 1, 0).slice(1)], '2026-03-03T00:00:00.000Z');
    const [few] = await asReader(sums, (view) => rateOf(view, { regions: { codes: ['410304'] } }));
    expect(few).toEqual(['410304', null, null, 'SUPPRESSED', 'SUMMARY', 0]);
    expect((await asReader(sums, (view) => view.summaryReturns({ first: 9 }))).totalCount).toBe(0);
    await expect(asReader(sums, (view) => view.summaryReturns({ region: '410303', first: 9 }))).rejects.toThrow('不在您的查看范围内');
    expect((await asReader(sightOf(['410303']), (view) => view.summaryReturns({ first: 9 }))).totalCount).toBe(2);
  });

  it('is held against the ledger that comes: 13 reported and 9 in it are UNBACKED by 4, and the ledger answers', async () => {
    await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 9, joint: 2, none: 29 }));
    expect((await db.ask((view) => rateOf(view)))[0]).toEqual(['410303', 11, 40, null, 'LEDGER', 1]);
    const page = await db.ask((view) => view.findings({ region: '410303', check: ['LEDGER'], first: 9 }));
    expect(page.rows.map(({ node }) => [node.title, node.verdict, node.printed, node.computed, node.difference, node.unit])).toEqual([
      ['正常经营：单独组建党组织的单位', 'UNBACKED', 11, 9, 2, 'unit'],
      ['正常经营：联合组建党组织的单位', 'MATCHES', 2, 2, 0, 'unit'],
      ['正常经营：单位数', 'MATCHES', 40, 40, 0, 'unit'],
    ]);
    const newest = await db.ask((view) => view.summaryReturns({ region: '410303', first: 1 }));
    expect(newest.rows[0]?.node.values.map(({ ledger, difference }) => [ledger, difference])).toEqual([
      [40, 0],
      [9, 2],
      [2, 0],
    ]);
    await send('410303', totals(40, 9, 2), '2026-03-05T00:00:00.000Z');
    const mended = await db.ask((view) => view.findings({ region: '410303', problemsOnly: true, first: 9 }));
    expect(mended.rows).toEqual([]);
  });

  it('is refused for an unknown region, a quarter to come, 41 of 30, nothing at all, a park and the nation', async () => {
    const refused = (region: string, values: SummaryEntry[], period = '2025Q4') =>
      sendSummary(db.store, { region, period, values, note: null, file: null, by: BY }, '2026-03-06T00:00:00.000Z');
    await expect(refused('999999', totals(3, 1, 1))).rejects.toThrow('不是可以汇总上报的地区');
    await expect(refused('100000', totals(3, 1, 1))).rejects.toThrow('不是可以汇总上报的地区');
    await expect(refused('410303', totals(3, 1, 1), '2027Q4')).rejects.toThrow('还没有结束');
    await expect(refused('410303', totals(30, 40, 1))).rejects.toThrow('41 > 正常经营：单位数 30');
    await expect(refused('410303', [])).rejects.toThrow('没有可以上报的数');
  });

  it('does not stand in one database with a demo', async () => {
    await db.submit('410311', '2025Q4', ledgerOf('410311', { sole: 1 }), { demo: true });
    await expect(send('410303', totals(41, 9, 2), '2026-03-07T00:00:00.000Z')).rejects.toThrow('示例台账');
  });
});
