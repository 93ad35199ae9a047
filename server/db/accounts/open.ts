/** Opening the accounts: a file of their own beside the database, or tables of their own in it. The reading side of the ledger never opens them. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { badInput } from '../../domain/errors.ts';
import { ACCOUNTS_FILE } from '../backup.ts';
import { assertDurable } from '../durable.ts';
import { openFile } from '../file.ts';
import { migrate } from '../migrate.ts';
import { engineOf, type Engine } from '../open.ts';
import { postgresDialect } from '../postgresPool.ts';
import { ACCOUNTS_MIGRATIONS } from './migrations/index.ts';
import type { AccountsSchema } from './schema.ts';
import { TransactionalSqlite } from '../sqliteDialect.ts';
import { assertWritesHere } from '../writing.ts';

/** What the query modules of accounts take: a database or a transaction. */
export type AccountsDb = Kysely<AccountsSchema>;

export interface AccountsStore {
  readonly db: AccountsDb;
  readonly engine: Engine;
  close(): Promise<void>;
}

const OWNER_ONLY = 0o600;
const READERS = 2;

/** The file of the accounts that belong to a database file. @throws DomainError when that file has their name */
export function accountsFile(database: string): string {
  if (path.basename(database) === ACCOUNTS_FILE)
    throw badInput(`数据库文件不能叫 ${ACCOUNTS_FILE}，这个名字留给令牌和保存的查询。请给设置 FUGAI_DATABASE 换一个文件名。`);
  return path.join(path.dirname(database), ACCOUNTS_FILE);
}

/** Whether accounts were made there; in PostgreSQL only asking can tell. */
export const hasAccounts = (database: string): boolean => engineOf(database) === 'postgres' || existsSync(accountsFile(database));

/** Made before SQLite does, which would let everybody read it; its log takes the mode over. */
function keepToOwner(file: string): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  closeSync(openSync(file, 'a', OWNER_ONLY));
  chmodSync(file, OWNER_ONLY);
}

function sqliteAccounts(file: string): AccountsStore & { durable(): void } {
  keepToOwner(file);
  const connection = openFile(file, false);
  const db = new Kysely<AccountsSchema>({ dialect: new TransactionalSqlite({ database: connection }) });
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
  const db = new Kysely<AccountsSchema>({ dialect: postgresDialect(url, { session: 'accounts', most: 1 }) });
  return { db, engine: 'postgres', durable: () => undefined, close: () => db.destroy() };
}

/** Opens the writing side and brings its tables up to date. Tables newer than this program's are refused. */
export async function openAccountsStore(database: string): Promise<AccountsStore> {
  assertWritesHere();
  const { durable, ...store } = engineOf(database) === 'postgres' ? postgresAccounts(database) : sqliteAccounts(accountsFile(database));
  try {
    await migrate({
      db: store.db as unknown as Kysely<never>,
      migrations: ACCOUNTS_MIGRATIONS,
      // The tables may lie in the database of the ledger, which counts its own migrations.
      table: 'accounts_migration',
      file: store.engine === 'sqlite' ? database : null,
    });
  } catch (error) {
    await store.close();
    throw error;
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
      ? postgresDialect(database, {
          session: 'accounts',
          most: READERS,
          prepare: async (connection) => {
            await connection.executeQuery(CompiledQuery.raw('set default_transaction_read_only = on'));
          },
        })
      : new SqliteDialect({ database: openFile(accountsFile(database), true) });
  const db = new Kysely<AccountsSchema>({ dialect });
  return { db, engine, close: () => db.destroy() };
}
