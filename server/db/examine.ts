/** What a database says of itself when it is examined: settings as they are read back, and whether it is whole. Nothing is changed. */
import { closeSync, existsSync, fstatSync, openSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { ACCOUNTS_FILE, backupsFolder, listBackups } from './backup.ts';
import { openFile } from './file.ts';
import type { Db } from './open.ts';
import { postgresStore } from './postgres.ts';
import { isPostgres } from './postgresAddress.ts';
import type { Schema } from './schema.ts';
import { holdingsOf, problemsOf, type Holdings } from './stored.ts';
import { countOrphans, findFalseTotals, type FalseTotals } from './totals.ts';

/** Magic numbers of file systems over a network, on which the log of SQLite cannot be shared safely (statfs(2)). */
const NETWORK: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0xff534d42: 'CIFS/SMB',
  0xfe534d42: 'SMB2',
  0x517b: 'SMB',
  0x564c: 'NCP',
  0x73757245: 'Coda',
  0x5346414f: 'AFS',
  0x01021997: '9P',
  0x65735546: 'FUSE',
  0xc36400: 'Ceph',
  0x0bd00bd0: 'Lustre',
};

/** The name of the network file system that `place` lies on; null for a disk of the machine. */
export const networkOf = (place: string): string | null => NETWORK[Number(statfsSync(place, { bigint: true }).type)] ?? null;

/** Settings as they have to be read back on the writing connection. */
const WANTED: Readonly<Record<string, string | number>> = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
};

/** Settings that are not as they must be, `synchronous 1`; the connection writes nothing but what opening it does. */
export function weakPragmas(file: string): string[] {
  const connection = openFile(file, false);
  try {
    return Object.entries(WANTED).flatMap(([name, wanted]) => {
      const read = connection.pragma(name, { simple: true });
      return read === wanted ? [] : [`${name} ${String(read)}`];
    });
  } finally {
    connection.close();
  }
}

export interface Examined {
  readonly problems: readonly string[];
  readonly holdings: Holdings;
}

/** Is the file whole, and what does it hold. Reads all of it. */
export function examine(file: string): Examined {
  const connection = openFile(file, true);
  try {
    return { problems: problemsOf(connection), holdings: holdingsOf(connection) };
  } finally {
    connection.close();
  }
}

export interface ExaminedTotals {
  /** Submissions that sums were kept of. */
  readonly submissions: number;
  readonly wrong: readonly FalseTotals[];
  readonly withoutTotals: number;
  readonly withoutSubmission: number;
}

function readingAll(url: string): { readonly db: Db; close(): Promise<void> } {
  if (isPostgres(url)) return postgresStore(url);
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: openFile(url, true) }) });
  return { db, close: () => db.destroy() };
}

/** Every published row added up again and held against what was kept when it was published; null for a schema that kept nothing yet. */
export async function examineTotals(url: string): Promise<ExaminedTotals | null> {
  const { db, close } = readingAll(url);
  try {
    if (!(await db.introspection.getTables()).some(({ name }) => name === 'submission_total')) return null;
    const { n } = await db
      .selectFrom('submission_total')
      .select((of) => of.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return { submissions: Number(n), wrong: await findFalseTotals(db), ...(await countOrphans(db)) };
  } finally {
    await close();
  }
}

/** The newest moment that the ledger was changed at; null before the first. */
export function newestMoment(file: string): string | null {
  const connection = openFile(file, true);
  try {
    return connection.prepare<[], string | null>('select max(published_at) from publication').pluck().get() ?? null;
  } finally {
    connection.close();
  }
}

const OTHERS = 0o077;
const WORLD = 0o007;

/** Places that people see who should not. */
export function openPlaces(database: string): string[] {
  if (process.platform === 'win32') return [];
  const accounts = path.join(path.dirname(database), ACCOUNTS_FILE);
  const kept = [accounts, `${accounts}-wal`, backupsFolder(database)].filter((place) => existsSync(place));
  const seen = kept.filter((place) => (statSync(place).mode & OTHERS) !== 0);
  const folder = path.dirname(database);
  return (statSync(folder).mode & WORLD) === 0 ? seen : [...seen, folder];
}

export const accountsBeside = (database: string): string | null => {
  const file = path.join(path.dirname(database), ACCOUNTS_FILE);
  return existsSync(file) ? file : null;
};

/** When the newest backup was made; null for none. */
export const newestBackup = (database: string): string | null => listBackups(database)[0]?.createdAt ?? null;

/** Whether the files can be written, told by opening them as a writer would. */
export function writable(file: string): boolean {
  try {
    const opened = openSync(file, 'r+');
    const isFile = fstatSync(opened).isFile();
    closeSync(opened);
    return isFile;
  } catch {
    return false;
  }
}

/** Version of the SQLite that is built in. */
export function sqliteVersion(file: string): string {
  const connection = openFile(file, true);
  try {
    return String(connection.prepare('select sqlite_version()').pluck().get());
  } finally {
    connection.close();
  }
}

/** What a PostgreSQL server says of itself: its version, and settings that would lose what was acknowledged. */
export async function examinePostgres(url: string): Promise<{ readonly version: string; readonly weak: readonly string[] }> {
  const store = postgresStore(url);
  try {
    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes')`.execute(
      store.db,
    );
    const weak = rows.filter((row) => row.name !== 'server_version' && row.setting === 'off').map((row) => `${row.name} off`);
    return { version: String(rows.find((row) => row.name === 'server_version')?.setting), weak };
  } finally {
    await store.close();
  }
}
