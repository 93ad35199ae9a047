/** Maps that cannot be drawn as they lie: the islands of the South China Sea would shrink the rest, so they go into an inset over open sea. */
import type { Extent } from './geometry.ts';

export interface Inset {
  /** What the inset shows. */
  readonly shows: Extent;
  /** Where its frame stands, in degrees of the main map: open sea, never over land. */
  readonly stands: Extent;
}

export interface Frame {
  readonly main: Extent;
  readonly inset: Inset;
}

const SOUTH_SEA: Extent = { west: 105.6, south: 0.4, east: 123.4, north: 24.6 };

/** By the code of the region whose children are drawn; all others are framed by their own extent. */
export const FRAMES: Readonly<Record<string, Frame>> = {
  '100000': {
    main: { west: 73.3, south: 17.9, east: 135.3, north: 53.7 },
    inset: { shows: SOUTH_SEA, stands: { west: 126.6, south: 18.1, east: 135.1, north: 27.4 } },
  },
  '460000': {
    main: { west: 108.5, south: 18.05, east: 113.3, north: 20.25 },
    inset: { shows: { west: 107, south: 0.9, east: 120.4, north: 20.9 }, stands: { west: 111.65, south: 18.1, east: 113.25, north: 20.2 } },
  },
};
