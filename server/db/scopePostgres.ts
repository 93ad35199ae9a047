/**
 * A reader's sight on PostgreSQL: row level security (migrations/0005_scope.ts) reads settings that each transaction makes for itself, and a
 * temporary view hides the columns of submissions that are not seen whole. Whoever connects: a role that security does not bind hands over to one that it does.
 */
import { CompiledQuery, sql, type DatabaseConnection } from 'kysely';
import pg from 'pg';
import { IS_DIVIDED } from './nation/apart.ts';
import { tellAway } from './nation/away.ts';
import type { Db } from './open.ts';
import type { PostgresConnection } from './postgresPool.ts';
import { ALL_FILTERS, ANY, codesIn, conditionOf, LISTS, selectionOf, type Column, type Filter, type Inside, type Scope } from './scope.ts';

/** Reads, and owns nothing: what those become whom row level security would not bind. */
export const READER_ROLE = 'fugai_reader';

export const inside: Inside = (list, column) =>
  `(current_setting('fugai.${list}', true) = '${ANY}' or ${column} in (select unnest(string_to_array(current_setting('fugai.${list}', true), ','))))`;

const settings = (value: string): string => `select ${LISTS.map((list) => `set_config('fugai.${list}', '${value}', false)`).join(', ')}`;

const ask = async <Row>(connection: DatabaseConnection, text: string): Promise<readonly Row[]> =>
  (await connection.executeQuery<Row>(CompiledQuery.raw(text))).rows;

const COLUMNS = (table: string): string =>
  `select a.attname as name, format_type(a.atttypid, null) = 'text' as text, not a.attnotnull as nullable from pg_attribute as a where a.attrelid = to_regclass('${table}') and a.attnum > 0 and not a.attisdropped order by a.attnum`;

const viewOf = (table: string, filter: Filter, columns: readonly Column[], base: string): string =>
  `create temporary view "${table}" with (security_invoker = true) as select ${selectionOf(filter, columns, inside)} from ${base} as t where ${conditionOf(filter, inside)}`;

/** For a connection that writes, or that sums what everybody may ask for later: said, never by default. */
export const seeEverything = async (connection: DatabaseConnection): Promise<void> => void (await ask(connection, settings(ANY)));

/** A role that row level security binds, the connecting one where it does. @throws Error where there is none */
export async function beBound(connection: DatabaseConnection): Promise<void> {
  const [role] = await ask<{ beyond: boolean }>(
    connection,
    'select rolsuper or rolbypassrls as beyond from pg_roles where rolname = current_user',
  );
  if (role?.beyond === false) return;
  await ask(connection, `set role ${READER_ROLE}`).catch((error: unknown) => {
    throw new Error(
      `数据库用户不受行级安全约束（SUPERUSER 或 BYPASSRLS），又不能改用角色 ${READER_ROLE}，因此不读取数据。请换一个普通用户，或由管理员执行 create role ${READER_ROLE} 后重新启动。`,
      { cause: error },
    );
  });
}

/** Makes a new connection a reader's, that sees nothing until a transaction says what. */
export async function beReader(connection: DatabaseConnection): Promise<void> {
  await beBound(connection);
  const [home] = await ask<{ name: string }>(connection, 'select current_schema() as name');
  await ask(connection, settings(''));
  const base = `"${String(home?.name)}"."submission"`;
  const columns = await ask<Column>(connection, COLUMNS(base));
  await ask(connection, viewOf('submission', 'LEDGERS', columns, base));
  await tellAway(connection);
}

/** The same names over an earlier version that was made in this session. */
export async function coverFrozen(db: Db, home: string, bases: Readonly<Record<string, string>>): Promise<void> {
  for (const [table, base] of Object.entries(bases)) {
    const { rows: columns } = await sql.raw<Column>(COLUMNS(`"${home}"."${table}"`)).execute(db);
    await sql.raw(viewOf(table, ALL_FILTERS[table] ?? 'LEDGERS', columns, `pg_temp."${base}"`)).execute(db);
  }
  await sql.raw(settings('')).execute(db);
}

type Codes = Readonly<Record<(typeof LISTS)[number], readonly string[]>>;

/** SQL: which transactions are seen, in words; two that are the same see the same. Null of a server in recovery, whose words leave some out. */
const SNAPSHOT = 'case when not pg_is_in_recovery() then pg_current_snapshot()::text end';

/** SQL: the newest version, and what is seen now. */
export const NEWEST = `select max(version) as version, ${SNAPSHOT} as snapshot from publication`;

interface Row {
  readonly bound: boolean;
  readonly divided: boolean | null;
  readonly version: number | null;
  readonly snapshot: string | null;
}

/** What a transaction shows. */
export interface Shown {
  /** The newest data version that it reads, 0 before the first. */
  readonly version: number;
  /** Null: nobody can tell whether another sees the same. */
  readonly snapshot: string | null;
  /** Rows lie apart from their submissions (nation/apart.ts): what is planned holds for one sight, what is begun for one server after the other. */
  readonly divided: boolean;
}

