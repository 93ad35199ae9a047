/** Statements that are asked again and again with other values: built once a shape, and from then on only their values are new. */
import { CompiledQuery, SqliteAdapter, type RawBuilder } from 'kysely';
import type { Db } from './open.ts';

const SHAPES_KEPT = 400;
const texts = new Map<string, string>();

export const isSqlite = (db: Db): boolean => db.getExecutor().adapter instanceof SqliteAdapter;

/**
 * Rows of a statement. `shape` names everything that its text depends on but the engine; `values` are what it binds, in the order of the text
 * that `build` gives.
 */
export async function runShaped<Row>(
  db: Db,
  shape: string,
  values: readonly unknown[],
  build: () => RawBuilder<Row>,
): Promise<readonly Row[]> {
  const key = `${isSqlite(db) ? 'sqlite' : 'postgres'} ${shape}`;
  let text = texts.get(key);
  if (text === undefined) {
    text = build().compile(db).sql;
    if (texts.size >= SHAPES_KEPT) texts.clear();
    texts.set(key, text);
  }
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
  return rows;
}
