/** How figures and numbers are named in explanations. Numbers keep their printed digits; labels stay in the words of the source. */
import { formatCount, formatNumber, formatPercent, THIN } from '../format.ts';
import { parseDecimal, type Fraction } from '../fraction.ts';
import type { Quantity } from '../quantity.ts';
import type { Stated } from './check.ts';

const decimalsOf = (digits: string): number => (digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0);

/** Digits after the point as printed: 2 for «89.11 %». */
export const printedDecimals = (quantity: Quantity): number => decimalsOf(quantity.digits);

const grouped = (digits: string): string => {
  const number = parseDecimal(digits);
  return number === null ? digits : formatNumber(number, decimalsOf(digits));
};

/** `142.96 万`, `1 984`, `89.11 %`: number and scale, no counting word. */
export function bareZh({ quantity }: Stated): string {
  return [grouped(quantity.digits), quantity.percent ? '%' : quantity.scale].filter((part) => part !== '').join(THIN);
}

/** `1 984 个`, `142.96 万人`, with the qualifier the source gives. */
export function shownZh(stated: Stated): string {
  const { qualifier, percent, suffix, scale } = stated.quantity;
  const unit = percent || suffix === '' ? '' : suffix;
  const text = bareZh(stated) + (unit !== '' && scale === '' ? THIN : '') + unit;
  return qualifier === 'ABOUT'
    ? `约${THIN}${text}`
    : qualifier === 'BELOW'
      ? `不足${THIN}${text}`
      : qualifier === 'AT_LEAST'
        ? `${text}以上`
        : text;
}

/** `1 984`, `1 429 600`, `89.11 %`: scales are written out, since English has no 万. */
export function shownEn({ quantity, value }: Stated): string {
  const text = quantity.percent ? `${grouped(quantity.digits)}${THIN}%` : formatCount(value);
  const sense = { ABOUT: 'about ', BELOW: 'below ', AT_LEAST: 'at least ', EXACT: '', MASKED: '' } as const;
  return sense[quantity.qualifier] + text;
}

/** «label» with its number. */
export const namedZh = (stated: Stated): string => `${stated.figure.label}${THIN}${shownZh(stated)}`;
export const namedEn = (stated: Stated): string => `${stated.figure.label} ${shownEn(stated)}`;

export const percentZh = (value: Fraction, decimals: number): string => `${formatPercent(value, decimals)}${THIN}%`;

/** The counting word of a difference: that of the figure, with its space; a percentage differs in points. */
export function amountZh(amount: Fraction, { quantity }: Stated, decimals: number): string {
  const word = quantity.percent ? '百分点' : quantity.suffix;
  return `${formatNumber(amount, decimals)}${word === '' ? '' : THIN + word}`;
}
export const amountEn = (amount: Fraction, { quantity }: Stated, decimals: number): string =>
  `${formatNumber(amount, decimals)}${quantity.percent ? ' points' : ''}`;

/** `2 021—2 023`, or one number when both are the same. */
export const spanText = (first: bigint, last: bigint): string =>
  first === last ? formatCount(first) : `${formatCount(first)}—${formatCount(last)}`;
