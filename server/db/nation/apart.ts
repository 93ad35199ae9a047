/**
 * Whether rows of facts lie apart from their submissions: in partitions, by province and quarter, of which some may be another server's. A
 * planner reads no more of them than a statement names by constants: what it looks up in a join it asks of every server. So where they lie
 * apart, the numbers of the submissions are read first and named. Where they lie together nothing is asked and nothing is added.
 */
import { PostgresAdapter, sql, type RawBuilder } from 'kysely';
import type { Db } from '../open.ts';

const known = new WeakMap<object, Promise<boolean>>();

/** SQL: whether the tables of facts are partitioned. */
export const IS_DIVIDED = `(select relkind = 'p' from pg_class where oid = to_regclass('unit_quarter'))`;

/** Asked once a pool of connections. */
export function liesApart(db: Db): Promise<boolean> {
  const { adapter } = db.getExecutor();
  if (!(adapter instanceof PostgresAdapter)) return Promise.resolve(false);
  const found =
    known.get(adapter) ??
    sql
      .raw<{ apart: boolean | null }>(`select ${IS_DIVIDED} as apart`)
      .execute(db)
      .then(({ rows }) => rows[0]?.apart === true);
  known.set(adapter, found);
  found.catch(() => known.delete(adapter));
  return found;
}

/** Whether it is so may have changed. */
export const askAgain = (db: Db): void => void known.delete(db.getExecutor().adapter);

/** From now on it is so. */
export const noteApart = (db: Db): void => void known.set(db.getExecutor().adapter, Promise.resolve(true));

const numbers = (ids: readonly number[]): string => ids.map((id) => String(Math.trunc(id))).join(',');

/** SQL: whether `column` is one of `ids`, as a constant. */
export const isAmong = (column: string, ids: readonly number[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any(${sql.raw(`'{${numbers(ids)}}'::bigint[]`)})`;

/** The numbers that `submissions` selects (as `id`), where rows lie apart; null where a join will do. */
export async function numbersApart(db: Db, submissions: RawBuilder<unknown>): Promise<readonly number[] | null> {
  if (!(await liesApart(db))) return null;
  const { rows } = await (submissions as RawBuilder<{ id: number }>).execute(db);
  return rows.map(({ id }) => id);
}

/** SQL to follow a condition: only rows of what `submissions` selects, named where they lie apart; nothing elsewhere. */
export async function pinned(db: Db, column: string, submissions: RawBuilder<unknown>): Promise<RawBuilder<unknown>> {
  const ids = await numbersApart(db, submissions);
  return ids === null ? sql`` : sql` and ${isAmong(column, ids)}`;
}

/** The same of submissions that are known already. */
export const pinnedTo = async (db: Db, column: string, ids: readonly number[]): Promise<RawBuilder<unknown>> =>
  (await liesApart(db)) ? sql` and ${isAmong(column, ids)}` : sql``;
