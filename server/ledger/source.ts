/** The bytes of a file that somebody sent: read in pieces, so that a large one is never held whole. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { FileRefusal } from './problems.ts';

const PIECE = 1 << 18;
const MOST_FILE_BYTES = 256_000_000;

export interface Source {
  readonly fd: number;
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

/** Opens a file; `shown` is what a refusal calls it. Close it on every path. */
export function openSource(path: string, shown: string): Source {
  const fd = openSync(path, 'r');
  const { size } = fstatSync(fd);
  const pieces = (): Iterable<Buffer> => piecesOf(fd, size);
  if (size > MOST_FILE_BYTES) {
    closeSync(fd);
    throw new FileRefusal('TOO_LARGE', `${shown}超过 ${MOST_FILE_BYTES / 1_000_000} MB 上限,请按县区拆分`);
  }
  return {
    fd,
    size,
    pieces,
    head: (most) => readAt(fd, 0, Math.min(most, size)),
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
    close: () => closeSync(fd),
  };
}
