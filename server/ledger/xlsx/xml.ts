/** XML of a workbook, streamed: element names without prefix, DOCTYPE refused, anything ill-formed is a damaged file. */
import { SaxesParser } from 'saxes';
import type { Archive } from './archive.ts';
import { FileRefusal } from '../problems.ts';

/** What a reader of XML hears. Attributes are as written; a prefix of the element's name is taken off. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Takes elements off the text before the parser sees them. */
export interface Skimmer {
  /** The names of the root element, and of the one right in it in which it does so. */
  readonly root: string;
  readonly inside: string;
  /** The end of an element, behind which it may begin again. */
  readonly behind: string;
  /** Takes whole elements from a place on that is right behind a tag, and gives where it stops. */
  read(text: string, from: number): number;
  /** Whether it may go on there when more text has come. */
  waits(text: string, at: number): boolean;
}

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/** A workbook's deepest part has about a dozen elements in one another. */
const DEEPEST = 64;
/** A tag, a text or a comment of more bytes than this comes from no spreadsheet: a cell holds 32,767 characters. */
const LONGEST_PIECE = 400_000;

/** A root element, and the one within it. */
const SKIMMED_DEPTH = 2;

/** Characters in which a document type is looked for at once. */
const HEAD = 1_000;

const doctype = (): FileRefusal =>
  new FileRefusal('DOCTYPE', '文件包含不允许的内容(DOCTYPE),已拒绝。请用 Excel 或 WPS 另存为 .xlsx 后提交');
const oddStructure = (): FileRefusal => new FileRefusal('ODD_STRUCTURE', '文件结构异常,已拒绝。请用 Excel 或 WPS 另存为 .xlsx 后提交');
const damaged = (): FileRefusal => new FileRefusal('DAMAGED', '文件已损坏,请重新导出或重新上传');

/** Text of pieces of UTF-8; without a piece, what was left open. Anything else than UTF-8 is a damaged file. */
function utf8(): (piece?: Buffer) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (piece) => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw damaged();
    }
  };
}

/** A parser that stops at the first thing that is wrong. */
class Reader {
  private readonly parser = new SaxesParser();
  private readonly skimmer: Skimmer | null;
  private depth = 0;
  private tags = 0;
  /** Bytes since the last tag. */
  private silent = 0;
  private begins = true;
  private isRoot = false;
  private isInside = false;
  /** The parser stands right behind a tag, where the skimmer may go on. */
  private maySkim = false;
  private waiting = '';

  constructor(listener: XmlListener, skimmer: Skimmer | null) {
    this.skimmer = skimmer;
    this.parser.on('doctype', () => {
      throw doctype();
    });
    this.parser.on('error', () => {
      throw damaged();
    });
    this.parser.on('opentag', (tag) => {
      this.passed();
      if (++this.depth > DEEPEST) throw oddStructure();
      if (this.depth === 1) this.isRoot = tag.name === this.skimmer?.root;
      this.isInside = this.isRoot && (this.isInside || (this.depth === SKIMMED_DEPTH && tag.name === this.skimmer?.inside));
      listener.open(localName(tag.name), tag.attributes);
    });
    this.parser.on('closetag', (tag) => {
      this.passed();
      if (this.depth === SKIMMED_DEPTH) this.isInside = false;
      this.depth -= 1;
      listener.close?.(localName(tag.name));
    });
    if (listener.text === undefined) return;
    this.parser.on('text', (text) => listener.text?.(text));
    this.parser.on('cdata', (text) => listener.text?.(text));
  }

  /** `bytes`: how many the text came from. */
  write(text: string, bytes: number): void {
    // The parser holds what has no end yet: it is given no more than a piece of sound XML can have.
    this.silent += bytes;
    if (this.silent > LONGEST_PIECE) throw oddStructure();
    // The parser reads a document type to its end before it says so, and its end may be far.
    if (this.begins && /^[^<]*(?:<\?[^>]*>\s*)?<!DOCTYPE/i.test(text.slice(0, HEAD))) throw doctype();
    this.begins = false;
    if (this.skimmer === null) this.parser.write(text);
    else this.skim(text, this.skimmer);
  }

  end(text: string): void {
    this.parser.write(this.waiting + text);
    this.parser.close();
  }

  private passed(): void {
    this.silent = 0;
    this.tags += 1;
  }

  /** What waits is joined with no more of the text than it takes to end it: texts that were joined are slow to go through. */
  private skim(text: string, skimmer: Skimmer): void {
    const { waiting } = this;
    const end = waiting === '' ? -1 : text.indexOf(skimmer.behind) + skimmer.behind.length;
    const joined = waiting === '' ? 0 : end < skimmer.behind.length ? text.length : end;
    this.waiting = '';
    if (joined > 0) this.skimFrom(waiting + text.slice(0, joined), 0, skimmer);
    const rest = this.waiting;
    if (rest === '') this.skimFrom(text, joined, skimmer);
    else if (joined < text.length) this.skimFrom(rest + text.slice(joined), 0, skimmer);
  }

  private skimFrom(text: string, from: number, skimmer: Skimmer): void {
    this.waiting = '';
    for (let at = from; at < text.length;) {
      if (this.maySkim) {
        const next = skimmer.read(text, at);
        if (next > at) this.silent = 0;
        at = next;
        if (skimmer.waits(text, at)) {
          this.waiting = text.slice(at);
          return;
        }
      }
      const { inside, behind } = skimmer;
      const found = this.isInside ? text.indexOf(behind, at) : text.indexOf(`<${inside}`, at);
      const tagEnd = found < 0 ? -1 : text.indexOf('>', found);
      const upTo = tagEnd < 0 ? text.length : tagEnd;
      this.maySkim = false;
      this.parser.write(text.slice(at, upTo));
      if (tagEnd >= 0) this.maySkim = this.endsTag(text.charAt(tagEnd)) && this.isInside && this.depth === SKIMMED_DEPTH;
      at = upTo + 1;
    }
  }

  /** What looks like the end of a tag may stand in a comment: it is one where the parser says so. */
  private endsTag(sign: string): boolean {
    const before = this.tags;
    this.parser.write(sign);
    return this.tags > before;
  }
}

/** Streams one part to a listener; what `skimmer` takes off the text, the listener does not hear of. */
export async function readXml(archive: Archive, part: string, listener: XmlListener, skimmer: Skimmer | null = null): Promise<void> {
  const reader = new Reader(listener, skimmer);
  const decode = utf8();
  await archive.read(part, (piece) => reader.write(decode(piece), piece.length));
  reader.end(decode());
}
