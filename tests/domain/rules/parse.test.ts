import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintRuleSets } from '../../../server/domain/rules/lint.ts';
import { parseRuleSet, parseRuleSetText } from '../../../server/domain/rules/parse.ts';
import { rulesFor, shippedAssignments } from '../../../server/domain/rules/resolve.ts';
import { NATIONAL_SET, RULE_FIELDS } from '../../../server/domain/rules/ruleSet.ts';
import { SHIPPED, shippedSet } from './lines.ts';

const entry = (is: unknown) => ({ is, citation: '示例' });
const good = {
  id: 'example-2024',
  zh: '示例 2024',
  en: 'Example 2024',
  region: '410300',
  validFrom: '2024-01-01',
  citation: '示例文件',
  rules: { jointBranchMaxUnits: entry(10) },
};
const problemsOf = (json: unknown): readonly string[] => {
  const parsed = parseRuleSet(json);
  return 'problems' in parsed ? parsed.problems.map(({ message }) => message) : [];
};
const withRules = (rules: object) => ({ ...good, rules });

describe('what is read', () => {
  it('a set that only raises the joint-branch limit to 10', () => {
    expect(parseRuleSet(good)).toEqual({ set: { ...good, issuedOn: null, validTo: null, targets: [] } });
  });

  it('seed/rules/national.json says all 17 rules, and the same as the ground in the domain', () => {
    expect(shippedSet('national')).toEqual(NATIONAL_SET);
    expect(Object.keys(NATIONAL_SET.rules)).toEqual(RULE_FIELDS);
    expect(RULE_FIELDS).toHaveLength(17);
  });

  it('every shipped set comes back the same from its own text, also behind a byte order mark', () => {
    for (const set of SHIPPED) {
      const text = JSON.stringify(set);
      expect(parseRuleSetText(`\uFEFF${text}`)).toEqual({ set });
      const again = parseRuleSet(set);
      expect('set' in again && JSON.stringify(again.set)).toBe(text);
    }
  });

  it('a target takes the day of issue of its set: 2011-01-24 for all four of 全南', () => {
    expect(shippedSet('quannan-2011').targets.map(({ issuedOn, dueOn, percent }) => [issuedOn, dueOn, percent])).toEqual([
      ['2011-01-24', '2010-12-31', 100],
      ['2011-01-24', '2011-06-30', 60],
      ['2011-01-24', '2011-12-31', 80],
      ['2011-01-24', '2012-10-31', 100],
    ]);
  });
});

