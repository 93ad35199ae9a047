/** Facts read back from a staging file: what its reader has written there. */
import type { Counted } from '../domain/counted.ts';
import type { CellType, Column } from './columns.ts';
import { CELL_END, LINE_END } from './lines.ts';
import { readAt } from './source.ts';
import { ROW_BYTES, UNSOUND, type StagedRange } from './staging.ts';
import type { CellValue } from './values/cell.ts';

const PIECE = 1 << 20;
const ASCII = 0x80;
const DIGIT = 48;
const TRUE = 't'.charCodeAt(0);
/** A longer number is read by others. */
const PLAIN_DIGITS = 9;
/** Texts of one column that are kept: words, regions and days come again and again. */
const KEPT = 1024;

/** Whole lines, a piece of the file at a time; the bytes last until the next ones are asked for. */
function* linesIn(fd: number, { from, to }: StagedRange): Generator<Buffer> {
  const room = Buffer.allocUnsafe(Math.min(2 * PIECE, to - from));
  let seam = 0;
  for (let at = from; at < to; at += PIECE) {
    const filled = seam + readAt(fd, at, Math.min(PIECE, to - at), room.subarray(seam)).length;
    const whole = room.lastIndexOf(LINE_END, filled - 1) + 1;
    yield room.subarray(0, whole);
    room.copyWithin(0, whole, filled);
    seam = filled - whole;
  }
}

type ReadBytes = (bytes: Buffer, from: number, to: number) => CellValue;

function readText(bytes: Buffer, from: number, to: number): string {
  for (let at = from; at < to; at++) if ((bytes[at] as number) >= ASCII) return bytes.toString('utf8', from, to);
  return bytes.toString('latin1', from, to);
}

function says(bytes: Buffer, from: number, to: number, text: string): boolean {
  if (text.length !== to - from) return false;
  for (let at = from; at < to; at++) if (bytes[at] !== text.charCodeAt(at - from)) return false;
  return true;
}

/** Texts that come again are the same text, and not made anew. */
function repeatedText(): ReadBytes {
  const kept: (string | undefined)[] = Array.from({ length: KEPT });
  return (bytes, from, to) => {
    let hash = 0;
    for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    const place = (hash ^ (hash >>> 10)) & (KEPT - 1);
    const known = kept[place];
    if (known !== undefined && says(bytes, from, to, known)) return known;
    return (kept[place] = readText(bytes, from, to));
  };
}

function readNumber(bytes: Buffer, from: number, to: number): number {
  if (to - from > PLAIN_DIGITS) return Number(readText(bytes, from, to));
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - DIGIT;
    if (digit < 0 || digit > 9) return Number(readText(bytes, from, to));
    value = value * 10 + digit;
  }
  return value;
}

const UNREPEATED: ReadonlySet<CellType['is']> = new Set(['creditCode', 'text']);

function readerOf<Fact>({ type }: Column<Fact>): ReadBytes {
  if (type.is === 'count' || type.is === 'amount') return readNumber;
  if (type.is === 'flag') return (bytes, from) => bytes[from] === TRUE;
  return UNREPEATED.has(type.is) ? readText : repeatedText();
}

/** Of a sheet, for all of its ledgers: what one of them says others say, too, and thousands of them are held at a time. */
const READERS = new WeakMap<object, readonly ReadBytes[]>();

function readersOf<Fact>(columns: readonly Column<Fact>[]): readonly ReadBytes[] {
  const known = READERS.get(columns);
  if (known !== undefined) return known;
  const made = columns.map(readerOf);
  READERS.set(columns, made);
  return made;
}

/** The facts of a range that can be used, read anew at every passage. */
export function stagedFacts<Fact>(fd: number, range: StagedRange, columns: readonly Column<Fact>[]): Counted<Fact> {
  const keys = columns.map((column) => column.fact);
  const readers = readersOf(columns);
  const blank: Record<string, CellValue> = Object.fromEntries(keys.map((key) => [key, null]));
  const factIn = (bytes: Buffer, from: number): { fact: Fact; end: number } => {
    const fact = { ...blank };
    let at = from;
    for (let index = 0; index < keys.length; index++) {
      const start = at;
      while (bytes[at] !== CELL_END) at++;
      if (at > start) fact[keys[index] as string] = (readers[index] as ReadBytes)(bytes, start, at);
      at++;
    }
    return { fact: fact as Fact, end: at + 1 };
  };
  return {
    length: range.count,
    *[Symbol.iterator]() {
      for (const bytes of linesIn(fd, range))
        for (let at = 0; at < bytes.length;) {
          if (bytes[at] === UNSOUND) {
            at = bytes.indexOf(LINE_END, at) + 1;
            continue;
          }
          const { fact, end } = factIn(bytes, at);
          at = end;
          yield fact;
        }
    },
  };
}

/** The code that each line begins with, and whether the line can be used. */
function* codesIn(fd: number, range: StagedRange): Generator<{ readonly code: string; readonly sound: boolean }> {
  for (const bytes of linesIn(fd, range))
    for (let at = 0; at < bytes.length; at = bytes.indexOf(LINE_END, at) + 1) {
      const sound = bytes[at] !== UNSOUND;
      const from = sound ? at : at + 1;
      yield { code: readText(bytes, from, bytes.indexOf(CELL_END, from)), sound };
    }
}

/** Rows of the file in which the codes named stand, of the lines that can be used. */
export function stagedRows(fd: number, range: StagedRange, codes: ReadonlySet<string>): Map<string, number> {
  const rows = new Map<string, number>();
  if (codes.size === 0) return rows;
  const written = readAt(fd, range.to, range.end - range.to, Buffer.alloc(range.end - range.to));
  const rowOf = new Uint32Array(written.buffer, written.byteOffset, written.length / ROW_BYTES);
  let at = 0;
  for (const { code, sound } of codesIn(fd, range)) {
    if (sound && codes.has(code)) rows.set(code, rowOf[at] as number);
    at += 1;
  }
  return rows;
}

/** The codes of the lines that cannot be used. */
export function* unsoundCodes(fd: number, range: StagedRange): Generator<string> {
  for (const { code, sound } of codesIn(fd, range)) if (!sound) yield code;
}
