/** What the writer thread can be asked for. Everything that writes is one of these. */
import type { PrunedAudit } from '../accounts/types.ts';
import type { Actor } from '../domain/audit.ts';
import type { Finding } from '../domain/checks/index.ts';
import type { DatedTarget, Target } from '../domain/targets.ts';
import type { Divided } from '../db/nation/divide.ts';
import type { Division } from '../db/nation/layout.ts';
import type { SubmissionRow } from '../db/schema.ts';
import type { TargetKey } from '../db/targets.ts';
import type { DueStep, SetDueDate } from '../domain/dueDates.ts';
import type { Carried, CarryForward } from '../ledger/carryForward.ts';
import type { FiguresReading } from '../ledger/figures.ts';
import type { RuleChange } from '../ledger/applyRules.ts';
import type { RegionChange } from '../ledger/changeRegions.ts';
import type { RegionEvent } from '../domain/regionHistory.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import type { ReceiveAsk } from '../ledger/receipt.ts';
import type { SummaryJob, SummaryStored } from '../ledger/sendSummary.ts';
import type { ImportResult, LedgerFile } from '../ledger/importLedger.ts';
import type { NoteShareSet } from '../ledger/reviewSettings.ts';
import type { Application, Review } from '../ledger/states.ts';
import type { MappingChange } from '../ledger/mappings.ts';
import type { SheetMapping } from '../domain/ledgerSheets.ts';

/** A backup, as the audit log names it. */
export interface CopyNoted {
  readonly name: string;
  readonly bytes: number;
  readonly version: string;
}

/** Each job with its question and its answer. */
export interface Jobs {
  /** Figures and demo, once. */
  seeds: { ask: { readonly demo: boolean }; answer: null };
  /** Clears up after processes that served the same database and are gone. */
  recover: { ask: null; answer: null };
  import: { ask: { readonly files: readonly LedgerFile[]; readonly dryRun: boolean }; answer: readonly ImportResult[] };
  /** A file that somebody sent: read, checked and kept until it is applied. Its row says what came of it. */
  receive: { ask: ReceiveAsk; answer: UploadTable };
  /** One of which not all bytes came. */
  uploadCut: { ask: UploadTable; answer: UploadTable };
  figures: {
    ask: { readonly folder: string; readonly checkOnly: boolean };
    answer: { readonly reading: FiguresReading; readonly findings: readonly Finding[]; readonly stored: boolean };
  };
  demoLoad: { ask: null; answer: { readonly submissions: number; readonly units: number } };
  demoRemove: { ask: null; answer: { readonly submissions: number } };
  regionChange: { ask: RegionChange; answer: RegionEvent };
  rulesApply: { ask: RuleChange; answer: { readonly submissions: number } };
  targetSet: { ask: { readonly step: Target; readonly by: string }; answer: DatedTarget };
  /** False where there was none. */
  targetRemove: { ask: TargetKey; answer: boolean };
  submissionApply: { ask: Application; answer: SubmissionRow };
  submissionDiscard: { ask: Pick<Application, 'id' | 'judge' | 'by'>; answer: null };
  submissionReview: { ask: Review; answer: SubmissionRow };
  reviewSettings: { ask: { readonly noteShare: number; readonly by: string }; answer: NoteShareSet };
  dueSet: { ask: { readonly step: DueStep; readonly by: string }; answer: SetDueDate };
  /** False where there was none. */
  dueRemove: { ask: Omit<DueStep, 'dueOn'>; answer: boolean };
  carry: { ask: CarryForward & { readonly by: Actor }; answer: Carried };
  /** What a region calls a sheet and its columns; gives what then holds for it. */
  mappingSet: { ask: { readonly change: MappingChange; readonly by: string }; answer: readonly SheetMapping[] };
  /** Totals that a region reports. */
  summarySend: { ask: SummaryJob; answer: SummaryStored };
  /** Nothing but its entry in the audit log: a copy was made of the ledger, or put in its place. */
  backupNoted: { ask: CopyNoted; answer: null };
  restoreNoted: { ask: CopyNoted; answer: null };
  /** Nothing is changed: that the log is taken away is told to it. */
  auditExport: { ask: { readonly format: string; readonly from: string | null; readonly until: string | null }; answer: null };
  /** Takes away the entries of the ledger's chain up to a place, after they were archived. */
  auditPrune: { ask: PrunedAudit; answer: null };
  /** The tables of facts cut into partitions, some of them other servers'; `dryRun`: what would be said. */
  divide: { ask: { readonly division: Division; readonly dryRun: boolean }; answer: Divided };
  rollupRebuild: { ask: null; answer: { readonly periods: number } };
}
export type JobName = keyof Jobs;
