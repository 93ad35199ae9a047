/** Files that people send: what may be asked of those on their way and of those that ended. Others do the work. */
import type { Actor } from '../domain/audit.ts';
import { DomainError } from '../domain/errors.ts';
import type { LayoutQuestion } from '../domain/ledgerSheets.ts';
import type { Quarter } from '../domain/period.ts';
import type { Extent } from '../domain/sight.ts';
import type { UploadKind, UploadState } from '../domain/uploads.ts';
import type { SubmissionReport } from '../reports/submissionTypes.ts';
import type { Page } from '../reports/types.ts';

/** One thing wrong or worth knowing at a cell, in the words that a clerk reads. */
export interface UploadProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
  readonly header?: string;
  readonly value: string | null;
  readonly message: string;
}

/** How far an upload has come; null where that is not known. */
export interface UploadProgress {
  readonly bytesReceived: number;
  readonly bytesTotal: number | null;
  readonly rowsRead: number;
  /** Rows that are compared and stored; known once all are read. */
  readonly rowsTotal: number | null;
  readonly rowsStored: number;
}

export interface UploadRow {
  readonly id: string;
  readonly region: string;
  readonly period: Quarter;
  readonly kind: UploadKind;
  readonly state: UploadState;
  readonly fileName: string;
  readonly bytes: number;
  readonly sentBy: string;
  /** Id of who sent it: an account, whichever token of it was used. */
  readonly sender: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly message: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly moreErrors: number;
  readonly moreWarnings: number;
  readonly units: number;
  readonly organizations: number;
  readonly problems: readonly UploadProblem[];
  /** Origin of what it was received as. */
  readonly submission: number | null;
  /** Whether the same workbook can be had with its problems in it. */
  readonly annotated: boolean;
  /** How the file is laid out where not all of it was understood. */
  readonly layout: LayoutQuestion | null;
  readonly progress: UploadProgress;
}

export interface UploadsAsk {
  readonly region?: string | undefined;
  readonly period?: string | undefined;
  /** Of one sender only. */
  readonly sender?: string | undefined;
  /** Regions for which they were sent. */
  readonly within: Extent;
  readonly first: number;
  readonly after?: string | undefined;
}

/** What an upload is to be. */
export interface UploadAsk {
  readonly region: string;
  readonly period: Quarter;
  readonly kind: UploadKind;
  readonly note: string | null;
  readonly apply: boolean;
  readonly partial: boolean;
  readonly dryRun: boolean;
  /** Names the request, so that it can be sent again when its answer was lost. */
  readonly key: string | null;
}

export interface UploadBegin {
  readonly region: string;
  readonly period: Quarter;
  readonly kind: UploadKind;
  readonly by: Actor;
  /** Account that it counts for. */
  readonly sender: string;
  readonly bytesTotal: number | null;
  /** Whether they may still send for that region; asked again before anything is stored. */
  readonly mayStill: () => Promise<boolean>;
}

export interface SentBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An upload whose bytes are coming in. Exactly one of `read` and `cut` ends that. */
export interface Incoming {
  readonly id: string;
  received(bytes: number): void;
  /** Bytes so far. */
  got(): number;
  /** Aborted when somebody cancels. */
  readonly signal: AbortSignal;
  /** All bytes are there: it is read when its turn comes. */
  read(ask: UploadAsk, files: readonly SentBytes[]): void;
  /** No more bytes will come, or none are wanted; `why` in place of saying that they ended too early. */
  cut(why: string | null): Promise<void>;
}

/** Every method refuses with a DomainError; whether somebody may ask is asked before. */
export interface Intake {
  uploads(ask: UploadsAsk): Promise<Page<UploadRow>>;
  upload(id: string): Promise<UploadRow | null>;
  /** As it stands now: its newest revision. */
  submissionOf(origin: number): Promise<SubmissionReport | null>;
  /** @throws DomainError where one is under way for the same place or by the same sender, or too many are */
  beginUpload(begin: UploadBegin): Promise<Incoming>;
  /** Resolves when nothing happens to it any more. */
  uploadEnded(id: string): Promise<UploadRow | null>;
  /** @throws DomainError where it is too late */
  cancelUpload(id: string): Promise<UploadRow>;
  /** The workbook with its problems in it; null where it is not kept any more. */
  annotated(id: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>;
  /** Address of another process of this program that keeps it; null where none is known to. */
  keeperOf(id: string): Promise<string | null>;
}

const refused = async (): Promise<never> => {
  throw new DomainError('UNAVAILABLE', '这里不能报送：报送属于运行中的网站（npm start）。');
};

export const NO_INTAKE: Intake = {
  uploads: refused,
  upload: refused,
  submissionOf: refused,
  beginUpload: refused,
  uploadEnded: refused,
  cancelUpload: refused,
  annotated: refused,
  keeperOf: async () => null,
};
