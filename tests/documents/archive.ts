/** The parts of an office file, unpacked. */
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

export async function partsOf(file: Buffer): Promise<ReadonlyMap<string, string>> {
  const archive = await fromBufferPromise(file);
  const parts = new Map<string, string>();
  for await (const entry of archive.eachEntry())
    parts.set(entry.fileName, (await buffer(await archive.openReadStreamPromise(entry))).toString('utf8'));
  return parts;
}
