/** Putting a backup in the place of a database. What stood there is moved aside and kept; nothing is ever deleted. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { badInput, DomainError } from '../domain/errors.ts';
import { ACCOUNTS_FILE, checkFiles, LEDGER_COPY, readManifest, stampOf, type BackupFile, type Manifest } from './backup.ts';
import { ACCOUNTS_MIGRATIONS } from './accounts/migrations/index.ts';
import { assertRoom, syncToDisk } from './disk.ts';
import { LEDGER_MIGRATIONS } from './migrations/index.ts';
import { markRestored, markRestoring } from './restoring.ts';
import { holdingsOf, problemsOf, type Rows } from './stored.ts';

const OWNER_ONLY = 0o600;
const LOGS = ['-wal', '-shm', '-journal'];

export interface Restored {
  readonly manifest: Manifest;
  /** Folder that what stood before was moved into; null when nothing stood there. */
  readonly aside: string | null;
}

/** Where each file of a backup belongs. */
const placesOf = (database: string): Readonly<Record<BackupFile['name'], string>> => ({
  [LEDGER_COPY]: database,
  [ACCOUNTS_FILE]: path.join(path.dirname(database), ACCOUNTS_FILE),
});

function refuseNewer({ files, program }: Manifest): void {
  for (const { name, migrations } of files) {
    const known = name === LEDGER_COPY ? LEDGER_MIGRATIONS : ACCOUNTS_MIGRATIONS;
    const unknown = migrations.filter((one) => !Object.hasOwn(known, one));
    if (unknown.length > 0)
      throw badInput(
        `备份由更新的版本（${program}）生成，${name} 的结构（${unknown.join('、')}）本程序不认识，没有恢复。请用那个版本的程序恢复。`,
      );
  }
}

/** In WAL mode whoever has a file open holds it: nobody else can have it alone. The log is taken into the file on the way. */
function refuseInUse(file: string): void {
  if (!existsSync(file)) return;
  const connection = new SqliteDatabase(file, { timeout: 0 });
  try {
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.exec('begin immediate; commit');
    connection.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
      throw new DomainError('UNAVAILABLE', '数据库正被使用（程序可能还在运行），没有恢复。请先停止 fugai（Ctrl-C 或停止服务），再重试。');
    // One that is broken is exactly what a restore is for: it goes aside as it is.
  } finally {
    connection.close();
  }
}

const same = (left: Rows, right: Rows): boolean =>
  Object.keys(left).length === Object.keys(right).length && Object.entries(left).every(([name, count]) => right[name] === count);

/** Opens a copy that was put beside the database and holds it against the manifest. */
function checkCopy(file: string, { name, migrations, rows, sums }: BackupFile): void {
  const copy = new SqliteDatabase(file, { readonly: true });
  try {
    const problems = problemsOf(copy);
    const held = holdingsOf(copy);
    const fits = held.migrations.join() === migrations.join() && same(held.rows, rows) && same(held.sums, sums);
    if (!fits) problems.push('行数、合计或结构与清单不符');
    if (problems.length > 0) throw badInput(`备份中的 ${name} 不可用：${problems.join('；')}，没有恢复。请换一份备份。`);
  } finally {
    copy.close();
  }
}

function moveAside(files: readonly string[], aside: string): boolean {
  const standing = files.flatMap((file) => [file, ...LOGS.map((log) => `${file}${log}`)]).filter((file) => existsSync(file));
  if (standing.length === 0) return false;
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const file of standing) renameSync(file, path.join(aside, path.basename(file)));
  syncToDisk(aside);
  return true;
}

/** @throws DomainError when the backup is not as its manifest says, is newer than this program, or the database is in use; then nothing has changed */
export function restoreBackup(database: string, from: string, now: string): Restored {
  const manifest = readManifest(path.resolve(from));
  refuseNewer(manifest);
  checkFiles(path.resolve(from), manifest);
  const places = placesOf(database);
  const home = path.dirname(path.resolve(database));
  const fresh = path.join(home, `.restore-${process.pid}.partial`);
  const aside = path.join(home, `replaced-${stampOf(now)}`);
  assertRoom(
    home,
    manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
    '恢复',
  );
  try {
    mkdirSync(fresh, { recursive: true, mode: 0o700 });
    for (const file of manifest.files) {
      const copy = path.join(fresh, file.name);
      copyFileSync(path.join(from, file.name), copy);
      chmodSync(copy, OWNER_ONLY);
      checkCopy(copy, file);
      syncToDisk(copy);
    }
    Object.values(places).forEach(refuseInUse);
    markRestoring(database, path.resolve(from), aside);
    const moved = moveAside(Object.values(places), aside);
    for (const { name } of manifest.files) renameSync(path.join(fresh, name), places[name]);
    syncToDisk(home);
    markRestored(database);
    return { manifest, aside: moved ? aside : null };
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
