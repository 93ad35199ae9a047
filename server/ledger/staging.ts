/**
 * Checked facts on their way from who reads a file to who writes the ledger: one line a fact, one after the other in a file without a name,
 * so that neither side ever holds a whole ledger. A line is also what the content hash is made of.
 */
import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { Counted } from '../domain/counted.ts';
import type { Column } from './columns.ts';
import type { CellValue } from './values/cell.ts';
import { readAt } from './source.ts';

/** Texts hold no control characters, so that one can stand between cells; an absent cell is empty, and no text is. */
const CELL_END = '\u001F';
/** Before a line whose fact is not to be used. */
const UNSOUND = '!';
/** Characters of lines that are held before they are written. */
const HELD = 1 << 21;
const PIECE = 1 << 20;

/** Where the lines of one sheet lie, in bytes; `count` of them can be used. */
export interface StagedRange {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export function toLine<Fact>(columns: readonly Column<Fact>[], fact: Fact): string {
  let line = '';
  for (const column of columns) {
    const value = fact[column.fact] as CellValue;
    line += (value === null ? '' : String(value)) + CELL_END;
  }
  return line;
}

function valueOf<Fact>({ type }: Column<Fact>, cell: string): CellValue {
  if (cell === '') return null;
  if (type.is === 'count' || type.is === 'amount') return Number(cell);
  return type.is === 'flag' ? cell === 'true' : cell;
}

export function fromLine<Fact>(columns: readonly Column<Fact>[], line: string): Fact {
  const cells = line.split(CELL_END);
  const fact: Record<string, CellValue> = {};
  columns.forEach((column, at) => (fact[column.fact] = valueOf(column, cells[at] ?? '')));
  return fact as Fact;
}

/** The lines of one sheet while they are written. */
export class LineStage {
  private readonly fd: number;
  private readonly from: number;
  private end: number;
  private readonly starts: number[] = [];
  private held: string[] = [];
  private heldCharacters = 0;
  private count = 0;

  constructor(fd: number, from: number) {
    this.fd = fd;
    this.from = from;
    this.end = from;
  }

  /** Gives the place of the line among all. `row`: where it stands in its file, which is kept behind it and is no part of it. */
  add(line: string, sound: boolean, row: number): number {
    const written = `${sound ? '' : UNSOUND}${line}${row}\n`;
    this.starts.push(this.end);
    this.end += Buffer.byteLength(written);
    this.held.push(written);
    this.heldCharacters += written.length;
    if (sound) this.count += 1;
    if (this.heldCharacters > HELD) this.write();
    return this.starts.length - 1;
  }

  isSound(at: number): boolean {
    return !this.written(at).startsWith(UNSOUND);
  }

  line(at: number): string {
    const written = this.written(at);
    return written.slice(written.startsWith(UNSOUND) ? 1 : 0, written.lastIndexOf(CELL_END) + 1);
  }

  /** Every line is in the file from then on. */
  finish(): StagedRange {
    this.write();
    return { from: this.from, to: this.end, count: this.count };
  }

  private written(at: number): string {
    const firstHeld = this.starts.length - this.held.length;
    if (at >= firstHeld) return this.held[at - firstHeld] as string;
    const start = this.starts[at] as number;
    return readAt(this.fd, start, (this.starts[at + 1] ?? this.end) - start).toString();
  }

  private write(): void {
    if (this.held.length === 0) return;
    const bytes = Buffer.from(this.held.join(''));
    const at = this.starts[this.starts.length - this.held.length] as number;
    for (let done = 0; done < bytes.length;) done += writeSync(this.fd, bytes, done, bytes.length - done, at + done);
    this.held = [];
    this.heldCharacters = 0;
  }
}

function* linesIn(fd: number, { from, to }: StagedRange): Generator<string> {
  let seam = Buffer.alloc(0);
  for (let at = from; at < to; at += PIECE) {
    const bytes = Buffer.concat([seam, readAt(fd, at, Math.min(PIECE, to - at))]);
    const whole = bytes.lastIndexOf(10) + 1;
    seam = bytes.subarray(whole);
    if (whole > 0)
      yield* bytes
        .subarray(0, whole - 1)
        .toString()
        .split('\n');
  }
}

/** The facts of a range that can be used, read anew at every passage. */
export const stagedFacts = <Fact>(fd: number, range: StagedRange, columns: readonly Column<Fact>[]): Counted<Fact> => ({
  length: range.count,
  *[Symbol.iterator]() {
    for (const line of linesIn(fd, range)) if (!line.startsWith(UNSOUND)) yield fromLine(columns, line);
  },
});

/** Rows of the file in which the codes named stand, of the lines that can be used. */
export function stagedRows(fd: number, range: StagedRange, codes: ReadonlySet<string>): Map<string, number> {
  const rows = new Map<string, number>();
  if (codes.size === 0) return rows;
  for (const line of linesIn(fd, range)) {
    const code = line.slice(0, line.indexOf(CELL_END));
    if (codes.has(code)) rows.set(code, Number(line.slice(line.lastIndexOf(CELL_END) + 1)));
  }
  return rows;
}

/** The codes of the lines that cannot be used. */
export function* unsoundCodes(fd: number, range: StagedRange): Generator<string> {
  for (const line of linesIn(fd, range)) if (line.startsWith(UNSOUND)) yield line.slice(UNSOUND.length, line.indexOf(CELL_END));
}

/** One sheet's lines with the code that each stands under. */
export interface Coded {
  readonly stage: LineStage;
  readonly places: ReadonlyMap<string, number>;
}

/** SHA-256 of what a ledger says, hexadecimal: equal for a file saved again, with rows shuffled, or as CSV instead of XLSX. */
export function contentSha256(units: Coded, organizations: Coded): string {
  const hash = createHash('sha256');
  const update = ({ stage, places }: Coded): void => {
    // Lines begin with their code, and no code stands twice: in the order of codes they are in their own.
    for (const code of [...places.keys()].sort()) {
      const at = places.get(code) as number;
      if (stage.isSound(at)) hash.update(`${stage.line(at)}\n`);
    }
  };
  update(units);
  hash.update('\f');
  update(organizations);
  return hash.digest('hex');
}
