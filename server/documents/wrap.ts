/** Lines of a text for pictures, where nothing breaks lines by itself. */
import { widthOf } from '../../web/src/charts/labels.ts';

/** Spaces are narrow; the estimate of the charts counts each letter that is no hanzi as half of one. */
const NARROW = /[\s\u202f]/g;
/** Between the entries of a footer and behind their terms, in letters. */
const SPACES: Readonly<Record<string, number>> = { '\u2003': 1, '\u2002': 0.5 };
const SPACE = 0.26;

export const measure = (text: string, size: number): number =>
  (text.match(NARROW) ?? []).reduce((sum, space) => sum + (SPACES[space] ?? SPACE) * size, widthOf(text.replace(NARROW, ''), size));

/** Never at the beginning of a line, and never at its end. */
const NOT_FIRST = /^[，。；：、！？）》」』”’％%‰,.;:!?)\]}]/;
const NOT_LAST = /[（《「『“‘([{]$/;
/** A number with its unit, a Latin word, one hanzi: none is broken. Thin spaces belong to numbers. */
const PIECE = /[+−-]?\d[\d.,\u202f]*(?:\u202f?%|\u202f?[家个人次名])?|[A-Za-z][\w’'-]*|\s+|./gu;

/** As many lines as the text needs, none wider than `width` by the estimate of the charts. An empty text gives no line. */
export function wrap(text: string, width: number, size: number): readonly string[] {
  const pieces = text.match(PIECE) ?? [];
  const lines: string[] = [];
  let open = '';
  for (const piece of pieces) {
    const tied = NOT_FIRST.test(piece) || NOT_LAST.test(open);
    if (open !== '' && !tied && measure(`${open}${piece}`.trimEnd(), size) > width) {
      lines.push(open.trimEnd());
      open = piece.trimStart();
    } else open += piece;
  }
  return open.trim() === '' ? lines : [...lines, open.trimEnd()];
}
