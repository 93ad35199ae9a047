import { sql, SqliteAdapter, type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely } from 'kysely';

const MOMENT = '____-__-__T__:__:__.___Z';

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const key = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull();
  const needed = (check: string) => (column: ColumnDefinitionBuilder) => column.notNull().check(sql`${sql.raw(check)}`);
  const moment = (name: string, need: boolean) => (column: ColumnDefinitionBuilder) =>
    (need ? column.notNull() : column).check(sql`${sql.raw(`${name} like '${MOMENT}'`)}`);
  const owner = (column: ColumnDefinitionBuilder) => column.notNull().references('account_owner.id');
  const create = async (table: CreateTableBuilder<string>): Promise<void> =>
    (sqlite ? table.modifyEnd(sql`strict, without rowid`) : table).execute();

  await create(
    db.schema
      .createTable<string>('account_owner')
      .addColumn('id', 'text', key)
      .addColumn('kind', 'text', needed("kind in ('BROWSER', 'TOKEN')"))
      .addColumn('secret_hash', 'text', (column) => column.unique().check(sql`length(secret_hash) = 64`))
      .addColumn('created_at', 'text', moment('created_at', true))
      .addCheckConstraint('account_owner_secret', sql`(kind = 'BROWSER') = (secret_hash is not null)`),
  );
  await create(
    db.schema
      .createTable<string>('api_token')
      .addColumn('id', 'text', key)
      .addColumn('owner', 'text', owner)
      .addColumn('name', 'text', needed('length(name) between 1 and 60'))
      .addColumn('prefix', 'text', needed('length(prefix) = 12'))
      .addColumn('secret_hash', 'text', (column) =>
        column
          .notNull()
          .unique()
          .check(sql`length(secret_hash) = 64`),
      )
      .addColumn('scopes', 'text', needed('length(scopes) > 0'))
      .addColumn('created_at', 'text', moment('created_at', true))
      .addColumn('expires_at', 'text', moment('expires_at', true))
      .addColumn('last_used_at', 'text', moment('last_used_at', false))
      .addColumn('revoked_at', 'text', moment('revoked_at', false))
      .addCheckConstraint('api_token_span', sql`expires_at > created_at`),
  );
  await create(
    db.schema
      .createTable<string>('saved_query')
      .addColumn('id', 'text', key)
      .addColumn('owner', 'text', owner)
      .addColumn('name', 'text', needed('length(name) between 1 and 60'))
      .addColumn('query', 'text', needed('length(query) between 1 and 10000'))
      .addColumn('variables', 'text', (column) => column.check(sql`length(variables) between 1 and 10000`))
      .addColumn('shared', 'integer', needed('shared in (0, 1)'))
      .addColumn('created_at', 'text', moment('created_at', true))
      .addColumn('updated_at', 'text', moment('updated_at', true)),
  );
  await db.schema.createIndex('api_token_prefix').on('api_token').column('prefix').execute();
  await db.schema.createIndex('api_token_owner').on('api_token').column('owner').execute();
  await db.schema.createIndex('saved_query_owner').on('saved_query').column('owner').execute();
  await sql`create index saved_query_shared on saved_query (updated_at) where shared = 1`.execute(db);
}
