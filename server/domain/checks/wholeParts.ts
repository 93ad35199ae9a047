/** Which whole numbers can be the other part of a printed rate: 117 parks and 89.11 % have none (the GRIM test). */
import { divide, fraction, HUNDRED, isZero, multiply, subtract, type Fraction } from '../fraction.ts';
import type { Interval } from '../quantity.ts';
import { over, pointInterval, times, wholesOf, type Wholes } from './intervals.ts';

/** A printed number can stand for many whole ones («10.76 万» for a hundred); beyond this many one of them always fits. */
const MOST_CANDIDATES = 20_000n;

/** A rate printed in percent as a share 0–1. */
export const shareOf = (percent: Interval): Interval => times(percent, divide(fraction(1n), HUNDRED));

/** Whole numerators that give `share` over the whole number `denominator`; null when there is none. */
export const numeratorsFor = (denominator: bigint, share: Interval): Wholes | null => wholesOf(times(share, fraction(denominator)));

/** Whole denominators, not below the numerator, over which `numerator` gives `share`; null when there is none. */
export function denominatorsFor(numerator: bigint, share: Interval): Wholes | null {
  if (numerator === 0n) return share.low.closed && isZero(share.low.at) ? { first: 1n, last: null } : null;
  const quotients = over(pointInterval(fraction(numerator)), share);
  const found = quotients === null ? null : wholesOf(quotients);
  if (found === null) return null;
  const first = found.first < numerator ? numerator : found.first;
  return found.last !== null && found.last < first ? null : { first, last: found.last };
}

type OtherPart = (part: bigint, share: Interval) => Wholes | null;

/** Whether any whole number that `part` can stand for has a whole other part. */
export function hasOtherPart(part: Interval, share: Interval, otherPart: OtherPart): boolean {
  const candidates = wholesOf(part);
  if (candidates === null) return false;
  const { first, last } = candidates;
  if (last === null || last - first > MOST_CANDIDATES) return true;
  for (let at = first; at <= last; at += 1n) if (otherPart(at, share) !== null) return true;
  return false;
}

/** The two whole numerators next to `percent` of `denominator`, below and above, with the percentages they would give. */
export function neighbours(denominator: bigint, percent: Fraction): readonly { readonly numerator: bigint; readonly percent: Fraction }[] {
  const at = divide(multiply(percent, fraction(denominator)), HUNDRED);
  const below = at.n / at.d;
  const above = isZero(subtract(at, fraction(below))) ? below : below + 1n;
  return [below, above].map((numerator) => ({ numerator, percent: divide(multiply(fraction(numerator), HUNDRED), fraction(denominator)) }));
}
