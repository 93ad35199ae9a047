/** Days and moments, and when a ledger is due. */
import { asOfDate, type Quarter } from './period.ts';

const DUE_DAY = '15';

/** Last day on which a quarter's ledger is on time: the 15th of the month after it, `2026-01-15` for 2025Q4. */
export function dueDate(period: Quarter): string {
  const asOf = asOfDate(period);
  const year = Number(asOf.slice(0, 4));
  const month = Number(asOf.slice(5, 7));
  return month === 12 ? `${year + 1}-01-${DUE_DAY}` : `${year}-${String(month + 1).padStart(2, '0')}-${DUE_DAY}`;
}

const CHINA_OFFSET_MS = 8 * 3_600_000;

/** The day of a moment in China, `2026-01-15`. */
export const dayInChina = (moment: string): string => new Date(Date.parse(moment) + CHINA_OFFSET_MS).toISOString().slice(0, 10);

/** `receivedAt` is an ISO date-time; the day that counts is that of China. `dueOn`: the last day, where it is not the usual one. */
export const isOnTime = (period: Quarter, receivedAt: string, dueOn: string = dueDate(period)): boolean => dayInChina(receivedAt) <= dueOn;

export const isDay = (text: string): boolean => {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return moment !== null && !Number.isNaN(moment.valueOf()) && moment.toISOString().startsWith(text);
};

const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A date-time with its zone, in UTC; null: it is none. */
export function readMoment(text: string): string | null {
  const day = MOMENT.exec(text)?.[1];
  const moment = new Date(text);
  return day !== undefined && isDay(day) && !Number.isNaN(moment.valueOf()) ? moment.toISOString() : null;
}

/** A moment up to which something is known: one with its zone, or the end of a day in China; null: neither. */
export const readKnownOn = (text: string): string | null => readMoment(isDay(text) ? `${text}T23:59:59.999+08:00` : text);
