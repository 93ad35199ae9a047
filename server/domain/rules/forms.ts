/** What the rules ask of one unit beyond yes or no: the form by its size, and the day a union is due. Pure and total. */
import type { UnitFact } from '../facts.ts';
import type { Form, Subject } from '../organizations.ts';
import { FORMS_FIELD, type Counted, type FormBand, type FormLadder, type Rules } from './ruleSet.ts';

export type UnitCounts = Pick<UnitFact, Counted>;

/** The band a count falls in; where printed bands overlap the larger form holds. Null in a hole and below the first. */
export const bandAt = (ladder: FormLadder, count: number): FormBand | null =>
  ladder.bands.findLast((band) => count >= band.from && (band.to === null || count <= band.to)) ?? null;

/** Forms that fit the unit's size, one list a ladder that applies; empty where no ladder does or the count is unknown. */
export function formsFor(unit: UnitCounts, subject: Subject, rules: Rules): (readonly Form[])[] {
  return rules[FORMS_FIELD[subject]].flatMap((ladder) => {
    const count = unit[ladder.by];
    const band = count === null ? null : bandAt(ladder, count);
    return band === null ? [] : [band.forms];
  });
}

/** `months` after a day; the last day of the month where that month has no such day: 2014-08-31 and six months is 2015-02-28. */
export function addMonths(date: string, months: number): string {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = Math.min(Number(date.slice(8)), lastDay);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** Last day on which the unit's union is founded in time; null where no rule sets one or the start of production is unknown. */
export const unionDueOn = (unit: Pick<UnitFact, 'openedOn'>, rules: Rules): string | null =>
  rules.unionWithinMonths === null || unit.openedOn === null ? null : addMonths(unit.openedOn, rules.unionWithinMonths);

/** Whether an operating unit without a union has let the day pass. */
export function isUnionOverdue(unit: Pick<UnitFact, 'openedOn' | 'status'>, covered: boolean, asOf: string, rules: Rules): boolean {
  const due = unionDueOn(unit, rules);
  return unit.status === 'OPERATING' && !covered && due !== null && due < asOf;
}
