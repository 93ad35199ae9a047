/** Classes of a map: policy edges that never move, or edges taken from the values of this one map, which then have to be labelled so. */

export interface Classes {
  /** Ascending inner edges: n edges cut n + 1 classes; a value on an edge belongs to the class above it. */
  readonly edges: readonly number[];
  /** True when the edges come from the values shown, so that a colour means something else on another map. */
  readonly relative: boolean;
}

export const policyClasses = (edges: readonly number[]): Classes => ({ edges, relative: false });

/** Index of the class of a value, 0 for the lowest. */
export const classOf = (value: number, edges: readonly number[]): number => edges.filter((edge) => value >= edge).length;

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

/** Where most values are the smallest one all quantiles fall on it: the few above it still get a class of their own. */
function edgeAboveLowest(sorted: readonly number[]): readonly number[] {
  const [lowest = Number.NaN] = sorted;
  const next = sorted.find((value) => value > lowest);
  if (next === undefined) return [];
  const edges = STEPS.map((step) => roundTo((lowest + next) / 2, step));
  const edge = edges.find((at) => at > lowest && at <= next);
  return edge === undefined ? [] : [edge];
}

/** How many values lie in each class. */
export const countByClass = (values: readonly number[], edges: readonly number[]): readonly number[] =>
  Array.from({ length: edges.length + 1 }, (_, index) => values.filter((value) => classOf(value, edges) === index).length);
