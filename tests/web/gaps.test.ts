import { describe, expect, test } from 'vitest';
import type { GapAnswer, ListedUnit } from '../../web/src/api/gaps.ts';
import { coverageFor, GAP_COLUMNS, toFigures, toLines, toReasons, toSentences } from '../../web/src/features/gaps/toGaps.ts';
import { isNarrowed, orderInAddress, orderOf, toUnitAsk, toUnitLine } from '../../web/src/features/gaps/toUnits.ts';
import { gapsWords } from '../../web/src/i18n/gaps.ts';
import { DEFAULTS } from '../../web/src/state/selection.ts';
import { sortedBy } from '../../web/src/view/sorted.ts';
import { unknownWord } from '../../web/src/view/unknown.ts';
import { DATASET } from './overview.fixtures.ts';

const words = gapsWords.zh;
type Part = GapAnswer['gap']['parts'][number];

const rate = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  value: (numerator / denominator) * 100,
  missing: null,
});
const part = (key: string, zh: string, covered: number, of: number, gap: number, more: Partial<Part> = {}): Part => ({
  key,
  label: { zh, en: `${zh} en` },
  region: { code: key, name: zh, nameEn: null },
  rate: rate(covered, of),
  target: 80,
  gap,
  surplus: 0,
  toClose: 0,
  ...more,
});

/** Three regions: 洛阳 30 short, 新乡 10 short, 郑州 15 to spare; the whole is 25 short of 80 %. */
const ANSWER: GapAnswer = {
  gap: {
    refusal: null,
    explanation: {
      zh: '整体距 80 % 差 25 家；各部分差额合计 40 家：别处余下的 15 家抵补不了这里。',
      en: 'The whole is 25 units short of 80 %.',
    },
    rate: rate(1575, 2000),
    target: 80,
    gap: 25,
    surplus: 0,
    sumOfGaps: 40,
    sumOfSurpluses: 15,
    parts: [
      part('410300', '洛阳', 370, 500, 30, { toClose: 25 }),
      part('410700', '新乡', 390, 500, 10),
      part('410100', '郑州', 815, 1000, 0, { surplus: 15 }),
    ],
    smallestSet: [{ key: '410300', label: { zh: '洛阳', en: 'Luoyang' }, toClose: 25 }],
    leftOut: [],
    candidates: 60,
    afterFounding: { rate: rate(1635, 2000), missing: 0 },
  },
  whole: [],
  candidates: [
    { region: { code: '410300' }, rate: { denominator: 45, missing: null } },
    { region: { code: '410700' }, rate: { denominator: null, missing: 'NOT_RECEIVED' } },
  ],
  reasons: [
    { dimensions: [{ value: null, label: { zh: '未填', en: 'Not stated' } }], share: 50, rate: { denominator: 30 } },
    { dimensions: [{ value: 'TOO_SMALL', label: { zh: '规模小', en: 'Too small' } }], share: 20, rate: { denominator: 12 } },
    { dimensions: [{ value: 'OWNER_RELUCTANT', label: { zh: '业主抵触', en: 'Owner reluctant' } }], share: 30, rate: { denominator: 18 } },
    { dimensions: [{ value: 'SEASONAL', label: { zh: '季节性', en: 'Seasonal' } }], share: 0, rate: { denominator: 0 } },
  ],
};

describe('the gap', () => {
  test('a bar is as long as its part of the longest gap: 30 is 100, 10 a third, none is —', () => {
    const lines = toLines(ANSWER, words, 'zh');
    expect(lines.map(({ name, gapText, length, toCloseText }) => [name, gapText, Math.round(length), toCloseText])).toEqual([
      ['洛阳', '30', 100, '25'],
      ['新乡', '10', 33, ''],
      ['郑州', '—', 0, ''],
    ]);
  });

  test('units that are not known are an empty cell, never 0', () => {
    expect(toLines(ANSWER, words, 'zh').map(({ candidatesText }) => candidatesText)).toEqual(['45', '', '']);
  });

  test('says that 25 is not 40, because 15 to spare fill no gap elsewhere; and that 1 region is enough', () => {
    expect(toSentences(ANSWER.gap, words, 'zh')).toEqual([
      '整体距 80 % 差 25 家；各部分差额合计 40 家：别处余下的 15 家抵补不了这里。',
      '只要 1 个地区补上，整体即达标：洛阳 25 家。',
    ]);
  });

  test('four figures: 78.8 % now, 25 missing, 60 that could be founded, 81.8 % after', () => {
    expect(toFigures(ANSWER.gap, words).map(({ id, text }) => `${id} ${text}`)).toEqual([
      'now 78.8',
      'gap 25',
      'candidates 60',
      'after 81.8',
    ]);
  });

  test('beyond the target the second figure is what is to spare', () => {
    expect(toFigures({ ...ANSWER.gap, gap: 0, surplus: 7 }, words)[1]).toMatchObject({ id: 'gap', name: '余额', text: '7' });
  });

  test('reasons by their number, what the ledger does not say last, what nobody has left out', () => {
    expect(toReasons(ANSWER, words, 'zh').map(({ label, unitsText, share }) => `${label} ${unitsText} ${share}`)).toEqual([
      '业主抵触 18 30.0\u202f%',
      '规模小 12 20.0\u202f%',
      '未填原因 30 50.0\u202f%',
    ]);
  });

  test('an indicator that is no coverage of the subject gives way to the first that is', () => {
    expect([coverageFor('PARTY', 'PARTY_WORK_COVERAGE'), coverageFor('UNION', 'PARTY_WORK_COVERAGE')]).toEqual([
      'PARTY_WORK_COVERAGE',
      'UNION_COVERAGE',
    ]);
  });

  test('sorts by a column of the address both ways, unknown last both times; an unknown column changes nothing', () => {
    const names = (order: string | null) => sortedBy(toLines(ANSWER, words, 'zh'), order, GAP_COLUMNS).map(({ name }) => name);
    expect(names('rate')).toEqual(['洛阳', '新乡', '郑州']);
    expect(names('-rate')).toEqual(['郑州', '新乡', '洛阳']);
    expect(names('-candidates')).toEqual(['洛阳', '新乡', '郑州']);
    expect(names('candidates')).toEqual(['洛阳', '新乡', '郑州']);
    expect(names('constructor')).toEqual(names(null));
  });
});

