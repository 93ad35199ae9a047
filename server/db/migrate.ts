/** Bringing a schema up to date: forward only, all pending migrations in one transaction, and a backup of what holds data before the first. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { DomainError } from '../domain/errors.ts';
import { backupsFolder, makeBackup, stampOf } from './backup.ts';
import { freeBytes, SPARE_BYTES } from './disk.ts';

export interface Migrating {
  readonly db: Kysely<never>;
  readonly migrations: Readonly<Record<string, Migration>>;
  /** Where the names of those that have run are kept. */
  readonly table: string;
  /** The database that is backed up before; null where that is somebody else's work (PostgreSQL). */
  readonly file: string | null;
}

const newer = (unknown: readonly string[], last: string): DomainError =>
  new DomainError(
    'UNAVAILABLE',
    `数据库由更新的版本写成（有 ${unknown.join('、')}，本程序到 ${last} 为止），没有打开它，也没有改动它。请用那个版本的程序打开，或用 fugai restore 恢复升级前的备份（在数据库旁的 backups/before-…）。`,
  );

async function ranBefore({ db, migrations, table }: Migrating): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === table)) return [];
  const rows = await db
    .selectFrom(table as never)
    .select('name' as never)
    .orderBy('name' as never)
    .execute();
  const ran = (rows as { name: string }[]).map(({ name }) => name);
  const unknown = ran.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) throw newer(unknown, String(Object.keys(migrations).at(-1)));
  return ran;
}

/** A file of which more than this part is empty is written anew. */
const EMPTY = 0.25;

/** Gives back to the disk what a migration left empty. Where there is no room to, the next quarters fill it. */
async function giveBack(db: Kysely<never>, file: string): Promise<void> {
  const { rows } = await sql<{ pages: number; empty: number; size: number }>`
    select page_count as pages, freelist_count as empty, page_size as size from pragma_page_count, pragma_freelist_count, pragma_page_size`.execute(
    db,
  );
  const [found] = rows;
  if (found === undefined || found.empty <= found.pages * EMPTY) return;
  // A copy and the log of writing it back.
  if (freeBytes(file) < 2 * (found.pages - found.empty) * found.size + SPARE_BYTES) return;
  await sql`vacuum`.execute(db);
}

/** @throws DomainError when the schema is newer than this program's, or when there is no room for the backup */
export async function migrate(migrating: Migrating): Promise<void> {
  const { db, migrations, table, file } = migrating;
  const ran = await ranBefore(migrating);
  const pending = Object.keys(migrations).filter((name) => !ran.includes(name));
  const standing = file !== null && existsSync(file) && ran.length > 0 && pending.length > 0 ? file : null;
  if (standing !== null) {
    const now = new Date().toISOString();
    makeBackup(standing, path.join(backupsFolder(standing), `before-${String(pending[0])}-${stampOf(now)}`), now);
  }
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: table,
    migrationLockTableName: `${table}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('a migration failed', { cause: error });
  if (standing !== null) await giveBack(db, standing);
}
