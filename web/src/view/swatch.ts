/** Class names of fills, the same on legend, tiles and bars; the map draws them from the same tokens. */
import type { MapRegion } from '../charts/mapOption.ts';
import type { Palette } from '../charts/shading.ts';

const STEPS = 6;

/** Step of the ramp, 1 to 6, of a class among `count`: spread so that the ends are always used. */
export const stepOf = (index: number, count: number): number => (count <= 1 ? STEPS : Math.round((index * (STEPS - 1)) / (count - 1)) + 1);

const absentFill = (absence: string): string => `absent-${absence.toLowerCase().replaceAll('_', '-')}`;

/** `rate-3`, `rate-7-3` where there are more classes than steps, `chg-3` for a change, or `absent-not-received`. */
export function fillClass(fill: MapRegion['fill'], count: number, palette: Palette = 'rate'): string {
  if (typeof fill !== 'number') return absentFill(fill);
  if (palette === 'change') return `chg-${fill + 1}`;
  return count > STEPS ? `rate-${count}-${fill + 1}` : `rate-${stepOf(fill, count)}`;
}
