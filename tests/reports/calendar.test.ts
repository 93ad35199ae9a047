import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import type { Quarter } from '../../server/domain/period.ts';
import { carryForward } from '../../server/ledger/carryForward.ts';
import { removeDueDate, setDueDate } from '../../server/ledger/changeDueDates.ts';
import type { CalendarRow } from '../../server/reports/calendarTypes.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { organizationFact, unitFact } from '../support/facts.ts';

/** 老城区, 西工区, 瀍河回族区 of 洛阳. */
const [A, B, C] = ['410302', '410303', '410304'];
const REVIEWER = { id: 'user:7', name: 'li.na', address: null };
const ledgerOf = (region: string): { units: UnitFact[]; organizations: OrganizationFact[] } => ({
  units: [
    unitFact(region, 1, { partyOrg: `${region}-1`, admitted: 2, applicants: 5 }),
    unitFact(region, 2, { admitted: 1, instructorVisits: 3 }),
  ],
  organizations: [organizationFact(region, `${region}-1`, { congressMeetings: 1, lectures: 1, groups: 2 })],
});

describe.each(ENGINES)('the calendar of 3 counties and 2 quarters on %s', (engine) => {
  let db: TestDatabase;
  const rowsAt = async (now: string, within: readonly string[] = [A, B, C]): Promise<CalendarRow[]> => [
    ...(await db.ask((view) => view.calendar({ within, periods: { only: ['2026Q2', '2026Q3'] }, now }))),
  ];
  /** `2026Q3 A`: what came of it and the days that are left. */
  const told = async (now: string): Promise<Record<string, string>> =>
    Object.fromEntries((await rowsAt(now)).map((row) => [`${row.period} ${row.region}`, `${row.due} ${row.daysLeft}`]));
  const receipt = (period: Quarter) =>
    db.ask(async (view) => {
      const [row] = await view.observations({
        indicators: ['submission_on_time'],
        regions: { codes: ['410300'] },
        periods: { only: [period] },
      });
      return row?.receipt;
    });

  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
  }, 60_000);
  afterAll(() => db.drop());

  it('asks for the newest quarter that has ended before any ledger ever came, and for the running one', async () => {
    const rows = await db.ask((view) => view.calendar({ within: [A], now: '2026-10-10T01:00:00.000Z' }));
    expect(rows.map((row) => [row.period, row.dueOn, row.daysLeft, row.due, row.state])).toEqual([
      ['2026Q4', '2027-01-15', 97, 'NOT_DUE', null],
      ['2026Q3', '2026-10-15', 5, 'DUE_SOON', null],
    ]);
    expect(await db.ask((view) => view.calendar({ within: 'ALL', now: '2026-10-10T01:00:00.000Z' }))).toEqual([]);
  });

  it('tells of 6 ledgers, 2 on time, 1 late, 1 returned and 2 owed, what they are before and after their last day', async () => {
    await db.submit(A, '2026Q2', ledgerOf(A), { receivedAt: '2026-07-10T01:00:00.000Z' });
    // 23:59 of the last day in China.
    await db.submit(B, '2026Q2', ledgerOf(B), { receivedAt: '2026-07-20T15:59:00.000Z' });
    await db.submit(C, '2026Q2', ledgerOf(C), { receivedAt: '2026-07-12T01:00:00.000Z', state: 'RETURNED' });
    await db.submit(A, '2026Q3', ledgerOf(A), { receivedAt: '2026-10-12T01:00:00.000Z' });
    expect(await told('2026-10-14T16:00:00.000Z')).toEqual({
      [`2026Q3 ${A}`]: 'ON_TIME 0',
      [`2026Q3 ${B}`]: 'DUE_SOON 0',
      [`2026Q3 ${C}`]: 'DUE_SOON 0',
      [`2026Q2 ${A}`]: 'ON_TIME -92',
      [`2026Q2 ${B}`]: 'LATE -92',
      [`2026Q2 ${C}`]: 'RETURNED -92',
    });
    const next = await told('2026-10-15T16:00:00.000Z');
    expect([next[`2026Q3 ${A}`], next[`2026Q3 ${B}`]]).toEqual(['ON_TIME -1', 'MISSING -1']);
    const states = (await rowsAt('2026-10-16T01:00:00.000Z')).map((row) => row.state);
    expect(states).toEqual(['APPLIED', null, null, 'APPLIED', 'APPLIED', 'RETURNED']);
  });

  it('judges what came by a day that is set for the prefecture, a nearer one before it, and undoes it', async () => {
    expect(await receipt('2026Q2')).toMatchObject({ received: 2, onTime: 1 });
    // A day by which nothing that came is judged otherwise leaves what was known readable.
    const pinned = await db.ask(async (view) => view.dataVersion);
    const readPinned = () => db.ask(async (view) => view.dataVersion, pinned);
    await setDueDate(db.store, { region: '410300', period: '2026Q2', dueOn: '2026-07-16' }, 'chief', '2026-10-16T01:59:00.000Z');
    expect(await readPinned()).toBe(pinned);
    await setDueDate(db.store, { region: '410300', period: '2026Q2', dueOn: '2026-07-20' }, 'chief', '2026-10-16T02:00:00.000Z');
    expect(await receipt('2026Q2')).toMatchObject({ received: 2, onTime: 2 });
    await expect(readPinned()).rejects.toThrow('改动了截止日，已报送的台账是否按时随之改判');
    await setDueDate(db.store, { region: B, period: '2026Q2', dueOn: '2026-07-19' }, 'chief', '2026-10-16T02:01:00.000Z');
    expect(await receipt('2026Q2')).toMatchObject({ received: 2, onTime: 1 });
    expect((await told('2026-10-16T03:00:00.000Z'))[`2026Q2 ${B}`]).toBe('LATE -89');
    const set = await db.ask((view) => view.dueDates({ period: '2026Q2' }));
    expect(set.map((one) => [one.region, one.dueOn, one.setBy])).toEqual([
      ['410300', '2026-07-20', 'chief'],
      [B, '2026-07-19', 'chief'],
    ]);
    expect(await removeDueDate(db.store, { region: B, period: '2026Q2' }, '2026-10-16T02:02:00.000Z')).toBe(true);
    expect(await receipt('2026Q2')).toMatchObject({ onTime: 2 });
    expect(await removeDueDate(db.store, { region: '410300', period: '2026Q2' }, '2026-10-16T02:03:00.000Z')).toBe(true);
    expect(await removeDueDate(db.store, { region: '410300', period: '2026Q2' }, '2026-10-16T02:04:00.000Z')).toBe(false);
    expect(await receipt('2026Q2')).toMatchObject({ received: 2, onTime: 1 });
  });

  it('judges what comes later by the day that was set, too', async () => {
    await setDueDate(db.store, { region: C, period: '2026Q3', dueOn: '2026-10-18' }, 'chief', '2026-10-16T02:05:00.000Z');
    await db.submit(C, '2026Q3', ledgerOf(C), { receivedAt: '2026-10-18T15:00:00.000Z' });
    expect((await told('2026-10-19T01:00:00.000Z'))[`2026Q3 ${C}`]).toBe('ON_TIME -1');
    expect(await receipt('2026Q3')).toMatchObject({ received: 2, onTime: 2, carriedForward: 0 });
    const refused = setDueDate(db.store, { region: C, period: '2026Q3', dueOn: '2026-09-30' }, 'chief', '2026-10-16T02:06:00.000Z');
    await expect(refused).rejects.toThrow('截止日须在 2026Q3 的最后一天（2026-09-30）之后');
  });

  const carry = (region: string, period: Quarter, now: string, reason = '系统升级，未能按期报送') =>
    carryForward(db.store, { region, period, reason }, REVIEWER, now);

  it('refuses to carry forward before the day has passed, without a reason, where something came and where nothing stood before', async () => {
    await expect(carry(B, '2026Q3', '2026-10-15T10:00:00.000Z')).rejects.toThrow('2026Q3 的截止日是 2026-10-15，还没有过');
    await expect(carry(B, '2026Q3', '2026-10-16T10:00:00.000Z', '  ')).rejects.toThrow('请写明为何沿用上期');
    await expect(carry(A, '2026Q3', '2026-10-16T10:00:00.000Z')).rejects.toThrow(`${A} 2026Q3 已有报送的台账`);
    await expect(carry('410305', '2026Q3', '2026-10-16T10:00:00.000Z')).rejects.toThrow('410305 没有 2026Q2 的台账');
    await expect(carry('410300', '2026Q3', '2026-10-16T10:00:00.000Z')).rejects.toThrow('不是报送地区');
  });

  it('carries 2 units and 1 organization forward as stocks: 5 applicants, and of 3 admitted nobody knows any more', async () => {
    const made = await carry(B, '2026Q3', '2026-10-16T10:00:00.000Z');
    expect(made).toEqual({ region: B, period: '2026Q3', from: '2026Q2', version: 1, units: 2, organizations: 1 });
    expect(await receipt('2026Q3')).toMatchObject({ received: 3, onTime: 2, carriedForward: 1 });
    const [row] = await rowsAt('2026-10-17T01:00:00.000Z', [B]);
    expect(row).toMatchObject({ due: 'MISSING', state: 'APPLIED', carriedForward: true });
    expect(row?.submission).toMatchObject({ units: 2, organizations: 1, onTime: false, carriedForward: true });
    const rates = await db.ask((view) =>
      view.observations({
        indicators: ['applicants', 'admitted', 'meetings_held'],
        regions: { codes: [B] },
        periods: { only: ['2026Q2', '2026Q3'] },
      }),
    );
    const values = rates.map(({ indicator, period, rate }) => [indicator, period, rate.value, rate.missing]);
    expect(values).toEqual([
      ['applicants', '2026Q2', 5, null],
      ['admitted', '2026Q2', 3, null],
      ['meetings_held', '2026Q2', 100, null],
      ['applicants', '2026Q3', 5, null],
      ['admitted', '2026Q3', null, expect.any(String)],
      ['meetings_held', '2026Q3', null, expect.any(String)],
    ]);
    await expect(carry(B, '2026Q3', '2026-10-16T11:00:00.000Z')).rejects.toThrow('已经沿用上期');
  });

  it('reminds a reporter of 2 ledgers, and a reviewer of those that others sent', async () => {
    const ask = { report: [A, B, C], now: '2026-10-17T01:00:00.000Z' };
    const reporter = await db.ask((view) => view.reminders({ ...ask, permissions: ['SUBMIT'], asker: 'user:1' }));
    expect(reporter.map(({ kind, region, period }) => [kind, region, period])).toEqual([
      ['OVERDUE', B, '2026Q3'],
      ['RETURNED', C, '2026Q2'],
    ]);
    expect(reporter[0]?.message).toBe('西工区 2026Q3 的台账应在 2026-10-15 前报送，已逾期 2 天，现沿用上期。请尽快报送。');
    const reviewer = await db.ask((view) => view.reminders({ ...ask, permissions: ['REVIEW'], asker: REVIEWER.id }));
    // What the reviewer carried forward is for another to judge.
    expect(reviewer.map(({ kind, region, period }) => [kind, region, period])).toEqual([
      ['TO_REVIEW', A, '2026Q3'],
      ['OVERDUE', B, '2026Q3'],
      ['TO_REVIEW', C, '2026Q3'],
      ['TO_REVIEW', A, '2026Q2'],
      ['TO_REVIEW', B, '2026Q2'],
    ]);
    expect(await db.ask((view) => view.reminders({ ...ask, permissions: ['READ'], asker: 'user:1' }))).toEqual([]);
  });

  it('gives way to the ledger that the region sends later', async () => {
    const applied = await db.submit(B, '2026Q3', ledgerOf(B), { receivedAt: '2026-10-20T01:00:00.000Z' });
    expect(applied).toMatchObject({ version: 2, unchanged: false });
    expect(await receipt('2026Q3')).toMatchObject({ received: 3, onTime: 2, carriedForward: 0 });
    expect(await rowsAt('2026-10-21T01:00:00.000Z', [B])).toMatchObject([{ due: 'LATE', carriedForward: false }, { due: 'LATE' }]);
  });
});
