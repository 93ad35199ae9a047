/** Policy bands of an indicator and the map classes cut inside them; neither moves with the period (domain.md §5). */
import { compare, fromNumber, multiply } from './fraction.ts';
import type { Rate, RateShape } from './rate.ts';
import type { Entry } from './words.ts';

export const BANDS = {
  MET: { zh: '达标', en: 'Met', shape: '●' },
  NEAR: { zh: '接近', en: 'Near', shape: '■' },
  MISSED: { zh: '未达标', en: 'Missed', shape: '▼' },
} as const satisfies Record<string, Entry & { readonly shape: string }>;
export type Band = keyof typeof BANDS;

export type Direction = 'HIGHER' | 'LOWER' | 'NEUTRAL';

/** `met` and `near` are percent bounds: for HIGHER, value ≥ met is MET and ≥ near is NEAR; for LOWER, ≤. `classes` are ascending inner edges. */
export interface BandBounds {
  readonly met: number;
  readonly near: number;
  readonly classes: readonly number[];
}

/** With a dated target, 接近 begins this many points below it. */
export const NEAR_TARGET_POINTS = 10;

/** Points below which the doubles may have it wrong; a share of a billion units lies further off. */
const DOUBTFUL = 1e-7;

/** Sign of value − bound. A share is compared by its counts: 57 of 100 is 57 %, which 57 / 100 × 100 in doubles is not. */
function against({ numerator, denominator, value }: Rate, shape: RateShape, bound: number): number {
  const distance = (value ?? Number.NaN) - bound;
  if (shape !== 'percent' || Math.abs(distance) > DOUBTFUL || numerator === null || denominator === null) return Math.sign(distance);
  const exact = fromNumber(bound);
  if (exact === null) return Math.sign(distance);
  const [share, whole] = [fromNumber(numerator * 100), fromNumber(denominator)];
  return share === null || whole === null ? Number.NaN : compare(share, multiply(exact, whole));
}

/** Band of a rate; null when it has no value, the indicator no bands and the region no target. */
export function bandOf(rate: Rate, shape: RateShape, direction: Direction, bounds: BandBounds | null, target: number | null): Band | null {
  if (direction === 'NEUTRAL' || rate.value === null) return null;
  const sign = direction === 'HIGHER' ? 1 : -1;
  const met = target ?? bounds?.met;
  const near = target === null ? bounds?.near : target - sign * NEAR_TARGET_POINTS;
  if (met === undefined || near === undefined) return null;
  if (against(rate, shape, met) * sign >= 0) return 'MET';
  return against(rate, shape, near) * sign >= 0 ? 'NEAR' : 'MISSED';
}
