import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandAt } from '../../../server/domain/rules/forms.ts';
import { lintAssignments, lintRuleSet, lintRuleSets, RULE_FINDINGS } from '../../../server/domain/rules/lint.ts';
import { shippedAssignments } from '../../../server/domain/rules/resolve.ts';
import type { FormBand, RuleSetDocument, StagedTarget } from '../../../server/domain/rules/ruleSet.ts';
import { loadDivisions } from '../../../seed/divisions.ts';
import { byAdministrator, saysStaff, SHIPPED, shippedSet } from './lines.ts';

const plain = saysStaff('plain', '410000', '2020-01-01', 12);
const withBands = (...bands: (readonly [number, number | null])[]): RuleSetDocument => ({
  ...plain,
  rules: {
    womenForms: {
      is: [{ by: 'womenStaff', bands: bands.map(([from, to]): FormBand => ({ from, to, forms: ['WOMEN_GROUP'] })) }],
      citation: '示例',
    },
  },
});
const goal = (percent: number, dueOn: string, issuedOn = '2020-01-01'): StagedTarget => ({
  indicators: ['union_coverage'],
  basis: 'OPERATING',
  percent,
  issuedOn,
  dueOn,
  citation: '示例',
});
const codes = (set: RuleSetDocument, isRegion?: (code: string) => boolean): string[] => lintRuleSet(set, isRegion).map(({ code }) => code);

describe('全南 2011', () => {
  it('has exactly two findings: 10–20 and 20 and above overlap at 20, and 100 % was due 2010-12-31, issued 2011-01-24', () => {
    const found = lintRuleSet(shippedSet('quannan-2011'));
    expect(found.map(({ code, field, severity }) => [code, field, severity])).toEqual([
      ['OVERLAP', 'womenForms', 'ORDINARY'],
      ['TARGET_DUE_BEFORE_ISSUE', 'targets', 'ORDINARY'],
    ]);
    expect(found.map(({ words }) => words.zh)).toEqual([
      '妇女组织形式：按女从业人员，妇委会为 10–20，妇代会为 20 以上，在 20 处重叠；判断时取较大一档',
      '目标 100% 的期限 2010-12-31 早于发文日期 2011-01-24；此目标不作考核',
    ]);
    expect(found.map(({ words }) => words.en)).toEqual([
      "Women's forms by size, by women staff: Women's committee 10–20, Women's congress 20 and above; they overlap at 20; the larger form is taken",
      'The target of 100% is due 2010-12-31, before its issue on 2011-01-24; it is not held against anybody',
    ]);
  });

  it('has the only findings of the four sets that ship, and all four stand for divisions that exist', () => {
    const known = new Set(loadDivisions().map(({ code }) => code));
    const found = lintRuleSets(SHIPPED, (code) => known.has(code));
    expect(SHIPPED).toHaveLength(4);
    expect(found.map(({ ruleSet }) => ruleSet)).toEqual(['quannan-2011', 'quannan-2011']);
  });
});

describe('thresholds', () => {
  it('1–9, 10–19, 20 and above meet: no finding', () => expect(codes(withBands([1, 9], [10, 19], [20, null]))).toEqual([]));

  it('1–9 and 20 and above leave a hole at 10–19', () => {
    const [found] = lintRuleSet(withBands([1, 9], [20, null]));
    expect([found?.code, found?.words.zh.endsWith('缺 10–19')]).toEqual(['HOLE', true]);
  });

  it('1–9 and 11 and above leave a hole of one: 10', () => {
    const [found] = lintRuleSet(withBands([1, 9], [11, null]));
    expect([found?.code, found?.words.en.endsWith('nothing is said for 10')]).toEqual(['HOLE', true]);
  });

  it('1 and above and 20 and above overlap at 20 and above', () => {
    const [found] = lintRuleSet(withBands([1, null], [20, null]));
    expect([found?.code, found?.words.zh.includes('在 20 以上 处重叠')]).toEqual(['OVERLAP', true]);
  });

  it('1–30, 10–12 and 20 and above overlap twice and leave no hole, for 1–30 reaches over 13–19', () => {
    expect(codes(withBands([1, 30], [10, 12], [20, null]))).toEqual(['OVERLAP', 'OVERLAP']);
  });

  it('a ladder without findings gives every count from its first threshold up exactly one band', () => {
    const bands = fc
      .uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 })
      .map((starts) => starts.sort((a, b) => a - b))
      .map((starts) =>
        starts.map((from, at): readonly [number, number | null] => [from, at + 1 < starts.length ? (starts[at + 1] as number) - 1 : null]),
      );
    fc.assert(
      fc.property(bands, fc.integer({ min: 0, max: 80 }), (made, count) => {
        const set = withBands(...made);
        expect(lintRuleSet(set)).toEqual([]);
        const fits = made.filter(([from, to]) => count >= from && (to === null || count <= to));
        expect(fits).toHaveLength(count >= (made[0]?.[0] as number) ? 1 : 0);
        const ladder = set.rules.womenForms?.is[0];
        expect(ladder && bandAt(ladder, count)?.from).toEqual(fits[0]?.[0]);
      }),
    );
  });
});

