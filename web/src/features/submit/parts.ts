/** Which parts of /submit stand open, and for which region and quarter they speak. Pure. */
import type { Permission } from '../../api/gql/enums.ts';
import type { CalendarRow } from '../../api/calendar.ts';
import { SUBMIT_PARTS, type SubmitPart } from '../../state/choices.ts';
import { NATION } from '../../state/selection.ts';

/** Permissions any of which opens a part; none: it stands open to everybody who may read. */
const NEEDS: Readonly<Record<SubmitPart, readonly Permission[]>> = {
  fill: ['SUBMIT'],
  mine: ['SUBMIT'],
  review: ['REVIEW', 'UNLOCK'],
  calendar: [],
  summary: ['SUBMIT'],
};

export const partsOf = (permissions: ReadonlySet<Permission>): readonly SubmitPart[] =>
  SUBMIT_PARTS.filter((part) => NEEDS[part].length === 0 || NEEDS[part].some((need) => permissions.has(need)));

export type PlaceRegion = CalendarRow['region'];

/** A region and a quarter to report for, with what the calendar says of it. */
export interface Place {
  readonly region: PlaceRegion;
  readonly period: string;
  readonly row: CalendarRow;
}

/** How pressing it is that something is sent, the most pressing first. */
const PRESSING: readonly CalendarRow['due'][] = ['RETURNED', 'MISSING', 'DUE_SOON'];

/** The most pressing of some rows, the latest of those that press alike; where none presses, the latest quarter that has ended. */
function mostPressing(rows: readonly CalendarRow[]): CalendarRow | undefined {
  const latestFirst = rows.toSorted((one, other) => other.period.localeCompare(one.period));
  for (const due of PRESSING) {
    const found = latestFirst.find((row) => row.due === due);
    if (found) return found;
  }
  return latestFirst.find(({ due }) => due !== 'NOT_DUE') ?? latestFirst[0];
}

/** Latest first. */
export const periodsOf = (rows: readonly CalendarRow[]): readonly string[] =>
  [...new Set(rows.map(({ period }) => period))].sort((one, other) => other.localeCompare(one));

/** Each once, in the order of their codes. */
export const regionsOf = (rows: readonly CalendarRow[]): readonly PlaceRegion[] =>
  [...new Map(rows.map(({ region }) => [region.code, region])).values()].sort((one, other) => one.code.localeCompare(other.code));

/**
 * The place that the address names, or the one where something is most pressing; null where the address names one that is not the reader's to
 * report for, or there is none at all.
 */
export function placeOf(rows: readonly CalendarRow[], region: string, period: string | null): Place | null {
  const within = region === NATION ? rows : rows.filter((row) => row.region.code === region);
  const row = mostPressing(period === null ? within : within.filter((one) => one.period === period));
  return row === undefined ? null : { region: row.region, period: row.period, row };
}
