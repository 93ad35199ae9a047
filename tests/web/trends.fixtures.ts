/** Answers as the server gives them, for the trends. */
import type { TrendsAnswer, TrendsLatest, TrendsPoint } from '../../web/src/api/trends.ts';
import type { TrendsScene } from '../../web/src/features/trends/toTrends.ts';
import { trendsWords } from '../../web/src/i18n/trends.ts';
import { DATASET, INDICATOR } from './overview.fixtures.ts';

export const MERGED: TrendsPoint['breaks'] = [
  { on: '2025-07-01', kind: 'MERGE', label: { zh: '合并', en: 'Merged' }, from: ['1', '2'], to: ['1'], note: null },
];

export const point = (region: string, period: string, value: number | null, more: Partial<TrendsPoint> = {}): TrendsPoint => ({
  region: { code: region },
  period,
  indicator: 'PARTY_ORG_COVERAGE',
  origin: 'LEDGER',
  rate: { numerator: value, denominator: value === null ? null : 100, value, missing: value === null ? 'NOT_RECEIVED' : null },
  target: null,
  band: null,
  receipt: { expected: 2, received: 2, accepted: 2 },
  breaks: [],
  ...more,
});

export const latest = (region: string, value: number | null, more: Partial<TrendsLatest> = {}): TrendsLatest => ({
  region: { code: region, name: `${region}市`, nameEn: `City ${region}`, shortName: region, level: 'PREFECTURE' },
  indicator: 'PARTY_ORG_COVERAGE',
  asOf: '2025-12-31',
  rate: { numerator: value, denominator: value === null ? null : 100, value, missing: value === null ? 'NOT_RECEIVED' : null },
  changeOnPrevious: null,
  changeOnYear: null,
  changeOnPreviousMissing: null,
  changeOnYearMissing: null,
  target: null,
  gap: null,
  band: null,
  receipt: { expected: 2, received: 2, onTime: 2, accepted: 2, carriedForward: 0 },
  ...more,
});

export const sceneOf = (answer: TrendsAnswer, more: Partial<TrendsScene> = {}): TrendsScene => ({
  answer,
  indicators: [INDICATOR],
  own: 'own',
  focus: null,
  most: 12,
  accepted: false,
  dataset: DATASET,
  words: trendsWords.zh,
  lang: 'zh',
  ...more,
});
