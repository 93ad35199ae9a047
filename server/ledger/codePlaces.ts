/** Which line stands for a code: the first one with it is number 0, the next one number 1, and so on. */
import { creditValue } from './creditCode.ts';
import { LongList } from './longList.ts';

export interface CodePlaces {
  /** The number of a code's line; −1 for one that is new, which has the next number from then on. */
  place(code: string): number;
  /** The numbers in the order of their codes, by characters; null where they already come in it. */
  inOrder(): Uint32Array | null;
}

/** A cell is a view of the piece of the file that it was cut out of: whoever keeps cells of every piece keeps the whole file. */
export const cutLoose = (cell: string): string => Buffer.from(cell).toString();

/** Of any codes, as many as an office can have. */
export class TextPlaces implements CodePlaces {
  private readonly places = new Map<string, number>();

  place(code: string): number {
    const known = this.places.get(code);
    if (known !== undefined) return known;
    this.places.set(cutLoose(code), this.places.size);
    return -1;
  }

  inOrder(): Uint32Array {
    // By characters is what sorting does where nothing else is said.
    const sorted = [...this.places.keys()].toSorted();
    return Uint32Array.from(sorted, (code) => Number(this.places.get(code)));
  }
}

/** Characters of a credit code that are one number, five bits each; the alphabet's values are in the order of its characters. */
const PART = 6;
const EMPTY = 0;

/**
 * Of credit codes, a million of them in 20 MB: a code is three numbers, found by a table of places + 1 that is never more than half full.
 */
export class CreditPlaces implements CodePlaces {
  private readonly parts = [new LongList(), new LongList(), new LongList()] as const;
  private table = new Uint32Array(4096);
  private ascending = true;

  /** @param code 18 characters of the alphabet */
  place(code: string): number {
    const [first, second, third] = [partOf(code, 0), partOf(code, PART), partOf(code, 2 * PART)];
    const [a, b, c] = this.parts;
    const mask = this.table.length - 1;
    let slot = mixed(first, second, third) & mask;
    for (let held = this.table[slot] as number; held !== EMPTY; held = this.table[slot] as number) {
      const at = held - 1;
      if (c.at(at) === third && b.at(at) === second && a.at(at) === first) return at;
      slot = (slot + 1) & mask;
    }
    if (this.ascending && a.length > 0) this.ascending = this.compare(a.length - 1, first, second, third) < 0;
    a.push(first);
    b.push(second);
    c.push(third);
    this.table[slot] = a.length;
    if (a.length * 2 > this.table.length) this.widen();
    return -1;
  }

  inOrder(): Uint32Array | null {
    if (this.ascending) return null;
    const [a, b, c] = this.parts;
    return Uint32Array.from({ length: a.length }, (_, at) => at).sort((one, other) =>
      this.compare(one, a.at(other), b.at(other), c.at(other)),
    );
  }

  private compare(at: number, first: number, second: number, third: number): number {
    const [a, b, c] = this.parts;
    return a.at(at) - first || b.at(at) - second || c.at(at) - third;
  }

  private widen(): void {
    const [a, b, c] = this.parts;
    const table = new Uint32Array(this.table.length * 2);
    const mask = table.length - 1;
    for (let at = 0; at < a.length; at += 1) {
      let slot = mixed(a.at(at), b.at(at), c.at(at)) & mask;
      while (table[slot] !== EMPTY) slot = (slot + 1) & mask;
      table[slot] = at + 1;
    }
    this.table = table;
  }
}

function partOf(code: string, from: number): number {
  let part = 0;
  for (let at = from; at < from + PART; at += 1) part = part * 32 + creditValue(code, at);
  return part;
}

/** Codes of one county are alike in most characters: each bit of them has a say in where they go. */
function mixed(first: number, second: number, third: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(third, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
