/** Files for scheduled work: whole or not at all. They are written beside their place and put into it at the end. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { badInput } from '../domain/errors.ts';

/** Means the standard output. */
export const STANDARD_OUTPUT = '-';

const beside = (to: string): string => path.join(path.dirname(path.resolve(to)), `.${path.basename(to)}.${process.pid}.partial`);

const UNWRITABLE: Readonly<Record<string, string>> = {
  ENOENT: '所在的文件夹不存在',
  ENOTDIR: '路径中有一段不是文件夹',
  EISDIR: '那里已有一个同名的文件夹',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '那里只读',
  ENOSPC: '磁盘已满',
  EEXIST: '那里已有一个同名的文件',
  ENOTEMPTY: '那里已有一个同名的文件夹',
};

/** Does `write` at a place beside `to`; whatever happens there is nothing half written at `to`. @throws DomainError that names the file when it cannot be written */
async function put(to: string, write: (partial: string) => Promise<void>, place: (partial: string) => Promise<void>): Promise<void> {
  const partial = beside(to);
  try {
    await write(partial);
    await place(partial);
  } catch (error) {
    const reason = UNWRITABLE[error instanceof Error && 'code' in error ? String(error.code) : ''];
    if (reason === undefined) throw error;
    throw badInput(`写不进「${to}」：${reason}，请核对路径`);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Who reads may stop reading, as `head` does. */
const toStandardOutput = (pieces: Pieces): Promise<void> =>
  pipeline(pieces, process.stdout, { end: false }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  });

/** To the file, or to the standard output. */
export async function writeOut(to: string, pieces: Pieces): Promise<void> {
  if (to === STANDARD_OUTPUT) return toStandardOutput(pieces);
  return put(
    to,
    (partial) => pipeline(pieces, createWriteStream(partial, { flags: 'wx' })),
    (partial) => rename(partial, to),
  );
}

/** A file that `write` makes by its path. */
export const writeFileOut = (to: string, write: (partial: string) => Promise<void>): Promise<void> =>
  put(to, write, (partial) => rename(partial, to));

const exists = (name: string): Promise<boolean> =>
  stat(name).then(
    () => true,
    () => false,
  );

/** A folder of the named files; in one that is already there they take the place of those of the same name. */
export const writeFolderOut = (to: string, files: readonly string[], write: (partial: string) => Promise<void>): Promise<void> =>
  put(
    to,
    async (partial) => {
      await mkdir(partial);
      await write(partial);
    },
    async (partial) => {
      if (!(await exists(to))) return rename(partial, to);
      for (const file of files) await rename(path.join(partial, file), path.join(to, file));
    },
  );
