/** Which names and figures fit on a map. A label that would leave its shape or meet another is set smaller or left out whole: the table names every region. */
import { ringsIn, type Point, type Rect, type Shape } from './geometry.ts';

export interface LabelWish {
  readonly code: string;
  readonly name: string;
  /** The printed figure or the word for its absence; null: only the name. */
  readonly text: string | null;
  /** Set even where it leaves its shape; false: only where it fits. */
  readonly must: boolean;
  /** Whether the name may stand without the figure where both do not fit; else neither stands. */
  readonly alone?: boolean;
}

export interface PlacedLabel {
  readonly lines: readonly string[];
  /** Height of the letters in pixels. */
  readonly size: number;
  /** From the middle of the region, in pixels; where absent the label stands right there. */
  readonly shift?: Point;
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Rough width of a text in pixels: a hanzi fills its square, digits and Latin letters a bit more than half of it. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 1 : 0.57), 0) * size;

/** The stretch of a shape, left and right of `x`, along the horizontal through `y`; null when the point lies outside. All in pixels. */
export function stretchAt(rings: readonly (readonly Point[])[], [x, y]: Point): readonly [left: number, right: number] | null {
  const crossings: number[] = [];
  for (const ring of rings) {
    // The end of a ring is its beginning. No iterator: this runs a million times for a map.
    let [bx, by] = ring.at(-1) ?? [x, y];
    for (let index = 0; index < ring.length; index += 1) {
      const [ax, ay] = ring[index] as Point;
      if (ay > y !== by > y) crossings.push(ax + ((y - ay) * (bx - ax)) / (by - ay));
      bx = ax;
      by = ay;
    }
  }
  if (crossings.length === 0) return null;
  const left = crossings.filter((at) => at <= x);
  if (left.length % 2 === 0) return null;
  return [Math.max(...left), Math.min(...crossings.filter((at) => at > x))];
}

/** How far a label may reach over its own border, as a share of its width: the halo keeps it readable. */
const OVERHANG = 0.25;
export const LINE_HEIGHT = 1.3;
/** How much smaller the second try is: a figure in small type says more than a name alone. */
const SMALLER = 0.84;

/** Where a label looks further when the middle of its region has no room, in letters; the nearest first. */
const SHIFTS: readonly Point[] = [
  [0, 0.4],
  [0, -0.4],
  [0.5, 0],
  [-0.5, 0],
  [0.5, 0.4],
  [-0.5, 0.4],
  [0.5, -0.4],
  [-0.5, -0.4],
  [0, 0.8],
  [0, -0.8],
  [1, 0],
  [-1, 0],
];

const shifted = ([x, y]: Point, shift: Point | undefined): Point => (shift === undefined ? [x, y] : [x + shift[0], y + shift[1]]);

/** Whether a label stays in its shape, by the rings that were asked about: the next quarter asks the same of figures as wide. */
const stays = new WeakMap<readonly (readonly Point[])[], Map<string, boolean>>();

function fits(rings: readonly (readonly Point[])[], middle: Point, { lines, size, shift }: PlacedLabel): boolean {
  const [x, y] = shifted(middle, shift);
  const width = Math.max(...lines.map((line) => widthOf(line, size)));
  const answers = stays.get(rings) ?? new Map<string, boolean>();
  stays.set(rings, answers);
  const key = `${x} ${y} ${width} ${lines.length} ${size}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const top = y - (lines.length * size * LINE_HEIGHT) / 2;
  const answer = lines.every((_, line) => {
    const stretch = stretchAt(rings, [x, top + (line + 0.5) * size * LINE_HEIGHT]);
    if (!stretch) return false;
    const reach = (width / 2) * (1 - OVERHANG);
    return x - stretch[0] >= reach && stretch[1] - x >= reach;
  });
  answers.set(key, answer);
  return answer;
}

export const meet = (a: Rect, b: Rect): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

/** Labels by code, in the order of the wishes: the earlier wish has the better right to a place. None may stand on what is `blocked`. */
export function placeLabels(
  shapes: readonly Shape[],
  wishes: readonly LabelWish[],
  project: (place: readonly number[]) => Point,
  size: number,
  blocked: readonly Rect[] = [],
): ReadonlyMap<string, PlacedLabel> {
  const byCode = new Map(shapes.map((shape) => [shape.properties.code, shape]));
  const placed = new Map<string, PlacedLabel>();
  const taken: Rect[] = [...blocked];
  const small = Math.round(size * SMALLER);
  for (const { code, name, text, must, alone = true } of wishes) {
    const shape = byCode.get(code);
    if (!shape) continue;
    const rings = ringsIn(shape, project);
    const at = project(shape.properties.cp);
    const whole = text === null ? [name] : [name, text];
    const candidates: readonly PlacedLabel[] = [
      { lines: whole, size },
      { lines: whole, size: small },
      ...SHIFTS.map(([dx, dy]) => ({ lines: whole, size: small, shift: [dx * small, dy * small] as const })),
      ...(text === null || !alone ? [] : [{ lines: [name], size }]),
    ];
    const free = (label: PlacedLabel): boolean => !taken.some((rect) => meet(rect, lettersOf(boxOf(at, label), label.size)));
    const label =
      candidates.find((candidate) => (!must || candidate.lines === whole) && fits(rings, at, candidate) && free(candidate)) ??
      (must ? { lines: whole, size: small } : undefined);
    if (!label) continue;
    taken.push(boxOf(at, label));
    placed.set(code, label);
  }
  return placed;
}

/** Above the first line and below the last a box has room that letters do not use. */
const SLACK = 0.18;
const lettersOf = ({ left, top, width, height }: Rect, size: number): Rect => ({
  left,
  top: top + size * SLACK,
  width,
  height: height - 2 * size * SLACK,
});

export function boxOf(middle: Point, { lines, size, shift }: PlacedLabel): Rect {
  const [x, y] = shifted(middle, shift);
  const width = Math.max(...lines.map((line) => widthOf(line, size)));
  const height = lines.length * size * LINE_HEIGHT;
  return { left: x - width / 2, top: y - height / 2, width, height };
}