describe('what is refused, by field', () => {
  it.each([
    [null, '规则集：应为一个对象，现为 null'],
    [{ ...good, id: '全南 2011' }, 'id：应为小写字母、数字与连字符组成的编号，如 quannan-2011，现为 "全南 2011"'],
    [{ ...good, region: '4103' }, 'region：应为6 位或 9 位行政区划代码，现为 "4103"'],
    [{ ...good, validFrom: '2024-02-30' }, 'validFrom：应为日期，如 2011-01-24，现为 "2024-02-30"'],
    [{ ...good, citation: ' ' }, 'citation：应为1 至 1000 字的文字，现为 " "'],
    [withRules({ jointBranchMaxUnits: { is: 10 } }), 'rules.jointBranchMaxUnits.citation：应为1 至 1000 字的文字，没有填写'],
    [withRules({ jointBranchMaxUnits: entry('十') }), 'rules.jointBranchMaxUnits.is：应为1 至 1000 的整数，现为 "十"'],
    [withRules({ jointBranchMaxUnits: entry(10.5) }), 'rules.jointBranchMaxUnits.is：应为1 至 1000 的整数，现为 10.5'],
    [
      withRules({ unionFounding: entry({ by: 'revenue', min: 25 }) }),
      'rules.unionFounding.is.by：应为以下之一：unionMembers、staff，现为 "revenue"',
    ],
    [withRules({ aboveScale: entry([{}]) }), 'rules.aboveScale.is[1]：至少要有 minStaff、minRevenueWan 中的一项，现为一个对象'],
    [withRules({ workChannels: entry(['LIAISON', 'LIAISON']) }), 'rules.workChannels.is：途径不可重复，现为 2 项的列表'],
    [
      withRules({ partyChecklist: entry('xinxiang') }),
      'rules.partyChecklist.is：应为以下之一：henan-party、wuhu-union、venue、organization，现为 "xinxiang"',
    ],
    [withRules({}), 'rules：规则集至少要有一条规则或一个目标'],
  ])('%j', (json, message) => expect(problemsOf(json)).toEqual([message]));

  it('a misspelt rule is a problem, not a rule silently lost', () => {
    const [message] = problemsOf(withRules({ jointBranchMaxUnit: entry(10) }));
    expect(message).toMatch(/^rules\.jointBranchMaxUnit：没有这一项；可用：aboveScale、.*现为一个对象$/);
  });

  it('bands out of order, upside down, or with a form of another subject are problems', () => {
    const bands = (...made: object[]) => withRules({ womenForms: entry([{ by: 'womenStaff', bands: made }]) });
    const band = (from: number, to: number | null, form = 'WOMEN_GROUP') => ({ from, to, forms: [form] });
    const at = 'rules.womenForms.is[1].bands';
    expect(problemsOf(bands(band(20, null), band(1, 9)))).toEqual([`${at}：各档应按 from 由小到大排列，现为 2 项的列表`]);
    expect(problemsOf(bands(band(9, 1)))).toEqual([`${at}[1]：to 不可小于 from，现为一个对象`]);
    expect(problemsOf(bands(band(1, 9, 'BRANCH')))[0]).toContain(`${at}[1].forms[1]：应为以下之一：WOMEN_CONGRESS、`);
  });

  it('a target without a day of issue is refused where the set has none', () => {
    const target = { indicators: ['union_coverage'], basis: 'OPERATING', percent: 60, dueOn: '2024-12-31', citation: '示例' };
    expect(problemsOf({ ...good, targets: [target] })).toEqual(['targets[1].issuedOn：规则集没有发文日期时，每个目标都要写明发文日期']);
    expect(problemsOf({ ...good, targets: [{ ...target, issuedOn: '2024-01-01' }] })).toEqual([]);
    expect(problemsOf({ ...good, issuedOn: '2024-01-01', targets: [{ ...target, percent: 101 }] })).toEqual([
      'targets[1].percent：应为0 至 100 的数，现为 101',
    ]);
  });

  it('three wrong fields are three problems, not the first of them', () => {
    expect(problemsOf({ ...good, region: 410300, validFrom: '2024', rules: { fundsPerMember: entry(-1) } })).toHaveLength(3);
  });

  it('keys that every object inherits are strangers like any other', () => {
    const json: unknown = JSON.parse('{"__proto__": {"id": "x"}, "constructor": 1}');
    const found = problemsOf(json);
    expect(found.filter((message) => message.startsWith('__proto__：') || message.startsWith('constructor：'))).toHaveLength(2);
    expect(found).toContain('id：应为小写字母、数字与连字符组成的编号，如 quannan-2011，没有填写');
  });

  it('text that is not JSON is refused with a sentence', () => {
    const parsed = parseRuleSetText('{"id": ');
    expect('problems' in parsed && parsed.problems[0]?.message).toMatch(/^规则集不是有效的 JSON：/);
  });

  it('answers for anything at all, and never throws', () => {
    const isRefused = (parsed: object): void => {
      expect(parsed).toHaveProperty('problems');
    };
    fc.assert(fc.property(fc.jsonValue(), (json) => isRefused(parseRuleSet(json))));
    fc.assert(fc.property(fc.string(), (text) => isRefused(parseRuleSetText(text))));
  });

  it('with any one of the 57 values of 全南 replaced by anything, either names a problem or gives a set that can be linted and resolved', () => {
    const text = JSON.stringify(shippedSet('quannan-2011'));
    const values = [...text.matchAll(/(?<=:)(?:"[^"]*"|\d+|null)/g)];
    expect(values).toHaveLength(57);
    fc.assert(
      fc.property(fc.constantFrom(...values), fc.jsonValue(), ({ index, 0: old }, other) => {
        const parsed = parseRuleSetText(text.slice(0, index) + JSON.stringify(other) + text.slice(index + old.length));
        const stands =
          'problems' in parsed
            ? parsed.problems.length > 0
            : lintRuleSets([parsed.set]).length < 9 &&
              rulesFor(shippedAssignments([parsed.set]), [parsed.set.region], '2012-12-31').ids.length > 0;
        expect(stands).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
