/** Whether a writing connection waits for the disk before it says that something is written. */
import type SqliteDatabase from 'better-sqlite3';
import type { KyselyPlugin } from 'kysely';

/** SQLite's FULL. */
const FULL = 2;

/** WAL can silently mean NORMAL: the setting is read back after a write, and a weaker one stops the program. */
export function assertDurable(connection: SqliteDatabase.Database): void {
  const level = connection.pragma('synchronous', { simple: true });
  if (level !== FULL) throw new Error(`synchronous is ${String(level)}, FULL (${FULL}) is required`);
}

/** Asserts it after the first write of a connection, whichever statement that is. */
export function readingBack(connection: SqliteDatabase.Database): { readonly plugin: KyselyPlugin; check(): void } {
  let read = false;
  const check = (): void => {
    if (!read) assertDurable(connection);
    read = true;
  };
  return {
    check,
    plugin: {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (result.numAffectedRows !== undefined && result.numAffectedRows > 0n) check();
        return result;
      },
    },
  };
}
