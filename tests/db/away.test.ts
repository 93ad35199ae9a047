import { sql } from 'kysely';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { openReaders, openStore, type Db, type Readers } from '../../server/db/open.ts';
import { withPoolSettings } from '../../server/db/postgresAddress.ts';
import { openPool } from '../../server/db/postgresPool.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { serve } from '../http/serve.ts';
import { cuttable } from '../support/cuttable.ts';
import { testDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const AWAY = { code: 'UNAVAILABLE', message: expect.stringMatching(/^数据库服务器暂时连接不上，.*请稍后再试/) as string };

async function unitsOf(readers: Readers, version?: number): Promise<number> {
  const snapshot = await readers.snapshot(EVERYTHING, version === undefined ? {} : { version });
  try {
    const { rows } = await sql<{ n: number }>`select count(*) as n from unit_quarter`.execute(snapshot.db);
    return Number(rows[0]?.n);
  } finally {
    await snapshot.close();
  }
}

it('says UNAVAILABLE while the server is away, in the middle of a question too, and reads and writes again when it is back', async () => {
  const test = await testDatabase('postgres', inject('postgresUrl'));
  await test.submit('410302', '2025Q4', ledgerOf('410302', { none: 4 }));
  await test.submit('410303', '2025Q4', ledgerOf('410303', { none: 3 }));
  const wire = await cuttable(test.url);
  const readers = openReaders(wire.url);
  const store = await openStore(wire.url);
  const server = await serve({ database: wire.url });
  const count = async (): Promise<number> => (await store.db.selectFrom('submission').selectAll().execute()).length;
  const asked = (): ReturnType<typeof server.ask> => server.ask('{ dataset { version } }');
  try {
    const before = await unitsOf(readers, 1);
    expect([await unitsOf(readers), await count(), (await asked()).errors]).toEqual([7, 2, undefined]);
    const underWay = await readers.snapshot(EVERYTHING);
    await wire.cut();
    await expect(sql`select 1`.execute(underWay.db)).rejects.toMatchObject(AWAY);
    await underWay.close();
    await expect(unitsOf(readers)).rejects.toMatchObject(AWAY);
    await expect(unitsOf(readers, 1)).rejects.toMatchObject(AWAY);
    await expect(count()).rejects.toMatchObject(AWAY);
    await expect(store.inTurn(count)).rejects.toMatchObject(AWAY);
    const answer = await asked();
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNAVAILABLE']);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    await wire.mend();
    expect([await unitsOf(readers), await unitsOf(readers, 1), await store.inTurn(count)]).toEqual([7, before, 2]);
    expect((await asked()).errors).toBeUndefined();
  } finally {
    await server.close();
    await readers.close();
    await store.close();
    await wire.close();
    await test.drop();
  }
});

const settingsOf = async (db: Db): Promise<unknown> => {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in ('application_name', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name`.execute(
    db,
  );
  return rows.map(({ setting }) => setting);
};

it('tells the server who connects and what each may take: readers 12 s where a query has 10, exports and the writer none, and their questions end in words', async () => {
  const test = await testDatabase('postgres', inject('postgresUrl'));
  await test.submit('410302', '2025Q4', ledgerOf('410302', { none: 4 }));
  await test.submit('410303', '2025Q4', ledgerOf('410303', { none: 3 }));
  const url = withPoolSettings(test.url, { querySeconds: 10, readers: 2 });
  const readers = openReaders(url);
  const exporters = openReaders(url, 'export');
  const store = await openStore(url);
  const seen = async (from: Readers, version?: number): Promise<unknown> => {
    const snapshot = await from.snapshot(EVERYTHING, version === undefined ? {} : { version });
    const settings = await settingsOf(snapshot.db);
    await snapshot.close();
    return settings;
  };
  try {
    expect(await seen(readers)).toEqual(['fugai reader', '600000', '0', '12000']);
    expect(await seen(readers, 1)).toEqual(['fugai earlier', '600000', '0', '12000']);
    expect(await seen(exporters)).toEqual(['fugai export', '3600000', '0', '0']);
    expect(await settingsOf(store.db)).toEqual(['fugai writer', '600000', '60000', '0']);
    const snapshot = await readers.snapshot(EVERYTHING);
    await sql`set local statement_timeout = 20`.execute(snapshot.db);
    await expect(sql`select pg_sleep(20)`.execute(snapshot.db)).rejects.toMatchObject({
      code: 'TIMED_OUT',
      message: expect.stringContaining('缩小') as string,
    });
    await snapshot.close();
    const other = await openStore(url);
    await other.db.transaction().execute(async (work) => {
      await sql`lock table region_alias`.execute(work);
      const waiting = store.db.transaction().execute(async (mine) => {
        await sql`set local lock_timeout = 20`.execute(mine);
        await sql`lock table region_alias`.execute(mine);
      });
      await expect(waiting).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('另一项写入') as string });
    });
    await other.close();
  } finally {
    await exporters.close();
    await readers.close();
    await store.close();
    await test.drop();
  }
});

it.each([
  ['', undefined],
  ['?sslmode=disable', false],
  ['?sslmode=require', { rejectUnauthorized: false }],
  ['?sslmode=verify-full', {}],
])('takes sslmode of the address as PostgreSQL’s own programs do: %s', async (search, ssl) => {
  const pool = openPool(`postgres://u@127.0.0.1/x${search}`, { session: 'reader', most: 1 });
  const client = new pg.Client(pool.options);
  expect((client as unknown as { ssl: unknown }).ssl || undefined).toEqual(ssl || undefined);
  await pool.end();
});

it('says of a user or a database that the server does not know what to put right', async () => {
  const known = new URL(inject('postgresUrl'));
  const [user, database] = [new URL(known), new URL(known)];
  user.username = 'niemand';
  database.pathname = '/nirgends';
  for (const [url, message] of [
    [user, '打不开数据库：用户名或密码不对。'],
    [database, '打不开数据库：没有这个库，请先建立。'],
  ] as const) {
    const readers = openReaders(url.href);
    await expect(readers.snapshot(EVERYTHING)).rejects.toMatchObject({ code: 'UNAVAILABLE', message });
    await readers.close();
  }
});
