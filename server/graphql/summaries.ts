/** What a region sends as totals: who does it, beside the other offices of office.ts. */
import type { Actor } from '../domain/audit.ts';
import { DomainError } from '../domain/errors.ts';
import type { SummaryEntry } from '../domain/summaries.ts';

/** Totals of a region for a quarter. */
export interface SummaryAsk {
  readonly region: string;
  readonly period: string;
  readonly values: readonly SummaryEntry[];
  readonly note: string | null;
}

/** Which return it came to; `unchanged`: the same totals stood already. */
export interface SummarySent {
  readonly region: string;
  readonly period: string;
  readonly version: number;
  readonly receivedAt: string;
  readonly unchanged: boolean;
}

export interface Summaries {
  /** @throws DomainError for totals that cannot be; whether `by` may send them is asked before */
  sendSummary(ask: SummaryAsk, by: Actor): Promise<SummarySent>;
}

export const NO_SUMMARIES: Summaries = {
  sendSummary: async () => {
    throw new DomainError('UNAVAILABLE', '这里不能报送汇总数：它属于运行中的网站（npm start）。');
  },
};
