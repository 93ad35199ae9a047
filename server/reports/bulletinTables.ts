/** Tables of a bulletin: cells are text already, an absence is its word. */
import { formatCount, formatPoints } from '../domain/format.ts';
import { valueWords, words, type Measure } from '../domain/bulletin/grammar.ts';
import { MISSING_REASONS, type Rate } from '../domain/rate.ts';
import type { Words } from '../domain/words.ts';
import type { BulletinTable } from './briefTypes.ts';

export const both = (text: string): Words => words(text, text);
export const UNSAID = words('—', '—');
const NOT_COMPARABLE = words('不可比', 'n/c');

export const countCell = (count: number | null, otherwise: Words = UNSAID): Words =>
  count === null ? otherwise : both(formatCount(count));
/** `missed` is the target that the value misses, and so must not print as. */
export const valueCell = (measure: Measure, rate: Rate, missed: number | null = null): Words =>
  rate.value === null ? (rate.missing === null ? UNSAID : MISSING_REASONS[rate.missing]) : valueWords(measure, rate.value, missed);
/** Numerator or denominator of a rate: where it is absent, why. */
export const partCell = (rate: Rate, part: 'numerator' | 'denominator'): Words =>
  rate[part] === null && rate.missing !== null ? MISSING_REASONS[rate.missing] : countCell(rate[part]);
export const changeCell = (measure: Measure, change: number | null | undefined): Words =>
  change === null || change === undefined ? NOT_COMPARABLE : both(formatPoints(change, measure.decimals));
/** Contributions are small: one decimal more, so that a list does not flatten to ±0.0. */
export const contributionCell = (measure: Measure, change: number): Words => both(formatPoints(change, measure.decimals + 1));

export const column = (zh: string, en: string, numeric = true): BulletinTable['columns'][number] => ({ label: words(zh, en), numeric });
export const REGION_COLUMN = column('地区', 'Region', false);
