/** What each group is of the whole it was split from. */
import { formRate } from '../domain/rate.ts';
import type { ObservationRow } from './types.ts';

/** What a group holds of what is counted: the denominator, or of a count the counted itself. */
const held = ({ rate }: ObservationRow): number | null => rate.denominator ?? rate.numerator;

/** Rows of one split with their shares; a group whose counts are not known has none, and is in nobody's whole. */
export function withShares(rows: readonly ObservationRow[]): ObservationRow[] {
  const wholes = new Map<string, number>();
  const placeOf = ({ region, period, indicator }: ObservationRow): string => `${region} ${period} ${indicator}`;
  for (const row of rows) {
    const part = held(row);
    const before = wholes.get(placeOf(row));
    if (part !== null) wholes.set(placeOf(row), before === undefined ? part : before + part);
  }
  return rows.map((row) => {
    const part = held(row);
    return { ...row, share: part === null ? null : formRate('percent', part, wholes.get(placeOf(row)) ?? null).value };
  });
}
