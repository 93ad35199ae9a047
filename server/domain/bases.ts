/** The six bases: which units are the denominator (domain.md §2). They are predicates, not a partition. */
import type { Entry } from './words.ts';
import type { Subject } from './organizations.ts';

export const BASES = {
  REGISTERED: {
    zh: '登记在册',
    en: 'Registered',
    definition: { zh: '状态不是注销吊销或迁出的两新组织', en: 'Units whose status is neither cancelled nor moved away' },
  },
  OPERATING: { zh: '正常经营', en: 'Operating', definition: { zh: '状态为正常经营的两新组织', en: 'Units whose status is operating' } },
  THREE_HAVE: {
    zh: '三有',
    en: 'Three haves',
    definition: { zh: '正常经营、有固定场所、从业人员不少于 10 人', en: 'Operating, with fixed premises and at least 10 staff' },
  },
  ABOVE_SCALE: {
    zh: '规模以上',
    en: 'Above scale',
    definition: {
      zh: '正常经营，且（从业人员不少于 50 人且年营业收入不少于 500 万元）或从业人员不少于 100 人；规则集可改',
      en: 'Operating and (staff ≥ 50 with revenue ≥ 5 million yuan, or staff ≥ 100); a rule set may change it',
    },
  },
  ELIGIBLE: {
    zh: '应建',
    en: 'Should have',
    definition: { zh: '正常经营，且符合该类组织的组建条件', en: 'Operating and meeting the founding condition of the subject' },
  },
  BASE_LIST: {
    zh: '纳入基数',
    en: 'Base list',
    definition: { zh: '台账标明纳入基数的单位，不论状态', en: 'Units that the ledger itself counts in the base, whatever their status' },
  },
} as const satisfies Record<string, Entry & { readonly definition: Entry }>;
export type Basis = keyof typeof BASES;

/** A basis as it is stored: ELIGIBLE is one flag a subject, the others one flag in all. */
export const BASIS_FLAGS = [
  'in_registered',
  'in_operating',
  'in_three_have',
  'in_above_scale',
  'in_base_list',
  'eligible_party',
  'eligible_union',
  'eligible_league',
  'eligible_women',
] as const;
export type BasisFlag = (typeof BASIS_FLAGS)[number];

const PLAIN: Readonly<Record<Exclude<Basis, 'ELIGIBLE'>, BasisFlag>> = {
  REGISTERED: 'in_registered',
  OPERATING: 'in_operating',
  THREE_HAVE: 'in_three_have',
  ABOVE_SCALE: 'in_above_scale',
  BASE_LIST: 'in_base_list',
};
const ELIGIBLE_OF: Readonly<Record<Subject, BasisFlag>> = {
  PARTY: 'eligible_party',
  UNION: 'eligible_union',
  LEAGUE: 'eligible_league',
  WOMEN: 'eligible_women',
};

/** The flag of a unit row that says whether the unit is in `basis` for `subject`. */
export const basisFlag = (basis: Basis, subject: Subject): BasisFlag => (basis === 'ELIGIBLE' ? ELIGIBLE_OF[subject] : PLAIN[basis]);
