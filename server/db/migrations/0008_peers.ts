/**
 * Several processes that serve one PostgreSQL: who they are, the uploads that each is at, requests counted over all of them, and sign-ins with
 * an identity provider that one began and another may finish. In SQLite the tables stay empty: one process serves a file.
 */
import { sql, SqliteAdapter, type CreateTableBuilder, type Kysely } from 'kysely';

type Column = readonly [name: string, type: 'text' | 'integer', need: 'null' | 'not null'];
const columns = (type: Column[1], names: string, need: Column[2] = 'not null'): Column[] =>
  names.split(' ').map((name) => [name, type, need]);

const TABLES: Readonly<Record<string, { columns: readonly Column[]; key: readonly string[] }>> = {
  peer: {
    columns: [...columns('integer', 'number'), ...columns('text', 'address', 'null'), ...columns('text', 'started_at seen_at')],
    key: ['number'],
  },
  upload_way: {
    columns: [
      ...columns('text', 'id'),
      ...columns('integer', 'peer'),
      ...columns('text', 'region period kind state file_name created_at actor actor_name'),
      ...columns('text', 'message answer ended_at', 'null'),
      ...columns('integer', 'bytes_received rows_read rows_stored cancelled kept'),
      ...columns('integer', 'bytes_total rows_total', 'null'),
    ],
    key: ['id'],
  },
  reader_count: { columns: [...columns('text', 'reader'), ...columns('integer', 'span peer n')], key: ['reader', 'span', 'peer'] },
  sign_in_begun: { columns: columns('text', 'state_hash sealed ends_at'), key: ['state_hash'] },
};

/** Nobody's but the program's own. */
const OWN = `current_setting('fugai.rows', true) = '*'`;

async function guardPostgres(db: Kysely<unknown>): Promise<void> {
  for (const name of Object.keys(TABLES)) {
    const table = sql.table(name);
    await sql`alter table ${table} enable row level security`.execute(db);
    await sql`alter table ${table} force row level security`.execute(db);
    await sql`create policy fugai_scope on ${table} using (${sql.raw(OWN)}) with check (${sql.raw(OWN)})`.execute(db);
  }
  // Counts of a minute need not outlive a crash, and wait for no disk.
  await sql`alter table reader_count set unlogged`.execute(db);
}

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  for (const [table, { columns: all, key }] of Object.entries(TABLES)) {
    const made = all
      .reduce<CreateTableBuilder<string>>(
        (builder, [name, type, need]) => builder.addColumn(name, type, (column) => (need === 'null' ? column : column.notNull())),
        db.schema.createTable<string>(table),
      )
      .addPrimaryKeyConstraint(`${table}_key`, key as never);
    await (sqlite ? made.modifyEnd(sql`strict, without rowid`) : made).execute();
  }
  if (!sqlite) await guardPostgres(db);
}
