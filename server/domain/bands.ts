/** Policy bands of an indicator and the map classes cut inside them; neither moves with the period (domain.md §5). */
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
const NEAR_TARGET_POINTS = 10;

/** Band of a value; null when the indicator has no bands and the region no target. */
export function bandOf(value: number, direction: Direction, bounds: BandBounds | null, target: number | null): Band | null {
  if (direction === 'NEUTRAL') return null;
  const sign = direction === 'HIGHER' ? 1 : -1;
  const met = target ?? bounds?.met;
  const near = target === null ? bounds?.near : target - sign * NEAR_TARGET_POINTS;
  if (met === undefined || near === undefined) return null;
  if ((value - met) * sign >= 0) return 'MET';
  return (value - near) * sign >= 0 ? 'NEAR' : 'MISSED';
}
