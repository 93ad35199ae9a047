/** The zip around a workbook: entries within limits, their bytes checked against size and CRC. */
import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { fromBuffer, fromFd } from 'yauzl';
import { FileRefusal } from '../problems.ts';
import type { Source } from '../source.ts';

const MOST_ENTRIES = 2_000;
/** A million rows of this ledger unpack to about 900 MB. */
const MOST_BYTES = 1_500_000_000;
/** Beyond this size a part may be packed at most this tightly; a workbook of real rows packs 10 to 30 times. */
const SUSPICIOUS_BYTES = 64_000_000;
const MOST_RATIO = 200;
/** Bytes that are unpacked at a time: small ones cost a change of threads each. */
const PIECE = 1 << 15;
const STORED = 0;
const DEFLATED = 8;

const damaged = (): FileRefusal => new FileRefusal('DAMAGED', '文件已损坏,请重新导出或重新上传');
const oddStructure = (): FileRefusal => new FileRefusal('ODD_STRUCTURE', '文件结构异常,已拒绝。请用 Excel 或 WPS 另存为 .xlsx 后提交');
const tooLarge = (): FileRefusal => new FileRefusal('TOO_LARGE_UNPACKED', '文件解压后过大(超过上限),已拒绝');

/** An open workbook file. Reading a part checks it to its end: nothing damaged passes silently. */
export interface Archive {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Gives the unpacked bytes of a part in pieces. */
  read(name: string, take: (piece: Buffer) => void): Promise<void>;
  /** The same, a piece whenever one is wanted. */
  pieces(name: string): AsyncIterable<Buffer>;
}

const asRefusal = (cause: unknown): FileRefusal => {
  if (cause instanceof FileRefusal) return cause;
  return /relative path|absolute path|invalid characters in fileName/.test(cause instanceof Error ? cause.message : '')
    ? oddStructure()
    : damaged();
};

const OPTIONS = { lazyEntries: true, validateEntrySizes: true, strictFileNames: true, autoClose: false } as const;

const open = ({ content }: Source): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const opened = (failure: Error | null, file: ZipFile): void => (failure === null ? resolve(file) : reject(damaged()));
    if (typeof content === 'number') fromFd(content, OPTIONS, opened);
    else fromBuffer(content, OPTIONS, opened);
  });

function refuseEntry(entry: Entry): void {
  if (entry.isEncrypted()) throw new FileRefusal('ENCRYPTED', '文件已加密,请先取消密码后重新提交');
  if (/\.(?:zip|rar|7z)$/i.test(entry.fileName)) throw oddStructure();
  if (entry.uncompressedSize > SUSPICIOUS_BYTES && entry.uncompressedSize > entry.compressedSize * MOST_RATIO) throw tooLarge();
}

async function listEntries(file: ZipFile): Promise<Map<string, Entry>> {
  if (file.entryCount > MOST_ENTRIES) throw oddStructure();
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of file.eachEntry()) {
    refuseEntry(entry);
    total += entry.uncompressedSize;
    if (total > MOST_BYTES) throw tooLarge();
    if (entries.has(entry.fileName)) throw oddStructure();
    entries.set(entry.fileName, entry);
  }
  return entries;
}

/** Opens the zip of a file. Refuses what is damaged, encrypted, oddly made or unpacks too large. */
export async function openArchive(source: Source): Promise<Archive> {
  try {
    const file = await open(source);
    const entries = await listEntries(file);
    const pieces = (name: string): AsyncIterable<Buffer> => piecesOf(file, entries.get(name));
    return { names: [...entries.keys()], has: (name) => entries.has(name), pieces, read: (name, take) => readPart(pieces(name), take) };
  } catch (cause) {
    throw asRefusal(cause);
  }
}

function unpacked(packed: Readable, { compressionMethod }: Entry): Readable {
  if (compressionMethod === STORED) return packed;
  if (compressionMethod !== DEFLATED) throw damaged();
  // Whoever reads the pieces hears of what goes wrong.
  return pipeline(packed, createInflateRaw({ chunkSize: PIECE }), () => undefined);
}

async function* piecesOf(file: ZipFile, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (entry === undefined) throw damaged();
  let sum = 0;
  let size = 0;
  try {
    for await (const piece of unpacked(await file.openReadStreamPromise(entry, { decodeFileData: false }), entry)) {
      const bytes = piece as Buffer;
      size += bytes.length;
      if (size > entry.uncompressedSize) throw damaged();
      sum = crc32(bytes, sum);
      yield bytes;
    }
  } catch (cause) {
    throw asRefusal(cause);
  }
  if (sum !== entry.crc32 || size !== entry.uncompressedSize) throw damaged();
}

async function readPart(pieces: AsyncIterable<Buffer>, take: (piece: Buffer) => void): Promise<void> {
  for await (const piece of pieces) take(piece);
}
