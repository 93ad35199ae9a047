import { describe, expect, it } from 'vitest';
import { classifyUnit, type Coverers, type UnitClass } from '../../../server/domain/classify.ts';
import type { UnitFact } from '../../../server/domain/facts.ts';
import { rulesFor, shippedAssignments } from '../../../server/domain/rules/resolve.ts';
import { NATIONAL, type RuleSet } from '../../../server/domain/rules/ruleSet.ts';
import { classifyOrganization, meetsChecklist, termEnd, termYearsOf } from '../../../server/domain/shells.ts';
import { organizationFact, unitFact } from '../../support/facts.ts';
import { LINYI_LANSHAN, LUOYANG, QUANNAN, SHIPPED } from './lines.ts';

const NOBODY: Coverers = { PARTY: null, UNION: null, LEAGUE: null, WOMEN: null };
const assigned = shippedAssignments(SHIPPED);
const quannan = rulesFor(assigned, QUANNAN, '2025-12-31').rules;
const linyi = rulesFor(assigned, LINYI_LANSHAN, '2025-12-31').rules;
const classify = (more: Partial<UnitFact>, rules: RuleSet, by: Coverers = NOBODY): UnitClass =>
  classifyUnit(unitFact('410302', 1, more), by, rules);

describe('规模以上 above scale', () => {
  it('staff 60 with revenue 600 万元 is above scale nationally (≥ 50 and ≥ 500) and not under linyi-2020 (600 < 2000, 60 < 100)', () => {
    const unit = { staff: 60, revenueWan: 600 };
    expect([NATIONAL, linyi].map((rules) => classify(unit, rules).in_above_scale)).toEqual([1, 0]);
  });

  it('staff 30 with revenue 2500 万元 is above scale under linyi-2020 (≥ 2000) and not nationally (30 < 50)', () => {
    const unit = { staff: 30, revenueWan: 2500 };
    expect([NATIONAL, linyi].map((rules) => classify(unit, rules).in_above_scale)).toEqual([0, 1]);
  });

  it('staff 100 is above scale under both, whatever the revenue; staff 99 with revenue unknown under neither', () => {
    for (const rules of [NATIONAL, linyi, quannan]) {
      expect(classify({ staff: 100, revenueWan: null }, rules).in_above_scale).toBe(1);
      expect(classify({ staff: 99, revenueWan: null }, rules).in_above_scale).toBe(0);
    }
  });

  it('a closed unit of 500 staff is above scale under no set', () => {
    for (const rules of [NATIONAL, linyi, quannan]) expect(classify({ staff: 500, status: 'SUSPENDED' }, rules).in_above_scale).toBe(0);
  });
});

describe('应建 founding conditions', () => {
  it('staff 30 with 0 union members should have a union under quannan-2011 (staff ≥ 25), not nationally (members ≥ 25)', () => {
    const unit = { staff: 30, unionMembers: 0 };
    expect([NATIONAL, quannan].map((rules) => classify(unit, rules).eligible_union)).toEqual([0, 1]);
  });

  it('staff 24 with 24 union members should have a union under neither: 24 < 25 both ways', () => {
    const unit = { staff: 24, unionMembers: 24 };
    expect([NATIONAL, quannan].map((rules) => classify(unit, rules).eligible_union)).toEqual([0, 0]);
  });

  it('10 women among the staff found a women’s committee in 全南, 9 do not; nationally 10 female union members do, 9 do not', () => {
    expect([9, 10].map((womenStaff) => classify({ womenStaff }, quannan).eligible_women)).toEqual([0, 1]);
    expect([9, 10].map((womenUnionMembers) => classify({ womenStaff: 20, womenUnionMembers }, NATIONAL).eligible_women)).toEqual([0, 1]);
  });

  it('全南 says nothing of the Party and the League, so 3 full members and 3 League members found there as everywhere', () => {
    expect([2, 3].map((fullMembers) => classify({ fullMembers }, quannan).eligible_party)).toEqual([0, 1]);
    expect([2, 3].map((leagueMembers) => classify({ leagueMembers }, quannan).eligible_league)).toEqual([0, 1]);
  });
});

