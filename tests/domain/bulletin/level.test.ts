import { describe, expect, it } from 'vitest';
import { numeral, quarterWords, stepWords } from '../../../server/domain/bulletin/grammar.ts';
import { againstGoal, levelSentence, shortOf } from '../../../server/domain/bulletin/level.ts';
import { absent, formRate } from '../../../server/domain/rate.ts';
import { about, share, spoken, zh } from './say.ts';

describe('numbers in words', () => {
  it('counts quarters as 两, 三, 十, 十二 and 二十一', () => {
    expect([2, 3, 10, 12, 20, 21].map(numeral)).toEqual(['两', '三', '十', '十二', '二十', '二十一']);
  });

  it('names 2026Q3 as 2026年第三季度', () => {
    expect(quarterWords('2026Q3')).toEqual({ zh: '2026年第三季度', en: 'Q3 2026' });
  });

  it('says of 0.04 points that they are under 0.1, and of none that they are 0.0', () => {
    expect(zh(stepWords(about(), 0.04))).toBe('不足 0.1 个百分点');
    expect(zh(stepWords(about(), 0))).toBe(' 0.0 个百分点');
  });
});

describe('level', () => {
  it('says 1 879 of 2 592 operating units, 72.5 %, and 325 short of 85 %', () => {
    const said = levelSentence(about(), '2026Q3', share(1879, 2592), { goal: { value: 85, kind: 'TARGET' }, gap: 325 }, 'MISSED');
    expect(spoken(said)).toEqual([
      '2026年第三季度末，周口市正常经营单位 2 592 家，已覆盖 1 879 家，组织覆盖率 72.5 %，到 85 % 还差 325 家。',
      'At the end of Q3 2026, Zhoukou: 2 592 operating units, 1 879 covered, Party organisation coverage 72.5 %, 325 units short of 85 %.',
    ]);
    expect(said.tone).toBe('BAD');
  });

  it('names the basis: of 50 units above scale 40 are covered; of 30 eligible units 24 are built', () => {
    expect(zh(levelSentence(about('party_org_coverage', undefined, 'ABOVE_SCALE'), '2026Q3', share(40, 50), null, null))).toBe(
      '2026年第三季度末，周口市规模以上单位 50 家，已覆盖 40 家，组织覆盖率 80.0 %。',
    );
    expect(zh(levelSentence(about('party_built_of_eligible'), '2026Q3', share(24, 30), null, null))).toBe(
      '2026年第三季度末，周口市应建单位 30 家，已建 24 家，应建已建率 80.0 %。',
    );
  });

  it('counts each indicator in its own word: 80 of 100 meetings of a whole quarter, 5 of 120 organizations, 12 persons', () => {
    expect(zh(levelSentence(about('meetings_held'), '2026Q3', share(80, 100), null, null))).toBe(
      '2026年第三季度，周口市应开 100 次，已开 80 次，三会一课落实率 80.0 %。',
    );
    expect(zh(levelSentence(about('shell_rate'), '2026Q3', share(5, 120), null, null))).toBe(
      '2026年第三季度末，周口市组织总数 120 个，带空壳标记的组织 5 个，空壳率 4.2 %。',
    );
    expect(zh(levelSentence(about('applicants'), '2026Q3', formRate('count', 12, null), null, null))).toBe(
      '2026年第三季度末，周口市入党申请人 12 人。',
    );
    expect(zh(levelSentence(about('units_per_organization'), '2026Q3', formRate('ratio', 230, 100), null, null))).toBe(
      '2026年第三季度末，周口市组织总数 100 个，被覆盖单位 230 家，每组织覆盖单位数 2.3 家。',
    );
  });

  it('says why there is no value and invents none', () => {
    const said = levelSentence(about(), '2026Q3', absent('NOT_RECEIVED'), null, null);
    expect(spoken(said)).toEqual([
      '2026年第三季度末，周口市组织覆盖率没有数值（未报送）。',
      'At the end of Q3 2026, Zhoukou: no value of Party organisation coverage (not received).',
    ]);
    expect(zh(levelSentence(about(), '2026Q3', absent('ZERO_DENOMINATOR', 0, 0), null, null))).toContain('（分母为零）');
  });
});

describe('against a goal', () => {
  it('86.9 is 1.9 points above the target of 85, 72.5 is 12.5 below it, 85 is exactly there', () => {
    const goal = { value: 85, kind: 'TARGET' } as const;
    expect([86.9, 72.5, 85].map((value) => zh(againstGoal(about(), value, goal)))).toEqual([
      '高出目标 1.9 个百分点',
      '低于目标 12.5 个百分点',
      '正好达到目标 85 %',
    ]);
    expect([86.9, 72.5, 85].map((value) => againstGoal(about(), value, goal).tone)).toEqual(['GOOD', 'BAD', 'GOOD']);
  });

  it('84.97, which prints as 85.0, is under 0.1 points below 85 and not there yet', () => {
    expect(zh(againstGoal(about(), 84.97, { value: 85, kind: 'TARGET' }))).toBe('低于目标不足 0.1 个百分点');
  });

  it('a shell rate of 7 % is over a target of 5 % and that is bad; 3 % is below and good', () => {
    const goal = { value: 5, kind: 'TARGET' } as const;
    expect(zh(againstGoal(about('shell_rate'), 7, goal))).toBe('超出目标 2.0 个百分点');
    expect([7, 3].map((value) => againstGoal(about('shell_rate'), value, goal).tone)).toEqual(['BAD', 'GOOD']);
  });

  it('floating noise is no distance: 57 of 100 meets 57 %', () => {
    expect(zh(againstGoal(about(), (57 / 100) * 100, { value: 57, kind: 'BOUND' }))).toBe('正好达到达标界 57 %');
  });

  it('325 units are short of 85 %; 0 means that it is met', () => {
    expect(zh(shortOf(about(), 325, { value: 85, kind: 'TARGET' }))).toBe('到 85 % 还差 325 家');
    expect(spoken(shortOf(about(), 0, { value: 85, kind: 'TARGET' }))).toEqual(['已达 85 %', '85 % is met']);
    expect(spoken(shortOf(about(), 1, { value: 85, kind: 'TARGET' }))[1]).toBe('1 unit short of 85 %');
  });
});
