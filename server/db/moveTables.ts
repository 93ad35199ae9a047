/** What is moved from one database to another: every table there is, but those in which a schema keeps its own history. */
import type SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { badInput } from '../domain/errors.ts';
import { columnsRead } from './kept.ts';
import type { Db } from './open.ts';
import { tablesOf } from './stored.ts';

/** Each database has its own. */
const HISTORY = ['kysely_migration', 'kysely_migration_lock', 'accounts_migration', 'accounts_migration_lock'];

export interface MovedTable {
  readonly name: string;
  /** In the order of the source. */
  readonly columns: readonly string[];
  /** The columns of its primary key, in order. */
  readonly key: readonly string[];
}

const isOwn = (name: string): boolean => !HISTORY.includes(name);

function describe(connection: SqliteDatabase.Database, name: string): MovedTable & { readonly refersTo: readonly string[] } {
  const columns = columnsRead(connection, name);
  const key = columns.filter(({ pk }) => pk > 0).toSorted((left, right) => left.pk - right.pk);
  const foreign = connection.pragma(`foreign_key_list("${name}")`) as { table: string }[];
  return {
    name,
    columns: columns.map((column) => column.name),
    key: key.map((column) => column.name),
    refersTo: foreign.map(({ table }) => table).filter((table) => table !== name),
  };
}

/** The tables of a file, each after those that it refers to. */
export function movedTables(connection: SqliteDatabase.Database): MovedTable[] {
  const waiting = tablesOf(connection)
    .filter(isOwn)
    .map((name) => describe(connection, name));
  const ordered: MovedTable[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ refersTo }) => !waiting.some(({ name }) => refersTo.includes(name)));
    if (next === -1) throw new Error(`tables refer to each other in a circle: ${waiting.map(({ name }) => name).join(', ')}`);
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}

/** Names of the tables of the program's schema in PostgreSQL, and of whatever else lies there. */
export async function tablesThere(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = current_schema() order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

/** @throws DomainError where the target holds a row, or a table that is none of ours */
export async function assertEmpty(db: Db, tables: readonly MovedTable[]): Promise<void> {
  const known = new Set([...tables.map(({ name }) => name), ...HISTORY]);
  const there = await tablesThere(db);
  const foreign = there.filter((name) => !known.has(name));
  if (foreign.length > 0)
    throw badInput(
      `目标库中有别的表（${foreign.slice(0, 5).join('、')}${foreign.length > 5 ? ' 等' : ''}），没有迁移，也没有改动它。请另建一个空库。`,
    );
  for (const name of there.filter(isOwn)) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
    if (rows.length > 0) throw badInput(`目标库不是空的（表 ${name} 中已有内容），没有迁移，也没有改动它。请另建一个空库。`);
  }
}

/** Both sides have the same tables with the same columns: nothing is left behind, and nothing stays unfilled. @throws DomainError */
export async function assertAlike(db: Db, tables: readonly MovedTable[]): Promise<void> {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select table_name as name, json_agg(column_name order by column_name) as columns from information_schema.columns
    where table_schema = current_schema() group by table_name`.execute(db);
  const there = new Map(rows.map(({ name, columns }) => [name, columns.join()]));
  const here = new Map(tables.map(({ name, columns }) => [name, columns.toSorted().join()]));
  const unlike = [...new Set([...there.keys(), ...here.keys()])].filter((name) => isOwn(name) && there.get(name) !== here.get(name));
  if (unlike.length > 0)
    throw badInput(
      `源库与目标库的结构不同（${unlike.slice(0, 5).join('、')}），没有迁移。请先用本程序启动一次源库，让它升级到当前版本，再迁移。`,
    );
}
