/** Bytes of a text file to text: UTF-8, UTF-16LE by its mark, or GB18030, which Excel writes by default in China. */
import { isUtf8 } from 'node:buffer';
import type { Source } from '../source.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'gb18030';

function isIn(encoding: 'utf-8' | 'gb18030', source: Source): boolean {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (const piece of source.pieces()) {
      if (encoding === 'utf-8' && piece.length === source.size) return isUtf8(piece);
      decoder.decode(piece, { stream: true });
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** The encoding of a file; null when it is none of the three. UTF-8 is tried first: text that is valid UTF-8 is hardly ever GB18030. */
export function detectEncoding(source: Source): Encoding | null {
  const mark = source.head(2);
  if (mark[0] === 0xff && mark[1] === 0xfe) return 'utf-16le';
  if (isIn('utf-8', source)) return 'utf-8';
  return isIn('gb18030', source) ? 'gb18030' : null;
}

/** The text of a file, piece by piece, without its byte order mark. */
export function* decodePieces(source: Source, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (const bytes of source.pieces()) {
    const piece = decoder.decode(bytes, { stream: true });
    if (piece !== '') yield piece;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
