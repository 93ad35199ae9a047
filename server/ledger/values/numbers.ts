/** Numbers as people write them: `2 162`, `1,234`, `1.2万`, `350万元`, `12人`. */

/** What a number column counts in: things, or money in the column's own unit. */
export type NumberUnit = 'count' | '元' | '万元';

/** `converted` when the value is not simply the digits that stand there and the clerk should see it once. */
export type NumberReading =
  | { readonly value: number; readonly converted: boolean }
  | { readonly fault: 'NOT_A_NUMBER' | 'SCIENTIFIC' | 'PRECISION' | 'NEGATIVE' | 'WRONG_UNIT' | 'PERCENT' };

const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(\.\d+)?\s*(万|亿)?\s*(元|人次|人|名|户|家|个|次|期|项|条|年|届)?$/;
const SCIENTIFIC = /^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i;
/** Doubles, and Excel, keep this many significant digits. */
const MOST_DIGITS = 15;

const significantDigits = (digits: string): number => digits.replace('.', '').replace(/^0+/, '').length;

/** Powers of ten between the written unit (万, 亿, 元 or none) and the column's; null where it does not fit the column. */
function shiftOf(unit: NumberUnit, scale: string | undefined, suffix: string | undefined): number | null {
  const power = scale === '亿' ? 8 : scale === '万' ? 4 : 0;
  if (unit === 'count') return suffix === '元' ? null : power;
  if (suffix !== undefined && suffix !== '元') return null;
  if (unit === '元') return power;
  return scale === undefined && suffix === undefined ? 0 : power - 4; // in 万元, a bare number is already 万元
}

/** Reads half-width, trimmed text. Exact: scales are decimal shifts of the text, not multiplications. */
export function readNumber(text: string, unit: NumberUnit): NumberReading {
  const inner = /^\((.+)\)$/.exec(text);
  const match = NUMBER.exec(inner?.[1] ?? text);
  if (match === null && /^\(?[+-]?[\d.,]+\)?\s*[%‰]$/.test(text)) return { fault: 'PERCENT' };
  if (match === null) return { fault: SCIENTIFIC.test(text) && Number.isFinite(Number(text)) ? 'SCIENTIFIC' : 'NOT_A_NUMBER' };
  const [, sign, whole = '', fraction = '', scale, suffix] = match;
  const digits = whole.replace(/[, ]/g, '') + fraction;
  if (significantDigits(digits) > MOST_DIGITS) return { fault: 'PRECISION' };
  const shift = shiftOf(unit, scale, suffix);
  if (shift === null) return { fault: 'WRONG_UNIT' };
  const value = Number(`${digits}e${shift}`);
  if (value !== 0 && (sign === '-' || inner !== null)) return { fault: 'NEGATIVE' };
  return { value, converted: scale !== undefined || suffix !== undefined };
}

/** The number of a numeric spreadsheet cell (`0.30000000000000004`, `1.2E4`) as the sheet shows it: 15 digits. Null if none. */
export function readCellNumber(raw: string): number | null {
  const value = Number(raw);
  return raw === '' || !Number.isFinite(value) ? null : Number(value.toPrecision(MOST_DIGITS));
}

/** Whole numbers of up to nine plain digits, the common case; null for anything else. */
export function plainCount(raw: string): number | null {
  const length = raw.length;
  if (length === 0 || length > 9) return null;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const digit = raw.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}
