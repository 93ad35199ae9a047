import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshUpload } from '../../server/cli/uploadRows.ts';
import { diskRefusal } from '../../server/db/disk.ts';
import { readRegions } from '../../server/db/regions.ts';
import { removeStaging } from '../../server/db/removing.ts';
import type { UploadTable } from '../../server/db/submissionTables.ts';
import { startParser } from '../../server/ledger/parser.ts';
import { Progress } from '../../server/ledger/progress.ts';
import { receiveUpload } from '../../server/ledger/receive.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { pair, REGION, unitRows } from '../support/uploads.ts';

/** Pages that are free beyond those that are taken, in the order of the tries. */
const ROOMS = [0, 1, 2, 5, 10, 20, 40] as const;
const MOST_PAGES = 4_294_967_294;
const NOW = '2026-08-01T00:00:00.000Z';

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
  for (const more of ROOMS) {
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

it('refuses a file that somebody sends in words while the disk is full, keeps nothing of it, and receives it when there is room', async () => {
  const before = await told();
  const [units, organizations] = pair(unitRows(900));
  if (units === undefined || organizations === undefined) throw new Error('no files');
  const files = [
    { name: 'units.csv', bytes: new Uint8Array(await units.arrayBuffer()) },
    { name: 'organizations.csv', bytes: new Uint8Array(await organizations.arrayBuffer()) },
  ];
  const receive = async (at: number): Promise<UploadTable> => {
    const progress = new Progress();
    progress.grant();
    const sent = { region: REGION, period: '2026Q2', kind: 'LEDGER' } as const;
    const row = freshUpload(
      { ...sent, id: `upload-${at}`, fileName: 'units.csv', createdAt: NOW, sender: 'wang', senderName: 'wang', bytes: 0 },
      'WAITING',
    );
    const ask = { ...sent, note: null, apply: false, partial: false, dryRun: false, key: null };
    const parser = startParser(tmpdir());
    try {
      const parts = { regions: await readRegions(db.store.db), parser, now: () => NOW, actor: { id: 'wang', name: 'wang', address: null } };
      return await receiveUpload(db.store, { row, ask, files, progress: progress.shared }, parts);
    } finally {
      parser.close();
    }
  };
  const kept = async (): Promise<number> =>
    (await db.store.db.selectFrom('submission').select('id').where('held', '=', 1).execute()).length;
  let refused = 0;
  for (const [at, more] of [0, 5, 40].entries()) {
    // What the tries before have left free inside the file would be room.
    await sql`vacuum`.execute(db.store.db);
    const { rows: now } = await sql<{ page_count: number }>`pragma page_count`.execute(db.store.db);
    await sql`pragma max_page_count = ${sql.raw(String(Number(now[0]?.page_count) + more))}`.execute(db.store.db);
    const { state, message } = await receive(at);
    expect([state, message]).toEqual(['FAILED', '服务器磁盘空间不足，数据未改动，已通知管理员']);
    expect([await told(), await kept()]).toEqual([before, 0]);
    refused += 1;
    await sql`pragma max_page_count = ${sql.raw(String(MOST_PAGES))}`.execute(db.store.db);
  }
  expect([(await receive(ROOMS.length)).state, await kept(), await told()]).toEqual(['RECEIVED', 1, before]);
  console.log(`uploads on a full disk ${refused} / refused in words ${refused} / kept 0 / received when there is room`);
});
