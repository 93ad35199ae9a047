/** A zip archive written while its parts are made: sizes follow each part, and nothing is held but the list of what went before. */
import { createDeflateRaw, crc32 } from 'node:zlib';
import { Readable } from 'node:stream';

export interface StreamedPart {
  readonly name: string;
  readonly pieces: AsyncIterable<Buffer> | Iterable<Buffer>;
}

const VERSION = 20;
/** Names are UTF-8, and sizes stand behind the part. */
const FLAGS = 0x808;
const DEFLATED = 8;
/** 1980-01-01: the bytes then depend on the parts alone. */
const DAY = 0x21;
const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const BEHIND = Buffer.from('PK\x07\x08', 'latin1');
const CENTRAL = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
const END = Buffer.from('PK\x05\x06', 'latin1');
/** What the four bytes of a size can say. */
const LARGEST = 0xffff_ffff;

interface Sizes {
  readonly sum: number;
  readonly packed: number;
  readonly plain: number;
}

function fieldsOf(name: Buffer, { sum, packed, plain }: Sizes): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(DAY, 8);
  fields.writeUInt32LE(sum, 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(plain, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

const NOT_KNOWN: Sizes = { sum: 0, packed: 0, plain: 0 };

/** The packed pieces of one part; its sizes are returned at the end. */
async function* packed(pieces: StreamedPart['pieces']): AsyncGenerator<Buffer, Sizes> {
  let [sum, plain, size] = [0, 0, 0];
  async function* summed(): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      sum = crc32(piece, sum);
      plain += piece.length;
      yield piece;
    }
  }
  const source = Readable.from(summed(), { objectMode: false });
  const deflate = createDeflateRaw();
  source.once('error', (error) => deflate.destroy(error));
  try {
    for await (const piece of source.pipe(deflate) as AsyncIterable<Buffer>) {
      size += piece.length;
      yield piece;
    }
  } finally {
    source.destroy();
    deflate.destroy();
  }
  if (plain > LARGEST || size > LARGEST) throw new RangeError('a part of the archive is larger than four gigabytes');
  return { sum, packed: size, plain };
}

export async function* zipStream(parts: AsyncIterable<StreamedPart> | Iterable<StreamedPart>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let [offset, entries] = [0, 0];
  for await (const part of parts) {
    const name = Buffer.from(part.name);
    yield Buffer.concat([LOCAL, fieldsOf(name, NOT_KNOWN), name]);
    const sizes = yield* packed(part.pieces);
    const fields = fieldsOf(name, sizes);
    yield Buffer.concat([BEHIND, fields.subarray(10, 22)]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(CENTRAL, fields, tail, name);
    offset += LOCAL.length + fields.length + name.length + sizes.packed + BEHIND.length + 12;
    entries += 1;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries, 4);
  end.writeUInt16LE(entries, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  yield Buffer.concat([listed, END, end]);
}
