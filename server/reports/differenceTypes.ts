/** One submission beside what it takes the place of: what is asked and what a row says. */
import type { Basis } from '../domain/bases.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { DifferenceKind, LedgerSheet } from '../domain/ledgerSheets.ts';
import type { Rate } from '../domain/rate.ts';
import type { RowCounts } from '../domain/review.ts';
import type { SubmissionAct, SubmissionState } from '../domain/submissions.ts';
import type { SubmissionReport } from './submissionTypes.ts';
import type { Page } from './types.ts';

/** A state that a submission went through. */
export interface SubmissionStepRow {
  readonly act: SubmissionAct;
  /** Null: it was taken away. */
  readonly state: SubmissionState | null;
  readonly at: string;
  /** Name and id of who did it. */
  readonly by: string;
  readonly actor: string;
  /** Data version from which on readers know of it, `v12`. */
  readonly dataVersion: string | null;
  readonly reason: string | null;
}

export interface RateDifferenceRow {
  readonly indicator: IndicatorId;
  readonly basis: Basis | null;
  readonly before: Rate;
  readonly after: Rate;
  /** In points, or in units of the value; null when either is absent. */
  readonly change: number | null;
}

export interface SubmissionDifferenceReport {
  /** The submission, by its id. */
  readonly id: string;
  /** Ids of what it is held against: several where a county takes the place of its townships; none for a first one. */
  readonly beforeIds: readonly string[];
  /** The newest of them. */
  readonly against: SubmissionReport | null;
  /** Something newer came after it was received; the differences are against that. */
  readonly stale: boolean;
  /** Percent of units that are not as before; null where there is nothing before. */
  readonly changedShare: number | null;
  readonly noteShare: number;
  /** So much changed that it must be explained. */
  readonly noteRequired: boolean;
  readonly units: RowCounts;
  readonly organizations: RowCounts;
  /** Organizations founded in the period, and those of the ledger before that are gone. */
  readonly founded: number;
  readonly dissolved: number;
}

/** In the words of the sheet; null: the cell is empty, or there was no row. */
export interface FieldChangeRow {
  readonly header: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A row that is not as before. Of one added or removed all cells that are filled are listed. */
export interface DifferenceRow {
  readonly kind: DifferenceKind;
  readonly sheet: LedgerSheet;
  readonly code: string;
  readonly name: string;
  readonly changes: readonly FieldChangeRow[];
}

export interface DifferenceRowsAsk {
  readonly sheet: LedgerSheet;
  /** All kinds otherwise. */
  readonly kind?: readonly DifferenceKind[] | undefined;
  readonly first: number;
  readonly after?: string | undefined;
}

export interface ReviewSettingsRow {
  /** Percent of changed units above which a version must be explained. */
  readonly noteShare: number;
  /** Null: as it is shipped. */
  readonly setBy: string | null;
  readonly setAt: string | null;
}

/** What is asked of one submission. */
export interface SubmissionView {
  /** Null: there is none that may be seen. Whoever asks is to be told of received ones, too. */
  submission(id: string): Promise<SubmissionReport | null>;
  /** In the order in which they were made. */
  submissionSteps(id: string): Promise<readonly SubmissionStepRow[]>;
  /** Null: there is no such submission. */
  submissionDifference(id: string): Promise<SubmissionDifferenceReport | null>;
  submissionRates(difference: SubmissionDifferenceReport): Promise<readonly RateDifferenceRow[]>;
  /** Rows that are not as before, by code. */
  submissionDifferenceRows(difference: SubmissionDifferenceReport, ask: DifferenceRowsAsk): Promise<Page<DifferenceRow>>;
  reviewSettings(): Promise<ReviewSettingsRow>;
}
