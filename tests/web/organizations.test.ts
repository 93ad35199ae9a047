import { describe, expect, test } from 'vitest';
import type { ListedOrganization, SituationAnswer, TermsAnswer } from '../../web/src/api/organizations.ts';
import { columnOf, toComparison } from '../../web/src/features/organizations/toComparison.ts';
import { toOrganizationAsk, toOrganizationLine } from '../../web/src/features/organizations/toOrganizations.ts';
import { checklistOf, indicatorsFor, lastDay, toGroups, toNetLines, toTerms } from '../../web/src/features/organizations/toSituation.ts';
import { organizationsWords } from '../../web/src/i18n/organizations.ts';
import { DEFAULTS } from '../../web/src/state/selection.ts';
import { DATASET, INDICATOR } from './overview.fixtures.ts';

const words = organizationsWords.zh;
const NET = { ...INDICATOR, id: 'NET_ORG_COVERAGE' as const, key: 'net_org_coverage' };
const SHELL = {
  ...INDICATOR,
  id: 'SHELL_RATE' as const,
  key: 'shell_rate',
  group: 'ORGANIZATION' as const,
  subject: null,
  basis: null,
  classes: [],
};
const rate = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  value: (numerator / denominator) * 100,
  missing: null,
});
const region = (code: string, name: string) => ({ code, name, nameEn: null });

type Group = SituationAnswer['forms'][number];
const group = (value: string | null, zh: string, flagged: number, of: number, share: number): Group => ({
  dimensions: [{ value, label: { zh, en: zh } }],
  share,
  rate: { numerator: flagged, denominator: of, value: of === 0 ? null : flagged / of },
});

const TERMS: TermsAnswer = {
  asOf: '2025-12-31',
  known: 100,
  unknown: 4,
  overdue: 20,
  overdueByYear: 6,
  later: 50,
  quarters: [{ period: '2026Q1', ending: 30 }],
};

const ANSWER: SituationAnswer = {
  whole: [],
  parts: [
    { region: region('410300', '洛阳市'), indicator: 'SHELL_RATE', rate: rate(3, 100) },
    { region: region('410700', '新乡市'), indicator: 'SHELL_RATE', rate: rate(1, 100) },
    {
      region: region('410900', '濮阳市'),
      indicator: 'SHELL_RATE',
      rate: { numerator: null, denominator: null, value: null, missing: 'NOT_RECEIVED' },
    },
  ],
  forms: [
    group(null, '未填', 0, 5, 4),
    group('BRANCH', '党支部', 2, 90, 72),
    group('COMMITTEE', '党委', 0, 30, 24),
    group('JOINT_BRANCH', '联合党支部', 0, 0, 0),
  ],
  setups: [],
  secretaries: [],
  net: [
    { region: region('410000', '河南省'), indicator: 'PARTY_ORG_COVERAGE', rate: rate(80, 100) },
    { region: region('410000', '河南省'), indicator: 'NET_ORG_COVERAGE', rate: rate(77, 100) },
  ],
  netParts: [
    {
      region: region('410900', '濮阳市'),
      indicator: 'PARTY_ORG_COVERAGE',
      rate: { numerator: null, denominator: null, value: null, missing: 'NOT_RECEIVED' },
    },
  ],
  ruleSets: [
    { id: 'henan', label: { zh: '河南', en: 'Henan' }, rules: [] },
    {
      id: 'national',
      label: { zh: '全国', en: 'National' },
      rules: [
        {
          field: 'partyChecklist',
          text: { zh: '河南党组织「六有」：场所、设施、标志、党旗、书报、制度', en: 'Henan' },
          citation: '默认取河南',
        },
      ],
    },
  ],
};

