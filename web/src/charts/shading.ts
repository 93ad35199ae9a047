/** What the colours of a map mean: the rate, what it lacks to 100, or how it has changed, and where one colour ends and the next begins. */
import { naturalClasses, policyClasses, relativeClasses, type Classes } from './classes.ts';

/** What is shown, and how it is classed: by the bands of policy, or relative to this map. */
export type Shown = 'rate' | 'shortfall' | 'change';
export type Classing = 'policy' | 'quantile' | 'natural';

export type Palette = 'rate' | 'change';

export interface Shading {
  readonly classes: Classes;
  /** One hue ordered by lightness, or two that part at 0. */
  readonly palette: Palette;
}

export interface ShadingAsk {
  readonly shown: Shown;
  readonly classing: Classing;
  /** The bounds of the indicator, in percent; empty where policy has none. */
  readonly policy: readonly number[];
  /** What is shown, of every map that shares the colours: rates, shortfalls or changes. */
  readonly values: readonly number[];
  readonly most: number;
  /** Changes are points of a percentage, which have bounds of their own. */
  readonly points: boolean;
}

/** Below the first bound of policy, where coverage piles up. */
const FINE = [2, 5];
/** Points a quarter or a year may bring, the same for all maps. */
const CHANGES = [-5, -2, -0.5, 0.5, 2, 5];
const MIDDLE = [-1, -0.4, -0.1, 0.1, 0.4, 1];

/** The bounds of policy seen from 100, finer near it: what has reached a bound stays on the same side of it. At most seven classes. */
export function shortfallEdges(policy: readonly number[]): readonly number[] {
  const mirrored = policy.map((edge) => Number((100 - edge).toFixed(6))).toReversed();
  const [first = 0] = mirrored;
  const edges = [...FINE.filter((edge) => edge < first), ...mirrored];
  // What is far from any bound needs the fewest classes.
  return edges.length <= 6 ? edges : [...edges.slice(0, 5), ...edges.slice(-1)];
}

/** Symmetric at 0, so that the middle means «no change» whatever the values are. */
function changeClasses({ values, points }: ShadingAsk): Classes {
  if (points) return { edges: CHANGES, relative: false, closes: 'out' };
  const reach = Math.max(Number.MIN_VALUE, ...values.map(Math.abs));
  return { edges: MIDDLE.map((share) => Number(((share * reach) / 1.5).toPrecision(2))), relative: true, closes: 'out' };
}

export function shadingOf(ask: ShadingAsk): Shading {
  const { shown, classing, policy, values, most } = ask;
  if (shown === 'change') return { classes: changeClasses(ask), palette: 'change' };
  const fixed = classing === 'policy' && policy.length > 0;
  if (fixed && shown === 'shortfall')
    return { classes: { edges: shortfallEdges(policy), relative: false, closes: 'down' }, palette: 'rate' };
  if (fixed) return { classes: policyClasses(policy), palette: 'rate' };
  return { classes: classing === 'natural' ? naturalClasses(values, most) : relativeClasses(values, most), palette: 'rate' };
}
