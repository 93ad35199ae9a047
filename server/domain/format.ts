/** Numbers become text: thin space for thousands, true minus, halves away from zero. Null never comes here: absence has its own words. */
import { absolute, add, compare, fraction, fromNumber, HUNDRED, subtract, toFixed, ZERO, type Fraction } from './fraction.ts';

export const MINUS = '\u2212';
/** Narrow no-break space: between thousands, and between a number and its unit. */
export const THIN = '\u202f';

const group = (digits: string): string => digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, THIN));
const signed = (text: string): string => (text.startsWith('-') ? MINUS + group(text.slice(1)) : group(text));
/** A number that is not finite is a bug of the caller and prints as JavaScript names it, so that it is seen. */
function write(value: number | Fraction, toText: (exact: Fraction) => string): string {
  if (typeof value !== 'number') return toText(value);
  const exact = fromNumber(value);
  return exact === null ? String(value) : toText(exact);
}

/** `1 234.5`, with exactly `decimals` digits after the point. */
export const formatNumber = (value: number | Fraction, decimals: number): string =>
  write(value, (exact) => signed(toFixed(exact, decimals)));

/** A whole count, `1 532`. */
export const formatCount = (value: number | bigint | Fraction): string =>
  formatNumber(typeof value === 'bigint' ? fraction(value) : value, 0);

/**
 * A percentage 0–100 without its sign, `89.1`. A value below 100 never prints as 100.0 and one above 0 never as 0.0, nor one that
 * misses its target as the target (`missed`): the reader must not see a target met that is not.
 */
export const formatPercent = (value: number | Fraction, decimals = 1, missed: number | null = null): string =>
  write(value, (exact) => {
    const step = fraction(1n, 10n ** BigInt(decimals));
    const text = toFixed(exact, decimals);
    const target = missed === null ? null : fromNumber(missed);
    if (target !== null && text === toFixed(target, decimals))
      return toFixed((compare(exact, target) > 0 ? add : subtract)(target, step), decimals);
    if (compare(exact, HUNDRED) < 0 && text === toFixed(HUNDRED, decimals)) return toFixed(subtract(HUNDRED, step), decimals);
    if (compare(exact, ZERO) > 0 && text === toFixed(ZERO, decimals)) return toFixed(step, decimals);
    return signed(text);
  });

/** A change in percentage points: always signed, `+1.2` or `−0.4`; `0.0` when it rounds to nothing. */
export const formatPoints = (change: number | Fraction, decimals = 1): string =>
  write(change, (exact) => {
    const size = toFixed(absolute(exact), decimals);
    if (size === toFixed(ZERO, decimals)) return size;
    return (compare(exact, ZERO) < 0 ? MINUS : '+') + group(size);
  });
