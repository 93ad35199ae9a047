/** Small ledgers in which the order of submissions, borders and dissolutions matter. */
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { organizationFact, unitFact } from '../support/facts.ts';

let db: TestDatabase;

const parts = async (
  indicator: 'party_org_coverage' | 'net_org_coverage' | 'shell_rate' | 'meetings_held' | 'dissolved',
  region: string,
  period: string,
  subject: 'PARTY' | 'UNION' = 'PARTY',
): Promise<(number | null)[]> => {
  const [row] = await db.ask((view) =>
    view.observations({
      indicators: [indicator],
      regions: { codes: [region] },
      periods: { only: [period] },
      compare: false,
      where: indicator === 'shell_rate' || indicator === 'dissolved' ? { subject } : undefined,
    }),
  );
  return [row?.rate.numerator ?? null, row?.rate.denominator ?? null];
};
const joint = (region: string, code: string) => organizationFact(region, code, { form: 'JOINT_BRANCH', setup: 'JOINT' });
const named = (region: string, from: number, count: number, code: string, more = {}) =>
  Array.from({ length: count }, (_, at) => unitFact(region, from + at, { partyOrg: code, ...more }));

describe.each(ENGINES)('hard cases on %s', (engine) => {
  beforeEach(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
  });
  afterEach(() => db.drop());

  it('an organization that its county no longer reports covers nobody: 0/1 in the neighbour that still names it', async () => {
    await db.submit('410302', '2025Q3', { units: named('410302', 1, 1, 'J'), organizations: [joint('410302', 'J')] });
    await db.submit('410302', '2025Q4', { units: [unitFact('410302', 1)], organizations: [] });
    await db.submit('410303', '2025Q4', { units: named('410303', 1, 1, 'J'), organizations: [] });
    expect(await parts('party_org_coverage', '410303', '2025Q4')).toEqual([0, 1]);
  });
  it('a joint branch with 3 units here and 3 over the border is overstretched, whichever county reports first', async () => {
    await db.submit('410302', '2025Q4', { units: named('410302', 1, 3, 'J'), organizations: [joint('410302', 'J')] });
    await db.submit('410303', '2025Q4', { units: named('410303', 1, 3, 'J'), organizations: [] });
    expect(await parts('shell_rate', '410300', '2025Q4')).toEqual([1, 1]);
    expect(await parts('net_org_coverage', '410300', '2025Q4')).toEqual([0, 6]);
  });
  it('the same two counties the other way round', async () => {
    await db.submit('410302', '2025Q3', { units: named('410302', 1, 3, 'J'), organizations: [joint('410302', 'J')] });
    await db.submit('410303', '2025Q4', { units: named('410303', 1, 3, 'J'), organizations: [] });
    await db.submit('410302', '2025Q4', { units: named('410302', 1, 3, 'J'), organizations: [joint('410302', 'J')] });
    expect(await parts('shell_rate', '410300', '2025Q4')).toEqual([1, 1]);
    expect(await parts('net_org_coverage', '410300', '2025Q4')).toEqual([0, 6]);
  });
  it('a union whose units over the border are alive is no shell though its own units are gone', async () => {
    const union = organizationFact('410302', 'U', { subject: 'UNION', form: 'JOINT_UNION', setup: 'JOINT', secretarySource: null });
    await db.submit('410302', '2025Q3', { units: [unitFact('410302', 1, { unionOrg: 'U' })], organizations: [union] });
    await db.submit('410303', '2025Q4', { units: [unitFact('410303', 1, { unionOrg: 'U' })], organizations: [] });
    await db.submit('410302', '2025Q4', { units: [unitFact('410302', 1, { unionOrg: 'U', status: 'CANCELLED' })], organizations: [union] });
    expect(await parts('shell_rate', '410300', '2025Q4', 'UNION')).toEqual([0, 1]);
  });
  it('a quarter that was not submitted does not break «two submitted periods»: idle in Q1 and Q3 is a shell in Q3', async () => {
    const idle = organizationFact('410302', 'P', { congressMeetings: 0, lectures: 0, themeDayMonths: 0 });
    await db.submit('410302', '2025Q1', { units: named('410302', 1, 1, 'P'), organizations: [idle] });
    await db.submit('410302', '2025Q3', { units: named('410302', 1, 1, 'P'), organizations: [idle] });
    expect(await parts('shell_rate', '410302', '2025Q3')).toEqual([1, 1]);
  });
  it('counts what ended in a quarter that was not submitted: 1 dissolved in Q3', async () => {
    await db.submit('410302', '2025Q1', { units: named('410302', 1, 1, 'P'), organizations: [organizationFact('410302', 'P')] });
    await db.submit('410302', '2025Q3', { units: [unitFact('410302', 1)], organizations: [] });
    expect(await parts('dissolved', '410302', '2025Q3')).toEqual([1, null]);
  });
  it('counts what ended when a township reports for itself: 1 dissolved', async () => {
    await db.submit('410302001', '2025Q3', { units: named('410302001', 1, 1, 'P'), organizations: [organizationFact('410302001', 'P')] });
    await db.submit('410302001', '2025Q4', { units: [unitFact('410302001', 1)], organizations: [] });
    expect(await parts('dissolved', '410302', '2025Q4')).toEqual([1, null]);
  });
  it('a union that only raised suggestions, or only held 双亮, in two quarters is no shell', async () => {
    for (const [region, more] of [
      ['410302', { suggestions: 3 }],
      ['410303', { shuangliang: true }],
      ['410304', { issuesFound: 2 }],
    ] as const) {
      const union = organizationFact(region, `${region}-U`, {
        subject: 'UNION',
        form: 'UNION_COMMITTEE',
        secretarySource: null,
        congressMeetings: null,
        lectures: null,
        themeDayMonths: null,
        trainings: 0,
        ...more,
      });
      for (const period of ['2025Q3', '2025Q4'] as const)
        await db.submit(region, period, { units: [unitFact(region, 1, { unionOrg: `${region}-U` })], organizations: [union] });
      expect(await parts('shell_rate', region, '2025Q4', 'UNION')).toEqual([0, 1]);
    }
  });
  it('a unit that is sent back adds no member to a branch over the border', async () => {
    await db.submit('410302', '2025Q4', { units: named('410302', 1, 3, 'J'), organizations: [joint('410302', 'J')] });
    await db.submit('410303', '2025Q4', { units: named('410303', 1, 3, 'J'), organizations: [] }, { state: 'RETURNED' });
    expect(await parts('shell_rate', '410300', '2025Q4')).toEqual([0, 1]);
  });
  it('a later version of the quarter before is what two periods look at: active then after all, no shell now', async () => {
    const idle = organizationFact('410302', 'P', { congressMeetings: 0, lectures: 0, themeDayMonths: 0 });
    await db.submit('410302', '2025Q3', { units: named('410302', 1, 1, 'P'), organizations: [idle] });
    await db.submit('410302', '2025Q4', { units: named('410302', 1, 1, 'P'), organizations: [idle] });
    await db.submit('410302', '2025Q3', { units: named('410302', 1, 1, 'P'), organizations: [organizationFact('410302', 'P')] });
    expect(await parts('shell_rate', '410302', '2025Q4')).toEqual([0, 1]);
  });
});
