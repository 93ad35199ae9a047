/** Dates as people and spreadsheets write them, to `YYYY-MM-DD`. */

/** `converted` says in what way the written form was turned into a date, where the clerk should see it once. */
export type DateReading =
  | { readonly date: string; readonly converted: 'serial' | 'month' | 'minguo' | null }
  | { readonly fault: 'NOT_A_DATE' | 'NO_SUCH_DAY' | 'TWO_DIGIT_YEAR' };

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2100;
const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet's serial numbers, past the invented 29 February 1900. */
const SERIAL_START = Date.UTC(1899, 11, 30);
const DAYS_TO_1904 = 1462;
/** A smaller serial (before 1927) is more likely a year or a count than a date. */
const LEAST_SERIAL = 10_000;
const LARGEST_SERIAL = 73_415;

const WRITTEN = /^(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*[日号]?|\s*月)?(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MINGUO = /^民国(\d{1,3})[年./-](\d{1,2})[月./-](\d{1,2})日?$/;
const SHORT_YEAR = /^'?\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function isDay(year: number, month: number, day: number): boolean {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || day < 1) return false;
  const days = DAYS[month - 1];
  return days !== undefined && (day <= days || (month === 2 && day === 29 && isLeap(year)));
}

const dated = (year: number, month: number, day: number, converted: 'serial' | 'month' | 'minguo' | null): DateReading =>
  isDay(year, month, day)
    ? { date: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, converted }
    : { fault: 'NO_SUCH_DAY' };

/** True for a real day written `YYYY-MM-DD`, the common case. */
export function isPlainDate(raw: string): boolean {
  if (raw.length !== 10 || raw.charCodeAt(4) !== 45 || raw.charCodeAt(7) !== 45) return false;
  let number = 0;
  for (let at = 0; at < 10; at++) {
    if (at === 4 || at === 7) continue;
    const digit = raw.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return false;
    number = number * 10 + digit;
  }
  return isDay(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100);
}

/** The day of a spreadsheet's serial number; a fraction is the time of day and is left off. */
export function readSerial(serial: number, from1904: boolean): DateReading {
  if (!Number.isFinite(serial)) return { fault: 'NOT_A_DATE' };
  const day = Math.floor(serial) + (from1904 ? DAYS_TO_1904 : 0);
  if (day < LEAST_SERIAL || day > LARGEST_SERIAL) return { fault: 'NOT_A_DATE' };
  return { date: new Date(SERIAL_START + day * DAY_MS).toISOString().slice(0, 10), converted: 'serial' };
}

/** Reads half-width, trimmed text. A month without a day is its first day, reported as converted. */
export function readDate(text: string): DateReading {
  const written = WRITTEN.exec(text);
  if (written !== null) {
    const day = written[3];
    return dated(Number(written[1]), Number(written[2]), day === undefined ? 1 : Number(day), day === undefined ? 'month' : null);
  }
  const compact = COMPACT.exec(text);
  if (compact !== null) return dated(Number(compact[1]), Number(compact[2]), Number(compact[3]), null);
  const minguo = MINGUO.exec(text);
  if (minguo !== null) return dated(Number(minguo[1]) + 1911, Number(minguo[2]), Number(minguo[3]), 'minguo');
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return readSerial(Number(text), false);
  return { fault: SHORT_YEAR.test(text) ? 'TWO_DIGIT_YEAR' : 'NOT_A_DATE' };
}
