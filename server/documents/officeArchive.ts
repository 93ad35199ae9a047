/** The zip around an office document: its parts read, some replaced, and packed again. Same parts, same bytes. */
import { crc32, deflateRawSync } from 'node:zlib';
import { fromBuffer, type ZipFile } from 'yauzl';

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

/** 1980-01-01 in the two words of the format: the bytes then depend on the parts alone. */
const DAY = 0x21;
const VERSION = 20;
/** Names are UTF-8. */
const UTF8 = 0x800;
const DEFLATED = 8;

function heading(name: Buffer, packed: Buffer, plain: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(DAY, 8);
  fields.writeUInt32LE(crc32(plain), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(plain.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
/** Signature and «made by»: a directory entry repeats the fields of the local one after them. */
const CENTRAL = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
const END = Buffer.from('PK\x05\x06', 'latin1');

function directoryTail(offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return tail;
}

export function packParts(parts: readonly Part[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const packed = deflateRawSync(part.bytes);
    const fields = heading(name, packed, part.bytes);
    pieces.push(LOCAL, fields, name, packed);
    directory.push(CENTRAL, fields, directoryTail(offset), name);
    offset += LOCAL.length + fields.length + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...pieces, listed, END, end]);
}

/** The same archive with every part as `mend` gives it back. */
export async function mendParts(archive: Buffer, mend: (part: Part) => Buffer | Promise<Buffer>): Promise<Buffer> {
  const parts = await readParts(archive);
  return packParts(await Promise.all(parts.map(async (part) => ({ name: part.name, bytes: await mend(part) }))));
}
