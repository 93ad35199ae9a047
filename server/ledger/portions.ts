/** A batch in portions: what its organizations cover is held for one portion, and no longer than until its rows are staged. */
import type { Ledger } from './covers.ts';

/** Units of a portion; one prefecture may have more. Each portion is staged with a commit of its own at least, so that they should not be small. */
const PORTION = 100_000;

/** Whole prefectures, for units name organizations of their own prefecture alone, as many as fit into a portion. */
export function portionsOf<One extends Pick<Ledger, 'place' | 'units'>>(batch: readonly One[], most = PORTION): One[][] {
  const portions: One[][] = [];
  let room = 0;
  for (const ledgers of Map.groupBy(batch, (one) => one.place.prefecture).values()) {
    const units = ledgers.reduce((sum, one) => sum + one.units.length, 0);
    const last = portions.at(-1);
    if (last !== undefined && units <= room) last.push(...ledgers);
    else {
      portions.push(ledgers);
      room = most;
    }
    room -= units;
  }
  return portions;
}
