/** The audit chain, which only grows: nothing in it is changed, and only what was archived leaves it, oldest first. */
import { sql, SqliteAdapter, type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely } from 'kysely';

const MOMENT = '____-__-__T__:__:__.___Z';
const needed = (check: string) => (column: ColumnDefinitionBuilder) => column.notNull().check(sql`${sql.raw(check)}`);

async function createTables(db: Kysely<unknown>, chain: string, sqlite: boolean): Promise<void> {
  const create = async (table: CreateTableBuilder<string>): Promise<void> => (sqlite ? table.modifyEnd(sql`strict`) : table).execute();
  await create(
    db.schema
      .createTable<string>(chain)
      .addColumn('position', 'integer', (column) => needed('position >= 1')(column.primaryKey()))
      .addColumn('at', 'text', needed(`at like '${MOMENT}'`))
      .addColumn('actor_id', 'text', needed('length(actor_id) between 1 and 200'))
      .addColumn('actor_name', 'text', needed('length(actor_name) <= 200'))
      .addColumn('actor_address', 'text', (column) => column.check(sql`length(actor_address) <= 200`))
      .addColumn('action', 'text', needed('length(action) between 1 and 40'))
      .addColumn('outcome', 'text', needed("outcome in ('DONE', 'REFUSED')"))
      .addColumn('object', 'text', (column) => column.check(sql`length(object) <= 1000`))
      .addColumn('facts', 'text', needed("facts like '{%}'"))
      .addColumn('previous_hash', 'text', needed('length(previous_hash) = 64'))
      .addColumn('hash', 'text', (column) => needed('length(hash) = 64')(column.unique())),
  );
  // The last entry of each prefix that was archived; the greatest is what the chain stands on.
  await create(
    db.schema
      .createTable<string>(`${chain}_base`)
      .addColumn('position', 'integer', (column) => needed('position >= 1')(column.primaryKey()))
      .addColumn('hash', 'text', needed('length(hash) = 64')),
  );
  await db.schema.createIndex(`${chain}_time`).on(chain).columns(['at', 'position']).execute();
}

const BASE = (chain: string): string => `(select coalesce(max(position), 0) from ${chain}_base)`;

async function guardSqlite(db: Kysely<unknown>, chain: string): Promise<void> {
  const guard = async (name: string, on: string, table: string, when: string): Promise<void> => {
    await sql`${sql.raw(`create trigger ${table}_${name} before ${on} on ${table} ${when} begin select raise(abort, 'the audit log is never changed'); end`)}`.execute(
      db,
    );
  };
  await guard('no_update', 'update', chain, '');
  await guard('no_delete', 'delete', chain, `when old.position > ${BASE(chain)}`);
  // A replacing insert is refused even where triggers do not recurse.
  await guard(
    'only_append',
    'insert',
    chain,
    `when new.position <> max(${BASE(chain)}, coalesce((select max(position) from ${chain}), 0)) + 1`,
  );
  await guard('no_update', 'update', `${chain}_base`, '');
  await guard('no_delete', 'delete', `${chain}_base`, '');
}

async function guardPostgres(db: Kysely<unknown>, chain: string): Promise<void> {
  const run = async (text: string): Promise<void> => {
    await sql`${sql.raw(text)}`.execute(db);
  };
  await run(`create function ${chain}_refuse() returns trigger language plpgsql as $$
    begin raise exception 'the audit log is never changed'; end $$`);
  await run(`create function ${chain}_keep() returns trigger language plpgsql as $$
    begin
      if old.position > ${BASE(chain)} then raise exception 'the audit log is never changed'; end if;
      return old;
    end $$`);
  for (const table of [chain, `${chain}_base`]) {
    await run(`create trigger ${table}_no_update before update on ${table} for each row execute function ${chain}_refuse()`);
    await run(`create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function ${chain}_refuse()`);
  }
  await run(`create trigger ${chain}_no_delete before delete on ${chain} for each row execute function ${chain}_keep()`);
  await run(`create trigger ${chain}_base_no_delete before delete on ${chain}_base for each row execute function ${chain}_refuse()`);
}

/** The tables and guards of one chain. */
export async function createChain(db: Kysely<unknown>, chain: string): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  await createTables(db, chain, sqlite);
  await (sqlite ? guardSqlite(db, chain) : guardPostgres(db, chain));
}

export const up = (db: Kysely<unknown>): Promise<void> => createChain(db, 'ledger_audit');
