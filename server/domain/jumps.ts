/** Values of a unit that changed more from one quarter to the next than units do: most often a slip of the pen, and never refused for it. */

/** A value ten times, or a tenth, of the one before. */
const TIMES = 10;
/** Smaller steps than this are what small units do. */
const LEAST_STEP = 20;

/** Change in whole percent where it is one to look at again; null otherwise, and where one of the two is unknown or nothing. */
export function jumpOf(before: number | null, after: number | null): number | null {
  if (before === null || after === null || before <= 0 || after <= 0 || Math.abs(after - before) < LEAST_STEP) return null;
  return after >= before * TIMES || after * TIMES <= before ? Math.round((after / before - 1) * 100) : null;
}

/** The quarter's old codes that now mean another region, by what became of them up to a day: single successors only. */
export interface CodeChange {
  readonly from: string;
  readonly to: string;
  /** Year since when it holds; null where the change is older than the table. */
  readonly year: string | null;
}

/** Where the code stands now, through one change after another; undefined where it never changed. */
export function successorOf(code: string, changes: ReadonlyMap<string, CodeChange>): CodeChange | undefined {
  let last = changes.get(code);
  const seen = new Set([code]);
  for (let next = last; next !== undefined && !seen.has(next.to); next = changes.get(next.to)) {
    seen.add(next.to);
    last = { from: code, to: next.to, year: next.year };
  }
  return last;
}
