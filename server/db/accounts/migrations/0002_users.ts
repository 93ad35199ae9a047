import { sql, SqliteAdapter, type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely } from 'kysely';

const MOMENT = '____-__-__T__:__:__.___Z';

const key = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull();
const needed = (check: string) => (column: ColumnDefinitionBuilder) => column.notNull().check(sql`${sql.raw(check)}`);
const allowed = (check: string) => (column: ColumnDefinitionBuilder) => column.check(sql`${sql.raw(check)}`);
const moment = (name: string) => needed(`${name} like '${MOMENT}'`);
const maybe = (name: string) => allowed(`${name} like '${MOMENT}'`);
const to = (reference: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(reference);
const hash = (name: string) => (column: ColumnDefinitionBuilder) =>
  column
    .notNull()
    .unique()
    .check(sql`${sql.raw(`length(${name}) = 64`)}`);

type Create = (table: CreateTableBuilder<string>) => Promise<void>;

/** Owners may be users from now on, and tokens have a role and a scope. No engine changes a check of a column in place. */
async function rebuild(db: Kysely<unknown>, create: Create): Promise<void> {
  await create(
    db.schema
      .createTable<string>('account_owner_next')
      .addColumn('id', 'text', key)
      .addColumn('kind', 'text', needed("kind in ('BROWSER', 'TOKEN', 'USER')"))
      .addColumn('secret_hash', 'text', (column) => column.unique().check(sql`length(secret_hash) = 64`))
      .addColumn('created_at', 'text', moment('created_at'))
      .addCheckConstraint('account_owner_secret_hash', sql`(kind = 'BROWSER') = (secret_hash is not null)`),
  );
  await create(
    db.schema
      .createTable<string>('api_token_next')
      .addColumn('id', 'text', key)
      .addColumn('owner', 'text', to('account_owner_next.id'))
      .addColumn('name', 'text', needed('length(name) between 1 and 60'))
      .addColumn('prefix', 'text', needed('length(prefix) = 12'))
      .addColumn('secret_hash', 'text', hash('secret_hash'))
      .addColumn('scopes', 'text', needed('length(scopes) > 0'))
      .addColumn('role', 'text', allowed('length(role) > 0'))
      .addColumn('view_scope', 'text', needed('length(view_scope) <= 10000'))
      .addColumn('created_at', 'text', moment('created_at'))
      .addColumn('expires_at', 'text', moment('expires_at'))
      .addColumn('last_used_at', 'text', maybe('last_used_at'))
      .addColumn('revoked_at', 'text', maybe('revoked_at'))
      .addCheckConstraint('api_token_days', sql`expires_at > created_at`),
  );
  await create(
    db.schema
      .createTable<string>('saved_query_next')
      .addColumn('id', 'text', key)
      .addColumn('owner', 'text', to('account_owner_next.id'))
      .addColumn('name', 'text', needed('length(name) between 1 and 60'))
      .addColumn('query', 'text', needed('length(query) between 1 and 10000'))
      .addColumn('variables', 'text', allowed('length(variables) between 1 and 10000'))
      .addColumn('shared', 'integer', needed('shared in (0, 1)'))
      .addColumn('created_at', 'text', moment('created_at'))
      .addColumn('updated_at', 'text', moment('updated_at')),
  );
  await sql`insert into account_owner_next select id, kind, secret_hash, created_at from account_owner`.execute(db);
  await sql`insert into api_token_next select id, owner, name, prefix, secret_hash, scopes, null, 'ALL', created_at, expires_at, last_used_at, revoked_at from api_token`.execute(
    db,
  );
  await sql`insert into saved_query_next select id, owner, name, query, variables, shared, created_at, updated_at from saved_query`.execute(
    db,
  );
  for (const table of ['saved_query', 'api_token', 'account_owner']) await db.schema.dropTable(table).execute();
  for (const table of ['account_owner', 'api_token', 'saved_query']) await db.schema.alterTable(`${table}_next`).renameTo(table).execute();
  await db.schema.createIndex('api_token_prefix').on('api_token').column('prefix').execute();
  await db.schema.createIndex('api_token_owner').on('api_token').column('owner').execute();
  await db.schema.createIndex('saved_query_owner').on('saved_query').column('owner').execute();
  await sql`create index saved_query_shared on saved_query (updated_at) where shared = 1`.execute(db);
}

async function createUsers(db: Kysely<unknown>, create: Create): Promise<void> {
  await create(
    db.schema
      .createTable<string>('account_user')
      .addColumn('id', 'text', (column) => key(column).references('account_owner.id'))
      .addColumn('name', 'text', (column) => needed('length(name) between 2 and 40')(column).unique())
      .addColumn('display_name', 'text', needed('length(display_name) between 1 and 60'))
      .addColumn('password_hash', 'text', allowed("password_hash like '$argon2id$%'"))
      .addColumn('must_change', 'integer', needed('must_change in (0, 1)'))
      .addColumn('enabled', 'integer', needed('enabled in (0, 1)'))
      .addColumn('roles', 'text', needed('length(roles) <= 200'))
      .addColumn('view_scope', 'text', needed('length(view_scope) <= 10000'))
      .addColumn('report_scope', 'text', needed('length(report_scope) <= 10000'))
      .addColumn('open_id_subject', 'text', (column) => column.unique().check(sql`length(open_id_subject) between 1 and 1000`))
      .addColumn('created_at', 'text', moment('created_at'))
      .addColumn('last_login_at', 'text', maybe('last_login_at')),
  );
  await create(
    db.schema
      .createTable<string>('account_session')
      .addColumn('secret_hash', 'text', (column) => key(column).check(sql`length(secret_hash) = 64`))
      .addColumn('user_id', 'text', to('account_user.id'))
      .addColumn('started_at', 'text', moment('started_at'))
      .addColumn('seen_at', 'text', moment('seen_at'))
      .addColumn('ends_at', 'text', moment('ends_at'))
      .addCheckConstraint('account_session_span', sql`ends_at > started_at and seen_at >= started_at`),
  );
  await db.schema.createIndex('account_session_user').on('account_session').column('user_id').execute();
  await create(
    db.schema
      .createTable<string>('login_failure')
      .addColumn('name_hash', 'text', needed('length(name_hash) = 64'))
      .addColumn('address', 'text', needed('length(address) <= 100'))
      .addColumn('failures', 'integer', needed('failures > 0'))
      .addColumn('last_at', 'text', moment('last_at'))
      .addColumn('locked_until', 'text', maybe('locked_until'))
      .addPrimaryKeyConstraint('login_failure_key', ['name_hash', 'address']),
  );
  await create(
    db.schema
      .createTable<string>('setup_code')
      .addColumn('id', 'integer', (column) => key(column).check(sql`id = 1`))
      .addColumn('code_hash', 'text', needed('length(code_hash) = 64'))
      .addColumn('made_at', 'text', moment('made_at')),
  );
}

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const create: Create = async (table) => (sqlite ? table.modifyEnd(sql`strict, without rowid`) : table).execute();
  await rebuild(db, create);
  await createUsers(db, create);
}
