/** The mark that a restore has begun and not ended: what lies there until it is gone is neither the old database nor the new one. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DomainError } from '../domain/errors.ts';
import { syncToDisk } from './disk.ts';

const markOf = (database: string): string => path.join(path.dirname(path.resolve(database)), 'restore-unfinished');

/** `from` is the backup that is being restored, `aside` where what stood is put. */
export function markRestoring(database: string, from: string, aside: string): void {
  writeFileSync(markOf(database), `${from}\n${aside}\n`);
  syncToDisk(path.dirname(markOf(database)));
}

export function markRestored(database: string): void {
  rmSync(markOf(database), { force: true });
  syncToDisk(path.dirname(markOf(database)));
}

/** @throws DomainError while a restore beside `database` has not ended */
export function assertNotRestoring(database: string): void {
  if (existsSync(markOf(database)))
    throw new DomainError(
      'UNAVAILABLE',
      '上一次恢复中途停止，数据不完整，没有打开数据库。请重新运行 fugai restore 备份文件夹，完成后再启动。',
    );
}
