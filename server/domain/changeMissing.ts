/** Why a value that is there has no change to state. */
import type { Entry } from './words.ts';

export const CHANGE_MISSING = {
  NO_EARLIER: { zh: '没有更早的报告期', en: 'No earlier period' },
  EARLIER_MISSING: { zh: '基期没有数值', en: 'No value then' },
  NOT_SAME_REGIONS: { zh: '缺报，不可比', en: 'Ledgers are missing, not comparable' },
  NOT_SAME_ACCEPTED: { zh: '未全部审核通过，不可比', en: 'Not all accepted, not comparable' },
  GROUND_CHANGED: { zh: '区划变了，不可比', en: 'The divisions changed, not comparable' },
} as const satisfies Record<string, Entry>;
export type ChangeMissing = keyof typeof CHANGE_MISSING;
