/** Summary returns: what is asked, and what one says. */
import type { Words } from '../domain/words.ts';

export interface SummaryReturnsAsk {
  /** Those of a region and of all below it. */
  readonly region?: string | undefined;
  readonly period?: string | undefined;
  readonly first: number;
  readonly after?: string | undefined;
}

export interface SummaryValueRow {
  readonly measure: string;
  readonly label: Words;
  readonly value: number;
  /** What the ledgers of the region hold, where all of them came. */
  readonly ledger: number | null;
  /** Reported − ledger. */
  readonly difference: number | null;
}

/** One version of the totals of a region and period. */
export interface SummaryReturnRow {
  readonly region: string;
  readonly period: string;
  readonly version: number;
  readonly current: boolean;
  readonly receivedAt: string;
  readonly sentBy: string;
  readonly note: string | null;
  readonly values: readonly SummaryValueRow[];
}
