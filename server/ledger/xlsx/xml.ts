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

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/** A workbook's deepest part has about a dozen elements in one another. */
const DEEPEST = 64;
/** A tag, a text or a comment of more bytes than this comes from no spreadsheet: a cell holds 32,767 characters. */
const LONGEST_PIECE = 400_000;

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

/** Streams one part to a listener. */
export async function readXml(archive: Archive, part: string, listener: XmlListener): Promise<void> {
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw doctype();
  });
  parser.on('error', () => {
    throw damaged();
  });
  let depth = 0;
  let silent = 0;
  let begins = true;
  parser.on('opentag', (tag) => {
    silent = 0;
    if (++depth > DEEPEST) throw oddStructure();
    listener.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    silent = 0;
    depth -= 1;
    listener.close?.(localName(tag.name));
  });
  if (listener.text !== undefined) {
    parser.on('text', (text) => listener.text?.(text));
    parser.on('cdata', (text) => listener.text?.(text));
  }
  const decode = utf8();
  await archive.read(part, (piece) => {
    // The parser holds what has no end yet: it is given no more than a piece of sound XML can have.
    silent += piece.length;
    if (silent > LONGEST_PIECE) throw oddStructure();
    const text = decode(piece);
    // The parser reads a document type to its end before it says so, and its end may be far.
    if (begins && /^[^<]*(?:<\?[^>]*>\s*)?<!DOCTYPE/i.test(text.slice(0, HEAD))) throw doctype();
    begins = false;
    parser.write(text);
  });
  parser.write(decode());
  parser.close();
}
