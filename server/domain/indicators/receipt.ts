import type { Indicator } from '../indicators.ts';
import { PERCENT } from './words.ts';

const receipt = {
  group: 'RECEIPT',
  shape: 'percent',
  over: 'stock',
  subject: 'PARTY',
  basis: null,
  unit: PERCENT,
  direction: 'HIGHER',
  decimals: 1,
  bands: { met: 100, near: 90, classes: [60, 80, 90, 95, 100] },
} as const;
const expected = { zh: '应报地区', en: 'regions expected' } as const;

export const RECEIPT_INDICATORS = {
  submission_received: {
    ...receipt,
    zh: '报送率',
    en: 'Submissions received',
    numerator: ['received'],
    denominator: ['expected'],
    counts: { numerator: { zh: '已报地区', en: 'regions received' }, denominator: expected },
    definition: { zh: '已报送台账的地区数除以应报地区数', en: 'Reporting regions that submitted, over those expected' },
    citation: '报送制度',
  },
  submission_on_time: {
    ...receipt,
    zh: '及时率',
    en: 'Submissions on time',
    numerator: ['on_time'],
    denominator: ['expected'],
    counts: { numerator: { zh: '按期报送地区', en: 'regions on time' }, denominator: expected },
    definition: { zh: '在截止日前报送的地区数除以应报地区数', en: 'Reporting regions that submitted by the due date, over those expected' },
    citation: '报送制度',
  },
} as const satisfies Record<string, Indicator>;
