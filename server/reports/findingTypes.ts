/** What checks found: what is asked, and what one finding says. */
import type { Figure } from '../domain/figures.ts';

/** One verdict of domain/checks, with its figures. */
export interface FindingRow {
  readonly id: string;
  readonly relation: string | null;
  readonly check: string;
  readonly verdict: string;
  readonly severity: string;
  readonly region: string | null;
  readonly period: string | null;
  readonly printed: number | null;
  readonly computed: number | null;
  readonly difference: number | null;
  /** Digits after the point for the three numbers. */
  readonly decimals: number;
  readonly unit: string | null;
  readonly title: string;
  readonly explanation: string;
  readonly explanationEn: string;
  readonly figures: readonly Figure[];
  /** Id of the submission that it is about. */
  readonly submission: string | null;
}

export interface FindingsAsk {
  readonly region?: string | undefined;
  readonly verdict?: readonly string[] | undefined;
  readonly severity?: readonly string[] | undefined;
  readonly check?: readonly string[] | undefined;
  readonly period?: string | undefined;
  readonly submission?: string | undefined;
  /** True: about submissions and reported totals only; false: about published figures only. */
  readonly ofSubmissions?: boolean | undefined;
  readonly problemsOnly?: boolean | undefined;
  readonly first: number;
  readonly after?: string | undefined;
}
