import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { copyText } from '../../server/db/copyText.ts';
import { openStore, type Store } from '../../server/db/open.ts';
import { ENGINES, testDatabase } from '../support/database.ts';

const HARD = ['\\N', '\\', 'a\tb', 'a\nb', 'a\r\nb', '\\t', '', '𠮷野家', 'O\'Neil "x"', '\u0001', '{a,b}'];

/** Texts come back as they went in, and null as null, from one row up to the rows of three pieces. */
async function throughAlias(store: Store, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, at) => [`c${at}`, `${String(HARD[at % HARD.length])}${'长'.repeat(at % 7)}`]);
  await store.db.transaction().execute((work) => store.insertMany(work, 'region_alias', ['old_code', 'new_code'], rows));
  const stored = await store.db.selectFrom('region_alias').selectAll().where('old_code', 'like', 'c%').execute();
  expect(new Map(stored.map((row) => [row.old_code, row.new_code]))).toEqual(new Map(rows.map(([old, now]) => [old, now])));
  await store.db.deleteFrom('region_alias').where('old_code', 'like', 'c%').execute();
}

describe.each(ENGINES)('many rows on %s', (engine) => {
  it('hold tabs, backslashes, line ends and 𠮷 unchanged, be they 1, 19, 20 or 9000, and nulls and fractions', async () => {
    const test = await testDatabase(engine, inject('postgresUrl'));
    try {
      for (const count of [1, 19, 20, 9000]) await throughAlias(test.store, count);
      const rows = Array.from({ length: 30 }, (_, at) => [`s${at}`, 't', at % 2 === 0 ? null : 'p\t']);
      await test.store.db.transaction().execute((work) => test.store.insertMany(work, 'source', ['id', 'title', 'publisher'], rows));
      const stored = await test.store.db.selectFrom('source').select(['id', 'publisher', 'kind']).where('id', 'like', 's%').execute();
      expect(stored.filter((row) => row.publisher === null && row.kind === null)).toHaveLength(15);
      expect(stored.filter((row) => row.publisher === 'p\t')).toHaveLength(15);
    } finally {
      await test.drop();
    }
  });

  it('are none where one of 40 is refused, and the store goes on', async () => {
    const test = await testDatabase(engine, inject('postgresUrl'));
    try {
      const rows = Array.from({ length: 40 }, (_, at) => [`c${at % 39}`, 'x']);
      const add = (): Promise<void> =>
        test.store.db.transaction().execute((work) => test.store.insertMany(work, 'region_alias', ['old_code', 'new_code'], rows));
      await expect(add()).rejects.toThrow(/unique/i);
      expect(await test.store.db.selectFrom('region_alias').selectAll().where('old_code', 'like', 'c%').execute()).toEqual([]);
      await throughAlias(test.store, 40);
    } finally {
      await test.drop();
    }
  });
});

it('refuses a NUL in words before PostgreSQL would, and writes nothing', () => {
  expect(() => [...copyText([['a\0b']])]).toThrow(/空字符（NUL，U\+0000）.*没有写入任何内容/);
});

it('goes through a table beside it where row level security binds the owner, whom COPY refuses: 2 × 30 rows of one quarter', async () => {
  const test = await testDatabase('postgres', inject('postgresUrl'));
  const admin = new pg.Client({ connectionString: test.url });
  const role = `fugai_copier_${process.pid}`;
  await admin.connect();
  try {
    await admin.query(`create role ${role} login; grant all on schema public to ${role}; alter table expectation owner to ${role}`);
    await admin.query(`alter table kysely_migration owner to ${role}; alter table kysely_migration_lock owner to ${role}`);
    const own = new URL(test.url);
    own.username = role;
    const bound = new pg.Client({ connectionString: own.href });
    await bound.connect();
    await expect(bound.query('copy expectation from stdin')).rejects.toThrow(/row-level security/);
    await bound.end();
    const store = await openStore(own.href);
    const row = (at: number): string[] => [`c${at}`, '2031Q1', '2031-03-31'];
    const part = (from: number): string[][] => Array.from({ length: 30 }, (_, at) => row(from + at));
    const columns = ['region', 'period', 'as_of'];
    await store.db.transaction().execute(async (work) => {
      await store.insertMany(work, 'expectation', columns, part(0));
      await store.insertMany(work, 'expectation', columns, part(30));
    });
    expect(await store.db.selectFrom('expectation').select('region').execute()).toHaveLength(60);
    await store.close();
  } finally {
    await admin.query(`reassign owned by ${role} to current_user; drop owned by ${role}; drop role ${role}`).catch(() => undefined);
    await admin.end();
    await test.drop();
  }
});
