/** Regions too small to be seen or hit: each gets a round mark of one size, and a line where the mark had to move. */
import { ringsIn, type Point, type Rect, type Shape } from './geometry.ts';

/** A shape whose greatest part is smaller than this many pixels in both directions is drawn as a mark. */
export const TINY = 10;
/** Across, in pixels. */
export const MARK = 13;
/** Between two marks. */
const GAP = 3;
const ROUNDS = 12;

export type Project = (place: readonly number[]) => Point;

export interface Spot {
  readonly code: string;
  readonly at: Point;
  /** Where the region lies; differs from `at` where marks would have covered each other. */
  readonly from: Point;
}

/** Width and height of the greatest part of a shape, whichever is more, in pixels. */
function reachOf(shape: Shape, project: Project): number {
  const reaches = ringsIn(shape, project).map((places) => {
    const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
    return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  });
  return Math.max(0, ...reaches);
}

/** Whether a point lies in a rectangle. */
export const inside = ([x, y]: Point, { left, top, width, height }: Rect): boolean =>
  x >= left && x <= left + width && y >= top && y <= top + height;

/** Spots of the shapes that are tiny in this picture and lie in it, moved apart where they would cover each other. `scale` is below 1 in a picture made small. */
export function spotsOf(shapes: readonly Shape[], project: Project, within: Rect, scale = 1): readonly Spot[] {
  const tiny = shapes.flatMap((shape): Spot[] => {
    const at = project(shape.properties.cp);
    return inside(at, within) && reachOf(shape, project) < TINY * scale ? [{ code: shape.properties.code, at, from: at }] : [];
  });
  return apart(tiny, (MARK + GAP) * scale);
}

/** Marks that meet push each other away, half the way each, until none do or enough rounds have passed. */
function apart(spots: readonly Spot[], least: number): readonly Spot[] {
  const places = spots.map(({ at }) => [at[0], at[1]] as [number, number]);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, one] of places.entries())
      for (const other of places.slice(index + 1)) {
        const [dx, dy] = [other[0] - one[0], other[1] - one[1]];
        const distance = Math.hypot(dx, dy);
        if (distance >= least) continue;
        const push = (least - distance) / 2;
        const [ux, uy] = distance === 0 ? [1, 0] : [dx / distance, dy / distance];
        one[0] -= ux * push;
        one[1] -= uy * push;
        other[0] += ux * push;
        other[1] += uy * push;
      }
  return spots.map((spot, index) => ({ ...spot, at: places[index] ?? spot.at }));
}

/** What a mark covers. */
export const squareAt = ([x, y]: Point, mark: number): Rect => ({ left: x - mark / 2, top: y - mark / 2, width: mark, height: mark });
