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

const PEOPLES =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各';
/** 广西壮族自治区, 延边朝鲜族自治州, 海西蒙古族藏族自治州, 白沙黎族自治县, 伊犁哈萨克自治州. */
const AUTONOMOUS = new RegExp(`(?:(?:${PEOPLES})族)*(?:哈萨克|蒙古|柯尔克孜|维吾尔)?自治(?:区|州|县|旗)$`);
/** 瀍河回族区, 梅里斯达斡尔族区. */
const ETHNIC_DISTRICT = new RegExp(`(?:${PEOPLES})族区$`);
const SUFFIX = { PROVINCE: /(?:省|市|特别行政区)$/, PREFECTURE: /(?:市|地区|盟)$/, COUNTY: /(?:市|县|区|旗)$/ } as const;

/** Name as it is written on a map: 河南, 广西, 香港, 洛阳, 延边; a county keeps its suffix when it would leave one character. */
export function shortName(region: Pick<Region, 'name' | 'level' | 'kind'>): string {
  const { name, level, kind } = region;
  if (kind === 'PARK' || level === 'NATION' || level === 'TOWNSHIP') return name;
  const special = [AUTONOMOUS, ETHNIC_DISTRICT].find((ending) => ending.test(name));
  const cut = name.replace(special ?? SUFFIX[level], '');
  return cut.length > 1 ? cut : name.replace(/族?自治(?:区|州|县|旗)$/, '');
}

/** Levels that map packs draw; townships and parks fall back to tiles. */
export const hasBoundary = (region: Pick<Region, 'level' | 'kind'>): boolean =>
  region.kind === 'ADMINISTRATIVE' && region.level !== 'TOWNSHIP';
