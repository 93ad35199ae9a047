/** Class names of fills, the same on legend, tiles and bars; the map draws them from the same tokens. */
import type { MapRegion } from '../charts/mapOption.ts';

const STEPS = 6;

/** Step of the ramp, 1 to 6, of a class among `count`: spread so that the ends are always used. */
export const stepOf = (index: number, count: number): number => (count <= 1 ? STEPS : Math.round((index * (STEPS - 1)) / (count - 1)) + 1);

/** `rate-3` or `absent-not-received`. */
export const fillClass = (fill: MapRegion['fill'], count: number): string =>
  typeof fill === 'number' ? `rate-${stepOf(fill, count)}` : `absent-${fill.toLowerCase().replaceAll('_', '-')}`;
