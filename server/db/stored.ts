/** A database file as it lies there, whatever its schema: is it whole, and what does it hold. */
import type SqliteDatabase from 'better-sqlite3';

/** Rows of each table, by name. */
export type Rows = Readonly<Record<string, number>>;

/** What a file holds. */
export interface Holdings {
  /** Migrations that made its schema, oldest first. */
  readonly migrations: readonly string[];
  readonly rows: Rows;
  /** Of a ledger: newest data version and sums over all unit rows. */
  readonly sums: Rows;
}

type Connection = SqliteDatabase.Database;

const one = (connection: Connection, text: string): number => Number(connection.prepare(text).pluck().get());

export const tablesOf = (connection: Connection): string[] =>
  connection
    .prepare<[], string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all();

const MIGRATION_TABLES = ['kysely_migration', 'accounts_migration'];

/** Names of the migrations that have run, oldest first; empty for a file without a schema. */
export function migrationsOf(connection: Connection): string[] {
  const table = tablesOf(connection).find((name) => MIGRATION_TABLES.includes(name));
  if (table === undefined) return [];
  return connection.prepare<[], string>(`select name from "${table}" order by name`).pluck().all();
}

const SUMS = {
  version: 'select coalesce(max(version), 0) from publication',
  staff: 'select coalesce(sum(staff), 0) from unit_quarter',
  fullMembers: 'select coalesce(sum(full_members), 0) from unit_quarter',
  members: 'select coalesce(sum(members), 0) from unit_quarter',
} as const;

export function holdingsOf(connection: Connection): Holdings {
  const tables = tablesOf(connection);
  const isLedger = tables.includes('unit_quarter');
  return {
    migrations: migrationsOf(connection),
    rows: Object.fromEntries(tables.map((name) => [name, one(connection, `select count(*) from "${name}"`)])),
    sums: isLedger ? Object.fromEntries(Object.entries(SUMS).map(([name, text]) => [name, one(connection, text)])) : {},
  };
}

/** Submissions whose rows are not as many as were counted when they were published. */
const UNEQUAL = `select s.region || ' ' || s.period || ' 第 ' || s.version || ' 版' from submission as s where s.published_at is not null and
  (s.units <> (select count(*) from unit_quarter as u where u.submission = s.id)
   or s.organizations <> (select count(*) from organization_quarter as o where o.submission = s.id)) limit 5`;
const ORPHANS = `select count(*) from (select submission from unit_quarter union select submission from organization_quarter)
  where submission not in (select id from submission)`;

/** What is wrong with a file, in Chinese sentences without a full stop; empty when it is whole. */
export function problemsOf(connection: Connection): string[] {
  const told = (connection.pragma('integrity_check(5)') as { integrity_check: string }[]).map((row) => row.integrity_check);
  if (told.join() !== 'ok') return told.map((words) => `文件结构损坏：${words}`);
  const foreign = connection.pragma('foreign_key_check') as unknown[];
  const problems = foreign.length === 0 ? [] : [`${foreign.length} 行指向不存在的行`];
  if (!tablesOf(connection).includes('unit_quarter')) return problems;
  const unequal = connection.prepare<[], string>(UNEQUAL).pluck().all();
  const orphans = one(connection, ORPHANS);
  return [
    ...problems,
    ...unequal.map((name) => `报送 ${name}的行数与发布时的合计不符`),
    ...(orphans === 0 ? [] : [`${orphans} 份报送只有行、没有登记`]),
  ];
}
