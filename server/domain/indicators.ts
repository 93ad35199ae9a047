/**
 * The indicator registry (domain.md §5): one entry each drives SQL, schema, labels, dictionary and footers.
 * `numerator` and `denominator` are lists of measures that are added. With a basis they name BASIS_MEASURES; without one, plain measures.
 * `@` in a plain measure stands for the subject, for indicators that exist per subject.
 */
import type { Basis } from './bases.ts';
import type { BandBounds, Direction } from './bands.ts';
import type { Subject } from './organizations.ts';
import type { RateShape } from './rate.ts';
import type { Entry } from './words.ts';
import { COVERAGE_INDICATORS } from './indicators/coverage.ts';
import { ORGANIZATION_INDICATORS } from './indicators/organization.ts';
import { ACTIVITY_INDICATORS } from './indicators/activity.ts';
import { RECEIPT_INDICATORS } from './indicators/receipt.ts';
import { basisFlag } from './bases.ts';
import { basisMeasureId, type BasisMeasure } from './measures.ts';

export const INDICATOR_GROUPS = {
  COVERAGE: { zh: '覆盖', en: 'Coverage' },
  MEMBERSHIP: { zh: '党员与职工', en: 'Members and staff' },
  ORGANIZATION: { zh: '组织状况', en: 'Organisations' },
  ACTIVITY: { zh: '活动', en: 'Activities' },
  UNION_WORK: { zh: '工会工作', en: 'Union work' },
  GROWTH: { zh: '发展与培训', en: 'Growth and training' },
  RECEIPT: { zh: '报送', en: 'Submissions' },
} as const satisfies Record<string, Entry>;
export type IndicatorGroup = keyof typeof INDICATOR_GROUPS;

/** One indicator. `unit` is the unit of the value; `counts` names what numerator and denominator count. */
export interface Indicator extends Entry {
  readonly group: IndicatorGroup;
  readonly shape: RateShape;
  /** A stock is taken at the as-of date; a flow is summed over the period. */
  readonly over: 'stock' | 'flow';
  /** A flow whose denominator is a stock: over several quarters that of the last one divides. */
  readonly stockDenominator?: true;
  /** EACH: exists for every subject and is asked for with one; PARTY when none is named. ALL: counts organizations of every subject together. */
  readonly subject: Subject | 'EACH' | 'ALL';
  /** Plain measures: how many rows say the count, of how many. Where none says it, it is not reported; that is not 0. */
  readonly said?: { readonly by: string; readonly of: string };
  /** Default basis; null: the indicator has no basis. */
  readonly basis: Basis | null;
  readonly numerator: readonly string[];
  readonly denominator: readonly string[] | null;
  readonly unit: Entry;
  readonly counts: { readonly numerator: Entry; readonly denominator: Entry | null };
  readonly direction: Direction;
  readonly decimals: number;
  readonly bands: BandBounds | null;
  readonly definition: Entry;
  readonly citation: string;
}

export const INDICATORS = {
  ...COVERAGE_INDICATORS,
  ...ORGANIZATION_INDICATORS,
  ...ACTIVITY_INDICATORS,
  ...RECEIPT_INDICATORS,
} as const satisfies Record<string, Indicator>;
export type IndicatorId = keyof typeof INDICATORS;

export const INDICATOR_IDS = Object.keys(INDICATORS) as IndicatorId[];
export const indicatorOf = (id: IndicatorId): Indicator => INDICATORS[id];

/** An indicator asked for with a basis and a subject, resolved to measure columns. */
export interface Asked {
  readonly id: IndicatorId;
  readonly basis: Basis | null;
  readonly subject: Subject;
  readonly numerator: readonly string[];
  readonly denominator: readonly string[] | null;
}

const RULED_BASES: readonly Basis[] = ['THREE_HAVE', 'ABOVE_SCALE', 'ELIGIBLE'];
const RULED_MEASURES = /party_work|party_none|party_net|shells|meetings|term_|standard_/;

/** Whether a rule set decides what is counted: by the basis, by the channels of Party work, or by the rules of shells, meetings and terms. */
export const readsRules = (asked: Asked): boolean =>
  (asked.basis !== null && RULED_BASES.includes(asked.basis)) ||
  [...asked.numerator, ...(asked.denominator ?? [])].some((id) => RULED_MEASURES.test(id));

/** As many as there are indicators, bases and subjects. */
const RESOLVED = new Map<string, Asked>();

/** Resolves an indicator to the measures it adds: the same object for the same question. A basis is ignored by an indicator that has none. */
export function askIndicator(id: IndicatorId, basis: Basis | null = null, subject: Subject | null = null): Asked {
  const key = `${id} ${basis} ${subject}`;
  const known = RESOLVED.get(key);
  if (known !== undefined) return known;
  const made = resolve(id, basis, subject);
  RESOLVED.set(key, made);
  return made;
}

function resolve(id: IndicatorId, basis: Basis | null, subject: Subject | null): Asked {
  const indicator = indicatorOf(id);
  const who: Subject = indicator.subject === 'EACH' ? (subject ?? 'PARTY') : indicator.subject === 'ALL' ? 'PARTY' : indicator.subject;
  const on = indicator.basis === null ? null : (basis ?? indicator.basis);
  const column = (name: string): string =>
    on === null ? name.replace('@', who.toLowerCase()) : basisMeasureId(basisFlag(on, who), name as BasisMeasure);
  return {
    id,
    basis: on,
    subject: who,
    numerator: indicator.numerator.map(column),
    denominator: indicator.denominator?.map(column) ?? null,
  };
}
