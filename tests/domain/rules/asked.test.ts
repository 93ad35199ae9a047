import { describe, expect, it } from 'vitest';
import { CHECKLISTS } from '../../../server/domain/rules/checklists.ts';
import { addMonths, formsFor, isUnionOverdue, unionDueOn, type UnitCounts } from '../../../server/domain/rules/forms.ts';
import { standardOf, stepsOf } from '../../../server/domain/rules/goals.ts';
import { rulesFor, shippedAssignments } from '../../../server/domain/rules/resolve.ts';
import { NATIONAL } from '../../../server/domain/rules/ruleSet.ts';
import { targetAt } from '../../../server/domain/targets.ts';
import { GUIYANG, QUANNAN, SHIPPED, shippedSet } from './lines.ts';

const assigned = shippedAssignments(SHIPPED);
const quannan = rulesFor(assigned, QUANNAN, '2012-12-31').rules;
const guizhou = rulesFor(assigned, GUIYANG, '2014-12-31').rules;
const counts = (more: Partial<UnitCounts>): UnitCounts => ({
  staff: 0,
  womenStaff: null,
  fullMembers: 0,
  leagueMembers: null,
  unionMembers: null,
  womenUnionMembers: null,
  ...more,
});

describe('forms by size', () => {
  it('2, 3, 49, 50, 99 and 100 full members make a joint branch, a branch twice, a general branch twice, a committee', () => {
    const form = (fullMembers: number) => formsFor(counts({ fullMembers }), 'PARTY', NATIONAL)[0];
    expect([2, 3, 49, 50, 99, 100].map(form)).toEqual([
      ['JOINT_BRANCH'],
      ['BRANCH'],
      ['BRANCH'],
      ['GENERAL_BRANCH'],
      ['GENERAL_BRANCH'],
      ['COMMITTEE'],
    ]);
    expect(form(0)).toBeUndefined();
  });

  it('24 union members may found alone, jointly or with one organizer; 25 found their own union', () => {
    const form = (unionMembers: number) => formsFor(counts({ unionMembers }), 'UNION', NATIONAL);
    expect(form(24)).toEqual([['UNION_COMMITTEE', 'JOINT_UNION', 'UNION_ORGANIZER']]);
    expect(form(25)).toEqual([['UNION_COMMITTEE']]);
    expect(formsFor(counts({ staff: 25, unionMembers: null }), 'UNION', quannan)).toEqual([['UNION_COMMITTEE']]);
  });

  it('3, 30 and 100 League members make a branch, a general branch, a committee; 2 make none', () => {
    const form = (leagueMembers: number) => formsFor(counts({ leagueMembers }), 'LEAGUE', NATIONAL).flat();
    expect([2, 3, 30, 100].map(form)).toEqual([[], ['LEAGUE_BRANCH'], ['LEAGUE_GENERAL_BRANCH'], ['LEAGUE_COMMITTEE']]);
  });

  it('全南: 9, 10, 19 and 20 women make a group, a committee twice and, where 10–20 and 20 and above overlap, a congress', () => {
    const form = (womenStaff: number) => formsFor(counts({ womenStaff }), 'WOMEN', quannan).flat();
    expect([0, 9, 10, 19, 20].map(form)).toEqual([[], ['WOMEN_GROUP'], ['WOMEN_COMMITTEE'], ['WOMEN_COMMITTEE'], ['WOMEN_CONGRESS']]);
  });

  it('20 women of whom 10 are in the union make a congress and a female workers’ committee beside it; an unknown count makes nothing', () => {
    expect(formsFor(counts({ womenStaff: 20, womenUnionMembers: 10 }), 'WOMEN', quannan)).toEqual([
      ['WOMEN_CONGRESS'],
      ['FEMALE_WORKERS_COMMITTEE'],
    ]);
    expect(formsFor(counts({}), 'WOMEN', quannan)).toEqual([]);
  });
});

describe('a union within 6 months of production (贵州 2014)', () => {
  it('production from 2014-03-15 makes it due on 2014-09-15; from 2014-08-31 on 2015-02-28; from 2015-08-31 on 2016-02-29', () => {
    expect(['2014-03-15', '2014-08-31', '2015-08-31'].map((openedOn) => unionDueOn({ openedOn }, guizhou))).toEqual([
      '2014-09-15',
      '2015-02-28',
      '2016-02-29',
    ]);
    expect(addMonths('2014-12-31', 1)).toBe('2015-01-31');
  });

  it('no rule, or no known day, gives no due day', () => {
    expect([unionDueOn({ openedOn: '2014-03-15' }, NATIONAL), unionDueOn({ openedOn: null }, guizhou)]).toEqual([null, null]);
  });

  it('is not overdue on the due day 2014-09-15, is on the 16th, and never where covered or closed', () => {
    const unit = { openedOn: '2014-03-15', status: 'OPERATING' } as const;
    expect(['2014-09-15', '2014-09-16'].map((asOf) => isUnionOverdue(unit, false, asOf, guizhou))).toEqual([false, true]);
    expect(isUnionOverdue(unit, true, '2014-12-31', guizhou)).toBe(false);
    expect(isUnionOverdue({ ...unit, status: 'SUSPENDED' }, false, '2014-12-31', guizhou)).toBe(false);
  });
});

describe('goals', () => {
  it('全南 steps to 60, 80 and 100 % for three indicators; the goal due before its issue is no step', () => {
    const steps = stepsOf(shippedSet('quannan-2011'));
    expect(steps).toHaveLength(9);
    expect(steps.filter(({ indicator }) => indicator === 'union_coverage').map(({ validFrom, target }) => [validFrom, target])).toEqual([
      ['2011-06-30', 60],
      ['2011-12-31', 80],
      ['2012-10-31', 100],
    ]);
  });

  it('as targets they hold at the end of the quarter: none in 2011Q1, 60 in Q2 and Q3, 80 from Q4, 100 from 2012Q4', () => {
    const latestFirst = stepsOf(shippedSet('quannan-2011')).toReversed();
    const at = (period: string) => targetAt(latestFirst, QUANNAN, 'union_coverage', period);
    expect(['2011Q1', '2011Q2', '2011Q3', '2011Q4', '2012Q3', '2012Q4'].map(at)).toEqual([null, 60, 60, 80, 80, 100]);
  });

  it('the standard of funds is 100 yuan a member a year, and no other indicator has a standard', () => {
    expect([standardOf('funds_per_member', NATIONAL), standardOf('union_coverage', NATIONAL)]).toEqual([100, null]);
  });
});

describe('checklists', () => {
  it('four lists go by one name, of six different items each', () => {
    const lists = Object.values(CHECKLISTS);
    expect(lists.map(({ items }) => new Set(items.map(({ zh }) => zh)).size)).toEqual([6, 6, 6, 6]);
    expect(CHECKLISTS['wuhu-union'].items.map(({ zh }) => zh)).toEqual(['班子', '队伍', '制度', '阵地', '活动', '经费']);
  });

  it('no two of them are the same list: 制度 alone is in two, 学习资料 in two others', () => {
    const holding = (zh: string) =>
      Object.entries(CHECKLISTS)
        .filter(([, { items }]) => items.some((item) => item.zh === zh))
        .map(([id]) => id);
    expect(holding('制度')).toEqual(['henan-party', 'wuhu-union']);
    expect(holding('学习资料')).toEqual(['venue', 'organization']);
  });
});
