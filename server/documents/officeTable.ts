/** How wide the columns of a table are: as their longest text, and the rest shared out; and where a head breaks. */
import type { Sizes } from './officeLayout.ts';
import { linesOf, widthOf } from './officeText.ts';

/** Heights of rows on a slide, in points. */
export const tableRow = ({ axis, value }: Pick<Sizes, 'axis' | 'value'>): { readonly head: number; readonly body: number } => ({
  head: Math.round(axis * 2.65),
  body: value * 2,
});

/** A text of more letters breaks into lines. */
const LONGEST = 16;
const SHORTEST = 2.4;
/** Room left and right of a cell, in letters. */
const AROUND = 1.2;

/** A head may break into two lines, before the bracket of its unit or in its middle. */
const UNIT = /^(.+?)( ?[(（].*)$/;

/** The two halves nearest to equal width; Latin words stay whole. */
function halves(head: string): readonly [string, string] {
  const letters = [...head];
  const places = letters.flatMap((letter, at) =>
    at > 0 && (letter === ' ' || !/[a-z0-9%）)]/i.test(letter)) && !/[（(]/.test(letters[at - 1] ?? '') ? [at] : [],
  );
  const half = widthOf(head) / 2;
  const away = (at: number): number => Math.abs(widthOf(letters.slice(0, at).join('')) - half);
  const best = places.reduce<number | null>((found, at) => (found === null || away(at) < away(found) ? at : found), null);
  return best === null ? [head, ''] : [letters.slice(0, best).join(''), letters.slice(best).join('').trimStart()];
}

const widest = (pieces: readonly string[]): number => Math.max(...pieces.map(widthOf));
const LONG_HEAD = 7;
const piecesOf = (head: string): readonly string[] => {
  const [, name, unit] = UNIT.exec(head) ?? [];
  return name !== undefined && unit !== undefined && widthOf(name) <= LONG_HEAD
    ? [name, unit.trimStart()]
    : widthOf(head) > LONG_HEAD
      ? halves(head)
      : [head];
};
const headWidth = (head: string): number => widest(piecesOf(head)) + 0.3;

interface Texts {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Latin letters, digits and the signs inside of quarters, ranges and numbers: nothing breaks within. */
const TOKEN = /[A-Za-z0-9À-ÿ.,%+−–\-/\u202f\u00a0]+/g;
/** Latin letters and digits may be set in a wider font than the one that is measured; the names of rows are bold. */
const WIDER = 1.14;
const BOLD = 1.25;
/** Where hanzi and other signs meet: office programs set a little room of their own there, more where a space or a mark of state stands. */
const SEAM = /\p{Script=Han} ?(?=[^\p{Script=Han}\s])|[^\p{Script=Han}\s] ?(?=\p{Script=Han})/gu;
const SEAM_WIDTH = 0.25;
const safeWidth = (text: string, bold: boolean): number => {
  const latin = (text.match(TOKEN) ?? []).reduce((sum, token) => sum + widthOf(token), 0);
  return widthOf(text) + latin * ((bold ? BOLD : WIDER) - 1) + (text.match(SEAM) ?? []).length * SEAM_WIDTH;
};
const tokenWidth = (texts: readonly string[], bold: boolean): number =>
  Math.max(0, ...texts.flatMap((text) => (text.match(TOKEN) ?? []).map((token) => safeWidth(token, bold))));

const lettersOf = ({ heads, rows }: Texts): readonly number[] =>
  heads.map((head, at) => {
    const texts = rows.map((row) => row[at] ?? '');
    const wanted = Math.max(SHORTEST, headWidth(head), ...texts.map((text) => safeWidth(text, false)));
    return Math.max(Math.min(LONGEST, wanted), Math.min(LONGEST * 1.5, tokenWidth(texts, false))) + AROUND;
  });

/** In the unit of `width`; they add up to it. */
export function columnWidths(texts: Texts, width: number): readonly number[] {
  const wanted = lettersOf(texts);
  const total = wanted.reduce((sum, one) => sum + one, 0);
  return wanted.map((one) => (one / total) * width);
}

/** On a slide a long text rather breaks than takes the room of a number. */
const LONGEST_ON_SLIDE = 11;
/** Room left and right of a cell on a slide, in points. */
const SLIDE_ASIDE = 16;

/** Points that each column of a slide's table wants: its texts whole at `size`, its head in two lines at `headSize`. */
export const slideWants = (texts: Texts, size: number, headSize: number): readonly number[] =>
  texts.heads.map((head, at) => {
    const cells = texts.rows.map((row) => row[at] ?? '');
    const body = Math.max(SHORTEST, ...cells.map((cell) => safeWidth(cell, at === 0)));
    return Math.max(Math.min(LONGEST_ON_SLIDE, body) * size, tokenWidth(cells, at === 0) * size, headWidth(head) * headSize) + SLIDE_ASIDE;
  });

/** The same, stretched or pressed to `width`. */
export function slideWidths(texts: Texts, size: number, headSize: number, width: number): readonly number[] {
  const wants = slideWants(texts, size, headSize);
  const total = wants.reduce((sum, one) => sum + one, 0);
  return wants.map((one) => (one / total) * width);
}

/** Below this nobody reads a page at arm's length. */
const SMALLEST = 6.5;

/** The largest letters, in points and no larger than `most`, in which every column keeps its texts on one line; `aside` is what a cell takes for itself. */
export const fittingSize = (texts: Texts, width: number, aside: number, most: number): number => {
  const letters = lettersOf(texts).reduce((sum, one) => sum + one, 0);
  return Math.max(SMALLEST, Math.min(most, Math.floor(((width - texts.heads.length * aside) / letters) * 2) / 2));
};

/** The head with a line break where it does not fit `letters` of width. */
export const brokenHead = (head: string, letters: number): string =>
  widthOf(head) + AROUND > letters
    ? piecesOf(head)
        .filter((piece) => piece !== '')
        .join('\n')
    : head;

const LEADING = 1.32;

/** Height of a row on a slide in points. */
export const rowHeight = (row: readonly string[], widths: readonly number[], sizes: Sizes): number => {
  const { body } = tableRow(sizes);
  const { value } = sizes;
  return Math.max(body, ...row.map((text, at) => linesOf(text, value, Math.max(1, (widths[at] ?? 0) - 12)) * value * LEADING + 12));
};
