/** Opening the accounts: a file of their own beside the database, or tables of their own in it. The reading side of the ledger never opens them. */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { CompiledQuery, Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { badInput } from '../../domain/errors.ts';
import { assertDurable, engineOf, openFile, type Engine } from '../open.ts';
import { postgresPool } from '../postgres.ts';
import * as first from './migrations/0001_first.ts';
import * as users from './migrations/0002_users.ts';
import * as audit from './migrations/0003_audit.ts';
import type { AccountsSchema } from './schema.ts';

/** What the query modules of accounts take: a database or a transaction. */
export type AccountsDb = Kysely<AccountsSchema>;

export interface AccountsStore {
  readonly db: AccountsDb;
  readonly engine: Engine;
  close(): Promise<void>;
}

const FILE = 'accounts.sqlite';
const OWNER_ONLY = 0o600;
const READERS = 2;

/** The file of the accounts that belong to a database file. @throws DomainError when that file has their name */
export function accountsFile(database: string): string {
  if (path.basename(database) === FILE)
    throw badInput(`数据库文件不能叫 ${FILE}，这个名字留给令牌和保存的查询。请给设置 FUGAI_DATABASE 换一个文件名。`);
  return path.join(path.dirname(database), FILE);
}

/** Made before SQLite does, which would let everybody read it; its log takes the mode over. */
function keepToOwner(file: string): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  closeSync(openSync(file, 'a', OWNER_ONLY));
  chmodSync(file, OWNER_ONLY);
}

function sqliteAccounts(file: string): AccountsStore & { durable(): void } {
  keepToOwner(file);
  const connection = openFile(file, false);
  const db = new Kysely<AccountsSchema>({ dialect: new SqliteDialect({ database: connection }) });
  return {
    db,
    engine: 'sqlite',
    durable: () => assertDurable(connection),
    close: async () => {
      connection.pragma('wal_checkpoint(TRUNCATE)');
      await db.destroy();
    },
  };
}

function postgresAccounts(url: string): AccountsStore & { durable(): void } {
  const db = new Kysely<AccountsSchema>({ dialect: new PostgresDialect({ pool: postgresPool(url, 1) }) });
  return { db, engine: 'postgres', durable: () => undefined, close: () => db.destroy() };
}

/** Opens the writing side and brings its tables up to date. Tables newer than this program's are refused. */
export async function openAccountsStore(database: string): Promise<AccountsStore> {
  const { durable, ...store } = engineOf(database) === 'postgres' ? postgresAccounts(database) : sqliteAccounts(accountsFile(database));
  const migrator = new Migrator({
    db: store.db,
    provider: { getMigrations: async () => ({ '0001_first': first, '0002_users': users, '0003_audit': audit }) },
    // The tables may lie in the database of the ledger, which counts its own migrations.
    migrationTableName: 'accounts_migration',
    migrationLockTableName: 'accounts_migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await store.close();
    throw error instanceof Error ? error : new Error('a migration of the accounts failed', { cause: error });
  }
  // The migrator has written, if only its lock.
  durable();
  return store;
}

/** A handle that cannot write, over accounts that `openAccountsStore` has opened before. */
export function openAccountsReader(database: string): AccountsStore {
  const engine = engineOf(database);
  const dialect =
    engine === 'postgres'
      ? new PostgresDialect({
          pool: postgresPool(database, READERS),
          onCreateConnection: async (connection) => {
            await connection.executeQuery(CompiledQuery.raw('set default_transaction_read_only = on'));
          },
        })
      : new SqliteDialect({ database: openFile(accountsFile(database), true) });
  const db = new Kysely<AccountsSchema>({ dialect });
  return { db, engine, close: () => db.destroy() };
}
