/** A rate is never a number: two counts, and a value that may be absent for a named reason (domain.md §1, §7). */
import type { Entry } from './words.ts';

export const MISSING_REASONS = {
  NOT_DUE: { zh: '未到期', en: 'Not due' },
  NOT_RECEIVED: { zh: '未报送', en: 'Not received' },
  REJECTED: { zh: '退回、未审', en: 'Returned' },
  NOT_APPLICABLE: { zh: '不适用', en: 'Not applicable' },
  ZERO_DENOMINATOR: { zh: '分母为零', en: 'Zero denominator' },
  SUPPRESSED: { zh: '数量过小，不予公布', en: 'Suppressed' },
  NO_PERMISSION: { zh: '无权限', en: 'No permission' },
} as const satisfies Record<string, Entry>;
export type MissingReason = keyof typeof MISSING_REASONS;

/** How numerator and denominator become a value: `percent` 0–100, `ratio` their quotient, `count` the numerator alone. */
export const RATE_SHAPES = {
  percent: { zh: '百分率，0–100', en: 'Percent, 0–100' },
  ratio: { zh: '比值', en: 'Quotient' },
  count: { zh: '个数', en: 'Count' },
} as const satisfies Record<string, Entry>;
export type RateShape = keyof typeof RATE_SHAPES;

/** `value` is unrounded; exactly one of `value` and `missing` is null. */
export interface Rate {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly missing: MissingReason | null;
}

export const absent = (missing: MissingReason, numerator: number | null = null, denominator: number | null = null): Rate => ({
  numerator,
  denominator,
  value: null,
  missing,
});

/** Forms a rate from two sums. A count has no denominator and is never divided. */
export function formRate(shape: RateShape, numerator: number, denominator: number | null): Rate {
  if (shape === 'count') return { numerator, denominator: null, value: numerator, missing: null };
  if (denominator === null || denominator === 0) return absent('ZERO_DENOMINATOR', numerator, denominator);
  const quotient = numerator / denominator;
  return { numerator, denominator, value: shape === 'percent' ? quotient * 100 : quotient, missing: null };
}

/** Pools before dividing: Σnumerator / Σdenominator over the rates that have both; absent when none has. */
export function poolRates(shape: RateShape, rates: readonly Rate[]): Rate {
  const known = rates.filter((rate) => rate.numerator !== null && (shape === 'count' || rate.denominator !== null));
  if (known.length === 0) return absent(rates[0]?.missing ?? 'NOT_RECEIVED');
  const sum = (of: (rate: Rate) => number | null): number => known.reduce((total, rate) => total + Number(of(rate)), 0);
  return formRate(
    shape,
    sum((rate) => rate.numerator),
    shape === 'count' ? null : sum((rate) => rate.denominator),
  );
}

/** Units still missing to reach `target` percent: ⌈target × denominator⌉ − numerator, never negative; null when unknown. */
export function gapInUnits(rate: Rate, target: number): number | null {
  if (rate.numerator === null || rate.denominator === null) return null;
  return Math.max(0, Math.ceil((target * rate.denominator) / 100 - 1e-9) - rate.numerator);
}

/** Difference of two percent values in percentage points; null when either is absent. */
export const pointsBetween = (now: Rate, before: Rate): number | null =>
  now.value === null || before.value === null ? null : now.value - before.value;
