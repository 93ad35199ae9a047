/** Figures printed at points of lines and names of targets: each above or below its point, so that none meets another and the order of lines is the order of labels. */
import type { Rect } from './geometry.ts';
import { meet, widthOf } from './labels.ts';

export interface PointWish {
  /** Which point of the axis; labels of one are placed together. */
  readonly at: number;
  /** Of the point, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  /** Between the point and its label. */
  readonly distance: number;
  /** Where it stands when nothing is in its way. */
  readonly below: boolean;
  /** What is drawn through the column, in pixels: labels keep clear of it where they can. */
  readonly crossing: readonly number[];
}

export interface PointPlace {
  readonly below: boolean;
  /** Pixels further from the point than `distance`. */
  readonly away: number;
}

interface Place extends PointPlace {
  readonly rect: Rect;
}

const LEADING = 1.25;
/** How many heights of a label it may move away from its point. */
const STEPS = [0, 1, 2];
const COST = { meets: 100, outOfOrder: 60, crossed: 20, moved: 8, otherSide: 3 };

/** One place for each wish, in their order. `room` is the height of the picture. */
export function placePoints(wishes: readonly PointWish[], room: number): readonly PointPlace[] {
  const answer: Place[] = [];
  const stood: Rect[] = [];
  for (const [, column] of Map.groupBy(
    wishes.map((wish, index) => ({ wish, index })),
    ({ wish }) => wish.at,
  )) {
    const places = bestOf(
      column.map(({ wish }) => wish),
      stood,
      room,
    );
    for (const [nth, place] of places.entries()) {
      const { index } = column[nth] ?? {};
      if (index === undefined) continue;
      answer[index] = place;
      stood.push(place.rect);
    }
  }
  return answer;
}

function placesOf({ x, y, text, size, distance, below: wished }: PointWish, room: number): readonly Place[] {
  const [width, height] = [widthOf(text, size) * 1.08, size * LEADING];
  return [wished, !wished]
    .flatMap((below) => STEPS.map((step) => ({ below, away: step * height })))
    .map(({ below, away }): Place => {
      const middle = y + (below ? 1 : -1) * (distance + away + height / 2);
      return { below, away, rect: { left: x - width / 2, top: middle - height / 2, width, height } };
    })
    .filter(({ rect }) => rect.top >= 0 && rect.top + rect.height <= room);
}

/** All ways to place the few labels of one column are tried; the cheapest is taken. */
function bestOf(column: readonly PointWish[], stood: readonly Rect[], room: number): readonly Place[] {
  let best: { cost: number; places: readonly Place[] } = { cost: Infinity, places: [] };
  const tryOut = (places: readonly Place[], cost: number): void => {
    if (cost >= best.cost) return;
    const wish = column[places.length];
    if (wish === undefined) {
      best = { cost, places };
      return;
    }
    const offered = placesOf(wish, room);
    for (const place of offered.length === 0 ? placesOf(wish, Infinity) : offered) {
      tryOut([...places, place], cost + costOf(place, wish, places, column, stood));
    }
  };
  tryOut([], 0);
  return best.places;
}

function costOf(place: Place, wish: PointWish, before: readonly Place[], column: readonly PointWish[], stood: readonly Rect[]): number {
  const { rect, below, away } = place;
  const others = [...stood, ...before.map((one) => one.rect)];
  const meets = others.filter((other) => meet(rect, other)).length;
  const outOfOrder = before.filter((other, index) => (Number(column[index]?.y) - wish.y) * (other.rect.top - rect.top) < 0).length;
  const crossed = wish.crossing.filter((y) => y !== wish.y && y > rect.top && y < rect.top + rect.height).length;
  return (
    meets * COST.meets +
    outOfOrder * COST.outOfOrder +
    crossed * COST.crossed +
    (away / rect.height) * COST.moved +
    (below === wish.below ? 0 : COST.otherSide)
  );
}
