/** Ranks: 1 is best, ties share a rank (1, 1, 3). */
import type { Direction } from '../bands.ts';

/** Ranks of values in the order given; null values get null. For NEUTRAL the greatest is 1. */
export function ranksOf(values: readonly (number | null)[], direction: Direction): (number | null)[] {
  const better = direction === 'LOWER' ? (a: number, b: number) => a < b : (a: number, b: number) => a > b;
  return values.map((value) => (value === null ? null : 1 + values.filter((other) => other !== null && better(other, value)).length));
}

/** Ranks of a region in two periods, both among the regions that are ranked in both: who came in or fell out moves nobody. */
export interface RankMove {
  readonly period: string;
  readonly from: number;
  readonly to: number;
  readonly of: number;
}
