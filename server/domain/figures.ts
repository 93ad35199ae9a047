/** Published figures: one number somebody printed, where it stood, and how such numbers hang together (domain.md §1, §8). */
import type { Subject } from './organizations.ts';
import type { Entry } from './words.ts';

/** How a printed number is meant; the sense decides the interval it stands for (quantity.ts). */
export const QUALIFIERS = {
  EXACT: { zh: '确数', en: 'Exact' },
  ABOUT: { zh: '约', en: 'About', synonyms: ['约', '大约', '大概', '近', '左右', '上下'] },
  AT_LEAST: { zh: '余、以上', en: 'At least', synonyms: ['余', '多', '以上', '超过', '超', '逾', '至少', '不少于', '不低于'] },
  BELOW: { zh: '不足', en: 'Below', synonyms: ['不足', '不到', '低于', '少于', '不满'] },
  MASKED: { zh: '隐去', en: 'Masked' },
} as const satisfies Record<string, Entry>;
export type Qualifier = keyof typeof QUALIFIERS;

/** How closely the as-of date is known. */
export const AS_OF_PRECISIONS = ['day', 'month', 'quarter', 'year', 'unknown'] as const;
export type AsOfPrecision = (typeof AS_OF_PRECISIONS)[number];

/** What a figure is counted in. */
export const FIGURE_UNITS = {
  unit: { zh: '家', en: 'units' },
  organization: { zh: '个', en: 'organisations' },
  person: { zh: '人', en: 'persons' },
  'person-time': { zh: '人次', en: 'person-times' },
  park: { zh: '个园区', en: 'parks' },
  contact: { zh: '个联系点', en: 'contact points' },
  issue: { zh: '个问题', en: 'issues' },
  yuan: { zh: '元', en: 'yuan' },
  percent: { zh: '%', en: '%' },
} as const satisfies Record<string, Entry>;
export type FigureUnit = keyof typeof FIGURE_UNITS;

/** Where a figure was printed. `publishedOn` is a year, a month or a day, as far as it is known. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly publishedOn: string | null;
  readonly region: string;
  readonly kind: string | null;
  readonly reference: string | null;
}

/** One published number. */
export interface Figure {
  readonly id: string;
  /** Id of its source. */
  readonly source: string;
  /** Region code. */
  readonly region: string;
  /** The place as the source names it. */
  readonly place: string;
  /** `YYYY-MM-DD`; null when the source does not say. */
  readonly asOf: string | null;
  readonly asOfPrecision: AsOfPrecision;
  /** Null: the figure is about all subjects together, or about none. */
  readonly subject: Subject | null;
  /** What is counted, `covered_units`, `staff`, `rate` …: an open list. */
  readonly quantity: string;
  readonly label: string;
  /** The text as it was printed, inner spaces included; checks read this and not `value`. */
  readonly printed: string;
  /** Units, persons …, or percent 0–100; null when masked. */
  readonly value: number | null;
  /** Ends of the interval the printed text stands for; `high` null is unbounded, both null is masked. */
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: FigureUnit;
  readonly qualifier: Qualifier;
  /** A basis of bases.ts, or another denominator the source names (`STAFF`); null when it names none. */
  readonly basis: string | null;
}

export interface RelationMember {
  readonly role: string;
  /** Id of the figure. */
  readonly figure: string;
}

/** How some figures hang together. `kind` is a key of CHECKS (checks/index.ts), roles are those of that check, in file order. */
export interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly members: readonly RelationMember[];
}
