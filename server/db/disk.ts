/** The disk under the database: how much room there is, what has reached it, and what its refusals mean to people. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { DomainError } from '../domain/errors.ts';
import { isPostgres } from './postgresAddress.ts';

const PIECE = 1 << 20;
const MEGABYTE = 1_000_000;

/** Room that is always left: the log of the database and the next small writes. */
export const SPARE_BYTES = 32 * MEGABYTE;

/** Waits until a file or a folder is on the disk, and not only in memory. */
export function syncToDisk(place: string): void {
  const opened = openSync(place, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** SHA-256 of a file, in hex, read piece by piece. */
export function hashFile(file: string): string {
  const hash = createHash('sha256');
  const opened = openSync(file, 'r');
  try {
    const piece = Buffer.allocUnsafe(PIECE);
    for (let read = readSync(opened, piece); read > 0; read = readSync(opened, piece)) hash.update(piece.subarray(0, read));
  } finally {
    closeSync(opened);
  }
  return hash.digest('hex');
}

/** The nearest folder at or above `place` that is there. */
function standing(place: string): string {
  const whole = path.resolve(place);
  return existsSync(whole) || path.dirname(whole) === whole ? whole : standing(path.dirname(whole));
}

/** Bytes that may still be written below `place`, which need not be there yet. */
export function freeBytes(place: string): number {
  const { bavail, bsize } = statfsSync(standing(place));
  return bavail * bsize;
}

export const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / MEGABYTE)} MB`;

/** @throws DomainError when there is not room for `bytes` and some to spare; `what` is about to be done: `备份`, `导入` */
export function assertRoom(place: string, bytes: number, what: string): void {
  const free = freeBytes(place);
  const needed = bytes + SPARE_BYTES;
  if (free >= needed) return;
  throw new DomainError(
    'UNAVAILABLE',
    `磁盘空间不足，没有开始${what}：约需 ${inMegabytes(needed)}，只剩 ${inMegabytes(free)}。请腾出空间后重试；已有的数据不受影响，仍可查询。`,
  );
}

const FULL = '磁盘已满，这次操作没有完成，什么也没有改变；已有的数据仍可查询。请腾出空间后重试';
const READ_ONLY = '数据所在的磁盘或文件只读，没有写入。请核对挂载方式和权限后重试';
const BROKEN = '磁盘读写出错，这次操作没有完成。请检查剩余空间和磁盘（fugai doctor），必要时从备份恢复（fugai restore）';
const REFUSALS: Readonly<Record<string, string>> = {
  SQLITE_FULL: FULL,
  // The log's index could not be given its size: on a full disk that is what opening a database comes to.
  SQLITE_IOERR_SHMSIZE: FULL,
  ENOSPC: FULL,
  EDQUOT: FULL,
  '53100': FULL,
  EROFS: READ_ONLY,
  SQLITE_READONLY: READ_ONLY,
  SQLITE_READONLY_DBMOVED: '数据库文件已被移走或替换，没有写入。请重新启动程序',
  SQLITE_CORRUPT: '数据库文件已损坏。请停止写入，运行 fugai doctor 查看，并从备份恢复（fugai restore）',
  EIO: BROKEN,
};

/** Bytes of a file, or of all files in a folder. */
function sizeOf(place: string): number {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.size;
  return readdirSync(place, { withFileTypes: true, recursive: true }).reduce(
    (sum, entry) => (entry.isFile() ? sum + statSync(path.join(entry.parentPath, entry.name)).size : sum),
    0,
  );
}

/** Bytes on the disk for each byte of a workbook, which is packed: rows, their indexes, sums of all levels, and the log that holds them first. */
const PACKED = 30;

/** Whether ledgers of so many bytes will fit into the database at `url`. @throws DomainError when they will not */
export function assertRoomForBytes(url: string, bytes: number): void {
  if (!isPostgres(url)) assertRoom(url, bytes * PACKED, '导入');
}

/** The same of files. */
export const assertRoomForLedgers = (url: string, files: readonly string[]): void =>
  assertRoomForBytes(
    url,
    files.reduce((sum, file) => sum + sizeOf(file), 0),
  );

/** What a failure of the disk is to the person who waits; null for any other failure. */
export function diskRefusal(error: unknown): DomainError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = REFUSALS[code] ?? (code.startsWith('SQLITE_IOERR') ? BROKEN : undefined);
  return words === undefined ? null : new DomainError('UNAVAILABLE', `${words}。`);
}
