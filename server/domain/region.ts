/** Regions: the dated tree of administrative divisions, and parks beside it (domain.md §1). */
import type { Entry } from './words.ts';

export const REGION_LEVELS = {
  NATION: { zh: '全国', en: 'Nation' },
  PROVINCE: { zh: '省级', en: 'Province' },
  PREFECTURE: { zh: '地级', en: 'Prefecture' },
  COUNTY: { zh: '县级', en: 'County' },
  TOWNSHIP: { zh: '乡级', en: 'Township' },
} as const satisfies Record<string, Entry>;
export type RegionLevel = keyof typeof REGION_LEVELS;

export const REGION_KINDS = {
  ADMINISTRATIVE: { zh: '行政区划', en: 'Administrative' },
  PARK: { zh: '园区', en: 'Park' },
} as const satisfies Record<string, Entry>;
export type RegionKind = keyof typeof REGION_KINDS;

export const NATION = '100000';

/** One node of the tree. `validFrom`/`validTo` are dates (`validTo` is the first day it no longer holds); null is open. */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: RegionLevel;
  readonly kind: RegionKind;
  readonly parent: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}
