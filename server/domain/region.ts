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

const AUTONOMOUS = /(?:壮族|回族|维吾尔)?自治区$/;

/** Name as it is written on a map: 河南, 广西, 香港, 洛阳; counties keep their suffix when it would leave one character. */
export function shortName(region: Pick<Region, 'name' | 'level' | 'kind'>): string {
  const { name, level, kind } = region;
  if (kind === 'PARK' || level === 'NATION' || level === 'TOWNSHIP') return name;
  if (level === 'PROVINCE') return name.replace(AUTONOMOUS, '').replace(/(?:省|市|特别行政区)$/, '');
  const cut = name.replace(level === 'PREFECTURE' ? /(?:市|地区|盟)$/ : /(?:市|县|区)$/, '');
  return cut.length > 1 ? cut : name;
}

/** Levels that map packs draw; townships and parks fall back to tiles. */
export const hasBoundary = (region: Pick<Region, 'level' | 'kind'>): boolean => region.kind === 'ADMINISTRATIVE' && region.level !== 'TOWNSHIP';
