/** A ledger over three servers: the run's PostgreSQL holds the small tables and 河南, two servers of their own hold 河北 and 四川. */
import pg from 'pg';
import { divide, type Divided } from '../../server/db/nation/divide.ts';
import type { Division } from '../../server/db/nation/layout.ts';
import { openedDatabase, testDatabase, type TestDatabase } from './database.ts';
import { startOwnServer, type OwnServer } from './postgres.ts';

export interface Nation {
  readonly db: TestDatabase;
  readonly north: OwnServer;
  readonly west: OwnServer;
  readonly division: Division;
  drop(): Promise<void>;
}

export const NOW = '2026-11-01T00:00:00.000Z';

export async function nation(postgresUrl: string): Promise<Nation> {
  const [north, west, db] = await Promise.all([startOwnServer(), startOwnServer(), testDatabase('postgres', postgresUrl)]);
  const division: Division = {
    servers: [
      { name: 'north', address: north.url, provinces: ['130000'] },
      { name: 'west', address: west.url, provinces: ['510000'] },
    ],
    here: [],
    from: '2025Q3',
    until: '2026Q2',
  };
  const drop = async (): Promise<void> => {
    await db.drop();
    await Promise.all([north.stop(), west.stop()]);
  };
  return { db, north, west, division, drop };
}

/** Cuts the tables, and opens the database anew: who had it open knows them as they were. */
export async function cut({ db, division }: Nation): Promise<{ db: TestDatabase; divided: Divided }> {
  const divided = await divide(db.store, division, NOW, false);
  return { divided, db: await openedDatabase(db.url, async () => undefined) };
}

/** Rows of a table on a server, asked there. */
export async function rowsAt({ url }: { readonly url: string }, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${table}`);
    return Number(rows[0]?.n);
  } finally {
    await client.end();
  }
}
