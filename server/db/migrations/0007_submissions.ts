/**
 * From a file to an accepted quarter: the states that a submission went through, files on their way, header mappings, due dates, settings of
 * the review, and summary returns. A submission gets revisions, so that rows judged anew leave those of before readable.
 */
import { sql, SqliteAdapter, type CreateTableBuilder, type Kysely } from 'kysely';

type Column = readonly [name: string, type: 'text' | 'integer' | 'number', need: 'null' | 'not null'];
const TEXT = (names: string, need: Column[2]): Column[] => names.split(' ').map((name) => [name, 'text', need]);
const INTEGER = (names: string, need: Column[2]): Column[] => names.split(' ').map((name) => [name, 'integer', need]);

const TABLES: Readonly<Record<string, { columns: readonly Column[]; key: readonly string[] }>> = {
  submission_step: {
    columns: [
      ...TEXT('region period', 'not null'),
      ...INTEGER('version position', 'not null'),
      ...TEXT('act state', 'null'),
      ...TEXT('at actor actor_name', 'not null'),
      ...INTEGER('data_version', 'null'),
      ...TEXT('reason', 'null'),
    ],
    key: ['region', 'period', 'version', 'position'],
  },
  upload: {
    columns: [
      ...TEXT('id region period kind state file_name created_at actor actor_name', 'not null'),
      ...TEXT('finished_at file_sha256 message layout', 'null'),
      ...INTEGER('bytes errors warnings more_errors more_warnings units organizations', 'not null'),
      ...TEXT('problems', 'not null'),
      ...INTEGER('submission', 'null'),
    ],
    key: ['id'],
  },
  header_mapping: { columns: TEXT('region sheet label column_key set_by set_at', 'not null'), key: ['region', 'sheet', 'label'] },
  sheet_choice: { columns: TEXT('region sheet name set_by set_at', 'not null'), key: ['region', 'sheet'] },
  due_date: { columns: TEXT('region period due_on set_by set_at', 'not null'), key: ['region', 'period'] },
  setting: { columns: TEXT('name value set_by set_at', 'not null'), key: ['name'] },
  summary_return: {
    columns: [
      ...TEXT('region period', 'not null'),
      ...INTEGER('version is_current', 'not null'),
      ...TEXT('received_at actor actor_name', 'not null'),
      ...TEXT('file_name file_sha256 note superseded_at', 'null'),
      ...INTEGER('published_in superseded_in', 'null'),
    ],
    key: ['region', 'period', 'version'],
  },
  summary_value: {
    columns: [
      ...TEXT('region period', 'not null'),
      ...INTEGER('version', 'not null'),
      ...TEXT('measure', 'not null'),
      ['value', 'number', 'not null'],
    ],
    key: ['region', 'period', 'version', 'measure'],
  },
};

/** Columns of a submission as they were before, in the order of the table. */
const KEPT =
  'id region ledger_region prefecture province period as_of state file_name file_sha256 content_sha256 received_at rule_set published_at superseded_at accepted_at version units organizations errors warnings units_added units_removed units_changed organizations_founded party_dissolved union_dissolved league_dissolved women_dissolved is_current on_time carried_forward foreign_refs has_earlier demo published_in superseded_in'.split(
    ' ',
  );
const NULLABLE = new Set(['published_at', 'superseded_at', 'accepted_at', 'published_in', 'superseded_in']);
const INTEGERS = new Set(KEPT.slice(KEPT.indexOf('version')).concat('id'));
const FLAGS = new Set(['is_current', 'on_time', 'carried_forward', 'foreign_refs', 'has_earlier', 'demo']);

