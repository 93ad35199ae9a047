/** Exact numbers for what is printed: 89.105 is 89105/1000 and never the nearest binary number. */
export interface Fraction {
  readonly n: bigint;
  /** Above zero; the fraction is in lowest terms. */
  readonly d: bigint;
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

function commonDivisor(a: bigint, b: bigint): bigint {
  let [left, right] = [abs(a), abs(b)];
  while (right !== 0n) [left, right] = [right, left % right];
  return left;
}

/** n/d in lowest terms. A zero denominator is a bug of the caller, who has to ask first. */
export function fraction(n: bigint, d = 1n): Fraction {
  if (d === 0n) throw new RangeError('a fraction needs a denominator');
  const shared = commonDivisor(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / shared, d: d / shared };
}

export const ZERO = fraction(0n);
export const HUNDRED = fraction(100n);

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** Beyond the exponents of a double nobody prints a number; an exponent is work, and must not be a stranger's to choose. */
const LARGEST_EXPONENT = 400;

/** Reads `12`, `10.76` or `1.2e-7`; null for anything else. */
export function parseDecimal(text: string): Fraction | null {
  const found = DECIMAL.exec(text);
  if (found === null) return null;
  const [, sign, whole = '', part = '', exponent = '0'] = found;
  if (Math.abs(Number(exponent)) > LARGEST_EXPONENT) return null;
  const digits = BigInt(whole + part) * (sign === '-' ? -1n : 1n);
  const shift = Number(exponent) - part.length;
  return shift < 0 ? fraction(digits, 10n ** BigInt(-shift)) : fraction(digits * 10n ** BigInt(shift));
}

/** The decimal that a number prints as; null when it is not finite. */
export const fromNumber = (value: number): Fraction | null => parseDecimal(String(value));

export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);
export const absolute = (a: Fraction): Fraction => fraction(abs(a.n), a.d);

/** Below, at or above zero as `a` is below, equal to or above `b`. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isZero = (a: Fraction): boolean => a.n === 0n;
export const isWhole = (a: Fraction): boolean => a.d === 1n;
export const larger = (a: Fraction, b: Fraction): Fraction => (compare(a, b) < 0 ? b : a);

/** Greatest whole number not above `a`. */
export const floor = (a: Fraction): bigint => (a.n >= 0n ? a.n / a.d : -((-a.n + a.d - 1n) / a.d));
/** Least whole number not below `a`. */
export const ceiling = (a: Fraction): bigint => -floor({ n: -a.n, d: a.d });

export const toNumber = (a: Fraction): number => Number(a.n) / Number(a.d);

/** Decimal text with exactly `decimals` digits after the point, halves away from zero, ASCII minus; no −0. */
export function toFixed(a: Fraction, decimals: number): string {
  const unit = 10n ** BigInt(decimals);
  const rounded = (abs(a.n) * unit * 2n + a.d) / (a.d * 2n);
  const digits = String(rounded).padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return a.n < 0n && rounded !== 0n ? `-${text}` : text;
}
