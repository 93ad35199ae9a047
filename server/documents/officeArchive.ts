/** The zip around an office document: its parts read, some replaced, and packed again, or packed while they are made. Same parts, same bytes. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fromBuffer, type ZipFile } from 'yauzl';
import { ZipFile as ZipWriter } from 'yazl';

export interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

const open = (archive: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (failure, file) => (failure === null ? resolve(file) : reject(failure)));
  });

/** The parts in the order of the archive; folders are left out. */
export async function readParts(archive: Buffer): Promise<readonly Part[]> {
  const file = await open(archive);
  const parts: Part[] = [];
  for await (const entry of file.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const pieces: Buffer[] = [];
    for await (const piece of await file.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    parts.push({ name: entry.fileName, bytes: Buffer.concat(pieces) });
  }
  return parts;
}

/** The bytes of an archive then depend on its parts alone. */
const DATED = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true } as const;

/** A part that is made while it is packed. */
export interface StreamedPart {
  readonly name: string;
  readonly pieces: Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** An archive written while its parts are made, one after another; a part is begun when the one before it is whole. */
export async function* zipStream(parts: readonly StreamedPart[]): AsyncGenerator<Buffer> {
  const archive = new ZipWriter();
  const begun: Readable[] = [];
  const out = archive.outputStream as Readable;
  archive.once('error', (failure: Error) => out.destroy(failure));
  for (const { name, pieces } of parts)
    archive.addReadStreamLazy(name, DATED, (give) => {
      const source = Readable.from(pieces, { objectMode: false });
      begun.push(source);
      give(null, source);
    });
  archive.end();
  try {
    for await (const piece of out) yield piece as Buffer;
  } finally {
    // Who goes away early leaves a part unfinished; its maker must hear of it.
    for (const source of begun) source.destroy();
  }
}

export async function packParts(parts: readonly Part[]): Promise<Buffer> {
  const archive = new ZipWriter();
  for (const { name, bytes } of parts) archive.addBuffer(bytes, name, DATED);
  archive.end();
  return buffer(archive.outputStream);
}

/** The same archive with every part as `mend` gives it back. */
export async function mendParts(archive: Buffer, mend: (part: Part) => Buffer | Promise<Buffer>): Promise<Buffer> {
  const parts = await readParts(archive);
  return packParts(await Promise.all(parts.map(async (part) => ({ name: part.name, bytes: await mend(part) }))));
}
