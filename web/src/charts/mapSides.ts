/** Names and figures that have no room on their region: beside it over open ground, tied to it by a line, or else in a list in a free corner. */
import { ringsIn, type Point, type Rect, type Shape } from './geometry.ts';
import { boxOf, LINE_HEIGHT, meet, stretchAt, widthOf } from './labels.ts';
import { inside, MARK, squareAt, type Project, type Spot } from './mapMarks.ts';

export interface SideLabel {
  readonly code: string;
  readonly text: string;
  readonly size: number;
  /** Middle of the text. */
  readonly at: Point;
  /** From the region to the text; null where they touch. */
  readonly line: readonly [from: Point, to: Point] | null;
  /** The head of a list: no region's. */
  readonly head?: boolean;
}

export interface SideWish {
  readonly spot: Spot;
  readonly text: string;
  /** What stands where the text finds no place. */
  readonly short?: string;
  /** Only where no other shape lies: a region that is drawn, but too narrow for its name. */
  readonly outside: boolean;
}

interface SideAsk {
  readonly wishes: readonly SideWish[];
  readonly shapes: readonly Shape[];
  readonly project: Project;
  readonly size: number;
  /** Across a mark, in pixels. */
  readonly mark?: number;
  /** What names may not leave. */
  readonly within: Rect;
  /** Labels and insets that stand already. */
  readonly taken: readonly Rect[];
  /** Heads a list of the figures without a place; without it they are left out. */
  readonly heading?: string | undefined;
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
/** A region in the midst of others looks further round. */
const MORE: readonly Point[] = [...DIRECTIONS, [1, 0.35], [1, -0.35], [-1, 0.35], [-1, -0.35], [0.6, 1], [0.6, -1], [-0.6, 1], [-0.6, -1]];
/** From the middle of a mark to the text, in letters of twelve pixels. */
const DISTANCES = [20, 34, 52];
const FAR = [26, 34, 44, 56, 70, 86, 104, 124, 148, 176];
const LETTER = 12;
/** How much longer a line may become so as not to cross another. */
const CROSSING = 40;
const BESIDE = 4;
/** A line this short is not drawn. */
const TOUCH = 8;

interface Candidate {
  readonly at: Point;
  readonly rect: Rect;
  readonly line: SideLabel['line'];
  readonly distance: number;
  /** Right beside its mark, so that it may stand over a neighbour. */
  readonly near: boolean;
}

type Open = (rect: Rect, own?: string) => boolean;

const ACROSS = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];

interface Land {
  readonly code: string;
  readonly rings: readonly (readonly Point[])[];
  readonly bounds: Rect;
}

/** By shapes and projection: every figure without room asks again, at every step in time. */
const known = new WeakMap<readonly Shape[], WeakMap<Project, readonly Land[]>>();

function landsOf(shapes: readonly Shape[], project: Project): readonly Land[] {
  const among = known.get(shapes) ?? new WeakMap<Project, readonly Land[]>();
  known.set(shapes, among);
  const found = among.get(project);
  if (found) return found;
  const lands = shapes.map((shape): Land => {
    const rings = ringsIn(shape, project);
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings)
      for (const [x, y] of ring) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    return { code: shape.properties.code, rings, bounds: { left, top, width: right - left, height: bottom - top } };
  });
  among.set(project, lands);
  return lands;
}

/** Answers about open ground by shapes and projection: figures as wide as those of another quarter ask for the same rectangles. */
const grounds = new WeakMap<readonly Land[], Map<string, boolean>>();
/** Answers that are kept of one picture. */
const MOST_KEPT = 20_000;

/** Where no shape lies, or no other than the own. */
function openGround(shapes: readonly Shape[], project: Project): Open {
  const lands = landsOf(shapes, project);
  const answers = grounds.get(lands) ?? new Map<string, boolean>();
  grounds.set(lands, answers);
  const dry = (at: Point, own: string | undefined): boolean =>
    lands.some(({ code, rings, bounds }) => code !== own && inside(at, bounds) && stretchAt(rings, at) !== null);
  return ({ left, top, width, height }, own) => {
    const key = `${left} ${top} ${width} ${height} ${own ?? ''}`;
    const answer =
      answers.get(key) ??
      ACROSS.every((across) => [0.1, 0.5, 0.9].every((down) => !dry([left + width * across, top + height * down], own)));
    if (answers.size < MOST_KEPT) answers.set(key, answer);
    return answer;
  };
}

/** Names beside their regions, over open ground before over a neighbour, never over another name; figures without a place come into the list. */
export function sideLabels({ wishes, shapes, project, size, mark = MARK, within, taken, heading }: SideAsk): readonly SideLabel[] {
  const open = openGround(shapes, project);
  const marks = wishes.map(({ spot, outside }) => (outside ? null : squareAt(spot.at, mark)));
  const used: Rect[] = [...taken];
  const lines: (readonly [Point, Point])[] = [];
  const placeOf = ({ spot, outside }: SideWish, text: string, index: number): SideLabel | null => {
    const cost = ({ line, distance }: Candidate): number =>
      distance + (line === null ? 0 : lines.filter((other) => cross(other, line)).length * CROSSING * (size / LETTER));
    const around = candidatesOf(spot.at, text, { size, mark, outside });
    const free = [...around, ...(outside ? edgesOf(spot.at, text, size, within) : [])]
      .filter(
        ({ rect, line }) =>
          holds(within, rect) &&
          !used.some((other) => meet(other, rect)) &&
          !lines.some((other) => runsOver(other, rect)) &&
          !marks.some((other, at) => at !== index && other !== null && meet(other, rect)) &&
          (line === null || !outside || !used.some((other) => runsOver(line, other))),
      )
      .sort((a, b) => cost(a) - cost(b));
    const best = free.find(({ rect }) => open(rect, spot.code)) ?? (outside ? undefined : free.find(({ near }) => near));
    if (!best) return null;
    used.push(best.rect);
    if (best.line !== null) lines.push(best.line);
    return { code: spot.code, text, size, at: best.at, line: best.line };
  };
  const found = wishes.flatMap((wish, index): SideLabel[] => {
    const label = placeOf(wish, wish.text, index) ?? (wish.short === undefined ? null : placeOf(wish, wish.short, index));
    return label === null ? [] : [label];
  });
  if (heading === undefined) return found;
  const left = wishes.filter(({ spot, outside, short }) => outside && short === undefined && found.every(({ code }) => code !== spot.code));
  return [...found, ...listed(left, { size, within, taken: used, open, heading })];
}

