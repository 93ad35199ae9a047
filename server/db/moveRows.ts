/** Carrying the rows of one table over, and reading them back: both sides are told in the same words, so one hash holds them against each other. */
import { createHash } from 'node:crypto';
import type SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { to as copyTo } from 'pg-copy-streams';
import type { ClientBase } from 'pg';
import { copyText } from './copyText.ts';
import type { MovedTable } from './moveTables.ts';
import type { Db } from './open.ts';
import { told } from './postgresAway.ts';
import { copyPieces } from './postgresInsert.ts';

/** How many rows a table has, and the hash of them in the order of its key. */
export interface Held {
  readonly rows: number;
  readonly sha256: string;
}

const quoted = (name: string): string => `"${name}"`;

/** Rows of a file in the order of the bytes of their key. */
function sourceRows(connection: SqliteDatabase.Database, { name, columns, key }: MovedTable): IterableIterator<unknown[]> {
  const order = key.length === 0 ? '' : ` order by ${key.map((column) => `${quoted(column)} collate binary`).join(', ')}`;
  return connection
    .prepare<[], unknown[]>(`select ${columns.map(quoted).join(', ')} from ${quoted(name)}${order}`)
    .raw()
    .iterate();
}

/** Copies a table and tells what was sent. */
export async function sendTable(connection: SqliteDatabase.Database, client: ClientBase, table: MovedTable): Promise<Held> {
  const hash = createHash('sha256');
  let rows = 0;
  function* counted(): Generator<unknown[]> {
    for (const row of sourceRows(connection, table)) {
      rows += 1;
      yield row;
    }
  }
  function* hashed(): Generator<Buffer> {
    for (const piece of copyText(counted())) {
      hash.update(piece);
      yield piece;
    }
  }
  await copyPieces(client, table.name, table.columns, hashed());
  return { rows, sha256: hash.digest('hex') };
}

/** What PostgreSQL holds of a table, read back whole. */
export async function readBack(client: ClientBase, { name, columns, key }: MovedTable, types: ReadonlyMap<string, string>): Promise<Held> {
  const order = key.map((column) => `${quoted(column)}${types.get(`${name}.${column}`) === 'text' ? ' collate "C"' : ''}`).join(', ');
  const select = `select ${columns.map(quoted).join(', ')} from ${quoted(name)}${order === '' ? '' : ` order by ${order}`}`;
  const stream = client.query(copyTo(`copy (${select}) to stdout`));
  const hash = createHash('sha256');
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) hash.update(piece);
  } catch (error) {
    throw told(error);
  }
  return { rows: stream.rowCount, sha256: hash.digest('hex') };
}

/** `table.column` → type, of the present schema. */
export async function columnTypes(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; type: string }>`
    select table_name || '.' || column_name as name, data_type as type from information_schema.columns where table_schema = current_schema()`.execute(
    db,
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}
