/**
 * Many rows into PostgreSQL at a time: by COPY, which costs a quarter of what a statement of arrays does here, and a third of it there. COPY refuses a
 * table whose row level security binds who asks, as it binds the owner of ours: then the rows go through a temporary table beside it.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyText } from './copyText.ts';
import { liesApart } from './nation/apart.ts';
import type { Db, Store } from './open.ts';
import { told } from './postgresAway.ts';
import { connectionOf } from './postgresPool.ts';

const ARRAY_OF: Readonly<Record<string, string>> = { text: 'text[]', integer: 'int4[]', bigint: 'int8[]', 'double precision': 'float8[]' };
/** Fewer go in one statement: that is one way to the server and back instead of four. */
const FEW = 20;

type Rows = Iterable<readonly unknown[]>;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const listed = (columns: readonly string[]): string => columns.map(quoted).join(', ');

/** Sends what COPY reads on a connection; a failure of either side ends the COPY, and the transaction cannot go on. */
export async function copyPieces(client: ClientBase, table: string, columns: readonly string[], pieces: Iterable<Buffer>): Promise<void> {
  const copy = client.query(copyFrom(`copy ${quoted(table)} (${listed(columns)}) from stdin`));
  try {
    await pipeline(Readable.from(pieces, { objectMode: true }), copy);
  } catch (error) {
    throw told(error);
  }
}

const copyInto = (client: ClientBase, table: string, columns: readonly string[], rows: Rows): Promise<void> =>
  copyPieces(client, table, columns, copyText(rows));

async function copyBeside(on: Db, table: string, columns: readonly string[], rows: Rows): Promise<void> {
  const list = listed(columns);
  const beside = `arriving_${createHash('sha256').update(`${table} ${list}`).digest('hex').slice(0, 16)}`;
  const into = sql.table(beside);
  await sql`create temporary table if not exists ${into} on commit delete rows as select ${sql.raw(list)} from ${sql.table(table)} with no data`.execute(
    on,
  );
  await copyInto(await connectionOf(on), beside, columns, rows);
  await sql`insert into ${sql.table(table)} (${sql.raw(list)}) select ${sql.raw(list)} from ${into}`.execute(on);
  await sql`truncate ${into}`.execute(on);
}

export function createInserting(): Store['insertMany'] {
  const types = new Map<string, Map<string, string>>();
  const typesOf = async (on: Db, table: string): Promise<Map<string, string>> => {
    const known = types.get(table);
    if (known) return known;
    const { rows } = await sql<{
      name: string;
      type: string;
    }>`select column_name as name, data_type as type from information_schema.columns where table_name = ${table} and table_schema in (current_schema(), (select nspname from pg_namespace where oid = pg_my_temp_schema()))`.execute(
      on,
    );
    const found = new Map(rows.map((row) => [row.name, row.type]));
    types.set(table, found);
    return found;
  };
  const insertFew = async (on: Db, table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): Promise<void> => {
    const known = await typesOf(on, table);
    const arrays = columns.map(
      (name, at) => sql`${rows.map((row) => row[at])}::${sql.raw(ARRAY_OF[known.get(name) ?? 'text'] ?? 'text[]')}`,
    );
    await sql`insert into ${sql.table(table)} (${sql.raw(listed(columns))}) select * from unnest(${sql.join(arrays)})`.execute(on);
  };
  return async (transaction, table, columns, rows) => {
    if (rows.length === 0) return;
    if (rows.length < FEW) return insertFew(transaction, table, columns, rows);
    const { rows: found } = await sql<{ bound: boolean }>`select row_security_active(${quoted(table)}) as bound`.execute(transaction);
    // Rows that belong to other servers go there many at a time from a statement, and one at a time from COPY.
    const apart = await liesApart(transaction);
    if (found[0]?.bound === true || apart) await copyBeside(transaction, table, columns, rows);
    else await copyInto(await connectionOf(transaction), table, columns, rows);
  };
}
