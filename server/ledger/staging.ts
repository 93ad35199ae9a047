/**
 * Checked facts on their way from who reads a file to who writes the ledger: one line a fact, one after the other in a file without a name,
 * so that neither side ever holds a whole ledger. A line is also what the content hash is made of. Behind the lines of a sheet stand the rows
 * of the file that they come from, four bytes each.
 */
import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { CodePlaces } from './codePlaces.ts';
import type { Column } from './columns.ts';
import { LINE_END, LONGEST_LINE, writeLine } from './lines.ts';
import { LongList } from './longList.ts';
import { readAt } from './source.ts';
import type { CellValue } from './values/cell.ts';

/** Before a line whose fact is not to be used. */
export const UNSOUND = 0x21;
export const ROW_BYTES = 4;
/** Bytes of lines that are held before they are written. */
const HELD = 1 << 20;
/** Bytes of lines that are put into the order of their codes at a time. */
const SORTED = 1 << 24;

/** Where the lines of one sheet lie, in bytes; `count` of them can be used. Their rows lie from `to` to `end`. */
export interface StagedRange {
  readonly from: number;
  readonly to: number;
  readonly end: number;
  readonly count: number;
}

/** What takes lines as they come, a hash for one. */
interface Taking {
  update(bytes: Uint8Array): unknown;
}

const scratch = Buffer.allocUnsafe(LONGEST_LINE);

/** A fact as its line, without the end of it. */
export function toLine<Fact>(columns: readonly Column<Fact>[], fact: Fact): string {
  const values = columns.map((column) => fact[column.fact] as CellValue);
  return scratch.toString('utf8', 0, writeLine(values, scratch, 0) - 1);
}

function writeAt(fd: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
}

/** The lines of one sheet while they are written. */
export class LineStage {
  private readonly fd: number;
  private readonly from: number;
  /** Where each line begins, from the first one on. */
  private readonly starts = new LongList();
  private readonly rows = new LongList();
  private readonly held = Buffer.allocUnsafe(HELD + 2 * LONGEST_LINE);
  private filled = 0;
  private written = 0;
  private count = 0;
  private staged: StagedRange | null = null;

  constructor(fd: number, from: number) {
    this.fd = fd;
    this.from = from;
  }

  /** `row`: where it stands in its file. */
  add(values: readonly CellValue[], sound: boolean, row: number): void {
    if (this.filled > HELD) this.write();
    this.starts.push(this.written + this.filled);
    this.rows.push(row);
    if (sound) this.count += 1;
    else this.held[this.filled++] = UNSOUND;
    this.filled = this.lineFrom(values, this.filled);
  }

  rowOf(at: number): number {
    return this.rows.at(at);
  }

  /** Whether a line says the same as these values. */
  says(at: number, values: readonly CellValue[]): boolean {
    const end = this.lineFrom(values, this.filled);
    const line = this.line(at);
    return line.equals(this.held.subarray(this.filled, end));
  }

  /** Every line is in the file from then on, and no more come. */
  finish(): StagedRange {
    if (this.staged !== null) return this.staged;
    this.write();
    const to = this.from + this.written;
    const rows = this.rows.all();
    writeAt(this.fd, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength), to);
    this.staged = { from: this.from, to, end: to + rows.byteLength, count: this.count };
    return this.staged;
  }

  /** Gives all lines away in the order of their codes; all of them are sound, and in the file. */
  pass(into: Taking, order: Uint32Array | null): void {
    if (order === null) {
      for (let at = 0; at < this.written; at += HELD) into.update(this.again(at, Math.min(at + HELD, this.written)));
      return;
    }
    const sorted = Buffer.allocUnsafe(Math.min(SORTED + LONGEST_LINE, this.written));
    const places = new Uint32Array(order.length);
    for (let from = 0; from < order.length;) {
      const { to, size } = this.placed(order, from, places);
      this.sort(places, sorted);
      into.update(sorted.subarray(0, size));
      from = to;
    }
  }

  /** Where lines stand when they are in order, counted from 1, as many as are put in order at a time; 0 for all others. */
  private placed(order: Uint32Array, from: number, places: Uint32Array): { readonly to: number; readonly size: number } {
    places.fill(0);
    let to = from;
    let size = 0;
    for (; to < order.length && size < SORTED; to += 1) {
      const line = order[to] as number;
      places[line] = size + 1;
      size += this.endOf(line) - this.starts.at(line);
    }
    return { to, size };
  }

  /** Goes through all lines as they lie, and puts those that have a place there. */
  private sort(places: Uint32Array, sorted: Buffer): void {
    for (let line = 0; line < this.starts.length;) {
      const start = this.starts.at(line);
      let behind = line;
      while (behind < this.starts.length && this.endOf(behind) - start <= HELD) behind += 1;
      const bytes = this.again(start, this.endOf(behind - 1));
      for (; line < behind; line += 1) {
        const place = places[line] as number;
        if (place > 0) bytes.copy(sorted, place - 1, this.starts.at(line) - start, this.endOf(line) - start);
      }
    }
  }

  /** Written bytes, in the room of those that were held: they last until the next ones are asked for. */
  private again(from: number, to: number): Buffer {
    return readAt(this.fd, this.from + from, to - from, this.held);
  }

  private endOf(at: number): number {
    return at + 1 < this.starts.length ? this.starts.at(at + 1) : this.written + this.filled;
  }

  private line(at: number): Buffer {
    const start = this.starts.at(at);
    const end = this.endOf(at);
    const bytes = start >= this.written ? this.held.subarray(start - this.written, end - this.written) : this.bytes(start, end - start);
    return bytes[0] === UNSOUND ? bytes.subarray(1) : bytes;
  }

  private lineFrom(values: readonly CellValue[], from: number): number {
    const end = writeLine(values, this.held, from);
    if (end - from > LONGEST_LINE || this.held[end - 1] !== LINE_END) throw new Error('a row is longer than its cells may be');
    return end;
  }

  private bytes(at: number, length: number): Buffer {
    return readAt(this.fd, this.from + at, length);
  }

  private write(): void {
    writeAt(this.fd, this.held.subarray(0, this.filled), this.from + this.written);
    this.written += this.filled;
    this.filled = 0;
  }
}

/** One sheet's lines with the codes that they stand under. */
export interface Coded {
  readonly stage: LineStage;
  readonly places: CodePlaces;
}

/** What a ledger without errors says, and where its units lie once more in the order of their codes: null where they lie in it already. */
export interface Content {
  readonly sha256: string;
  readonly inOrder: Pick<StagedRange, 'from' | 'to'> | null;
}

/**
 * SHA-256 hexadecimal of what is said: equal for a file saved again, with rows shuffled, or as CSV instead of XLSX. Lines begin with their
 * code, and no code stands twice: in the order of codes they are in their own. What is written in the order in which it is stored is stored
 * twice as fast, so the units that pass here are written to `fd` from `from` on.
 */
export function contentOf(units: Coded, organizations: Coded, { fd, from }: { readonly fd: number; readonly from: number }): Content {
  const hash = createHash('sha256');
  const order = units.places.inOrder();
  let to = from;
  const both: Taking = {
    update: (bytes) => {
      hash.update(bytes);
      writeAt(fd, bytes, to);
      to += bytes.length;
    },
  };
  units.stage.pass(order === null ? hash : both, order);
  hash.update('\f');
  organizations.stage.pass(hash, organizations.places.inOrder());
  return { sha256: hash.digest('hex'), inOrder: order === null ? null : { from, to } };
}
