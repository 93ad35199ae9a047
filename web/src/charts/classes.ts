/** Classes of a map: policy edges that never move, or edges taken from the values of this one map, which then have to be labelled so. */

export interface Classes {
  /** Ascending inner edges: n edges cut n + 1 classes. */
  readonly edges: readonly number[];
  /** True when the edges come from the values shown, so that a colour means something else on another map. */
  readonly relative: boolean;
  /** To which side a value on an edge belongs: `up` (the default) as a bound is met by reaching it, `down` for what is lacking, `out` away from 0. */
  readonly closes?: 'up' | 'down' | 'out';
}

/** A desk can tell seven classes apart, the last row of a meeting room five. */
export const DESK_CLASSES = 7;
export const MEETING_CLASSES = 5;

export const policyClasses = (edges: readonly number[]): Classes => ({ edges, relative: false });

/** Index of the class of a value, 0 for the lowest. */
export const classOf = (value: number, edges: readonly number[]): number => edges.filter((edge) => value >= edge).length;

/** The same, with values on an edge where the classes want them. */
export function classIn(value: number, { edges, closes = 'up' }: Classes): number {
  if (closes === 'up') return classOf(value, edges);
  return edges.filter((edge) => (closes === 'down' || edge < 0 ? value > edge : value >= edge)).length;
}

/** The steps an edge may be rounded to, coarse first. */
const STEPS = [10, 5, 2, 1, 0.5, 0.2, 0.1];

const roundTo = (value: number, step: number): number => Number((Math.round(value / step) * step).toFixed(1));

/** The linear quantile of an ascending list, `share` 0 to 1. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/**
 * Cuts values into at most `count` classes of about the same size. The edges are rounded as coarsely as keeps them apart, so that a legend can
 * print them without hiding on which side a value falls. Fewer classes when the values do not differ enough; no edges when they print alike.
 */
export function relativeClasses(values: readonly number[], count: number): Classes {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length < 2) return { edges: [], relative: true };
  const exact = Array.from({ length: count - 1 }, (_, step) => quantile(sorted, (step + 1) / count));
  const apart = (step: number): readonly number[] => [...new Set(exact.map((edge) => roundTo(edge, step)))];
  const rounded = STEPS.map(apart).find((edges) => edges.length === exact.length) ?? apart(0.1);
  const [lowest = Number.NaN] = sorted;
  const highest = sorted.at(-1) ?? lowest;
  // An edge at or below the smallest value, or above the greatest, would open a class that nothing can be in.
  const edges = rounded.filter((edge) => edge > lowest && edge <= highest);
  return { edges: edges.length > 0 ? edges : edgeAboveLowest(sorted), relative: true };
}

/** An edge as round as can be that parts the two values, the upper one on its upper side; null when they print alike. */
function edgeBetween(low: number, high: number): number | null {
  const edges = STEPS.map((step) => roundTo((low + high) / 2, step));
  return edges.find((at) => at > low && at <= high) ?? null;
}

/** Where most values are the smallest one all quantiles fall on it: the few above it still get a class of their own. */
function edgeAboveLowest(sorted: readonly number[]): readonly number[] {
  const [lowest = Number.NaN] = sorted;
  const next = sorted.find((value) => value > lowest);
  const edge = next === undefined ? null : edgeBetween(lowest, next);
  return edge === null ? [] : [edge];
}

/** Cuts values into at most `count` classes where they lie furthest apart (Fisher and Jenks). The edges are rounded as far as that parts the same values. */
export function naturalClasses(values: readonly number[], count: number): Classes {
  const sorted = [...values].sort((a, b) => a - b);
  const edges = breaksOf(sorted, count).flatMap((first) => edgeBetween(Number(sorted[first - 1]), Number(sorted[first])) ?? []);
  return { edges: [...new Set(edges)], relative: true };
}

/**
 * Where each class but the first begins, as an index of the ascending list: the one way to cut it that leaves the least sum of squares within
 * the classes, found exactly. Equal values are never parted.
 */
export function breaksOf(sorted: readonly number[], count: number): readonly number[] {
  const most = Math.min(count, new Set(sorted).size);
  if (most < 2) return [];
  const within = spreadWithin(sorted);
  const size = sorted.length;
  let best = Array.from({ length: size }, (_, end) => within(0, end));
  const starts: number[][] = [];
  for (let classes = 2; classes <= most; classes += 1) {
    const next = Array.from({ length: size }, () => Infinity);
    const from = Array.from({ length: size }, () => 0);
    for (let end = classes - 1; end < size; end += 1)
      for (let start = classes - 1; start <= end; start += 1) {
        const sum = sorted[start] === sorted[start - 1] ? Infinity : Number(best[start - 1]) + within(start, end);
        if (sum < Number(next[end])) [next[end], from[end]] = [sum, start];
      }
    best = next;
    starts.push(from);
  }
  const breaks: number[] = [];
  let end = size - 1;
  for (const from of starts.toReversed()) {
    breaks.unshift(Number(from[end]));
    end = Number(from[end]) - 1;
  }
  return breaks;
}

/** The sum of squares around the mean of the values from one index to another, both in it. */
function spreadWithin(sorted: readonly number[]): (start: number, end: number) => number {
  const [sums, squares] = [[0], [0]];
  for (const value of sorted) {
    sums.push(Number(sums.at(-1)) + value);
    squares.push(Number(squares.at(-1)) + value * value);
  }
  return (start, end) => {
    const sum = Number(sums[end + 1]) - Number(sums[start]);
    return Number(squares[end + 1]) - Number(squares[start]) - (sum * sum) / (end - start + 1);
  };
}

/** How many values lie in each class. */
export const countByClass = (values: readonly number[], edges: readonly number[], closes: Classes['closes'] = 'up'): readonly number[] =>
  Array.from(
    { length: edges.length + 1 },
    (_, index) => values.filter((value) => classIn(value, { edges, relative: false, closes }) === index).length,
  );
