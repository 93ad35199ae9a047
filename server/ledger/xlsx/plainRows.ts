/**
 * Rows of a sheet as nearly every program writes them, read off the text of the part without a parser of XML: references, texts without
 * entities, no formulas. Whatever looks different in any way is left to the parser, which then reads the row as if nothing had been here.
 */
import type { Skimmer } from './xml.ts';
import { BOOLEAN, ERROR, LONGEST_CELL, TEXT } from '../values/cell.ts';

const QUOTE = 34;
const AMPERSAND = 38;
const DIGIT = 48;
const LESS = 60;
const GREATER = 62;
const LETTER = 65;
const BRACKET = 93;
const SPACE = 32;
const ROW_START = '<row r="';
const ROW_END = '</row>';
const CELL_START = '<c r="';
const CELL_END = '</c>';
const MOST_TAILS = 1_000;
const LONGEST_TAIL = 200;
/** Characters of a row that is waited for; the parser takes a longer one piece by piece. */
const LONGEST_WAIT = 100_000;
const MOST_LETTERS = 3;
const MOST_DIGITS = 7;

/** Attributes behind the reference, as written; a name that stands there twice is for the parser to refuse. */
const TAIL = /^(?: [A-Za-z_][\w:.-]*="[ !#-%'-;=?-~]*")*\/?$/;
const ATTRIBUTE = / ([A-Za-z_][\w:.-]*)="([^"]*)"/g;

/** What attributes make of a cell; `shared`: its value names a shared text. */
interface Tail {
  readonly text: string;
  readonly isEmpty: boolean;
  readonly shared: boolean;
  readonly mark: number;
}

export interface PlainSheet {
  readonly texts: readonly string[];
  readonly mostColumns: number;
  readonly lastRow: number;
  /** The row that came before the next one, whoever read it. */
  above(): number;
  /** The mark of a number in a style. */
  markOf(style: string | undefined): number;
  /** Takes a row that is whole; its cells are for whoever takes them. `last`: the column of its last cell, be it empty. */
  take(number: number, cells: string[], marks: number[], last: number): void;
}

export class PlainRows implements Skimmer {
  readonly root = 'worksheet';
  readonly inside = 'sheetData';
  readonly behind = ROW_END;
  private cells: string[] = [];
  private marks: number[] = [];
  private number = 0;
  private last = -1;
  private readonly sheet: PlainSheet;
  private readonly tails = new Map<string, Tail | null>();
  private rowTail: Tail | null = null;
  /** Of the cell before in each column: the one below it mostly has the same. */
  private readonly cellTails: (Tail | undefined)[] = [];
  /** Where reading goes on. */
  private at = 0;

  constructor(sheet: PlainSheet) {
    this.sheet = sheet;
  }

  /** Reads rows from `from` on, and gives where the first one begins that is not plain, or not whole. */
  read(text: string, from: number): number {
    let at = from;
    for (;;) {
      while (isSpace(text.charCodeAt(at))) at++;
      if (!text.startsWith(ROW_START, at) || !this.readRow(text, at)) return at;
      this.sheet.take(this.number, this.cells, this.marks, this.last);
      at = this.at;
    }
  }

  /** Whether what begins there may be a row of which the rest is yet to come. */
  waits(text: string, at: number): boolean {
    if (text.length - at > LONGEST_WAIT) return false;
    return text.length - at < ROW_START.length
      ? ROW_START.startsWith(text.slice(at))
      : text.startsWith(ROW_START, at) && !text.includes(ROW_END, at);
  }

  private readRow(text: string, from: number): boolean {
    const number = this.digits(text, from + ROW_START.length);
    if (!(number > this.sheet.above() && number <= this.sheet.lastRow)) return false;
    const tail = this.tailAt(text, this.at, this.rowTail);
    if (tail === null || tail.isEmpty) return false;
    this.rowTail = tail;
    this.cells = [];
    this.marks = [];
    this.last = -1;
    while (!text.startsWith(ROW_END, this.at)) {
      const column = this.readCell(text, this.last);
      if (column < 0) return false;
      this.last = column;
    }
    this.at += ROW_END.length;
    this.number = number;
    return true;
  }

