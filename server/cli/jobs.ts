/** What the writer thread can be asked for. Everything that writes is one of these. */
import type { Finding } from '../domain/checks/index.ts';
import type { FiguresReading } from '../ledger/figures.ts';
import type { RuleChange } from '../ledger/applyRules.ts';
import type { RegionChange } from '../ledger/changeRegions.ts';
import type { RegionEvent } from '../domain/regionHistory.ts';
import type { ImportResult, LedgerFile } from '../ledger/importLedger.ts';

/** Each job with its question and its answer. */
export interface Jobs {
  /** Figures and demo, once. */
  seeds: { ask: { readonly demo: boolean }; answer: null };
  import: { ask: { readonly files: readonly LedgerFile[]; readonly dryRun: boolean }; answer: readonly ImportResult[] };
  figures: {
    ask: { readonly folder: string; readonly checkOnly: boolean };
    answer: { readonly reading: FiguresReading; readonly findings: readonly Finding[]; readonly stored: boolean };
  };
  demoLoad: { ask: null; answer: { readonly submissions: number; readonly units: number } };
  demoRemove: { ask: null; answer: { readonly submissions: number } };
  regionChange: { ask: RegionChange; answer: RegionEvent };
  rulesApply: { ask: RuleChange; answer: { readonly submissions: number } };
  rollupRebuild: { ask: null; answer: { readonly periods: number } };
}
export type JobName = keyof Jobs;

export interface Asked<Name extends JobName = JobName> {
  readonly id: number;
  readonly job: Name;
  readonly ask: Jobs[Name]['ask'];
}

/** Why a job failed; `code` is that of a DomainError. */
export interface Failure {
  readonly code: string | null;
  readonly message: string;
  readonly stack: string | undefined;
}

export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'said'; readonly event: string; readonly facts: Readonly<Record<string, string | number>> }
  | { readonly kind: 'answered'; readonly id: number; readonly answer: Jobs[JobName]['answer'] }
  | { readonly kind: 'refused'; readonly id: number; readonly failure: Failure };

export type ToWriter = Asked | { readonly close: true };
