/** How a fact is written in a staging file, and what the content hash is made of: its cells in the order of the columns, each with an end behind it. */
import type { CellValue } from './values/cell.ts';

/** Texts hold no control characters, so that one can stand between cells; an absent cell is empty, and no text is. */
export const CELL_END = 0x1f;
export const LINE_END = 0x0a;
const DIGIT = 48;
const ASCII = 0x80;

/** Bytes that a line may take: a row holds two texts of 100 characters, and codes. */
export const LONGEST_LINE = 1 << 16;

function writeWide(text: string, into: Buffer, at: number): number {
  return at + into.write(text, at);
}

/** Most texts are short and plain, and are not worth a call. */
function writeText(text: string, into: Buffer, at: number): number {
  const { length } = text;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code >= ASCII) return writeWide(text, into, at);
    into[at + index] = code;
  }
  return at + length;
}

function writeNumber(value: number, into: Buffer, at: number): number {
  if (value >= 10_000 || value < 0 || !Number.isInteger(value)) return writeText(String(value), into, at);
  let end = at + (value < 10 ? 1 : value < 100 ? 2 : value < 1_000 ? 3 : 4);
  const behind = end;
  for (let left = value; end > at; left = (left - (left % 10)) / 10) into[--end] = DIGIT + (left % 10);
  return behind;
}

/** Writes a line from `at` on, and gives where it ends. */
export function writeLine(values: readonly CellValue[], into: Buffer, from: number): number {
  let at = from;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as CellValue;
    if (typeof value === 'string') at = writeText(value, into, at);
    else if (typeof value === 'number') at = writeNumber(value, into, at);
    else if (value !== null) at = writeText(value ? 'true' : 'false', into, at);
    into[at++] = CELL_END;
  }
  into[at++] = LINE_END;
  return at;
}