/** SQLite takes no constraint from a table: a new one stands in its place. */
async function rebuildSqlite(db: Kysely<unknown>): Promise<void> {
  const declared = KEPT.map((name) => {
    // A number is never given twice: what a page shows under it may be taken away before it is asked for.
    if (name === 'id') return 'id integer primary key autoincrement';
    const check = FLAGS.has(name) ? ` check (${name} in (0, 1))` : INTEGERS.has(name) && !NULLABLE.has(name) ? ` check (${name} >= 0)` : '';
    return `${name} ${INTEGERS.has(name) ? 'integer' : 'text'}${NULLABLE.has(name) ? '' : ' not null'}${check}`;
  });
  const statements = [
    `create table submission_rebuilt (${declared.join(', ')},
      revision integer not null default 1 check (revision >= 1), origin integer, held integer not null default 0 check (held in (0, 1)),
      known_at text, note text, actor text, actor_name text, base integer,
      constraint submission_version unique (region, period, version, revision)) strict`,
    `insert into submission_rebuilt (${KEPT.join(', ')}) select ${KEPT.join(', ')} from submission`,
    'drop table submission',
    'alter table submission_rebuilt rename to submission',
    'create index submission_place on submission (period, ledger_region, is_current)',
    'create index submission_history on submission (region, period, version)',
    'create index submission_number on submission (coalesce(origin, id))',
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

async function alterPostgres(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `alter table submission add column revision integer not null default 1 check (revision >= 1), add column origin integer,
      add column held integer not null default 0 check (held in (0, 1)), add column known_at text, add column note text,
      add column actor text, add column actor_name text, add column base integer`,
    'alter table submission drop constraint submission_version',
    'alter table submission add constraint submission_version unique (region, period, version, revision)',
    'create index submission_number on submission (coalesce(origin, id))',
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const inside = (list: string, column: string): string =>
  `(current_setting('fugai.${list}', true) = '*' or ${column} in (select unnest(string_to_array(current_setting('fugai.${list}', true), ','))))`;
/** `setting` and `due_date` are for everybody. */
const POLICIES: Readonly<Record<string, string>> = {
  submission_step: inside('rows', 'region'),
  upload: inside('rows', 'region'),
  header_mapping: inside('rows', 'region'),
  sheet_choice: inside('rows', 'region'),
  summary_return: inside('sums', 'region'),
  summary_value: inside('sums', 'region'),
};

/** What is found in a submission is for who sees its rows. */
const FINDINGS = `(kind <> 'LEDGER' or relation is not null or ${inside('sums', 'region')}) and (submission is null or ${inside('rows', 'region')})`;

async function guardPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`drop policy fugai_scope on finding`.execute(db);
  await sql`create policy fugai_scope on finding using (${sql.raw(FINDINGS)}) with check (current_setting('fugai.rows', true) = '*')`.execute(
    db,
  );
  for (const [table, using] of Object.entries(POLICIES)) {
    await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
    await sql`alter table ${sql.table(table)} force row level security`.execute(db);
    await sql`create policy fugai_scope on ${sql.table(table)} using (${sql.raw(using)}) with check (current_setting('fugai.rows', true) = '*')`.execute(
      db,
    );
  }
}

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  const typeOf = (type: Column[1]) => (type === 'number' ? sql`${sql.raw(sqlite ? 'real' : 'double precision')}` : sql`${sql.raw(type)}`);
  for (const [table, { columns, key }] of Object.entries(TABLES)) {
    const made = columns
      .reduce<CreateTableBuilder<string>>(
        (builder, [name, type, need]) => builder.addColumn(name, typeOf(type), (column) => (need === 'null' ? column : column.notNull())),
        db.schema.createTable<string>(table),
      )
      .addPrimaryKeyConstraint(`${table}_key`, key as never);
    await (sqlite ? made.modifyEnd(sql`strict, without rowid`) : made).execute();
  }
  await db.schema.alterTable('finding').addColumn('submission', 'integer').execute();
  await sql`create index finding_submission on finding (submission) where submission is not null`.execute(db);
  // A code that two counties hold in one period is looked for among the rows of all.
  await sql`create index unit_quarter_code on unit_quarter (credit_code, submission)`.execute(db);
  await (sqlite ? rebuildSqlite(db) : alterPostgres(db));
  if (!sqlite) await guardPostgres(db);
  // What an invented ledger tells was known when it says it came; a real one when it was published.
  await sql`update submission set known_at = case when demo = 1 then received_at else published_at end where published_at is not null`.execute(
    db,
  );
  await sql`insert into submission_step (region, period, version, position, act, state, at, actor, actor_name, data_version, reason)
    select region, period, version, 1, 'APPLY', 'APPLIED', known_at, 'system', 'fugai', published_in, null from submission where published_at is not null`.execute(
    db,
  );
  await sql`insert into submission_step (region, period, version, position, act, state, at, actor, actor_name, data_version, reason)
    select region, period, version, 2, case state when 'RETURNED' then 'RETURN' else 'ACCEPT' end, case state when 'LOCKED' then 'ACCEPTED' else state end,
      coalesce(accepted_at, known_at), 'system', 'fugai', published_in, null from submission where published_at is not null and state <> 'APPLIED'`.execute(
    db,
  );
  await sql`insert into submission_step (region, period, version, position, act, state, at, actor, actor_name, data_version, reason)
    select region, period, version, 3, 'LOCK', state, coalesce(accepted_at, known_at), 'system', 'fugai', published_in, null
    from submission where published_at is not null and state = 'LOCKED'`.execute(db);
}
