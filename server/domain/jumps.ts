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
