/** How wide the columns of a table are: as their longest text, and the rest shared out. */
import type { SlideTable } from './officeDeck.ts';
import { widthOf } from './officeText.ts';

/** Heights of rows on a slide, in points. */
export const TABLE_ROW = { head: 44, body: 39 } as const;

/** A head may break into two lines; a name longer than this many letters too. */
const LONGEST = 14;
const SHORTEST = 3;
/** Room left and right of a cell, in letters. */
const AROUND = 1.2;

/** In the unit of `width`; they add up to it. */
export function columnWidths({ heads, rows }: Pick<SlideTable, 'heads' | 'rows' | 'numeric'>, width: number): readonly number[] {
  const wanted = heads.map((head, at) => {
    const longest = Math.max(SHORTEST, ...rows.map((row) => widthOf(row[at] ?? '')));
    return Math.min(LONGEST, Math.max(longest, widthOf(head) / 2 + 0.5)) + AROUND;
  });
  const total = wanted.reduce((sum, one) => sum + one, 0);
  return wanted.map((one) => (one / total) * width);
}
