/** Moving between regions with the arrow keys. */

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** A region's middle in degrees. */
export interface Place {
  readonly code: string;
  readonly lon: number;
  readonly lat: number;
}

const AHEAD: Readonly<Record<Arrow, (east: number, north: number) => readonly [ahead: number, aside: number]>> = {
  ArrowUp: (east, north) => [north, east],
  ArrowDown: (east, north) => [-north, east],
  ArrowRight: (east, north) => [east, north],
  ArrowLeft: (east, north) => [-east, north],
};

export const isArrow = (key: string): key is Arrow => key in AHEAD;

/** The nearest region in the direction of the arrow, what lies straight ahead before what lies aside; the same region at the edge of the map. The first region when none is current. */
export function neighbour(places: readonly Place[], from: string | null, arrow: Arrow): string | null {
  const here = places.find((place) => place.code === from);
  if (!here) return places[0]?.code ?? null;
  let best: { readonly code: string; readonly cost: number } | null = null;
  for (const place of places) {
    const [ahead, aside] = AHEAD[arrow](place.lon - here.lon, place.lat - here.lat);
    if (place === here || ahead <= 0 || Math.abs(aside) > 2 * ahead) continue;
    const cost = ahead + 2 * Math.abs(aside);
    if (best === null || cost < best.cost) best = { code: place.code, cost };
  }
  return best?.code ?? here.code;
}
