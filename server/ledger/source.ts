/** The bytes of a file that somebody sent: of one on a disk read in pieces, so that it is never held whole; of one that came over the network as they came, for nothing of it may lie on a disk. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { FileRefusal } from './problems.ts';

const PIECE = 1 << 18;
const MOST_FILE_BYTES = 256_000_000;

export interface Source {
  /** An open file, or the bytes themselves. */
  readonly content: number | Buffer;
  readonly size: number;
  /** SHA-256 of all bytes, hexadecimal. */
  sha256(): string;
  /** The first bytes, at most so many. */
  head(most: number): Buffer;
  /** All bytes in order; a piece lasts until the next is asked for. */
  pieces(): Iterable<Buffer>;
  /** Whether the bytes stand anywhere in the file. */
  holds(bytes: Buffer): boolean;
  close(): void;
}

/** `length` bytes from `at`, or as many as there are, in a buffer that may be given. */
export function readAt(fd: number, at: number, length: number, bytes = Buffer.allocUnsafe(length)): Buffer {
  let filled = 0;
  while (filled < length) {
    const read = readSync(fd, bytes, filled, length - filled, at + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

function* piecesOf(fd: number, size: number): Generator<Buffer> {
  const bytes = Buffer.allocUnsafe(Math.min(PIECE, size));
  for (let at = 0; at < size; at += PIECE) yield readAt(fd, at, Math.min(PIECE, size - at), bytes);
}

function* piecesIn(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function sourceOver(content: number | Buffer, size: number, pieces: () => Iterable<Buffer>, close: () => void): Source {
  return {
    content,
    size,
    pieces,
    head: (most) => (typeof content === 'number' ? readAt(content, 0, Math.min(most, size)) : content.subarray(0, most)),
    close,
    sha256: () => {
      const hash = createHash('sha256');
      for (const piece of pieces()) hash.update(piece);
      return hash.digest('hex');
    },
    holds: (bytes) => {
      let seam = Buffer.alloc(0);
      for (const piece of pieces()) {
        const joined = Buffer.concat([seam, piece]);
        if (joined.includes(bytes)) return true;
        seam = Buffer.from(joined.subarray(-bytes.length));
      }
      return false;
    },
  };
}

/** Opens a file; `shown` is what a refusal calls it. Close it on every path. */
export function openSource(path: string, shown: string): Source {
  const fd = openSync(path, 'r');
  const { size } = fstatSync(fd);
  if (size > MOST_FILE_BYTES) {
    closeSync(fd);
    throw new FileRefusal('TOO_LARGE', `${shown}超过 ${MOST_FILE_BYTES / 1_000_000} MB 上限,请按县区拆分`);
  }
  return sourceOver(
    fd,
    size,
    () => piecesOf(fd, size),
    () => closeSync(fd),
  );
}

/** A file that is in memory already. */
export const memorySource = (bytes: Buffer): Source =>
  sourceOver(
    bytes,
    bytes.length,
    () => piecesIn(bytes),
    () => undefined,
  );