describe('how organizations stand', () => {
  test('forms by their number: 90 branches, 30 committees, 5 not said last; a form nobody has is left out', () => {
    expect(toGroups(ANSWER.forms, words, 'zh').map(({ label, number, share, flagged }) => [label, number, share, flagged])).toEqual([
      ['党支部', '90', '72.0\u202f%', '2'],
      ['党委', '30', '24.0\u202f%', '0'],
      ['台账未填', '5', '4.0\u202f%', '0'],
    ]);
  });

  test('terms: 20 past (6 by over a year), 30 end in 2026Q1; the longest bar is 100', () => {
    expect(toTerms(TERMS, words).map(({ label, number, note, length }) => [label, number, note, Math.round(length)])).toEqual([
      ['届满未换届', '20', '其中逾期超过 12 个月 6 个', 67],
      ['2026Q1 届满', '30', null, 100],
    ]);
  });

  test('the net rate stands beside the reported one, 77.0 beside 80.0; a region without a rate has no line', () => {
    expect(toNetLines(ANSWER.net, [INDICATOR, NET], 'zh').map(({ name, reported, net }) => [name, reported, net])).toEqual([
      ['河南省', '80.0', '77.0'],
    ]);
    expect(toNetLines(ANSWER.netParts, [INDICATOR, NET], 'zh')).toEqual([]);
  });

  test('names the checklist that the rules name, with the set that says so; the league has none', () => {
    expect(checklistOf(ANSWER.ruleSets, 'PARTY', 'zh')).toMatchObject({ ruleSet: '全国', citation: '默认取河南' });
    expect(checklistOf(ANSWER.ruleSets, 'LEAGUE', 'zh')).toBeNull();
  });

  test('a party page has no union work, a union page has, and nobody has what is of another subject', () => {
    const union = { ...SHELL, id: 'CONGRESS_HELD' as const, group: 'UNION_WORK' as const, subject: 'UNION' as const };
    const terms = { ...SHELL, id: 'TERM_OVERDUE' as const, subject: 'PARTY' as const };
    expect(indicatorsFor([SHELL, union, terms, INDICATOR], 'PARTY').map(({ id }) => id)).toEqual(['SHELL_RATE', 'TERM_OVERDUE']);
    expect(indicatorsFor([SHELL, union, terms, INDICATOR], 'UNION').map(({ id }) => id)).toEqual(['SHELL_RATE', 'CONGRESS_HELD']);
  });

  test('a field of the comparison has the printed value, its counts, or the pattern of its absence', () => {
    const { parts } = toComparison(ANSWER, [SHELL], { dataset: DATASET, lang: 'zh', name: '河南省' });
    expect(parts.map(({ name, fields: [field] }) => [name, field?.text, field?.title, field?.className.startsWith('absent-')])).toEqual([
      ['洛阳市', '3.0', '3 / 100', false],
      ['新乡市', '1.0', '1 / 100', false],
      ['濮阳市', '', '未报送', true],
    ]);
    expect(columnOf('SHELL_RATE')).toBe('shellrate');
  });

  test('a quarter ends on its last day: 2025Q4 on 2025-12-31, 2026Q2 on 2026-06-30', () => {
    expect([lastDay('2025Q4'), lastDay('2026Q2')]).toEqual(['2025-12-31', '2026-06-30']);
  });
});

const ORGANIZATION: ListedOrganization = {
  code: 'P1',
  name: '示例党支部',
  region: { ...region('410305001', '湖北路街道'), parent: { name: '涧西区', nameEn: null } },
  form: 'BRANCH',
  setup: 'SOLE',
  foundedOn: '2019-01-01',
  termStartedOn: '2022-12-01',
  termEndsOn: '2025-12-01',
  secretarySource: null,
  unitsCovered: 1,
  fullMembers: 4,
  meetingsDue: 0,
  meetingsHeld: 0,
  themeDayMonths: 2,
  standardItems: null,
  funds: null,
  flags: [
    {
      flag: 'NO_ACTIVITY',
      label: { zh: '连续两期无活动', en: 'No activity' },
      on: '2025-12-31',
      explanation: { zh: '两期均无活动', en: 'none' },
    },
  ],
};

describe('the list of organizations', () => {
  test('asks for those to be checked first, and for all when asked', () => {
    expect(toOrganizationAsk(DEFAULTS, '410000', '2025Q4').where).toEqual({ region: '410000', subject: ['PARTY'], shell: true });
    expect(toOrganizationAsk({ ...DEFAULTS, listed: 'all', flags: ['UNITS_GONE'], form: ['BRANCH'] }, '410000', '2025Q4').where).toEqual({
      region: '410000',
      subject: ['PARTY'],
      form: ['BRANCH'],
      flags: ['UNITS_GONE'],
    });
  });

  test('an organization in words: a term that ended 30 days ago is past, no meeting due is not 0 / 0, each flag has its day', () => {
    const line = toOrganizationLine(ORGANIZATION, { dataset: DATASET, words, lang: 'zh', asOf: '2025-12-31' });
    expect([line.past, line.meetings, line.themeDays, line.items, line.secretary]).toEqual([true, null, '2', null, null]);
    expect(line.flags).toEqual([{ id: 'NO_ACTIVITY', label: '连续两期无活动', reason: '两期均无活动', on: '2025-12-31' }]);
  });
});