interface Corner {
  readonly size: number;
  readonly within: Rect;
  readonly taken: readonly Rect[];
  readonly open: Open;
  readonly heading: string;
}

/** One below the other under their heading, in a corner where nothing else is drawn; none where there is no such corner. */
function listed(wishes: readonly SideWish[], { size, within, taken, open, heading }: Corner): readonly SideLabel[] {
  if (wishes.length === 0) return [];
  const texts = [{ code: '', text: heading, head: true }, ...wishes.map(({ spot, text }) => ({ code: spot.code, text }))];
  const [width, line] = [Math.max(0, ...texts.map(({ text }) => widthOf(text, size))), size * LINE_HEIGHT];
  const height = texts.length * line;
  const corners = [within.left, within.left + within.width - width].flatMap((left) =>
    [within.top, within.top + within.height - height].map((top): Rect => ({ left, top, width, height })),
  );
  const rowsOf = ({ left, top }: Rect): readonly Rect[] => texts.map((_, row) => ({ left, top: top + row * line, width, height: line }));
  const isFree = (rect: Rect): boolean => holds(within, rect) && !taken.some((other) => meet(other, rect));
  const corner = corners.find((rect) => isFree(rect) && rowsOf(rect).every((row) => open(row)));
  if (corner === undefined) return [];
  return texts.map((entry, row): SideLabel => ({
    ...entry,
    size,
    at: [corner.left + widthOf(entry.text, size) / 2, corner.top + (row + 0.5) * line],
    line: null,
  }));
}

const holds = (outer: Rect, { left, top, width, height }: Rect): boolean =>
  left >= outer.left && top >= outer.top && left + width <= outer.left + outer.width && top + height <= outer.top + outer.height;

const turn = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
const cross = ([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean =>
  turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);

const STEPS = 40;
/** Whether a line would strike through a label. */
function runsOver([[x1, y1], [x2, y2]]: readonly [Point, Point], { left, top, width, height }: Rect): boolean {
  const [right, bottom] = [left + width, top + height];
  if (Math.max(x1, x2) <= left || Math.min(x1, x2) >= right || Math.max(y1, y2) <= top || Math.min(y1, y2) >= bottom) return false;
  for (let step = 0; step < STEPS; step += 1) {
    const share = step / STEPS;
    const [x, y] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
    if (x > left && x < right && y > top && y < bottom) return true;
  }
  return false;
}

interface Around {
  readonly size: number;
  readonly mark: number;
  readonly outside: boolean;
}

function candidatesOf([x, y]: Point, text: string, { size, mark, outside }: Around): readonly Candidate[] {
  const [width, height] = [widthOf(text, size), size * LINE_HEIGHT];
  const [edge, scale] = [mark / 2, size / LETTER];
  const nearest = edge + BESIDE * Math.min(1, scale);
  const distances = [nearest, ...(outside ? FAR : DISTANCES).map((one) => one * scale)];
  return distances.flatMap((distance) =>
    (outside ? MORE : DIRECTIONS).map(([dx, dy]): Candidate => {
      const near: Point = [x + dx * distance, y + dy * distance];
      const at: Point = [near[0] + (Math.sign(dx) * width) / 2, near[1] + (dx === 0 ? (Math.sign(dy) * height) / 2 : 0)];
      const from: Point = outside ? [x, y] : [x + Math.sign(dx) * edge, y + (dx === 0 ? Math.sign(dy) * edge : 0)];
      return {
        at,
        rect: boxOf(at, { lines: [text], size }),
        line: distance - edge < TOUCH * Math.min(1, scale) ? null : [from, near],
        distance,
        near: distance === nearest,
      };
    }),
  );
}

/** How much of an edge lies between two places that are tried, in lines. */
const EDGE_STEP = 0.5;

/** At the left and right edge of the picture, tied by a long line: the last resort of a region in the midst of many. */
function edgesOf([x, y]: Point, text: string, size: number, within: Rect): readonly Candidate[] {
  const [width, line] = [widthOf(text, size), size * LINE_HEIGHT];
  const rows = Math.max(0, Math.floor((within.height - line) / (line * EDGE_STEP)));
  return [-1, 1].flatMap((side) =>
    Array.from({ length: rows + 1 }, (_, row): Candidate => {
      const middle = within.top + line / 2 + row * line * EDGE_STEP;
      const left = side < 0 ? within.left : within.left + within.width - width;
      const inner: Point = [side < 0 ? left + width + BESIDE : left - BESIDE, middle];
      const at: Point = [left + width / 2, middle];
      return {
        at,
        rect: boxOf(at, { lines: [text], size }),
        line: [[x, y], inner],
        distance: Math.hypot(inner[0] - x, inner[1] - y),
        near: false,
      };
    }),
  );
}
