/** Typed SQL fragments that query modules share; with open.ts the only place where a dialect may show. */
import { sql, SqliteAdapter, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import type { Measure } from '../domain/measures.ts';

/** Σ of a measure over the rows of its fact table `alias`. */
export function measureSum(measure: Measure, alias: string): RawBuilder<number> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const conditions = [
    ...Object.entries(measure.when).map(([name, constant]) => sql`${column(name)} = ${sql.lit(constant)}`),
    ...(measure.known === undefined ? [] : [sql`${column(measure.known)} is not null`]),
  ];
  const added = measure.value === undefined ? sql`1` : column(measure.value);
  if (conditions.length === 0) return sql<number>`coalesce(sum(${added}), 0)`;
  return sql<number>`coalesce(sum(case when ${sql.join(conditions, sql` and `)} then ${added} else 0 end), 0)`;
}

/** Σ over rows, 0 without one. A sum of whole numbers would come from PostgreSQL as text. */
export const sumOf = (each: RawBuilder<unknown>): RawBuilder<number> => sql<number>`cast(coalesce(sum(${each}), 0) as double precision)`;

/** Σ of a stored rollup column. */
export const columnSum = (alias: string, name: string): RawBuilder<number> => sumOf(sql.ref(`${alias}.${name}`));

/** Whether a dated row holds on a day; the day is a value or another column. An open end is null in `region` and a far day in `region_closure`. */
export const holds = (alias: string, day: RawBuilder<string>): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${alias}.valid_from`)} <= ${day} and coalesce(${sql.ref(`${alias}.valid_to`)}, '9999-12-31') > ${day}`;

/** `(a, b) in ((1, 2), …)`: pairs of columns against pairs of values. */
export const pairIn = (columns: readonly [string, string], pairs: readonly (readonly [string, string])[]): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(columns[0])}, ${sql.ref(columns[1])}) in (values ${sql.join(pairs.map(([left, right]) => sql`(${left}, ${right})`))})`;

/** Case-insensitive search inside a text column; `%` and `_` in the asked text stand for themselves. */
export const contains = (column: string, text: string): RawBuilder<boolean> =>
  sql<boolean>`lower(${sql.ref(column)}) like ${`%${text.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`} escape '\\'`;

/**
 * Waits until no other transaction that took the same turn is under way: on SQLite until this one may write, on PostgreSQL for the lock of
 * that name. What is read after it is what stands.
 */
export async function takeTurn(work: QueryExecutorProvider, table: string): Promise<void> {
  if (work.getExecutor().adapter instanceof SqliteAdapter) await sql`delete from ${sql.table(table)} where 1 = 0`.execute(work);
  else await sql`select pg_advisory_xact_lock(hashtext(${table}))`.execute(work);
}
