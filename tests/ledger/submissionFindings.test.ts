import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { removeDemo } from '../../server/db/removing.ts';
import type { FindingRow } from '../../server/reports/types.ts';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import { applySubmission, reviewSubmission } from '../../server/ledger/states.ts';
import { hold } from '../support/held.ts';
import { asked, judge } from '../support/judges.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { creditCode, ledgerOf, organizationFact, unitFact } from '../support/facts.ts';

type Ledger = { units: UnitFact[]; organizations: OrganizationFact[] };

/** So many units that say something else each quarter. */
const moving = (region: string, count: number, quarter: number, more: Partial<UnitFact> = {}): Ledger => ({
  units: Array.from({ length: count }, (_, at) => unitFact(region, at + 1, { staff: 20 + ((at + quarter) % 3), ...more })),
  organizations: [],
});

describe.each(ENGINES)('what checks find in submissions on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
  });
  afterAll(() => db.drop());
  const found = async (region: string, period = '2025Q4'): Promise<FindingRow[]> =>
    (await db.ask((view) => view.findings({ region, period, first: 50 }))).rows.map(({ node }) => node);
  const verdicts = async (region: string, period?: string) => (await found(region, period)).map((one) => [one.check, one.verdict]);

  it('finds 20 of 20 units that say the same as a quarter ago, and nothing once 2 of them moved', async () => {
    const same = ledgerOf('410302', { sole: 3, none: 17 });
    await db.submit('410302', '2025Q3', same, { receivedAt: '2025-10-10T01:00:00.000Z' });
    await db.submit('410302', '2025Q4', same);
    const [copy] = await found('410302');
    expect(copy).toMatchObject({
      check: 'STALE_COPY',
      verdict: 'STALE',
      severity: 'ORDINARY',
      printed: 20,
      computed: 20,
      period: '2025Q4',
    });
    expect(copy?.explanation).toContain('两期都有的 20 家单位中，20 家');
    expect(Number(copy?.submission)).toBeGreaterThan(0);
    const moved = same.units.map((unit, at) => (at < 2 ? { ...unit, staff: 21 } : unit));
    await db.submit('410302', '2025Q4', { ...same, units: moved });
    expect(await found('410302')).toEqual([]);
  });

  it('finds staff of 400 that become 4 000, and takes it back when the quarter before is sent anew', async () => {
    await db.submit('410303', '2025Q3', moving('410303', 20, 0, { staff: 20 }), { receivedAt: '2025-10-10T01:00:00.000Z' });
    await db.submit('410303', '2025Q4', moving('410303', 20, 1, { staff: 200, fullMembers: 3 }));
    const [jump] = await found('410303');
    expect(jump).toMatchObject({ check: 'JUMPS', verdict: 'TENFOLD', severity: 'SERIOUS', printed: 4000, computed: 400, difference: 3600 });
    expect(jump?.title).toBe('正常经营：从业人员');
    await db.submit('410303', '2025Q3', moving('410303', 20, 0, { staff: 190 }), { receivedAt: '2025-10-11T01:00:00.000Z' });
    expect(await verdicts('410303')).toEqual([]);
  });

  it('finds three counts that are exactly twice those of a quarter ago, beside their jump', async () => {
    await db.submit('410304', '2025Q3', moving('410304', 21, 0, { staff: 20, fullMembers: 3, unionMembers: 8 }), {
      receivedAt: '2025-10-10T01:00:00.000Z',
    });
    await db.submit('410304', '2025Q4', moving('410304', 42, 1, { staff: 20, fullMembers: 3, unionMembers: 8 }));
    const rows = await found('410304');
    expect(rows.map((one) => one.check).toSorted()).toEqual(['JUMPS', 'MULTIPLES_OF_EARLIER', 'STALE_COPY']);
    const multiple = rows.find((one) => one.check === 'MULTIPLES_OF_EARLIER');
    expect(multiple).toMatchObject({ verdict: 'SUSPICIOUS', printed: 42, computed: 21 });
    expect(multiple?.explanation).toContain('5 个数都恰为 2025Q3 的整倍数');
  });

  it('names activists above applicants in 7 rows by the first five codes, and an organization of its own that 2 units name', async () => {
    const units = Array.from({ length: 12 }, (_, at) =>
      unitFact('410305', at + 1, { applicants: 1, activists: at < 7 ? 2 : 1, partyOrg: at < 2 ? '410305-A' : null }),
    );
    await db.submit('410305', '2025Q4', { units, organizations: [organizationFact('410305', '410305-A')] });
    const rows = await found('410305');
    expect(rows.map((one) => [one.check, one.verdict, one.printed])).toEqual([
      ['PARTS_AND_TOTALS', 'OVER', 7],
      ['SOLE_OF_SEVERAL', 'MISFILED', 1],
    ]);
    expect(rows[0]?.explanation).toContain(`${creditCode('410305', 1)}、`);
    expect(rows[0]?.explanation).toContain(`${creditCode('410305', 5)} 等 7 家`);
    expect(rows[0]?.explanation).not.toContain(creditCode('410305', 6));
    expect(rows[1]?.explanation).toContain('410305-A（1 个组织）');
  });

  it('finds every coverage at 100 % of 24 units, and no more with one unit left out', async () => {
    const full = ledgerOf('410307', { sole: 24 }, { unionMembers: 10, unionOrg: '410307-U' });
    const union = organizationFact('410307', '410307-U', {
      subject: 'UNION',
      form: 'JOINT_UNION',
      setup: 'JOINT',
      secretarySource: null,
      workersCongress: 1,
      collectiveContract: true,
      shuangliang: true,
      memberReview: true,
    });
    const organizations = [...full.organizations, union];
    await db.submit('410307', '2025Q4', { ...full, organizations });
    const [all] = await found('410307');
    expect(all).toMatchObject({ check: 'ALL_FULL', verdict: 'SUSPICIOUS', printed: 100, unit: 'percent' });
    expect(all?.explanation).toContain('24 家正常经营单位的 4 个覆盖率');
    await db.submit('410307', '2025Q4', { units: [...full.units, unitFact('410307', 25)], organizations });
    expect(await found('410307')).toEqual([]);
  });

  it('names both counties of 2 codes that stand twice, and forgets both when one leaves them out', async () => {
    const shared = [unitFact('410311', 1), unitFact('410311', 2)];
    await db.submit('410311', '2025Q4', { units: [...shared, unitFact('410311', 3)], organizations: [] });
    await db.submit('410308', '2025Q4', { units: shared.map((unit) => ({ ...unit, region: '410308' })), organizations: [] });
    const [[own], [other]] = [await found('410311'), await found('410308')];
    expect(own).toMatchObject({ check: 'REPEATED_UNITS', verdict: 'REPEATED', printed: 2 });
    expect(own?.explanation).toContain('孟津');
    expect(own?.explanation).toContain(creditCode('410311', 1));
    expect(other?.explanation).toContain('洛龙');
    await db.submit('410308', '2025Q4', { units: [unitFact('410308', 9)], organizations: [] });
    expect(await found('410311')).toEqual([]);
    expect(await found('410308')).toEqual([]);
  });

  it('holds a county of 5 units against the 7 that two of its townships had sent', async () => {
    const of = (region: string, count: number, from: number): Ledger => ({
      units: Array.from({ length: count }, (_, at) => unitFact(region, from + at)),
      organizations: [],
    });
    const townships = (await db.ask((view) => view.childrenOf(['410323'])))[0]?.map((one) => one.code) ?? [];
    const [first = '', second = ''] = townships;
    await db.submit(first, '2025Q4', of(first, 4, 1));
    await db.submit(second, '2025Q4', of(second, 3, 11));
    expect(await found('410323')).toEqual([]);
    await db.submit('410323', '2025Q4', of('410323', 5, 1));
    const [sum] = await found('410323');
    expect(sum).toMatchObject({ check: 'COUNTY_AND_TOWNSHIPS', verdict: 'OVER', printed: 5, computed: 7, difference: -2 });
    expect(sum?.explanation).toContain('县 5');
  });

  it('leaves findings of one submission when asked for it, and those of published figures when figures are loaded anew', async () => {
    const [jump] = await found('410305');
    const submission = String(jump?.submission);
    const page = await db.ask((view) => view.findings({ submission, first: 10 }));
    expect(page.totalCount).toBe(2);
    expect(page.rows.every(({ node }) => node.region === '410305')).toBe(true);
    const [row] = await db.ask((view) => view.submissionsNamed([submission]));
    expect(row).toMatchObject({ region: '410305', period: '2025Q4', version: 1 });
  });

  it('forgets what it found in a submission that is returned, and finds it again in one that is applied', async () => {
    const same = ledgerOf('410324', { none: 12 });
    await db.submit('410324', '2025Q3', same, { receivedAt: '2025-10-10T01:00:00.000Z' });
    await db.submit('410324', '2025Q4', same);
    const [first] = await found('410324');
    expect(first).toMatchObject({ check: 'STALE_COPY', printed: 12, computed: 12 });
    const at = '2026-02-03T00:00:00.000Z';
    const reviewer = judge('reviewer', ['APPROVER', 'REPORTER'], ['410300']);
    const id = String(first?.submission);
    await reviewSubmission(db.store, { id, act: 'RETURN', reason: '请核对', ...asked(reviewer) }, at);
    expect(await found('410324')).toEqual([]);
    const held = await hold(db.store, '410324', '2025Q4', { ...same, units: same.units.slice(1) });
    expect(await found('410324')).toEqual([]);
    const ask = { id: String(held.id), note: null, confirmRemovals: true, ...asked(reviewer) };
    await applySubmission(db.store, ask, at);
    const [again, ...others] = await found('410324');
    expect([again?.check, again?.printed, again?.submission, others]).toEqual(['STALE_COPY', 11, String(held.id), []]);
  });

  it('forgets what it found in a demo that is removed', async () => {
    const same = ledgerOf('410325', { none: 12 });
    await db.submit('410325', '2025Q3', same, { demo: true, receivedAt: '2025-10-10T01:00:00.000Z' });
    await db.submit('410325', '2025Q4', same, { demo: true });
    expect(await verdicts('410325')).toEqual([['STALE_COPY', 'STALE']]);
    await removeDemo(db.store, '2026-02-01T00:00:00.000Z');
    expect(await found('410325')).toEqual([]);
  });
});
