/** Codes of regions that became others, and what an old one means now. */

/** A code that became one other. */
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
