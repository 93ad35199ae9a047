/** How lists may be ordered and in which divisions periods may be read: the words that the API and the files share. */
import type { Words } from '../domain/words.ts';

export const UNIT_ORDERS = {
  CREDIT_CODE: { zh: '按统一社会信用代码', en: 'By credit code' },
  STAFF_DESC: { zh: '从业人员由多到少', en: 'Most staff first' },
  FULL_MEMBERS_DESC: { zh: '正式党员由多到少', en: 'Most full members first' },
  NAME: { zh: '按名称', en: 'By name' },
  STAFF: { zh: '从业人员由少到多', en: 'Fewest staff first' },
  REVENUE_DESC: { zh: '营业收入由多到少，未填的在最后', en: 'Most revenue first, those not stated last' },
  REGISTERED_DESC: { zh: '登记日期由近到远，未填的在最后', en: 'Latest registered first, those not stated last' },
  REGION: { zh: '按所在地区的代码', en: 'By code of the region' },
} as const satisfies Record<string, Words>;
export type UnitOrder = keyof typeof UNIT_ORDERS;

export const ORGANIZATION_ORDERS = {
  CODE: { zh: '按组织代码', en: 'By code' },
  NAME: { zh: '按名称', en: 'By name' },
  FULL_MEMBERS_DESC: { zh: '正式党员由多到少', en: 'Most full members first' },
  FULL_MEMBERS: { zh: '正式党员由少到多', en: 'Fewest full members first' },
  UNITS_DESC: { zh: '覆盖单位由多到少', en: 'Most units first' },
  FOUNDED_DESC: { zh: '成立日期由近到远', en: 'Latest founded first' },
  TERM_STARTED: { zh: '本届起始由早到晚，未填的在最后', en: 'Longest in term first, those not stated last' },
  FUNDS_DESC: { zh: '活动经费由多到少，未填的在最后', en: 'Most funds first, those not stated last' },
  REGION: { zh: '按所在地区的代码', en: 'By code of the region' },
} as const satisfies Record<string, Words>;
export type OrganizationOrder = keyof typeof ORGANIZATION_ORDERS;

export const REGION_BASES = {
  AS_WAS: { zh: '各期按当时的区划', en: 'Every period in the divisions of its time' },
  AS_NOW: { zh: '各期按现在的区划', en: 'Every period in the divisions of now' },
} as const satisfies Record<string, Words>;
export type RegionBasis = keyof typeof REGION_BASES;
