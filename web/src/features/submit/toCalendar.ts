/** The calendar of submissions as rows and cells. Pure. */
import type { CalendarRow } from '../../api/calendar.ts';
import type { DueState, ReminderKind, SubmissionState } from '../../api/gql/enums.ts';
import { periodsOf, regionsOf, type PlaceRegion } from './parts.ts';

/** What a cell is: the due state, or one of two that say more than it. */
export type CellKind = DueState | 'CARRIED' | 'WAITING';

export interface Mark {
  readonly shape: string;
  /** Ground of the cell. */
  readonly className: string;
  /** Pattern of an absence, as on the map. */
  readonly pattern?: string;
}

export const CELL_MARKS = {
  ON_TIME: { shape: '●', className: 'due-on-time' },
  LATE: { shape: '◐', className: 'due-late' },
  CARRIED: { shape: '↻', className: 'due-carried' },
  WAITING: { shape: '◇', className: 'due-waiting' },
  RETURNED: { shape: '↩', className: 'due-returned', pattern: 'absent-rejected' },
  MISSING: { shape: '▼', className: 'due-missing', pattern: 'absent-not-received' },
  DUE_SOON: { shape: '◔', className: 'due-soon' },
  NOT_DUE: { shape: '○', className: 'due-not' },
} as const satisfies Record<CellKind, Mark>;
export const CELL_KINDS = Object.keys(CELL_MARKS) as readonly CellKind[];

export const REMINDER_MARKS = {
  RETURNED: CELL_MARKS.RETURNED,
  OVERDUE: CELL_MARKS.MISSING,
  DUE_SOON: CELL_MARKS.DUE_SOON,
  TO_APPLY: CELL_MARKS.WAITING,
  TO_REVIEW: { shape: '■', className: 'due-review' },
} as const satisfies Record<ReminderKind, Mark>;

/** Taken over from the quarter before, or received and not yet applied: both are neither «on time» nor «missing». */
export function kindOf({ carriedForward, state, due }: Pick<CalendarRow, 'carriedForward' | 'state' | 'due'>): CellKind {
  if (carriedForward) return 'CARRIED';
  return state === 'RECEIVED' ? 'WAITING' : due;
}

export interface CalendarCell {
  readonly row: CalendarRow;
  readonly kind: CellKind;
  /** Said beside the kind where it says more: what the reviewer has done with it. */
  readonly state: Exclude<SubmissionState, 'RECEIVED' | 'RETURNED'> | null;
}

export interface CalendarLine {
  readonly region: PlaceRegion;
  /** One a quarter, null where nothing is asked of the region in it. */
  readonly cells: readonly (CalendarCell | null)[];
}

export interface Calendar {
  /** Earliest first, as one reads. */
  readonly periods: readonly string[];
  readonly lines: readonly CalendarLine[];
  /** How many cells of the latest quarter are of each kind, those of none too. */
  readonly counts: Readonly<Record<CellKind, number>>;
}

const cellOf = (row: CalendarRow): CalendarCell => {
  const { state } = row;
  return {
    row,
    kind: kindOf(row),
    state: state === null || state === undefined || state === 'RECEIVED' || state === 'RETURNED' ? null : state,
  };
};

const keyOf = (region: string, period: string): string => `${region} ${period}`;

export function toCalendar(rows: readonly CalendarRow[], counted: string | null): Calendar {
  const periods = periodsOf(rows).toReversed();
  const cells = new Map(rows.map((row) => [keyOf(row.region.code, row.period), cellOf(row)]));
  const lines = regionsOf(rows).map((region) => ({
    region,
    cells: periods.map((period) => cells.get(keyOf(region.code, period)) ?? null),
  }));
  const shown = counted ?? latestAsked(rows);
  const kinds = [...cells.values()].filter(({ row }) => row.period === shown).map(({ kind }) => kind);
  const counts = Object.fromEntries(CELL_KINDS.map((kind) => [kind, kinds.filter((one) => one === kind).length])) as Record<
    CellKind,
    number
  >;
  return { periods, lines, counts };
}

/** Reminders of one kind and quarter, and of how many regions. */
export interface ReminderGroup {
  readonly kind: ReminderKind;
  readonly period: string;
  readonly regions: number;
}

/** In the order in which the first of each stands; what is to be reviewed goes first, for it is the reader's own. */
export function groupsOf(reminders: readonly { readonly kind: ReminderKind; readonly period: string }[]): readonly ReminderGroup[] {
  const groups = new Map<string, ReminderGroup>();
  for (const { kind, period } of reminders) {
    const key = keyOf(kind, period);
    const before = groups.get(key);
    groups.set(key, { kind, period, regions: before === undefined ? 1 : before.regions + 1 });
  }
  return [...groups.values()].sort((one, other) => Number(other.kind === 'TO_REVIEW') - Number(one.kind === 'TO_REVIEW'));
}

/** The latest quarter in which anything is asked for already; the latest of all where nothing is due in any. */
export const latestAsked = (rows: readonly CalendarRow[]): string | undefined => {
  const asked = rows.filter(({ due }) => due !== 'NOT_DUE');
  return periodsOf(asked.length > 0 ? asked : rows)[0];
};
