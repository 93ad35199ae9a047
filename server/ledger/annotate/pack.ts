/** Parts written into an archive one after another, each made when its turn comes. Same parts, same bytes. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface MadePart {
  readonly name: string;
  make(): Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** Fast rather than small: it is fetched once. */
const OPTIONS = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, compressionLevel: 3 } as const;

/** Fails where a part does. */
export async function* packed(parts: readonly MadePart[]): AsyncGenerator<Buffer> {
  const archive = new ZipFile();
  const out = archive.outputStream as Readable;
  const fail = (cause: Error): void => void out.destroy(cause);
  archive.once('error', fail);
  for (const { name, make } of parts)
    archive.addReadStreamLazy(name, OPTIONS, (give) => {
      const source = Readable.from(make(), { objectMode: false });
      source.once('error', fail);
      give(null, source);
    });
  archive.end();
  for await (const piece of out) yield piece as Buffer;
}
