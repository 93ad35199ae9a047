import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diskRefusal } from '../../server/db/disk.ts';
import { removeStaging } from '../../server/db/removing.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const MOST_PAGES = 4_294_967_294;

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase('sqlite', '');
  await db.submit('410302', '2025Q3', ledgerOf('410302', { sole: 3, none: 2 }));
});
afterAll(() => db.drop());

const told = (): Promise<string> =>
  db.ask(async (view) =>
    JSON.stringify([
      await view.dataset(),
      await view.observations({ indicators: ['party_org_coverage'], regions: { codes: ['410000', '410302'] }, periods: { last: 4 } }),
    ]),
  );

it('answers as before while nothing more fits into the database, says so, and works again when there is room', async () => {
  const before = await told();
  const large = ledgerOf('410303', { sole: 400, none: 800 });
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db.store.db);
  let refused = 0;
  for (const more of [0, 1, 2, 5, 10, 20, 40]) {
    await sql`pragma max_page_count = ${sql.raw(String(Number(rows[0]?.page_count) + more))}`.execute(db.store.db);
    const error: unknown = await db.submit('410303', '2025Q4', large).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(diskRefusal(error)?.message).toBe('磁盘已满，这次操作没有完成，什么也没有改变；已有的数据仍可查询。请腾出空间后重试。');
    expect(await told()).toBe(before);
    refused += 1;
  }
  await sql`pragma max_page_count = ${sql.raw(String(MOST_PAGES))}`.execute(db.store.db);
  await removeStaging(db.store, '2026-03-01T00:00:00.000Z');
  expect((await db.submit('410303', '2025Q4', large)).difference.added).toBe(1200);
  console.log(`full database ${refused} times / refused in words ${refused} / answers as before ${refused} / works again`);
  expect(refused).toBe(7);
});
