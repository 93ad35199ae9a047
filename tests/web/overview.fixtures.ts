/** Answers of the API as the overview gets them, small. */
import type { Dataset } from '../../web/src/api/dataset.ts';
import type { IndicatorDefinition } from '../../web/src/api/indicators.ts';
import type { OverviewCard, PublishedRate, RankRow } from '../../web/src/api/overview.ts';

const label = (zh: string) => ({ zh, en: `${zh} in English` });

export const INDICATOR: IndicatorDefinition = {
  id: 'PARTY_ORG_COVERAGE',
  key: 'party_org_coverage',
  label: label('党的组织覆盖率'),
  group: 'COVERAGE',
  groupLabel: label('覆盖'),
  shape: 'PERCENT',
  flow: false,
  subject: 'PARTY',
  basis: 'OPERATING',
  numerator: ['party_sole', 'party_joint'],
  denominator: ['units'],
  numeratorLabel: label('有党组织覆盖的单位'),
  denominatorLabel: label('口径内单位'),
  unit: { zh: '%', en: '%' },
  direction: 'HIGHER',
  decimals: 1,
  met: 85,
  near: 75,
  classes: [70, 75, 80, 85, 90],
  definition: label('定义'),
  citation: '出处',
};

export const DATASET: Dataset = {
  version: 'v1',
  asOf: '2025-12-31',
  periods: ['2025Q3', '2025Q4'],
  latestPeriod: '2025Q4',
  demo: true,
  units: 1,
  organizations: 1,
  submissions: 1,
  figures: 1,
  lastImportAt: null,
  vocabularies: [],
  ledgerRegions: [{ code: '410000', name: '河南省', nameEn: 'Henan', level: 'PROVINCE' }],
  bases: [{ id: 'OPERATING', label: label('正常经营'), definition: label('状态为正常经营') }],
  missingReasons: [
    { id: 'NOT_RECEIVED', label: label('未报送') },
    { id: 'REJECTED', label: label('退回、未审') },
  ],
  bands: [
    { id: 'MET', label: label('达标'), shape: '●' },
    { id: 'NEAR', label: label('接近'), shape: '■' },
    { id: 'MISSED', label: label('未达标'), shape: '▼' },
  ],
};

export const rank = (code: string, value: number | null, more: Partial<RankRow> = {}): RankRow => ({
  rank: value === null ? null : 1,
  origin: 'LEDGER',
  of: 2,
  region: { code, name: `${code}市`, nameEn: null, shortName: code, level: 'PREFECTURE', hasLedger: true },
  rate: { numerator: value, denominator: value === null ? null : 100, value, missing: value === null ? 'NOT_RECEIVED' : null },
  changeOnPrevious: null,
  changeOnYear: null,
  gap: null,
  target: null,
  band: null,
  receipt: { expected: 1, received: 1 },
  ...more,
});

export const CARD: OverviewCard = {
  indicator: 'PARTY_ORG_COVERAGE',
  asOf: '2025-12-31',
  rate: { numerator: 31504, denominator: 37106, value: 84.90270037, missing: null },
  changeOnPrevious: 0.52,
  changeOnYear: -2.4,
  target: 85,
  gap: 37,
  band: 'NEAR',
  receipt: { expected: 18, received: 16, onTime: 15, accepted: 16, carriedForward: 0 },
};

export const published = (code: string, value: number, asOf = '2004-12-31', source = 'census-2004'): PublishedRate => ({
  region: { code, name: `${code}省`, nameEn: null, shortName: code, level: 'PROVINCE', hasLedger: false },
  asOf,
  source: { id: source, title: '第一次全国经济普查', publisher: '国家统计局', publishedOn: '2005' },
  numerator: { label: '已成立工会的单位数', printed: '1', value: 1 },
  denominator: { label: '法人单位数', printed: '2', value: 2 },
  rate: { numerator: value * 10, denominator: 1000, value, missing: null },
});