const UNIT: ListedUnit = {
  creditCode: '91410305MA0000001X',
  name: '示例公司',
  region: { code: '410305001', name: '湖北路街道', nameEn: null, parent: { name: '涧西区', nameEn: 'Jianxi' } },
  park: null,
  kind: 'PRIVATE_ENTERPRISE',
  sector: 'NON_PUBLIC_ENTERPRISE',
  industry: null,
  scale: 'STAFF_50_99',
  status: 'OPERATING',
  management: null,
  staff: 1200,
  fullMembers: 3,
  probationaryMembers: null,
  leagueMembers: 0,
  unionMembers: 88,
  partyTier: 'NONE',
  unionTier: 'SOLE',
  leagueTier: 'NONE',
  womenTier: 'NONE',
  bases: ['OPERATING'],
  reason: null,
};

describe('a silent ledger', () => {
  test('a county that did not report is «未报送»; a rate that only lacks a denominator is no silence', () => {
    expect(unknownWord({ missing: 'NOT_RECEIVED' }, DATASET, 'zh')).toBe('未报送');
    expect([
      unknownWord({ missing: 'ZERO_DENOMINATOR' }, DATASET, 'zh'),
      unknownWord({ missing: null }, DATASET, 'zh'),
      unknownWord(undefined, DATASET, 'zh'),
    ]).toEqual([null, null, null]);
  });
});

describe('the list of units', () => {
  test('asks for the first 50 that should have an organization, most staff first', () => {
    expect(toUnitAsk(DEFAULTS, '410300', '2025Q4')).toEqual({
      where: { region: '410300', eligibleWithout: 'PARTY' },
      period: '2025Q4',
      orderBy: 'STAFF_DESC',
      first: 50,
      after: null,
    });
    expect(isNarrowed(DEFAULTS)).toBe(false);
  });

  test('puts every condition of the address into the question: 2 reasons, 1 sector, 100 staff, a search', () => {
    const selection = {
      ...DEFAULTS,
      reason: ['TOO_SMALL', 'OTHER'] as const,
      sector: ['INDIVIDUAL'] as const,
      minStaff: 100,
      search: ' 示例 ',
      order: 'name',
    };
    expect(toUnitAsk(selection, '410300', '2025Q4')).toMatchObject({
      where: { reason: ['TOO_SMALL', 'OTHER'], sector: ['INDIVIDUAL'], minStaff: 100, search: '示例' },
      orderBy: 'NAME',
    });
    expect(isNarrowed(selection)).toBe(true);
  });

  test('an order of another list leaves the first order; the first order needs no word in the address', () => {
    expect([orderOf('-gap'), orderOf('-members'), orderInAddress('STAFF_DESC'), orderInAddress('CREDIT_CODE')]).toEqual([
      'STAFF_DESC',
      'FULL_MEMBERS_DESC',
      null,
      'code',
    ]);
  });

  test('a unit in words: unknown is said, 0 is 0', () => {
    const line = toUnitLine(UNIT, DATASET, words, 'zh');
    expect([line.place, line.staff, line.reason, line.industry]).toEqual(['涧西区湖北路街道', '1\u202f200', null, null]);
    const said = new Map(line.facts.map(({ term, detail }) => [term, detail]));
    expect([said.get('预备党员'), said.get('团员'), said.get('工会会员'), said.get('所属口径')]).toEqual([
      '台账未填',
      '0',
      '88',
      '正常经营',
    ]);
  });
});
