import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isRefused } from '../../server/domain/analysis/refusal.ts';
import { applyRules } from '../../server/ledger/applyRules.ts';
import { changeRegions } from '../../server/ledger/changeRegions.ts';
import { loadRuleSets } from '../../seed/rules/loadRuleSets.ts';
import { shiftQuarter } from '../../server/domain/period.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, organizationFact, unitFact } from '../support/facts.ts';

const NOW = '2026-11-01T00:00:00.000Z';

/** A refusal here is a failure of the test. */
function answered<Answer extends object>(answer: Answer): Exclude<Answer, { refused: unknown }> {
  if (isRefused(answer)) throw new Error(JSON.stringify(answer));
  return answer as Exclude<Answer, { refused: unknown }>;
}

describe.each(ENGINES)('analyses on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    // 410302: 48/60 → 42/50; 410303: 16/40 → 22.5/50 is no whole number, so 16/40 → 22/50; 410304 reports the second quarter only.
    await db.submit('410302', '2025Q3', ledgerOf('410302', { sole: 48, none: 12 }));
    await db.submit('410303', '2025Q3', ledgerOf('410303', { sole: 16, none: 24 }));
    await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 42, none: 8 }));
    await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 22, none: 28 }));
    await db.submit('410304', '2025Q4', ledgerOf('410304', { sole: 1, none: 9 }));
  });
  afterAll(() => db.drop());

  it('splits 洛阳 64/100 → 64/100 over the two counties that both quarters hold: rate and composition cancel out', async () => {
    const { change, sameRegions, byChildren, leftOut } = answered(
      await db.ask((view) => view.change({ indicator: 'party_org_coverage', region: '410300', from: '2025Q3', to: '2025Q4' })),
    );
    expect([change.before.numerator, change.before.denominator, change.after.numerator, change.after.denominator]).toEqual([
      64, 100, 64, 100,
    ]);
    expect(sameRegions).toBe(2);
    expect(Number(change.numeratorEffect) + Number(change.denominatorEffect)).toBeCloseTo(change.change, 9);
    // rate: 55 % × (84 − 80) + 45 % × (44 − 40) = +4; composition: −10 % × 82 + 10 % × 42 = −4
    expect(byChildren?.rateEffect).toBeCloseTo(4, 9);
    expect(byChildren?.compositionEffect).toBeCloseTo(-4, 9);
    expect(leftOut.map((part) => part.key)).toContain('410304');
  });

  it('splits by sector and scale too, and each adds up to the change', async () => {
    const answer = answered(
      await db.ask((view) => view.change({ indicator: 'party_org_coverage', region: '410302', from: '2025Q3', to: '2025Q4' })),
    );
    for (const split of [answer.bySector, answer.byScale])
      expect(split?.parts.reduce((sum, part) => sum + part.contribution, 0)).toBeCloseTo(answer.change.change, 9);
    expect(answer.change.change).toBeCloseTo(4, 9);
    expect(answer.explanation.zh).toMatch(/分子/);
  });

  it('measures the gap of 洛阳 to 80 %: 65 of 110, 23 missing; parts 18 + 7, surplus 2; the list holds 45 units', async () => {
    const { gap, candidates, afterFounding } = answered(
      await db.ask((view) => view.gap({ indicator: 'party_org_coverage', region: '410300', period: '2025Q4' })),
    );
    expect(gap.gap).toBe(23);
    expect(gap.byParts?.parts.filter((part) => part.gap > 0).map((part) => [part.key, part.gap])).toEqual([
      ['410303', 18],
      ['410304', 7],
    ]);
    expect(gap.byParts?.sumOfSurpluses).toBe(2);
    expect(candidates).toBe(45);
    expect(afterFounding?.rate.numerator).toBe(110);
  });

  it('takes the target of the question: 90 % of 110 is 99, 34 missing', async () => {
    const { gap } = answered(
      await db.ask((view) => view.gap({ indicator: 'party_org_coverage', region: '410300', period: '2025Q4', target: 90 })),
    );
    expect(gap.gap).toBe(34);
  });

  it('refuses a forecast from two quarters and gives one from eight', async () => {
    const two = await db.ask((view) => view.attainment({ indicator: 'party_org_coverage', region: '410302' }));
    expect(two).toMatchObject({ refused: 'TOO_FEW_PERIODS' });
    for (let at = 0; at < 8; at += 1) {
      const period = shiftQuarter('2023Q1', at);
      await db.submit('410402', period, ledgerOf('410402', { sole: 40 + 2 * at, none: 60 - 2 * at }));
    }
    await db.submit('410402', '2025Q4', ledgerOf('410402', { sole: 60, none: 40 }));
    const answer = answered(await db.ask((view) => view.attainment({ indicator: 'party_org_coverage', region: '410402' })));
    expect(answer.attainment.unitsMissing).toBe(20);
    expect(answer.history.map((one) => one.rate.value)).toContain(54);
    expect(answer.attainment.path.every((point) => point.low <= point.value && point.value <= point.high)).toBe(true);
  });

  it('bounds 洛阳 in 2026Q1 when 410303 is missing: 42/50 with 22/50, 0/50 or 50/50 beside it; counties never known refuse', async () => {
    await db.submit('410302', '2026Q1', ledgerOf('410302', { sole: 42, none: 8 }));
    const never = await db.ask((view) => view.bounds({ indicator: 'party_org_coverage', region: '410300', period: '2026Q1' }));
    expect(never).toMatchObject({ refused: 'NEVER_KNOWN' });
    const county = answered(await db.ask((view) => view.bounds({ indicator: 'party_org_coverage', region: '410303', period: '2026Q1' })));
    expect([county.ifNone.value, county.ifSame.value, county.ifAll.value]).toEqual([0, 44, 100]);
  });

  it('lists shells with each flag dated and explained: a joint branch over 6 units is overstretched', async () => {
    await db.submit('410404', '2025Q4', ledgerOf('410404', { joint: 6 }));
    const page = await db.ask((view) => view.organizations({ where: { region: '410404', shell: true }, period: '2025Q4', first: 10 }));
    expect(page.totalCount).toBe(1);
    expect(page.rows[0]?.node.flags).toMatchObject([{ flag: 'OVERSTRETCHED', on: '2025-12-31' }]);
    expect(page.rows[0]?.node.flags[0]?.explanation.zh).toContain('6 家');
    const [net, reported] = await db.ask((view) =>
      view.observations({
        indicators: ['net_org_coverage', 'party_org_coverage'],
        regions: { codes: ['410404'] },
        periods: { only: ['2025Q4'] },
      }),
    );
    expect([net?.rate.numerator, reported?.rate.numerator]).toEqual([0, 6]);
  });

  it('raises NO_ACTIVITY after two silent quarters, not after one', async () => {
    const silent = organizationFact('410411', 'S1', { congressMeetings: 0, lectures: 0, themeDayMonths: 0 });
    const ledger = { units: [unitFact('410411', 1, { partyOrg: 'S1' })], organizations: [silent] };
    const flags = async (period: string) =>
      (await db.ask((view) => view.organizations({ where: { region: '410411' }, period, first: 1 }))).rows[0]?.node.flags.map(
        (one) => one.flag,
      );
    await db.submit('410411', '2025Q3', ledger);
    await db.submit('410411', '2025Q4', ledger);
    expect([await flags('2025Q3'), await flags('2025Q4')]).toEqual([[], ['NO_ACTIVITY']]);
  });

  it('reads the rule set of the place: staff 60 with 600 万元 is above scale nationally, not under linyi-2020; later quarters only, unless recomputed', async () => {
    const linyi = loadRuleSets().find((set) => set.id === 'linyi-2020');
    if (!linyi) throw new Error('linyi-2020 is not shipped');
    const ledger = { units: [unitFact('410502', 1, { staff: 60, revenueWan: 600 })], organizations: [] };
    const above = async (period: string) => {
      const [row] = await db.ask((view) =>
        view.observations({
          indicators: ['party_org_coverage'],
          regions: { codes: ['410502'] },
          periods: { only: [period] },
          basis: 'ABOVE_SCALE',
        }),
      );
      return [row?.rate.denominator, row?.ruleSets];
    };
    await db.submit('410502', '2025Q3', ledger);
    await applyRules(db.store, { set: linyi, region: '410500', validFrom: '2020-01-01', recompute: null }, NOW);
    await db.submit('410502', '2025Q4', ledger);
    expect(await above('2025Q3')).toEqual([1, ['national']]);
    expect(await above('2025Q4')).toEqual([0, [expect.stringContaining('linyi-2020')]]);
    const refused = await db.ask((view) =>
      view.change({ indicator: 'party_org_coverage', region: '410502', from: '2025Q3', to: '2025Q4', basis: 'ABOVE_SCALE' }),
    );
    expect(refused).toMatchObject({ refused: 'BASIS_CHANGED' });
    expect(await applyRules(db.store, { set: linyi, region: '410500', validFrom: '2020-01-01', recompute: '2025Q3' }, NOW)).toEqual({
      submissions: 2,
    });
    expect((await above('2025Q3'))[0]).toBe(0);
  });

  it('refuses a change across a boundary and names it', async () => {
    await db.submit('410602', '2025Q3', ledgerOf('410602', { sole: 1, none: 1 }));
    await db.submit('410603', '2025Q3', ledgerOf('410603', { sole: 1, none: 1 }));
    await changeRegions(
      db.store,
      { kind: 'MERGE', on: '2025-10-01', from: ['410602', '410603'], to: [{ code: '410690', name: '合区' }] },
      NOW,
    );
    await db.submit('410690', '2025Q4', ledgerOf('410690', { sole: 3, none: 1 }));
    const county = await db.ask((view) => view.change({ indicator: 'party_org_coverage', region: '410690', from: '2025Q3', to: '2025Q4' }));
    expect(county).toMatchObject({ refused: 'BOUNDARY_CHANGED' });
  });
});
