/** Why a value that is there has no change to state. */
import type { Entry } from './words.ts';

export const CHANGE_MISSING = {
  NO_EARLIER: { zh: '没有更早的报告期', en: 'No earlier period' },
  EARLIER_MISSING: { zh: '基期没有数值', en: 'No value then' },
  NOT_SAME_REGIONS: { zh: '两期不是同一批填报地区，不可比', en: 'Not the same reporting regions, not comparable' },
  GROUND_CHANGED: { zh: '区划变了，不可比', en: 'The divisions changed, not comparable' },
} as const satisfies Record<string, Entry>;
export type ChangeMissing = keyof typeof CHANGE_MISSING;
