/** The closed registries of what a ledger says of a unit (domain.md §1). Every list is ordered as it is shown. */
import type { Entry } from './words.ts';

export const UNIT_KINDS = {
  PRIVATE_ENTERPRISE: { zh: '私营企业', en: 'Private enterprise', sector: 'NON_PUBLIC_ENTERPRISE', synonyms: ['私企', '民营企业', '私营'] },
  HMT_ENTERPRISE: {
    zh: '港澳台商投资企业',
    en: 'Enterprise funded from Hong Kong, Macao or Taiwan',
    sector: 'NON_PUBLIC_ENTERPRISE',
    synonyms: ['港澳台企业', '港澳台资企业', '港澳台投资企业'],
  },
  FOREIGN_ENTERPRISE: {
    zh: '外商投资企业',
    en: 'Foreign-funded enterprise',
    sector: 'NON_PUBLIC_ENTERPRISE',
    synonyms: ['外资企业', '外商企业'],
  },
  INDIVIDUAL_BUSINESS: { zh: '个体工商户', en: 'Individual business', sector: 'INDIVIDUAL', synonyms: ['个体户', '个体'] },
  SOCIAL_ASSOCIATION: { zh: '社会团体', en: 'Social association', sector: 'SOCIAL_ORGANIZATION', synonyms: ['社团'] },
  SOCIAL_SERVICE: {
    zh: '社会服务机构',
    en: 'Social service institution',
    sector: 'SOCIAL_ORGANIZATION',
    synonyms: ['民办非企业单位', '社会服务机构(民办非企业单位)', '民非', '民办非企业'],
  },
  FOUNDATION: { zh: '基金会', en: 'Foundation', sector: 'SOCIAL_ORGANIZATION' },
  OTHER: { zh: '其他', en: 'Other', sector: 'OTHER' },
} as const satisfies Record<string, Entry & { readonly sector: string }>;
export type UnitKind = keyof typeof UNIT_KINDS;

