/** When the terms of organizations end: past, in each of the quarters ahead, later, or not known. Pure. */
import { asOfDate, shiftQuarter, type Quarter } from './period.ts';

/** How many quarters ahead are told apart. */
export const QUARTERS_AHEAD = 4;

/** Some organizations whose terms end on one day; `endsOn` is null where start or length is not known. */
export interface TermGroup {
  readonly endsOn: string | null;
  readonly organizations: number;
}

/** Counts of organizations; `overdueByYear` are among `overdue`. */
export interface TermCalendar {
  readonly known: number;
  readonly unknown: number;
  readonly overdue: number;
  readonly overdueByYear: number;
  /** The quarters after the as-of date; the first also holds a term that ends on the as-of date itself. */
  readonly quarters: readonly { readonly period: Quarter; readonly ending: number }[];
  readonly later: number;
}

const yearLater = (date: string): string => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
const sum = (groups: readonly TermGroup[], holds: (endsOn: string) => boolean): number =>
  groups.reduce((all, { endsOn, organizations }) => (endsOn !== null && holds(endsOn) ? all + organizations : all), 0);

/** As of the last day of a quarter. A term is past once its last day lies before that day, as for the flag TERM_OVERDUE. */
export function termCalendar(groups: readonly TermGroup[], period: Quarter): TermCalendar {
  const asOf = asOfDate(period);
  const ahead = Array.from({ length: QUARTERS_AHEAD }, (_, step) => shiftQuarter(period, step + 1));
  const last = asOfDate(ahead.at(-1) ?? period);
  const known = sum(groups, () => true);
  return {
    known,
    unknown: groups.reduce((all, { organizations }) => all + organizations, 0) - known,
    overdue: sum(groups, (endsOn) => endsOn < asOf),
    overdueByYear: sum(groups, (endsOn) => yearLater(endsOn) < asOf),
    quarters: ahead.map((quarter, step) => {
      const from = step === 0 ? asOf : asOfDate(shiftQuarter(quarter, -1));
      return {
        period: quarter,
        ending: sum(groups, (endsOn) => (step === 0 ? endsOn >= from : endsOn > from) && endsOn <= asOfDate(quarter)),
      };
    }),
    later: sum(groups, (endsOn) => endsOn > last),
  };
}
