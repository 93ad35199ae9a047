/** How wide the columns of a table are: as their longest text, and the rest shared out; and where a head breaks. */
import { widthOf } from './officeText.ts';

/** Heights of rows on a slide, in points. */
export const TABLE_ROW = { head: 44, body: 39 } as const;

/** A text of more letters breaks into lines. */
const LONGEST = 16;
const SHORTEST = 2.4;
/** Room left and right of a cell, in letters. */
const AROUND = 1.2;

/** A head breaks before the bracket of its unit, or in the middle. */
const UNIT = /^(.+?)( ?[(（].*)$/;
const piecesOf = (head: string): readonly string[] => UNIT.exec(head)?.slice(1) ?? [head];
const headWidth = (head: string): number => {
  const longest = Math.max(...piecesOf(head).map(widthOf));
  return longest > 7 ? longest / 2 + 1 : longest + 0.2;
};

interface Texts {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** In the unit of `width`; they add up to it. */
export function columnWidths({ heads, rows }: Texts, width: number): readonly number[] {
  const wanted = heads.map((head, at) => {
    const longest = Math.max(SHORTEST, ...rows.map((row) => widthOf(row[at] ?? '')));
    return Math.min(LONGEST, Math.max(longest, headWidth(head))) + AROUND;
  });
  const total = wanted.reduce((sum, one) => sum + one, 0);
  return wanted.map((one) => (one / total) * width);
}

/** The head with a line break where it does not fit `letters` of width. */
export const brokenHead = (head: string, letters: number): string => (widthOf(head) + AROUND > letters ? piecesOf(head).join('\n') : head);