describe('targets and dates', () => {
  it('a target due on its day of issue is in order, one due the day before is not', () => {
    expect(codes({ ...plain, targets: [goal(60, '2020-01-01')] })).toEqual([]);
    expect(codes({ ...plain, targets: [goal(60, '2019-12-31')] })).toEqual(['TARGET_DUE_BEFORE_ISSUE']);
  });

  it('80 % in 2021 and 70 % in 2022 fall; 70 % and 80 % do not', () => {
    expect(codes({ ...plain, targets: [goal(80, '2021-12-31'), goal(70, '2022-12-31')] })).toEqual(['TARGET_FALLS']);
    expect(codes({ ...plain, targets: [goal(80, '2022-12-31'), goal(70, '2021-12-31')] })).toEqual([]);
  });

  it('60 % and 80 % of one indicator due on one day contradict each other; of two indicators they do not', () => {
    const twice = [goal(60, '2021-12-31'), goal(80, '2021-12-31')];
    expect(codes({ ...plain, targets: twice })).toEqual(['DATES_OUT_OF_ORDER']);
    expect(
      codes({ ...plain, targets: [twice[0] as StagedTarget, { ...goal(80, '2021-12-31'), indicators: ['league_coverage'] }] }),
    ).toEqual([]);
  });

  it('in force before its issue, or ended before it began, is out of order and serious', () => {
    expect(codes({ ...plain, issuedOn: '2020-01-02' })).toEqual(['DATES_OUT_OF_ORDER']);
    expect(codes({ ...plain, issuedOn: '2020-01-01' })).toEqual([]);
    expect(codes({ ...plain, validTo: '2020-01-01' })).toEqual(['DATES_OUT_OF_ORDER']);
    expect(RULE_FINDINGS.DATES_OUT_OF_ORDER.severity).toBe('SERIOUS');
  });

  it('a region that no table knows is found when a table is given', () => {
    expect(codes(plain)).toEqual([]);
    expect(codes(plain, (code) => code === '100000')).toEqual(['UNKNOWN_REGION']);
  });
});

describe('sets together', () => {
  it('two sets for 410000 from 2020-01-01 are one finding that names both', () => {
    const [found, ...others] = lintRuleSets([plain, { ...plain, id: 'other' }]);
    expect(others).toEqual([]);
    expect([found?.code, found?.words.zh]).toEqual(['SAME_REGION_AND_DATE', '410000 自 2020-01-01 起有两套规则：plain 与 other']);
  });

  it('the same region a year later, or another region on the same day, is in order', () => {
    expect(lintRuleSets([plain, saysStaff('later', '410000', '2021-01-01', 9), saysStaff('beside', '420000', '2020-01-01', 9)])).toEqual(
      [],
    );
  });

  it('an administrator may assign for the day and region of a shipped set, but only once', () => {
    const shipped = shippedAssignments([plain]);
    const once = byAdministrator(saysStaff('chosen', '410000', '2020-01-01', 9), '410000', '2020-01-01');
    expect(lintAssignments([...shipped, once])).toEqual([]);
    expect(lintAssignments([...shipped, once, { ...once, set: plain }]).map(({ code }) => code)).toEqual(['SAME_REGION_AND_DATE']);
  });
});
