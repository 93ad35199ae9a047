/** A whole and its parts: children of a region, sectors, scales. What no part holds is a part of its own, so that nothing is lost. */
import { absent, formRate, type Rate, type RateShape } from '../rate.ts';

/** `key` is a region code or a dimension value; null is the rest: what the whole counts and no part holds. */
export type PartKey = string | null;

/** Numerator and denominator of one part on one side; a part that did not exist there has 0 of both. */
export interface Sums {
  readonly numerator: number;
  /** 0 for a count, which is never divided. */
  readonly denominator: number;
}

/** Null where the counts are not known (not received, returned …), which is not the same as none. */
export function sumsOf(rate: Rate): Sums | null {
  if (rate.missing === 'NOT_APPLICABLE') return { numerator: 0, denominator: 0 };
  if (rate.numerator === null) return null;
  if (rate.denominator === null) return rate.missing === null ? { numerator: rate.numerator, denominator: 0 } : null;
  return { numerator: rate.numerator, denominator: rate.denominator };
}

/** Sums of money are no whole numbers: a difference this small against the whole is noise of adding. */
const NOISE = 1e-9;

const remainder = (whole: number, parts: readonly number[]): number => {
  const left = parts.reduce((rest, part) => rest - part, whole);
  return Math.abs(left) <= NOISE * Math.max(1, Math.abs(whole)) ? 0 : left;
};

/** What the whole counts beyond its parts; a negative sum means that parts overlap. */
export const restOf = (whole: Sums, parts: readonly Sums[]): Sums => ({
  numerator: remainder(
    whole.numerator,
    parts.map((part) => part.numerator),
  ),
  denominator: remainder(
    whole.denominator,
    parts.map((part) => part.denominator),
  ),
});

export const isNothing = (sums: Sums): boolean => sums.numerator === 0 && sums.denominator === 0;
export const isNegative = (sums: Sums): boolean => sums.numerator < 0 || sums.denominator < 0;

/** The rate of sums; nothing at all was counted where both are 0 and the shape divides. */
export const rateOf = (shape: RateShape, sums: Sums): Rate =>
  shape !== 'count' && isNothing(sums)
    ? absent('ZERO_DENOMINATOR', 0, 0)
    : formRate(shape, sums.numerator, shape === 'count' ? null : sums.denominator);
