/** Dates of the demo: plain `YYYY-MM-DD` text, so that they compare as text. */
import { asOfDate, firstDay, type Quarter } from '../../server/domain/period.ts';

const DAY = 86_400_000;
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The date a share `at` in [0, 1) of the way from `from` to `to`; `from` itself when `to` is before it. */
export function dateBetween(from: string, to: string, at: number): string {
  const start = dayNumber(from);
  return dateOf(start + Math.floor(Math.max(0, dayNumber(to) - start) * at));
}

/** A day inside a quarter. */
export const dayIn = (quarter: Quarter, at: number): string => dateBetween(firstDay(quarter), asOfDate(quarter), at);

/** The same day `years` later; 29 February becomes the 28th. */
export const yearsAfter = (date: string, years: number): string => {
  const rest = date.slice(4) === '-02-29' ? '-02-28' : date.slice(4);
  return `${Number(date.slice(0, 4)) + years}${rest}`;
};