describe('work channels', () => {
  it('1 liaison is work under the three national channels and none where only instructors count', () => {
    const instructorsOnly: RuleSet = { ...NATIONAL, workChannels: ['INSTRUCTOR'] };
    expect([NATIONAL, instructorsOnly].map((rules) => classify({ liaisons: 1 }, rules).party_tier)).toEqual(['WORK', 'NONE']);
    expect(classify({ instructors: 1, liaisons: 1 }, instructorsOnly).party_tier).toBe('WORK');
  });

  it('a union alone is work nationally and none where mass organizations do not count', () => {
    const union: Coverers = { ...NOBODY, UNION: { subject: 'UNION', setup: 'SOLE', shell: false } };
    const noMass: RuleSet = { ...NATIONAL, workChannels: ['INSTRUCTOR', 'LIAISON'] };
    expect([NATIONAL, noMass].map((rules) => classify({}, rules, union).party_tier)).toEqual(['WORK', 'NONE']);
  });
});

describe('organizations', () => {
  const covering = (units: number) => ({ units, fullMembers: 30, members: 30, statuses: Array<'OPERATING'>(units).fill('OPERATING') });

  it('a joint branch of 6 units is overstretched at the national limit of 5 and not at a local limit of 10; 11 is at both', () => {
    const branch = organizationFact('410302', 'D1', { form: 'JOINT_BRANCH', setup: 'JOINT' });
    const local: RuleSet = { ...NATIONAL, jointBranchMaxUnits: 10 };
    const overstretched = (units: number) =>
      [NATIONAL, local].map((rules) => classifyOrganization(branch, covering(units), null, '2025Q4', rules).shell_overstretched);
    expect([5, 6, 10, 11].map(overstretched)).toEqual([
      [0, 0],
      [1, 0],
      [1, 0],
      [1, 1],
    ]);
  });

  it('a branch elected 2022-05-01 without a length given ends 2025-05-01 by the term of 3 years; a given 5 years holds to 2027', () => {
    const end = (termYears: number | null, rules: Pick<RuleSet, 'branchTermYears'>) =>
      termEnd({ termStartedOn: '2022-05-01', termYears: termYearsOf({ form: 'BRANCH', termYears }, rules) });
    expect([end(null, NATIONAL), end(5, NATIONAL), end(null, { branchTermYears: 2 })]).toEqual(['2025-05-01', '2027-05-01', '2024-05-01']);
  });

  it('that branch is past its term in 2025Q2 and a shell for it from 2026Q2, over 12 months later', () => {
    const branch = organizationFact('410302', 'D1', { termStartedOn: '2022-05-01', termYears: null });
    const flags = (['2025Q1', '2025Q2', '2026Q1', '2026Q2'] as const).map((period) => {
      const of = classifyOrganization(branch, covering(1), null, period, NATIONAL);
      return [of.term_overdue, of.shell_term_overdue];
    });
    expect(flags).toEqual([
      [0, 0],
      [1, 0],
      [1, 0],
      [1, 1],
    ]);
  });

  it('a union without a length given has no known end: the term of 3 years is that of Party branches', () => {
    expect(termYearsOf({ form: 'UNION_COMMITTEE', termYears: null }, NATIONAL)).toBeNull();
    expect(
      classifyOrganization(
        organizationFact('410302', 'G1', { subject: 'UNION', form: 'UNION_COMMITTEE', termStartedOn: '2022-05-01', termYears: null }),
        covering(1),
        null,
        '2025Q4',
        NATIONAL,
      ).term_known,
    ).toBe(0);
  });

  it('6 of 6 items meet the list that the rules name, 5 do not; where no list is named nothing is met or missed', () => {
    const party = (standardItems: number | null) => ({ subject: 'PARTY', standardItems }) as const;
    expect([6, 5, null].map((items) => meetsChecklist(party(items), NATIONAL))).toEqual([true, false, null]);
    expect(meetsChecklist(party(6), { ...NATIONAL, partyChecklist: null })).toBeNull();
    expect(meetsChecklist({ subject: 'LEAGUE', standardItems: 6 }, NATIONAL)).toBeNull();
  });

  it('classifies in 洛阳, where no local set stands, exactly as nationally', () => {
    const { ids, rules } = rulesFor(assigned, LUOYANG, '2025-12-31');
    expect(ids).toEqual(['national']);
    const { origins, ...plain } = rules;
    expect(plain).toEqual(NATIONAL);
    expect(new Set(Object.values(origins).map(({ ruleSet }) => ruleSet))).toEqual(new Set(['national']));
  });
});
