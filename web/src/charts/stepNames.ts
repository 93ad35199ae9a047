/** Where the name of each step of a target stands: below or above it, where the lines leave the most room. */
import { text, wide, type Mark } from './draw.ts';
import type { ChartTheme } from './theme.ts';

export interface LinesTarget {
  /** One a period. */
  readonly values: readonly (number | null)[];
  /** Its name, one a period: `目标 85`. */
  readonly texts: readonly (string | null)[];
}

interface Ground {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (period: number) => number;
  readonly y: (value: number) => number;
}

interface Lines {
  readonly values: readonly (number | null)[];
}

/** Runs of periods with the same target; the last one is named at the end of its line and left out here. */
function stepsOf({ values }: LinesTarget): readonly { readonly from: number; readonly to: number }[] {
  const steps: { from: number; to: number }[] = [];
  for (const [at, value] of values.entries()) {
    const last = steps.at(-1);
    if (value === null) continue;
    if (last && last.to === at - 1 && values[last.to] === value) last.to = at;
    else steps.push({ from: at, to: at });
  }
  return steps.filter(({ to }) => to < values.length - 1);
}

/** Height of a line at a place between two periods; null over a gap. */
function heightAt(values: readonly (number | null)[], period: number, y: (value: number) => number): number | null {
  const [before, after] = [values[Math.floor(period)] ?? null, values[Math.ceil(period)] ?? null];
  if (before === null || after === null) return null;
  return y(before + (after - before) * (period - Math.floor(period)));
}

export function stepNames(target: LinesTarget, lines: readonly Lines[], ground: Ground, theme: ChartTheme): readonly Mark[] {
  return stepsOf(target).flatMap(({ from, to }): Mark[] => {
    const [value, words] = [target.values[from] ?? null, target.texts[from] ?? null];
    if (value === null || words === null) return [];
    const half = wide(words, theme.text) / 2 + theme.text * 0.2;
    const candidates = Array.from({ length: 2 * (to - from) + 1 }, (_, step) => from + step / 2).flatMap((period) =>
      [-1, 1].map((side) => ({
        // Clear of the uprights at both ends of the step, where it is long enough.
        x: between(ground.x(period), Math.max(ground.left, ground.x(from - 0.5)) + half, Math.min(ground.right, ground.x(to + 0.5)) - half),
        y: ground.y(value) + side * theme.text * 0.85,
      })),
    );
    const inside = candidates.filter(({ y }) => y > ground.top + theme.text / 2 && y < ground.bottom - theme.text / 2);
    const best = inside.toSorted((a, b) => clearance(b, half, lines, ground) - clearance(a, half, lines, ground))[0];
    // A name that a line would cross is worse than none: the step is drawn, and the target that holds is named at its end.
    if (best === undefined || clearance(best, half, lines, ground) < theme.text * 0.55) return [];
    return [text(words, best.x, best.y, { size: theme.text, color: theme.inkSoft, align: 'center', halo: theme.paper }, theme.font)];
  });
}

/** The middle where there is no room between the bounds. */
const between = (x: number, least: number, most: number): number =>
  least > most ? (least + most) / 2 : Math.min(Math.max(x, least), most);

/** How far the nearest line passes from a label, over its whole width; capped, so that among clear places the first wins. */
function clearance(place: { readonly x: number; readonly y: number }, half: number, lines: readonly Lines[], ground: Ground): number {
  const periods = Math.max(1, ...lines.map(({ values }) => values.length - 1));
  const step = (ground.right - ground.left) / periods;
  const distances = lines.flatMap(({ values }) =>
    [-half, -half / 2, 0, half / 2, half].flatMap((aside) => {
      const y = heightAt(values, (place.x + aside - ground.left) / step, ground.y);
      return y === null ? [] : [Math.abs(y - place.y)];
    }),
  );
  return Math.min(3 * half, ...distances);
}
