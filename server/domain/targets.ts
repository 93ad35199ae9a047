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

/** The target that holds at a period's end. `targets` latest first; `line` is the region, then its ancestors upward. */
export function targetAt(targets: readonly Target[], line: readonly string[], indicator: string, period: string): number | null {
  const asOf = asOfDate(period);
  for (const region of line) {
    const found = targets.find((one) => one.region === region && one.indicator === indicator && one.validFrom <= asOf);
    if (found) return found.target;
  }
  return null;
}
