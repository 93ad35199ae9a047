/**
 * A reader's sight on SQLite: temporary views of the connection shadow the tables of the same names. They read lists of codes that are replaced
 * when the connection is lent to another reader, so that prepared statements stay. A connection begins with empty lists: it reads nothing.
 */
import type SqliteDatabase from 'better-sqlite3';
import { columnsRead, type ReadColumn } from './kept.ts';
import { ALL_FILTERS, codesIn, conditionOf, ANY, LISTS, selectionOf, WHOLE, type Column, type Inside, type Scope } from './scope.ts';

const listOf = (list: string): string => `scope_${list}`;

const inside: Inside = (list, column) => {
  const one = `exists (select 1 from ${listOf(list)} as z where z.code = ${column})`;
  // Rows of everybody are read without views. Whether the list is everything is asked once a statement.
  return list === 'sums' ? `((select count(*) from ${listOf(list)} where code = '${ANY}') > 0 or ${one})` : one;
};

const toColumn = ({ name, type, notnull, pk }: ReadColumn): Column => ({
  name,
  text: type.toLowerCase() === 'text',
  nullable: notnull === 0 && pk === 0,
});

export interface SqliteScope {
  /** From now on the connection reads what `scope` lets through. */
  show(scope: Scope): void;
  /** A transaction was rolled back, and the lists perhaps with it. */
  forget(): void;
}

/** Where a table really lies, `main.submission`, or the view of an earlier version that stands for it. */
export type Base = (table: string) => string;
export const AS_IT_LIES: Base = (table) => `main."${table}"`;

/** @param shadowed tables whose name is not theirs even for who sees everything: an earlier version stands in their place */
export function scopeSqlite(connection: SqliteDatabase.Database, base: Base = AS_IT_LIES, shadowed: readonly string[] = []): SqliteScope {
  let shown: Scope | null = null;
  let covered = false;
  const columnsOf = (table: string): Column[] => columnsRead(connection, table).map(toColumn);
  const drop = (table: string): void => void connection.exec(`drop view if exists temp."${table}"`);
  const cover = (): void => {
    for (const [table, filter] of Object.entries(ALL_FILTERS)) {
      if (filter === 'PUBLIC') continue;
      drop(table);
      const columns = columnsOf(table);
      // A table of rollups that is not there yet has no rows for anybody.
      if (columns.length === 0) continue;
      connection.exec(
        `create temporary view "${table}" as select ${selectionOf(filter, columns, inside)} from ${base(table)} as t where ${conditionOf(filter, inside)}`,
      );
    }
    covered = true;
  };
  const uncover = (): void => {
    for (const [table, filter] of Object.entries(ALL_FILTERS)) if (filter !== 'PUBLIC') drop(table);
    for (const table of shadowed) connection.exec(`create temporary view "${table}" as select * from ${base(table)}`);
    covered = false;
  };
  const fill = (scope: Scope): void => {
    for (const list of LISTS) {
      connection.exec(`delete from temp.${listOf(list)}`);
      const insert = connection.prepare(`insert into temp.${listOf(list)} (code) values (?)`);
      for (const code of codesIn(scope, list)) insert.run(code);
    }
  };
  connection.pragma('query_only = OFF');
  for (const list of LISTS)
    connection.exec(`create temporary table ${listOf(list)} (code text not null primary key) strict, without rowid`);
  cover();
  return {
    show: (scope) => {
      if (shown === scope) return;
      // What fails half-way is done anew by whoever comes next.
      shown = null;
      if (scope === WHOLE) uncover();
      else {
        fill(scope);
        if (!covered) cover();
      }
      shown = scope;
    },
    forget: () => {
      shown = null;
      covered = false;
    },
  };
}
