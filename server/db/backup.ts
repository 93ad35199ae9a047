/**
 * Backups of SQLite databases: a folder with a copy of each file and a manifest that says what is in them. A copy is made by VACUUM INTO on a
 * connection of its own, of one moment, while others write; it is checked, and the folder gets its name only then: whole, or not at all.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { badInput, DomainError } from '../domain/errors.ts';
import { assertRoom, hashFile, syncToDisk } from './disk.ts';
import { openFile } from './file.ts';
import { LEDGER_MIGRATIONS } from './migrations/index.ts';
import { PROGRAM_VERSION } from './program.ts';
import { holdingsOf, problemsOf } from './stored.ts';

const OWNER_ONLY = 0o600;
const OWNER_FOLDER = 0o700;
const MANIFEST = 'manifest.json';
/** File of the accounts, beside the database as in a backup. */
export const ACCOUNTS_FILE = 'accounts.sqlite';
export const LEDGER_COPY = 'ledger.sqlite';

const COUNTS = z.record(z.string(), z.number());
const MANIFEST_SHAPE = z.object({
  format: z.literal(1),
  program: z.string(),
  createdAt: z.iso.datetime(),
  dataVersion: z.string().regex(/^v\d+$/),
  files: z
    .array(
      z.object({
        name: z.enum([LEDGER_COPY, ACCOUNTS_FILE]),
        bytes: z.number().int().positive(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        migrations: z.array(z.string()),
        rows: COUNTS,
        sums: COUNTS,
      }),
    )
    .min(1)
    .max(2),
});
export type Manifest = z.infer<typeof MANIFEST_SHAPE>;
export type BackupFile = Manifest['files'][number];

export interface Backup {
  /** Folder, absolute. */
  readonly place: string;
  readonly name: string;
  readonly createdAt: string;
  readonly bytes: number;
  readonly dataVersion: string;
  /** Its manifest reads and its files have the sizes that it says. */
  readonly checked: boolean;
  /** Its ledger has the schema of this program, neither an older one nor a newer. */
  readonly current: boolean;
}

/** Where backups lie when nobody says where: beside the database, as the accounts do. */
export const backupsFolder = (database: string): string => path.join(path.dirname(database), 'backups');

/** `20261121T203522Z`: sorts by time and is a file name everywhere. */
export const stampOf = (moment: string): string => moment.replaceAll(/[-:]|\.\d+/g, '');

function copyFile(from: string, to: string): BackupFile {
  const source = openFile(from, true);
  try {
    // The handle is read-only as before; query_only would refuse the writing of another file, too.
    source.pragma('query_only = OFF');
    source.prepare('vacuum into ?').run(to);
  } finally {
    source.close();
  }
  chmodSync(to, OWNER_ONLY);
  syncToDisk(to);
  const copy = openFile(to, true);
  try {
    const problems = problemsOf(copy);
    if (problems.length > 0)
      throw new DomainError(
        'UNAVAILABLE',
        `没有做成备份：${path.basename(from)} ${problems.join('；')}。请运行 fugai doctor，并从先前的备份恢复。`,
      );
    const { migrations, rows, sums } = holdingsOf(copy);
    const name = path.basename(to) as BackupFile['name'];
    return { name, bytes: statSync(to).size, sha256: hashFile(to), migrations: [...migrations], rows, sums };
  } finally {
    copy.close();
  }
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** Copies the ledger at `database` and the accounts beside it into a new folder `to`. @throws DomainError */
export function makeBackup(database: string, to: string, now: string): Backup {
  const place = path.resolve(to);
  if (existsSync(place)) throw badInput(`「${to}」已经存在，没有覆盖它。请换一个名字，或先把它移走。`);
  if (!existsSync(database)) throw badInput('还没有数据库，没有可备份的内容。请先启动程序或导入台账。');
  const accounts = path.join(path.dirname(database), ACCOUNTS_FILE);
  assertRoom(place, sizeOf(database) + sizeOf(`${database}-wal`) + sizeOf(accounts), '备份');
  const partial = path.join(path.dirname(place), `.${path.basename(place)}.${process.pid}.partial`);
  try {
    mkdirSync(partial, { recursive: true, mode: OWNER_FOLDER });
    const files = [copyFile(database, path.join(partial, LEDGER_COPY))];
    if (existsSync(accounts)) files.push(copyFile(accounts, path.join(partial, ACCOUNTS_FILE)));
    const dataVersion = `v${String(files[0]?.sums['version'])}`;
    const manifest: Manifest = { format: 1, program: PROGRAM_VERSION, createdAt: now, dataVersion, files };
    const written = path.join(partial, MANIFEST);
    writeFileSync(written, `${JSON.stringify({ ...manifest, check: checkOf(manifest) }, null, 2)}\n`, { mode: OWNER_ONLY });
    syncToDisk(written);
    syncToDisk(partial);
    renameSync(partial, place);
    syncToDisk(path.dirname(place));
    return backupAt(place);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Of the manifest itself, which says what the files are: a change of it would go unseen otherwise. */
const checkOf = (manifest: Manifest): string => createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

function parseManifest(text: string): Manifest | null {
  try {
    const { check, ...told } = JSON.parse(text) as { check?: unknown };
    const parsed = MANIFEST_SHAPE.safeParse(told);
    return parsed.success && parsed.data.files[0]?.name === LEDGER_COPY && checkOf(told as Manifest) === check ? parsed.data : null;
  } catch {
    return null;
  }
}

/** @throws DomainError when there is no manifest, or one that was changed */
export function readManifest(place: string): Manifest {
  const file = path.join(place, MANIFEST);
  if (!existsSync(file)) throw badInput(`「${place}」不是备份：里面没有 ${MANIFEST}。请给出 fugai backup 生成的文件夹。`);
  const manifest = parseManifest(readFileSync(file, 'utf8'));
  if (manifest === null) throw badInput(`备份「${place}」的 ${MANIFEST} 不完整或被改过，没有恢复。请换一份备份。`);
  return manifest;
}

/** The files of a backup, each as its manifest says, byte for byte. @throws DomainError that names the file that is not */
export function checkFiles(place: string, { files }: Manifest): void {
  for (const { name, bytes, sha256 } of files) {
    const file = path.join(place, name);
    if (!existsSync(file)) throw badInput(`备份「${place}」缺少 ${name}。请换一份备份。`);
    if (statSync(file).size === bytes && hashFile(file) === sha256) continue;
    throw badInput(`备份「${place}」中的 ${name} 与清单不符（内容已改变或损坏），没有恢复。请换一份备份。`);
  }
}

function backupAt(place: string): Backup {
  const { createdAt, dataVersion, files } = readManifest(place);
  return {
    place,
    name: path.basename(place),
    createdAt,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    dataVersion,
    current: files[0]?.migrations.join() === Object.keys(LEDGER_MIGRATIONS).join(),
    checked: files.every(({ name, bytes }) => sizeOf(path.join(place, name)) === bytes),
  };
}

/** Backups that lie where they lie by default, the newest first. What is no backup is passed over. */
export function listBackups(database: string): Backup[] {
  const folder = backupsFolder(database);
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith('.')) return [];
    try {
      return [backupAt(path.join(folder, entry.name))];
    } catch (error) {
      if (error instanceof DomainError) return [];
      throw error;
    }
  });
  return found.toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1));
}
