/** The calendar: what is asked and what one row says. */
import type { DueState, SetDueDate } from '../domain/dueDates.ts';
import type { Quarter } from '../domain/period.ts';
import type { ReminderKind } from '../domain/reminders.ts';
import type { Permission } from '../domain/roles.ts';
import type { Extent } from '../domain/sight.ts';
import type { SubmissionState } from '../domain/submissions.ts';
import type { SubmissionReport } from './submissionTypes.ts';
import type { PeriodSelection } from './types.ts';

export interface CalendarAsk {
  /** Regions whose ledgers are asked after, with all below them. */
  readonly within: Extent;
  /** The running quarter and those of the year before it otherwise. */
  readonly periods?: PeriodSelection | undefined;
  /** ISO moment at which it is asked. */
  readonly now: string;
}

/** A region that owes a ledger of a quarter, and what came of it. */
export interface CalendarRow {
  readonly region: string;
  readonly period: Quarter;
  readonly dueOn: string;
  /** Negative once the day has passed. */
  readonly daysLeft: number;
  readonly due: DueState;
  /** Of what waits to be applied, of what stands, or of what was returned; null: nothing came. */
  readonly state: SubmissionState | null;
  readonly receivedAt: string | null;
  readonly carriedForward: boolean;
  /** Whether a summary return stands. */
  readonly summary: boolean;
  /** Null where nothing came, and where who asks does not see its rows. */
  readonly submission: SubmissionReport | null;
}

export interface RemindersAsk {
  readonly permissions: readonly Permission[];
  readonly report: Extent;
  /** Id of who asks: nobody judges what they sent. */
  readonly asker: string;
  readonly now: string;
}

export interface ReminderRow {
  readonly kind: ReminderKind;
  readonly region: string;
  readonly period: Quarter;
  readonly dueOn: string;
  readonly daysLeft: number;
  readonly submission: SubmissionReport | null;
  readonly message: string;
}

export interface DueDatesAsked {
  readonly region?: string | undefined;
  readonly period?: string | undefined;
}

export interface CalendarView {
  /** By quarter, the newest first, then in the order of the tree. */
  calendar(ask: CalendarAsk): Promise<readonly CalendarRow[]>;
  reminders(ask: RemindersAsk): Promise<readonly ReminderRow[]>;
  dueDates(ask: DueDatesAsked): Promise<readonly SetDueDate[]>;
}
