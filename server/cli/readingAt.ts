/** Questions of the office to the database, each over a snapshot of its own. */
import { openReaders, type Db, type Readers } from '../db/open.ts';
import { EVERYTHING } from '../domain/sight.ts';

export interface Reading {
  reading<Answer>(question: (db: Db) => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

/** Opened at the first question. */
export function readingAt(url: string): Reading {
  let opened: Readers | null = null;
  return {
    reading: async (question) => {
      const snapshot = await (opened ??= openReaders(url)).snapshot(EVERYTHING);
      try {
        return await question(snapshot.db);
      } finally {
        await snapshot.close();
      }
    },
    close: async () => opened?.close(),
  };
}
