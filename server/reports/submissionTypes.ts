/** The list of submissions: what is asked and what one row says. */
import type { Quarter } from '../domain/period.ts';
import type { Extent } from '../domain/sight.ts';
import type { SubmissionState } from '../domain/submissions.ts';

export type { SubmissionState } from '../domain/submissions.ts';

export interface SubmissionsAsk {
  /** Submissions of a region and of all below it. */
  readonly region?: string | undefined;
  readonly period?: string | undefined;
  readonly state?: SubmissionState | undefined;
  /** Only those that nothing newer has replaced. */
  readonly latest?: boolean | undefined;
  /** Regions whose received submissions, counted nowhere yet, are listed too; none otherwise. */
  readonly received?: Extent | undefined;
  readonly first: number;
  readonly after?: string | undefined;
}

/** One version of one ledger, published, or received and not yet applied. Moments are ISO date-times in UTC. */
export interface SubmissionReport {
  readonly id: string;
  readonly region: string;
  /** County-level ledger that it is part of; its own region unless a township reports. */
  readonly ledgerRegion: string;
  readonly period: Quarter;
  readonly asOf: string;
  /** 1 for the first of its region and period. */
  readonly version: number;
  readonly state: SubmissionState;
  /** Whether readers count its rows: neither replaced nor returned. */
  readonly current: boolean;
  readonly onTime: boolean;
  readonly carriedForward: boolean;
  readonly demo: boolean;
  readonly receivedAt: string;
  readonly publishedAt: string | null;
  readonly acceptedAt: string | null;
  readonly supersededAt: string | null;
  /** Data versions, `v12`. */
  readonly publishedIn: string | null;
  readonly supersededIn: string | null;
  readonly units: number;
  readonly organizations: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unitsAdded: number;
  readonly unitsRemoved: number;
  readonly unitsChanged: number;
  readonly organizationsFounded: number;
  readonly ruleSet: string;
  /** Name of who sent it; null where nobody is known. */
  readonly sentBy: string | null;
  /** Id of who sent it, as the audit log has it. */
  readonly sender: string | null;
  /** 变更说明. */
  readonly note: string | null;
}
