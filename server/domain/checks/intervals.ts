/** Arithmetic of intervals that never go below zero. An end is open as soon as one of the ends it comes from is. */
import { add, ceiling, compare, divide, floor, isWhole, isZero, multiply, ZERO, type Fraction } from '../fraction.ts';
import type { Bound, Interval } from '../quantity.ts';

export const pointInterval = (at: Fraction): Interval => ({ low: { at, closed: true }, high: { at, closed: true } });

const NOUGHT: Bound = { at: ZERO, closed: true };
const both = (a: Bound, b: Bound, at: Fraction): Bound => ({ at, closed: a.closed && b.closed });

const higherLow = (a: Bound, b: Bound): Bound => {
  const order = compare(a.at, b.at);
  return order === 0 ? both(a, b, a.at) : order > 0 ? a : b;
};
const lowerHigh = (a: Bound | null, b: Bound | null): Bound | null => {
  if (a === null || b === null) return a ?? b;
  const order = compare(a.at, b.at);
  return order === 0 ? both(a, b, a.at) : order < 0 ? a : b;
};

/** What two intervals share; null when they do not meet. */
export function intersect(a: Interval, b: Interval): Interval | null {
  const low = higherLow(a.low, b.low);
  const high = lowerHigh(a.high, b.high);
  if (high === null) return { low, high };
  const order = compare(low.at, high.at);
  return order > 0 || (order === 0 && !(low.closed && high.closed)) ? null : { low, high };
}

export const meets = (a: Interval, b: Interval): boolean => intersect(a, b) !== null;

/** Every value of `a` lies above every value of `b`. */
export function liesAbove(a: Interval, b: Interval): boolean {
  return b.high !== null && !meets(a, b) && compare(a.low.at, b.high.at) >= 0;
}

export const plus = (a: Interval, b: Interval): Interval => ({
  low: both(a.low, b.low, add(a.low.at, b.low.at)),
  high: a.high === null || b.high === null ? null : both(a.high, b.high, add(a.high.at, b.high.at)),
});

/** `factor` is above zero. */
export const times = (a: Interval, factor: Fraction): Interval => ({
  low: { ...a.low, at: multiply(a.low.at, factor) },
  high: a.high === null ? null : { ...a.high, at: multiply(a.high.at, factor) },
});

/** All quotients with a divisor above zero; null when the divisor can only be zero. */
export function over(a: Interval, b: Interval): Interval | null {
  if (b.high !== null && isZero(b.high.at)) return null;
  const low = isZero(a.low.at) ? a.low : b.high === null ? { at: ZERO, closed: false } : both(a.low, b.high, divide(a.low.at, b.high.at));
  if (a.high !== null && isZero(a.high.at)) return { low: NOUGHT, high: NOUGHT };
  return { low, high: a.high === null || isZero(b.low.at) ? null : both(a.high, b.low, divide(a.high.at, b.low.at)) };
}

/** The whole numbers of an interval, both ends included; `last` null is unbounded. */
export interface Wholes {
  readonly first: bigint;
  readonly last: bigint | null;
}

/** Null when an interval holds no whole number. */
export function wholesOf({ low, high }: Interval): Wholes | null {
  const first = !low.closed && isWhole(low.at) ? low.at.n + 1n : ceiling(low.at);
  if (high === null) return { first, last: null };
  const last = !high.closed && isWhole(high.at) ? high.at.n - 1n : floor(high.at);
  return first > last ? null : { first, last };
}