export const UNIT_SECTORS = {
  NON_PUBLIC_ENTERPRISE: { zh: '非公企业', en: 'Non-public enterprises' },
  INDIVIDUAL: { zh: '个体', en: 'Individual businesses' },
  SOCIAL_ORGANIZATION: { zh: '社会组织', en: 'Social organisations' },
  OTHER: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Entry>;
export type UnitSector = keyof typeof UNIT_SECTORS;

export const UNIT_STATUSES = {
  OPERATING: { zh: '正常经营', en: 'Operating', synonyms: ['正常', '在营', '营业', '存续'] },
  SUSPENDED: { zh: '停业', en: 'Suspended', synonyms: ['歇业', '停产'] },
  DORMANT: { zh: '僵尸失联', en: 'Dormant or out of contact', synonyms: ['僵尸', '失联', '僵尸企业'] },
  RESTRUCTURED: { zh: '改制', en: 'Restructured' },
  BANKRUPT: { zh: '破产', en: 'Bankrupt' },
  CANCELLED: { zh: '注销吊销', en: 'Cancelled or revoked', synonyms: ['注销', '吊销'] },
  MOVED: { zh: '迁出', en: 'Moved away' },
} as const satisfies Record<string, Entry>;
export type UnitStatus = keyof typeof UNIT_STATUSES;

export const MANAGEMENTS = {
  LOCALITY: { zh: '属地', en: 'Locality', synonyms: ['属地管理', '乡镇街道兜底'] },
  INDUSTRY: { zh: '行业', en: 'Industry regulator', synonyms: ['行业管理', '市场监管', '行业/市场监管'] },
  PARK: { zh: '园区', en: 'Park', synonyms: ['园区管理'] },
  KEY_UNIT: { zh: '直管重点企业', en: 'Key unit managed directly', synonyms: ['非工委直管重点企业', '重点企业', '直管'] },
} as const satisfies Record<string, Entry>;
export type Management = keyof typeof MANAGEMENTS;

/** GB/T 4754-2017, sections A to T. */
export const INDUSTRIES = {
  A: { zh: '农、林、牧、渔业', en: 'Agriculture, forestry, animal husbandry and fishery', synonyms: ['农林牧渔业', '农业'] },
  B: { zh: '采矿业', en: 'Mining' },
  C: { zh: '制造业', en: 'Manufacturing' },
  D: { zh: '电力、热力、燃气及水生产和供应业', en: 'Electricity, heat, gas and water supply', synonyms: ['电力热力燃气及水生产和供应业'] },
  E: { zh: '建筑业', en: 'Construction' },
  F: { zh: '批发和零售业', en: 'Wholesale and retail', synonyms: ['批发零售业'] },
  G: { zh: '交通运输、仓储和邮政业', en: 'Transport, storage and post', synonyms: ['交通运输仓储和邮政业', '交通运输业'] },
  H: { zh: '住宿和餐饮业', en: 'Accommodation and catering', synonyms: ['住宿餐饮业'] },
  I: {
    zh: '信息传输、软件和信息技术服务业',
    en: 'Information transmission, software and IT services',
    synonyms: ['信息传输软件和信息技术服务业', '信息技术服务业'],
  },
  J: { zh: '金融业', en: 'Finance' },
  K: { zh: '房地产业', en: 'Real estate' },
  L: { zh: '租赁和商务服务业', en: 'Leasing and business services' },
  M: { zh: '科学研究和技术服务业', en: 'Scientific research and technical services' },
  N: {
    zh: '水利、环境和公共设施管理业',
    en: 'Water conservancy, environment and public facilities',
    synonyms: ['水利环境和公共设施管理业'],
  },
  O: { zh: '居民服务、修理和其他服务业', en: 'Household services, repair and other services', synonyms: ['居民服务修理和其他服务业'] },
  P: { zh: '教育', en: 'Education' },
  Q: { zh: '卫生和社会工作', en: 'Health and social work' },
  R: { zh: '文化、体育和娱乐业', en: 'Culture, sports and entertainment', synonyms: ['文化体育和娱乐业'] },
  S: {
    zh: '公共管理、社会保障和社会组织',
    en: 'Public administration, social security and social organisations',
    synonyms: ['公共管理社会保障和社会组织'],
  },
  T: { zh: '国际组织', en: 'International organisations' },
} as const satisfies Record<string, Entry>;
export type Industry = keyof typeof INDUSTRIES;

/** Size bands by staff; the bounds are those of the bases (10, 50, 100) and one above. `from` is the least staff of the band. */
export const SCALES = {
  STAFF_0_9: { zh: '10 人以下', en: 'Under 10 staff', from: 0 },
  STAFF_10_49: { zh: '10–49 人', en: '10–49 staff', from: 10 },
  STAFF_50_99: { zh: '50–99 人', en: '50–99 staff', from: 50 },
  STAFF_100_299: { zh: '100–299 人', en: '100–299 staff', from: 100 },
  STAFF_300_UP: { zh: '300 人及以上', en: '300 staff or more', from: 300 },
} as const satisfies Record<string, Entry & { readonly from: number }>;
export type Scale = keyof typeof SCALES;

/** Why an eligible unit has no organisation (domain.md §7). */
export const GAP_REASONS = {
  OWNER_RELUCTANT: { zh: '业主抵触', en: 'Owner reluctant' },
  TOO_SMALL: { zh: '规模小', en: 'Too small' },
  HIGH_TURNOVER: { zh: '流动大', en: 'High turnover' },
  SEASONAL: { zh: '季节性', en: 'Seasonal' },
  MULTI_LICENCE: { zh: '一企多照', en: 'Several licences, one enterprise' },
  DORMANT: { zh: '停产', en: 'Production stopped' },
  NO_MEMBERS: { zh: '无党员', en: 'No members' },
  FEW_MEMBERS: { zh: '党员不足', en: 'Too few members' },
  MEMBERSHIP_NOT_MOVED: { zh: '组织关系未转', en: 'Membership not transferred' },
  OTHER: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Entry>;
export type GapReason = keyof typeof GAP_REASONS;
