/** What becomes of a submission after it was received: what may be asked of those who do it. */
import type { Actor } from '../domain/audit.ts';
import { DomainError } from '../domain/errors.ts';
import type { Judge } from '../domain/review.ts';
import type { SubmissionAct } from '../domain/submissions.ts';
import type { ReviewSettingsRow } from '../reports/differenceTypes.ts';
import type { SubmissionReport } from '../reports/submissionTypes.ts';

export interface ApplyAsk {
  readonly id: string;
  /** 变更说明; what came with the file otherwise. */
  readonly note: string | null;
  /** Rows of the version before that are gone are meant to be. */
  readonly confirmRemovals: boolean;
}

export interface ReviewAsk {
  readonly id: string;
  readonly act: SubmissionAct;
  readonly reason: string | null;
}

export interface LockedAsk {
  /** A region and all below it; all otherwise. */
  readonly region?: string | undefined;
  readonly period?: string | undefined;
}

/** As much of a locked submission as who unlocks it needs. */
export interface LockedRow {
  readonly id: string;
  readonly region: string;
  readonly period: string;
  readonly version: number;
  readonly lockedAt: string | null;
}

/** Whether `judge` may is asked where it is done: what is true now counts, not what a page showed. Every method refuses with a DomainError. */
export interface States {
  applySubmission(ask: ApplyAsk, judge: Judge, by: Actor): Promise<SubmissionReport>;
  discardSubmission(id: string, judge: Judge, by: Actor): Promise<void>;
  reviewSubmission(ask: ReviewAsk, judge: Judge, by: Actor): Promise<SubmissionReport>;
  /** Whether `by` may ask is asked before. */
  setNoteShare(noteShare: number, by: Actor): Promise<ReviewSettingsRow>;
  /** Of all regions, whatever its asker sees of them: the newest quarter first. Whether who asks may unlock is asked before. */
  lockedSubmissions(ask: LockedAsk): Promise<readonly LockedRow[]>;
}

const refused = async (): Promise<never> => {
  throw new DomainError('UNAVAILABLE', '这里不能提交或审核台账：它们属于运行中的网站（npm start），或命令行的 fugai submission。');
};

export const NO_STATES: States = {
  applySubmission: refused,
  discardSubmission: refused,
  reviewSubmission: refused,
  setNoteShare: refused,
  lockedSubmissions: refused,
};
