/** Targets are steps: a goal holds from a date, for a region and all below it that have none of their own. */
import { asOfDate } from './period.ts';

export interface Target {
  readonly region: string;
  readonly indicator: string;
  /** First day it holds. */
  readonly validFrom: string;
  /** Percent. */
  readonly target: number;
}

/** A target with who set it; null for one that a rule set or the demo brought. */
export interface DatedTarget extends Target {
  readonly setBy: string | null;
  /** ISO moment. */
  readonly setAt: string | null;
}

/** The target that holds at a period's end. `targets` latest first; `line` is the region, then its ancestors upward. */
export function targetAt(targets: readonly Target[], line: readonly string[], indicator: string, period: string): number | null {
  const asOf = asOfDate(period);
  for (const region of line) {
    const found = targets.find((one) => one.region === region && one.indicator === indicator && one.validFrom <= asOf);
    if (found) return found.target;
  }
  return null;
}

/** All steps of an indicator by region, then early to late. */
export const stepsOf = (targets: readonly Target[], indicator: string): readonly Target[] =>
  targets.filter((one) => one.indicator === indicator).toSorted((a, b) => (a.region + a.validFrom < b.region + b.validFrom ? -1 : 1));

/**
 * The next goal of a region after a day: the nearest step ahead of its own path or the nearest ancestor's, due on the day it begins to hold;
 * without one the step that holds now, due a year on. Null without any target.
 */
export function goalAhead(
  targets: readonly Target[],
  line: readonly string[],
  indicator: string,
  day: string,
): { readonly target: number; readonly due: string | null } | null {
  for (const region of line) {
    const path = targets
      .filter((one) => one.region === region && one.indicator === indicator)
      .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    const next = path.find((one) => one.validFrom > day);
    if (next) return { target: next.target, due: next.validFrom };
    const now = path.findLast((one) => one.validFrom <= day);
    if (now) return { target: now.target, due: null };
  }
  return null;
}