  /** Reads the cell that begins at `at`, and gives its column; −1 for one that is not plain. */
  private readCell(text: string, before: number): number {
    if (!text.startsWith(CELL_START, this.at)) return -1;
    const column = this.column(text, this.at + CELL_START.length);
    if (!(column > before && column < this.sheet.mostColumns) || this.digits(text, this.at) < 0) return -1;
    const tail = this.tailAt(text, this.at, this.cellTails[column] ?? null);
    if (tail === null) return -1;
    this.cellTails[column] = tail;
    if (tail.isEmpty) return column;
    if (text.startsWith(CELL_END, this.at)) {
      this.at += CELL_END.length;
      return column;
    }
    return this.readValue(text, column, tail) ? column : -1;
  }

  private readValue(text: string, column: number, tail: Tail): boolean {
    const { at } = this;
    if (text.startsWith('<v>', at)) return this.readText(text, at + 3, '</v></c>', column, tail);
    if (text.startsWith('<is><t>', at)) return this.readText(text, at + 7, '</t></is></c>', column, tail);
    const spaced = '<is><t xml:space="preserve">';
    return text.startsWith(spaced, at) && this.readText(text, at + spaced.length, '</t></is></c>', column, tail);
  }

  private readText(text: string, from: number, behind: string, column: number, tail: Tail): boolean {
    let at = from;
    for (let code = text.charCodeAt(at); code !== LESS; code = text.charCodeAt(++at)) if (!isPlain(code)) return false;
    if (at - from > LONGEST_CELL || !text.startsWith(behind, at)) return false;
    this.at = at + behind.length;
    return at === from || this.put(text.slice(from, at), column, tail);
  }

  private put(text: string, column: number, { shared, mark }: Tail): boolean {
    const { cells, marks } = this;
    const value = shared ? this.sheet.texts[Number(text)] : text;
    if (value === undefined) return false;
    if (value === '') return true;
    while (cells.length < column) {
      cells.push('');
      marks.push(TEXT);
    }
    cells.push(value);
    marks.push(mark);
    return true;
  }

  /** The digits from `from` on, which a quotation mark ends; −1 for anything else. Goes on behind the mark. */
  private digits(text: string, from: number): number {
    let value = 0;
    let at = from;
    for (let code = text.charCodeAt(at); code >= DIGIT && code <= DIGIT + 9; code = text.charCodeAt(++at))
      value = value * 10 + code - DIGIT;
    this.at = at + 1;
    return at === from || at - from > MOST_DIGITS || text.charCodeAt(at) !== QUOTE ? -1 : value;
  }

  /** The column that the letters from `from` on name; −1 for none. Goes on behind them. */
  private column(text: string, from: number): number {
    let index = 0;
    let at = from;
    for (let code = text.charCodeAt(at); code >= LETTER && code < LETTER + 26; code = text.charCodeAt(++at))
      index = index * 26 + code - LETTER + 1;
    this.at = at;
    return at - from > MOST_LETTERS ? -1 : index - 1;
  }

  /** What stands between `from` and the end of the tag; null where it is not plain. Goes on behind the tag. */
  private tailAt(text: string, from: number, likely: Tail | null): Tail | null {
    if (likely !== null && text.startsWith(likely.text, from) && text.charCodeAt(from + likely.text.length) === GREATER) {
      this.at = from + likely.text.length + 1;
      return likely;
    }
    const end = text.indexOf('>', from);
    if (end < 0 || end - from > LONGEST_TAIL) return null;
    const written = text.slice(from, end);
    this.at = end + 1;
    const known = this.tails.get(written);
    if (known !== undefined) return known;
    const tail = this.toTail(written);
    // A piece of the text must not keep the whole of it.
    if (this.tails.size < MOST_TAILS) this.tails.set(Buffer.from(written).toString(), tail);
    return tail;
  }

  private toTail(written: string): Tail | null {
    if (!TAIL.test(written)) return null;
    const attributes = [...written.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value] as const);
    const named = new Map(attributes);
    if (named.size < attributes.length || named.has('r')) return null;
    const type = named.get('t') ?? 'n';
    const mark = type === 'n' ? this.sheet.markOf(named.get('s')) : type === 'b' ? BOOLEAN : type === 'e' ? ERROR : TEXT;
    return { text: Buffer.from(written).toString(), isEmpty: written.endsWith('/'), shared: type === 's', mark };
  }
}

const isSpace = (code: number): boolean => code === SPACE || code === 10 || code === 13 || code === 9;

/** Characters that mean themselves in any text of XML. */
const isPlain = (code: number): boolean =>
  code >= SPACE && code !== AMPERSAND && code !== BRACKET && (code < 0x7f || (code >= 0xa0 && code !== 0x2028 && code < 0xfffe));
