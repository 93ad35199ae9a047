/** The one place where numbers and dates become text. Rounding happens here and nowhere else. */
import type { Lang } from '../state/selection.ts';

export const THIN = '\u202f';
export const MINUS = '\u2212';

/**
 * Text of a value of 0 to 100: below 100 never «100.0», above 0 never «0.0», and what misses its target (`missed`) never as the target, so that
 * no reader sees a target met that is not. Without the sign.
 */
export function percent(value: number, decimals = 1, missed: number | null = null): string {
  const step = 10 ** -decimals;
  const text = value.toFixed(decimals);
  if (missed !== null && text === missed.toFixed(decimals)) return (value > missed ? missed + step : missed - step).toFixed(decimals);
  if (value < 100 && Number(text) >= 100) return (100 - step).toFixed(decimals);
  if (value > 0 && Number(text) === 0) return step.toFixed(decimals);
  return text.replace('-', MINUS);
}

/** The same with the sign and the space before it, `84.9 %`. */
export const percentSign = (value: number, decimals = 1): string => `${percent(value, decimals)}${THIN}%`;

/** What a percentage lacks to 100. */
export const shortfallOf = (value: number): number => 100 - value;

/** Its text, so that it and the printed percentage always add up to 100. */
export const shortfall = (value: number, decimals = 1): string => shortfallOf(Number(percent(value, decimals))).toFixed(decimals);

/** A number with thin spaces between thousands and a true minus, `31 504`. */
export function decimal(value: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}

export const count = (value: number): string => decimal(value, 0);

/** A number as it came, without rounding beyond `most` decimals and without trailing zeros, `70.94`, `247`. */
export const plain = (value: number, most = 2): string => {
  const text = decimal(value, most);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

/** A change in percentage points: always signed, except a true or rounded zero. Its unit stands in the column head or right after it. */
export function points(change: number, decimals = 1): string {
  const text = decimal(Math.abs(change), decimals);
  if (!/[1-9]/.test(text)) return text;
  return `${change < 0 ? MINUS : '+'}${text}`;
}

/** Which way a change reads once rounded: what prints as 0.0 has no direction. */
export const changeDirection = (change: number, decimals = 1): 'up' | 'down' | 'same' => {
  const text = points(change, decimals);
  if (text.startsWith('+')) return 'up';
  return text.startsWith(MINUS) ? 'down' : 'same';
};

const QUARTER_ZH = ['一', '二', '三', '四'];

/** «2025 年第四季度», «Q4 2025»; a year or a month likewise. Text that is no period is given back. */
export function periodText(period: string, lang: Lang): string {
  const [, year, quarter, month] = /^(\d{4})(?:Q([1-4])|-(\d{2}))?$/.exec(period) ?? [];
  if (year === undefined) return period;
  if (quarter !== undefined) return lang === 'zh' ? `${year} 年第${QUARTER_ZH[Number(quarter) - 1]}季度` : `Q${quarter} ${year}`;
  if (month !== undefined) return lang === 'zh' ? `${year} 年 ${Number(month)} 月` : `${year}-${month}`;
  return lang === 'zh' ? `${year} 年` : year;
}

/** How precisely a published date is known, as the API says it. */
export type DatePrecision = 'day' | 'month' | 'quarter' | 'year';

/** A date as precise as it is known: «2013 年末», «2010 年 1 月», «2012-12-31». */
export function dateText(date: string, precision: string, lang: Lang): string {
  const year = date.slice(0, 4);
  if (precision === 'year') return lang === 'zh' ? `${year} 年末` : `end of ${year}`;
  if (precision === 'month') return periodText(date.slice(0, 7), lang);
  return date;
}

const STEP = 1024;

/** A size in MB, or in KB below one, `12.3 MB`. */
export const sizeText = (bytes: number): string =>
  bytes >= STEP * STEP ? `${decimal(bytes / STEP / STEP, 1)}${THIN}MB` : `${decimal(Math.ceil(bytes / STEP), 0)}${THIN}KB`;
