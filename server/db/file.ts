/** A connection to a database file, with every setting that a promise rests on. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { assertNotRestoring } from './restoring.ts';
import { assertWritesHere } from './writing.ts';

/** Pages that are kept ready. Who writes goes through most of them once, and shares its memory with the rows on their way. */
const READER_KILOBYTES = 65_536;
const WRITER_KILOBYTES = 32_768;

/** @throws DomainError while a restore of what lies there has not ended */
export function openFile(file: string, readonly: boolean): SqliteDatabase.Database {
  if (!readonly) assertWritesHere();
  assertNotRestoring(file);
  if (!readonly) mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const connection = new SqliteDatabase(file, { readonly, timeout: 5000 });
  connection.pragma('foreign_keys = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cell_size_check = ON');
  connection.pragma(`cache_size = -${readonly ? READER_KILOBYTES : WRITER_KILOBYTES}`);
  if (readonly) connection.pragma('query_only = ON');
  else {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('recursive_triggers = ON');
  }
  return connection;
}
