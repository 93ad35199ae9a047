/** Regions too small to be seen or hit: each gets a round mark of one size, its name beside it where there is room, and a line where the mark had to move. */
import { ringsOf, type Point, type Rect, type Shape } from './geometry.ts';
import { boxOf, LINE_HEIGHT, meet, stretchAt, widthOf } from './labels.ts';

/** A shape whose greatest part is smaller than this many pixels in both directions is drawn as a mark. */
export const TINY = 10;
/** Across, in pixels. */
export const MARK = 13;
/** Between the middles of two marks. */
const APART = MARK + 3;
const ROUNDS = 12;

type Project = (place: readonly number[]) => Point;

export interface Spot {
  readonly code: string;
  readonly at: Point;
  /** Where the region lies; differs from `at` where marks would have covered each other. */
  readonly from: Point;
}

/** Width and height of the greatest part of a shape, whichever is more, in pixels. */
function reachOf(shape: Shape, project: Project): number {
  const reaches = ringsOf(shape).map((ring) => {
    const places = ring.map(project);
    const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
    return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  });
  return Math.max(0, ...reaches);
}

/** Whether a point lies in a rectangle. */
export const inside = ([x, y]: Point, { left, top, width, height }: Rect): boolean =>
  x >= left && x <= left + width && y >= top && y <= top + height;

/** Spots of the shapes that are tiny in this picture and lie in it, moved apart where they would cover each other. */
export function spotsOf(shapes: readonly Shape[], project: Project, within: Rect): readonly Spot[] {
  const tiny = shapes.flatMap((shape): Spot[] => {
    const at = project(shape.properties.cp);
    return inside(at, within) && reachOf(shape, project) < TINY ? [{ code: shape.properties.code, at, from: at }] : [];
  });
  return apart(tiny);
}

/** Marks that meet push each other away, half the way each, until none do or enough rounds have passed. */
function apart(spots: readonly Spot[]): readonly Spot[] {
  const places = spots.map(({ at }) => [at[0], at[1]] as [number, number]);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, one] of places.entries())
      for (const other of places.slice(index + 1)) {
        const [dx, dy] = [other[0] - one[0], other[1] - one[1]];
        const distance = Math.hypot(dx, dy);
        if (distance >= APART) continue;
        const push = (APART - distance) / 2;
        const [ux, uy] = distance === 0 ? [1, 0] : [dx / distance, dy / distance];
        one[0] -= ux * push;
        one[1] -= uy * push;
        other[0] += ux * push;
        other[1] += uy * push;
      }
  return spots.map((spot, index) => ({ ...spot, at: places[index] ?? spot.at }));
}

export interface SideLabel {
  readonly code: string;
  readonly text: string;
  readonly size: number;
  /** Middle of the text. */
  readonly at: Point;
  /** From the mark to the text; null where they touch. */
  readonly line: readonly [from: Point, to: Point] | null;
}

export interface SideWish {
  readonly spot: Spot;
  readonly text: string;
  /** Only where no shape lies: the name of a region that is drawn, but too narrow for it. */
  readonly outside: boolean;
}

interface SideAsk {
  readonly wishes: readonly SideWish[];
  readonly shapes: readonly Shape[];
  readonly project: Project;
  readonly size: number;
  /** What names may not leave. */
  readonly within: Rect;
  /** Labels and insets that stand already. */
  readonly taken: readonly Rect[];
}

/** Right and left first: a name is wider than high. */
const DIRECTIONS: readonly Point[] = [
  [1, 0],
  [-1, 0],
  [1, 0.7],
  [1, -0.7],
  [-1, 0.7],
  [-1, -0.7],
  [0, 1],
  [0, -1],
];
const DISTANCES = [MARK / 2 + 4, 20, 34, 52];
/** A line this short is not drawn. */
const TOUCH = 8;

/** Names beside the marks, over open ground before over a neighbour, never over another name; those without a place are left to the table. */
export function sideLabels({ wishes, shapes, project, size, within, taken }: SideAsk): readonly SideLabel[] {
  const rings = shapes.map((shape) => ringsOf(shape).map((ring) => ring.map(project)));
  const open = (rect: Rect): boolean =>
    [0, 0.5, 1].every((share) =>
      rings.every((parts) => stretchAt(parts, [rect.left + rect.width * share, rect.top + rect.height / 2]) === null),
    );
  const marks = wishes.map(({ spot }) => squareAt(spot.at));
  const used: Rect[] = [...taken];
  return wishes.flatMap(({ spot, text, outside }, index): SideLabel[] => {
    const free = candidatesOf(spot.at, text, size).filter(
      ({ rect }) =>
        holds(within, rect) && !used.some((other) => meet(other, rect)) && !marks.some((mark, at) => at !== index && meet(mark, rect)),
    );
    const found = free.find(({ rect }) => open(rect)) ?? (outside ? undefined : free.find(({ near }) => near));
    if (!found) return [];
    used.push(found.rect);
    return [{ code: spot.code, text, size, at: found.at, line: found.line }];
  });
}

/** What a mark covers. */
export const squareAt = ([x, y]: Point): Rect => ({ left: x - MARK / 2, top: y - MARK / 2, width: MARK, height: MARK });

const holds = (outer: Rect, { left, top, width, height }: Rect): boolean =>
  left >= outer.left && top >= outer.top && left + width <= outer.left + outer.width && top + height <= outer.top + outer.height;

interface Candidate {
  readonly at: Point;
  readonly rect: Rect;
  readonly line: SideLabel['line'];
  /** Right beside its mark, so that it may stand over a neighbour. */
  readonly near: boolean;
}

function candidatesOf([x, y]: Point, text: string, size: number): readonly Candidate[] {
  const [width, height] = [widthOf(text, size), size * LINE_HEIGHT];
  return DISTANCES.flatMap((distance) =>
    DIRECTIONS.map(([dx, dy]): Candidate => {
      const near: Point = [x + dx * distance, y + dy * distance];
      const at: Point = [near[0] + (Math.sign(dx) * width) / 2, near[1] + (dx === 0 ? (Math.sign(dy) * height) / 2 : 0)];
      const from: Point = [x + (Math.sign(dx) * MARK) / 2, y + (dx === 0 ? (Math.sign(dy) * MARK) / 2 : 0)];
      return {
        at,
        rect: boxOf(at, { lines: [text], size }),
        line: distance - MARK / 2 < TOUCH ? null : [from, near],
        near: distance === DISTANCES[0],
      };
    }),
  );
}
