/** Reporting periods. A stock is asked for by quarter; a flow also by year (`2025`) or month (`2025-11`). */

/** A quarter, `2025Q4`. */
export type Quarter = `${number}Q${1 | 2 | 3 | 4}`;
/** A quarter, a year or a month. */
export type Period = string;

const QUARTER = /^(\d{4})Q([1-4])$/;
const YEAR = /^\d{4}$/;
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

export const isQuarter = (text: string): text is Quarter => QUARTER.test(text);
export const isPeriod = (text: string): boolean => isQuarter(text) || YEAR.test(text) || MONTH.test(text);

const split = (quarter: Quarter): { year: number; q: number } => ({ year: Number(quarter.slice(0, 4)), q: Number(quarter.slice(5)) });

/** The quarter `steps` after (or before, when negative) `quarter`. */
export function shiftQuarter(quarter: Quarter, steps: number): Quarter {
  const { year, q } = split(quarter);
  const index = year * 4 + (q - 1) + steps;
  return `${Math.floor(index / 4)}Q${(((index % 4) + 4) % 4) + 1}` as Quarter;
}

const positionOf = (quarter: Quarter): number => {
  const { year, q } = split(quarter);
  return year * 4 + q;
};

/** How many quarters there are from `from` to `to`, both included; 0 when `to` is before `from`. */
export const countQuarters = (from: Quarter, to: Quarter): number => Math.max(0, positionOf(to) - positionOf(from) + 1);

/** All quarters from `from` to `to`, both included; empty when `to` is before `from`. */
export const quartersBetween = (from: Quarter, to: Quarter): Quarter[] =>
  Array.from({ length: countQuarters(from, to) }, (_, steps) => shiftQuarter(from, steps));

/** The quarters a period is made of: itself, four for a year; a month lies inside one quarter and gives none. */
export function quartersOf(period: Period): Quarter[] {
  if (isQuarter(period)) return [period];
  return YEAR.test(period) ? ([1, 2, 3, 4] as const).map((q) => `${period}Q${q}` as Quarter) : [];
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const DAYS_KEPT = 500;
/** It is asked for of every cell of a table. */
const DAYS = new Map<Period, string>();

/** Last day of a period, `2025-12-31`. The as-of date of what is counted in it. */
export function asOfDate(period: Period): string {
  const known = DAYS.get(period);
  if (known !== undefined) return known;
  const found = lastDay(period);
  if (DAYS.size >= DAYS_KEPT) DAYS.clear();
  DAYS.set(period, found);
  return found;
}

function lastDay(period: Period): string {
  const month = MONTH.exec(period);
  const year = Number(period.slice(0, 4));
  const last = isQuarter(period) ? split(period).q * 3 : month ? Number(month[2]) : 12;
  const days = last === 2 && isLeap(year) ? 29 : MONTH_DAYS[last - 1];
  return `${period.slice(0, 4)}-${String(last).padStart(2, '0')}-${days}`;
}

/** First day of a quarter, `2025-10-01`. */
export const firstDay = (quarter: Quarter): string => `${quarter.slice(0, 4)}-${String(split(quarter).q * 3 - 2).padStart(2, '0')}-01`;

/** The quarter that holds a date `2025-11-03`. */
export const quarterOfDate = (date: string): Quarter => `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}` as Quarter;
