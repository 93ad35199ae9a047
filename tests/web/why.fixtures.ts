/** Answers of the API as the why card gets them: 周口市 fell from 1 853/2 536 to 1 879/2 592, in two counties of which one did it. */
import type { WhyAnswer, WhyChange, WhyPart } from '../../web/src/api/why.ts';
import type { Below } from '../../web/src/api/whyBelow.ts';
import { overviewWords } from '../../web/src/i18n/overview.ts';
import { whyWords } from '../../web/src/i18n/why.ts';
import type { Speaking } from '../../web/src/view/why/speaking.ts';
import { CARD, DATASET, INDICATOR } from './overview.fixtures.ts';

const label = (zh: string) => ({ zh, en: `${zh} in English` });
export const rate = (numerator: number, denominator: number): WhyPart['before'] => ({
  numerator,
  denominator,
  value: (numerator / denominator) * 100,
  missing: null,
});
export const ABSENT: WhyPart['before'] = { numerator: null, denominator: null, value: null, missing: 'NOT_RECEIVED' };

export const SPEAKING: Speaking = { indicator: INDICATOR, dataset: DATASET, words: whyWords.zh, overview: overviewWords.zh, lang: 'zh' };

export const part = (key: string | null, before: WhyPart['before'], after: WhyPart['before'], contribution: number): WhyPart => ({
  key,
  label: label(key ?? '其余'),
  region: key === null ? null : { name: `${key}县`, nameEn: null },
  before,
  after,
  contribution,
});

const [was, is] = [rate(1853, 2536), rate(1879, 2592)];
const change = (is.value ?? 0) - (was.value ?? 0);
const numeratorEffect = ((1879 - 1853) * (1 / 2536 + 1 / 2592) * 100) / 2;

export const CHANGE: WhyChange = {
  refusal: null,
  explanation: label('下降'),
  from: '2025Q3',
  to: '2025Q4',
  shape: 'PERCENT',
  before: was,
  after: is,
  change,
  numeratorEffect,
  denominatorEffect: change - numeratorEffect,
  sameRegions: 2,
  byChildren: {
    rateEffect: change - 0.01,
    compositionEffect: 0.01,
    parts: [part('411602', rate(853, 1036), rate(880, 1092), 0.1), part('411627', rate(1000, 1500), rate(999, 1500), change - 0.1)],
  },
  bySector: null,
  byScale: { rateEffect: change, compositionEffect: 0, parts: [part(null, was, is, change)] },
  leftOut: [{ key: '411681', label: label('项城'), region: { name: '项城市', nameEn: null }, missing: 'NOT_RECEIVED' }],
};

const tier = (value: string | null, denominator: number): WhyAnswer['tiers'][number] => ({
  indicator: 'PARTY_ORG_COVERAGE',
  dimensions: [{ value, label: label(value ?? '未填') }],
  rate: rate(0, denominator),
});

export const ANSWER: WhyAnswer = {
  brief: { title: label('周口市 72.5 %'), statements: [{ id: 'position', text: label('居末位') }] },
  card: [
    {
      ...CARD,
      rate: is,
      previous: was,
      yearAgo: null,
      changeOnPrevious: change,
      changeOnYear: null,
      sameRegionsPrevious: 16,
      sameRegionsYear: null,
      gap: 325,
    },
  ],
  standing: [{ rank: 16, of: 16, region: { code: '411600' } }],
  change: CHANGE,
  gap: {
    refusal: null,
    explanation: label('整体距 85 % 差 325 家'),
    subject: 'PARTY',
    target: 85,
    gap: 325,
    surplus: 0,
    sumOfGaps: 330,
    candidates: 138,
    afterFounding: { rate: rate(2017, 2592), missing: 187 },
    parts: [
      {
        key: '411627',
        label: label('太康'),
        region: { name: '太康县', nameEn: null },
        rate: rate(999, 1500),
        target: 85,
        gap: 276,
        surplus: 0,
      },
      {
        key: '411602',
        label: label('川汇'),
        region: { name: '川汇区', nameEn: null },
        rate: rate(880, 1092),
        target: 85,
        gap: 49,
        surplus: 0,
      },
      { key: '411681', label: label('项城'), region: { name: '项城市', nameEn: null }, rate: rate(9, 10), target: 85, gap: 0, surplus: 1 },
    ],
    smallestSet: [{ key: '411627' }, { key: '411602' }],
    leftOut: [],
  },
  cover: [
    { indicator: 'PARTY_ORG_COVERAGE', rate: is, target: 85 },
    { indicator: 'PARTY_WORK_COVERAGE', rate: rate(2297, 2592), target: 93 },
  ],
  tiers: [tier('NONE', 295), tier('SOLE', 1106), tier('WORK', 418), tier('JOINT', 773)],
};

const none = { totalCount: 0 };
const counted = (totalCount: number) => ({ totalCount });

export const BELOW: Below = {
  attainment: {
    refusal: null,
    explanation: label('预计'),
    target: 85,
    due: '2026-12-31',
    from: '2025Q4',
    to: '2026Q4',
    path: [
      { period: '2026Q1', value: 74, low: 73, high: 75 },
      { period: '2026Q4', value: 76.26, low: 72.04, high: 101 },
    ],
    probability: 0.01,
    unitsMissing: 325,
    unitsPerQuarter: 82,
    recentPace: 15.25,
  },
  bounds: {
    refusal: null,
    explanation: label('缺一个'),
    received: is,
    ifSame: rate(1900, 2700),
    ifNone: rate(1879, 2700),
    ifAll: rate(1987, 2700),
    missing: [
      { key: '411681', label: label('项城'), region: { name: '项城市', nameEn: null }, missing: 'NOT_RECEIVED', standIn: '2025Q3' },
    ],
  },
  reported: [{ rate: is }],
  net: [{ rate: rate(1803, 2592) }],
  organizations: counted(1320),
  shells: counted(57),
  NO_ACTIVITY: counted(24),
  TOO_FEW_MEMBERS: counted(19),
  UNITS_GONE: counted(8),
  TERM_OVERDUE: counted(11),
  OVERSTRETCHED: none,
  candidates: counted(138),
  OWNER_RELUCTANT: counted(33),
  TOO_SMALL: none,
  HIGH_TURNOVER: counted(22),
  SEASONAL: counted(9),
  MULTI_LICENCE: counted(15),
  DORMANT: none,
  NO_MEMBERS: none,
  FEW_MEMBERS: none,
  MEMBERSHIP_NOT_MOVED: counted(41),
  OTHER: none,
};
