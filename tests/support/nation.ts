/** A ledger over three servers: the run's PostgreSQL holds the small tables and 河南, two servers of their own hold 河北 and 四川. */
import { divide, type Divided } from '../../server/db/nation/divide.ts';
import type { Division } from '../../server/db/nation/layout.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { startOwnServer, type OwnServer } from './postgres.ts';

export interface Nation extends TestDatabase {
  readonly north: OwnServer;
  readonly west: OwnServer;
  readonly division: Division;
  /** Cuts the tables; programs that have them open read on. */
  cut(): Promise<Divided>;
}

export const NOW = '2026-11-01T00:00:00.000Z';

export async function nation(postgresUrl: string): Promise<Nation> {
  const [north, west, db] = await Promise.all([startOwnServer(), startOwnServer(), testDatabase('postgres', postgresUrl)]);
  const division: Division = {
    servers: [
      { name: 'north', address: north.url, provinces: ['130000'] },
      { name: 'west', address: west.url, provinces: ['510000'] },
    ],
    from: '2025Q3',
    until: '2026Q4',
  };
  return {
    ...db,
    north,
    west,
    division,
    cut: () => divide(db.store, division, NOW, false),
    drop: async () => {
      await db.drop();
      await Promise.all([north.stop(), west.stop()]);
    },
  };
}