const saying = (codes: Codes): string =>
  LISTS.map((list) => `set_config('fugai.${list}', ${pg.escapeLiteral(codes[list].join(','))}, true)`).join(', ');

const showing = (said: string): string =>
  `select ${said},
    row_security_active('unit_quarter') and to_regclass('pg_temp.submission') is not null as bound, ${IS_DIVIDED} as divided,
    (select max(version) from publication) as version, ${SNAPSHOT} as snapshot`;

/** @throws Error where security does not hold: then nothing is read */
async function shownBy(found: Row | undefined, discard: (text: string) => Promise<unknown>): Promise<Shown> {
  if (found?.bound !== true) throw new Error('row level security does not hold on this connection');
  const divided = found.divided === true;
  // There a plan holds what its sight was (nation/statements.ts): none outlives it.
  if (divided) await discard('discard plans');
  return { version: found.version ?? 0, snapshot: found.snapshot, divided };
}

const ALL: Codes = { rows: [ANY], sums: [ANY], stubs: [ANY] };
const codesOf = (scope: Scope): Codes => ({ rows: codesIn(scope, 'rows'), sums: codesIn(scope, 'sums'), stubs: codesIn(scope, 'stubs') });

const EVERYTHING_SAID = saying(ALL);
const told = new WeakMap<Scope, string>();

/** SQL: the lists of a scope, all of everything without one. Two that are the same show the same. */
export function saidOf(scope: Scope | null): string {
  if (scope === null) return EVERYTHING_SAID;
  const said = told.get(scope) ?? saying(codesOf(scope));
  told.set(scope, said);
  return said;
}

/** Says what the rest of a transaction sees. @throws Error where security does not hold: then nothing is read */
export async function showScope(transaction: Db, scope: Scope | null): Promise<Shown> {
  const { rows } = await sql.raw<Row>(showing(saidOf(scope))).execute(transaction);
  return shownBy(rows[0], (text) => sql.raw(text).execute(transaction));
}

/**
 * Begins a snapshot and shows it, all of it without a scope, in one trip to the server that undoes `before` what lies open. REPEATABLE READ, READ
 * ONLY is the promise that WAL makes: one version. @throws Error as `showScope` does; the transaction is to be undone then
 */
export async function beginShowing(connection: PostgresConnection, scope: Scope | null, before: boolean): Promise<Shown> {
  const begin = `${before ? 'rollback; ' : ''}start transaction isolation level repeatable read read only`;
  const rows = await connection.executeSeveral(`${begin}; ${showing(saidOf(scope))}`);
  return shownBy(rows[0] as Row | undefined, (discard) => connection.executeQuery(CompiledQuery.raw(discard)));
}

/** Puts a table of sums under the policy of its kind. */
export async function guardRollup(db: Db, table: string): Promise<void> {
  const using = sql.raw(conditionOf(ALL_FILTERS[table] ?? 'SPLITS', inside).replaceAll('t.', ''));
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
  await sql`alter table ${sql.table(table)} force row level security`.execute(db);
  await sql`create policy fugai_scope on ${sql.table(table)} using (${using}) with check (current_setting('fugai.rows', true) = '*')`.execute(
    db,
  );
  await sql`do $$ begin if exists (select 1 from pg_roles where rolname = 'fugai_reader') then execute ${sql.lit(`grant select on "${table}" to ${READER_ROLE}`)}; end if; end $$`.execute(
    db,
  );
}

/** Makes the role that unbound readers become, where there is need of it and leave to make it; readers refuse to start without. */
export async function ensureReaderRole(db: Db): Promise<void> {
  const { rows } = await sql<{
    beyond: boolean;
    supreme: boolean;
  }>`select rolsuper or rolbypassrls as beyond, rolsuper as supreme from pg_roles where rolname = current_user`.execute(db);
  if (rows[0]?.beyond !== true) return;
  await sql`do $$ begin create role fugai_reader nologin; exception when duplicate_object or unique_violation or insufficient_privilege then null; end $$`.execute(
    db,
  );
  const { rows: there } = await sql`select 1 from pg_roles where rolname = ${READER_ROLE}`.execute(db);
  if (there.length === 0) return;
  const role = sql.ref(READER_ROLE);
  if (!rows[0].supreme) await sql`grant ${role} to current_user`.execute(db);
  const { rows: home } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  await sql`grant usage on schema ${sql.ref(String(home[0]?.name))} to ${role}`.execute(db);
  const { rows: tables } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`.execute(
    db,
  );
  // Those of the accounts are not among them.
  for (const { name } of tables) if (name in ALL_FILTERS) await sql`grant select on ${sql.table(name)} to ${role}`.execute(db);
}
