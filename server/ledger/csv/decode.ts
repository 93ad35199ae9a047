/** Bytes of a text file to text: UTF-8, UTF-16LE by its mark, or GB18030, which Excel writes by default in China. */
import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'utf-16le' | 'gb18030';

/** Characters are decoded in pieces of this many bytes, so that a large file is never one string. */
const PIECE = 1 << 20;

/** The encoding of a file; null when it is none of the three. UTF-8 is tried first: text that is valid UTF-8 is hardly ever GB18030. */
export function detectEncoding(bytes: Buffer): Encoding | null {
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (isUtf8(bytes)) return 'utf-8';
  try {
    const decoder = new TextDecoder('gb18030', { fatal: true });
    for (let at = 0; at < bytes.length; at += PIECE) decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
    decoder.decode();
    return 'gb18030';
  } catch {
    return null;
  }
}

/** The text of a file, piece by piece, without its byte order mark. */
export function* decodePieces(bytes: Buffer, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
    if (piece !== '') yield piece;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
