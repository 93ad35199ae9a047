/** Answers about published figures. */
import type { Figure } from '../domain/figures.ts';
import type { Rate } from '../domain/rate.ts';

export interface PublishedRateRow {
  readonly region: string;
  readonly asOf: string;
  readonly numerator: Figure | null;
  readonly denominator: Figure | null;
  readonly rate: Rate;
}

export interface PublishedSeriesRow {
  readonly quantity: string;
  readonly unit: string;
  readonly points: readonly Figure[];
  readonly breaks: readonly { readonly after: Figure; readonly before: Figure; readonly reason: string; readonly reasonEn: string }[];
}
