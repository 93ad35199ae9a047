import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openReaders, type Readers, type Snapshot } from '../../server/db/open.ts';
import { EVERYTHING, sightOf } from '../../server/domain/sight.ts';
import { createGrounds } from '../../server/reports/grounds.ts';
import type { Ground } from '../../server/reports/ground.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const COUNTIES = ['410302', '410303', '410304', '410305', '410311'];

describe('the grounds of data versions', () => {
  let database: TestDatabase;
  let readers: Readers;
  let groundOf: (snapshot: Snapshot) => Promise<Ground>;

  beforeAll(async () => {
    database = await testDatabase('sqlite', inject('postgresUrl'));
    for (const county of COUNTIES) await database.submit(county, '2025Q4', ledgerOf(county, { sole: 1 }));
    readers = openReaders(database.url);
  });
  beforeEach(() => {
    groundOf = createGrounds();
  });
  afterAll(async () => {
    await readers.close();
    await database.drop();
  });

  async function of(version: number, sight = EVERYTHING, change = (snapshot: Snapshot): Snapshot => snapshot): Promise<Ground> {
    const snapshot = await readers.snapshot(sight, { version });
    try {
      return await groundOf(change(snapshot));
    } finally {
      await snapshot.close();
    }
  }

  it('are read once a version and sight, and share what everybody may know', async () => {
    const [one, again] = [await of(5), await of(5)];
    expect(again).toBe(one);
    const other = await of(5, sightOf(['410302']));
    expect(other).not.toBe(one);
    expect(other.tree).toBe(one.tree);
  });

  it('are of three versions at most: what is asked for goes on, what was asked for longest ago goes', async () => {
    const first = await of(1);
    const second = await of(2);
    await of(3);
    expect(await of(1)).toBe(first);
    await of(4);
    expect(await of(1)).toBe(first);
    expect(await of(2)).not.toBe(second);
  });

  it('are read anew after what failed', async () => {
    let broken = true;
    const breaking = (snapshot: Snapshot): Snapshot => ({
      ...snapshot,
      get db() {
        if (broken) throw new Error('the disk is away');
        return snapshot.db;
      },
    });
    await expect(of(5, EVERYTHING, breaking)).rejects.toThrow('the disk is away');
    broken = false;
    expect((await of(5, EVERYTHING, breaking)).ledgerCodes.size).toBeGreaterThan(0);
  });
});
