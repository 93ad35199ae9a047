import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { countUnits } from '../../server/db/units.ts';
import { ALL_FILTERS } from '../../server/db/scope.ts';
import { AGGREGATES, EVERYTHING, NOTHING, sightOf, type Sight } from '../../server/domain/sight.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, unitFact } from '../support/facts.ts';

const NARROWED = Object.entries(ALL_FILTERS).flatMap(([table, filter]) => (filter === 'PUBLIC' ? [] : [table]));

describe.each(ENGINES)('a sight on %s', (engine) => {
  let db: TestDatabase;
  let readers: Readers;
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    await db.submit('410302', '2025Q4', {
      ...ledgerOf('410302', {}),
      units: [unitFact('410302001', 1), unitFact('410302001', 2), unitFact('410302002', 3, { park: 'P41030001' })],
    });
    await db.submit('410303', '2025Q4', ledgerOf('410303', { none: 4 }));
    readers = openReaders(db.url);
  });
  afterAll(async () => {
    await readers.close();
    await db.drop();
  });

  const counted = async (sight: Sight): Promise<number> => {
    const snapshot = await readers.snapshot(sight);
    try {
      return await countUnits(snapshot.db, { period: '2025Q4', where: { equals: {}, flags: [] } });
    } finally {
      await snapshot.close();
    }
  };

  it('of a province reads 7 units, of a county 3, of one of its townships 2, of a park 1, of nothing 0', async () => {
    expect(await counted(sightOf(['410000']))).toBe(7);
    expect(await counted(sightOf(['410302']))).toBe(3);
    expect(await counted(sightOf(['410302001']))).toBe(2);
    expect(await counted(sightOf(['P41030001']))).toBe(1);
    expect(await counted(NOTHING)).toBe(0);
    expect(await counted(AGGREGATES)).toBe(0);
    expect(await counted(EVERYTHING)).toBe(7);
  });

  it('follows the reader when 40 of five kinds take turns on 8 connections', async () => {
    const kinds = [EVERYTHING, sightOf(['410302']), NOTHING, sightOf(['410302001']), AGGREGATES];
    const found = await Promise.all(Array.from({ length: 40 }, (_, at) => counted(kinds[at % 5] ?? NOTHING)));
    expect(found).toEqual(Array.from({ length: 40 }, (_, at) => [7, 3, 0, 2, 0][at % 5]));
  });

  it('of a township shows no file, hash or count of the county’s submission, which its units stand in', async () => {
    const snapshot = await readers.snapshot(sightOf(['410302001']));
    const rows = await snapshot.db.selectFrom('submission').selectAll().execute();
    await snapshot.close();
    expect(rows.map((row) => [row.region, row.file_name, row.file_sha256, row.units, row.warnings])).toEqual([['410302', '', '', 0, 0]]);
  });

  it('lets nothing be written, and reads no row of a table that a region reported where no sight was said', async () => {
    const snapshot = await readers.snapshot(NOTHING);
    for (const table of NARROWED) {
      const rows = await snapshot.db
        .selectFrom(table as 'submission')
        .selectAll()
        .execute();
      expect([table, rows.length]).toEqual([table, 0]);
    }
    await snapshot.close();
  });
});

describe('row level security', () => {
  const named = (url: string, user: string, password: string): string => {
    const own = new URL(url);
    own.username = user;
    own.password = password;
    return own.href;
  };

  it('binds the owner of the tables, who reads nothing without a sight, and counts what a sight says otherwise', async () => {
    const db = await testDatabase('postgres', inject('postgresUrl'));
    const role = `fugai_owner_${process.pid}`;
    const client = new pg.Client({ connectionString: db.url });
    await client.connect();
    try {
      await db.submit('410302', '2025Q4', ledgerOf('410302', { none: 4 }));
      await client.query(`create role ${role} login password 'x'`);
      await client.query(`grant fugai_reader to ${role}; grant all on schema public to ${role}`);
      for (const table of Object.keys(ALL_FILTERS)) await client.query(`alter table "${table}" owner to ${role}`);
      const owner = new pg.Client({ connectionString: named(db.url, role, 'x') });
      await owner.connect();
      const { rows } = await owner.query('select count(*)::int as n from unit_quarter');
      expect(rows).toEqual([{ n: 0 }]);
      await expect(owner.query('update submission set units = 99')).resolves.toMatchObject({ rowCount: 0 });
      await owner.end();
      const readers = openReaders(named(db.url, role, 'x'));
      const snapshot = await readers.snapshot(sightOf(['410302']));
      expect(await countUnits(snapshot.db, { period: '2025Q4', where: { equals: {}, flags: [] } })).toBe(4);
      await snapshot.close();
      await readers.close();
    } finally {
      await client.query(`reassign owned by ${role} to current_user; drop owned by ${role}; drop role ${role}`).catch(() => undefined);
      await client.end();
      await db.drop();
    }
  });

  it('has a policy for each table that is narrowed, and says what SQLite says', async () => {
    const db = await testDatabase('postgres', inject('postgresUrl'));
    const client = new pg.Client({ connectionString: db.url });
    await client.connect();
    const { rows } = await client.query(
      "select c.relname as name from pg_class as c join pg_policy as p on p.polrelid = c.oid where c.relrowsecurity and c.relforcerowsecurity and c.relnamespace = 'public'::regnamespace",
    );
    await client.end();
    await db.drop();
    expect((rows as { name: string }[]).map(({ name }) => name).toSorted()).toEqual(NARROWED.toSorted());
  });
});
