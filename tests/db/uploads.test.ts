import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freshUpload } from '../../server/cli/uploadRows.ts';
import {
  addUpload,
  countUploads,
  endUpload,
  findRevision,
  findUpload,
  interruptUploads,
  listUploads,
  setUploadState,
} from '../../server/db/uploads.ts';
import { cutOffWords, INTERRUPTED_WORDS, type UploadState } from '../../server/domain/uploads.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const AT = '2026-01-10T01:00:00.000Z';
const sent = (id: string, region: string, state: UploadState, minute: number, sender = 'wang') =>
  freshUpload(
    {
      id,
      region,
      period: '2025Q4',
      kind: 'LEDGER',
      fileName: 'a.xlsx',
      createdAt: `2026-01-09T09:${String(minute).padStart(2, '0')}:00.000Z`,
      sender,
      senderName: sender,
      bytes: 7,
    },
    state,
  );

describe.each(ENGINES)('uploads on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    for (const one of [
      sent('a', '410302', 'READING', 1),
      sent('b', '410302', 'RECEIVED', 2),
      sent('c', '410303', 'COMPARING', 3, 'zhou'),
      sent('d', '410502', 'REFUSED', 4),
    ])
      await addUpload(db.store.db, one);
  });
  afterAll(() => db.drop());

  const listed = async (where: Parameters<typeof countUploads>[1], after: { at: string; id: string } | null = null): Promise<string[]> =>
    (await listUploads(db.store.db, { where, first: 1, after })).map(({ id }) => id);

  it('are listed newest first, a page and one more, within the regions that one reports for', async () => {
    expect(await listed({ within: 'ALL' })).toEqual(['d', 'c']);
    expect(await listed({ within: ['410300'] })).toEqual(['c', 'b']);
    expect(await listed({ within: ['410300'] }, { at: '2026-01-09T09:02:00.000Z', id: 'b' })).toEqual(['a']);
    expect(await listed({ within: [] })).toEqual([]);
    expect(await countUploads(db.store.db, { within: ['410300'] })).toBe(3);
    expect(await countUploads(db.store.db, { within: 'ALL', sender: 'zhou', region: '410300', period: '2025Q4' })).toBe(1);
    expect(await countUploads(db.store.db, { within: 'ALL', period: '2026Q1' })).toBe(0);
  });

  it('that were under way when the program ended are interrupted: 2 of 4, and nothing happens to the others', async () => {
    expect(await interruptUploads(db.store.db, AT)).toBe(2);
    expect(await findUpload(db.store.db, 'a')).toMatchObject({ state: 'INTERRUPTED', message: INTERRUPTED_WORDS, finished_at: AT });
    expect(await findUpload(db.store.db, 'b')).toMatchObject({ state: 'RECEIVED', finished_at: null });
    expect(await interruptUploads(db.store.db, AT)).toBe(0);
  });

  it('end with what came of them, and keep who sent what for where', async () => {
    await setUploadState(db.store.db, 'd', 'READING');
    const row = sent('d', '999999', 'REFUSED', 59, 'somebody else');
    await endUpload(db.store.db, 'd', { ...row, message: '有 1 处错误', errors: 1, problems: '[{}]', finished_at: AT });
    expect(await findUpload(db.store.db, 'd')).toMatchObject({
      region: '410502',
      actor: 'wang',
      state: 'REFUSED',
      errors: 1,
      problems: '[{}]',
    });
  });

  it('find the newest revision of the submission they became', async () => {
    await db.submit('410302', '2025Q4', ledgerOf('410302', { none: 2 }));
    const { id } = await db.store.db.selectFrom('submission').select('id').executeTakeFirstOrThrow();
    expect(await findRevision(db.store.db, id)).toMatchObject({ id, units: 2 });
    expect(await findRevision(db.store.db, -1)).toBeUndefined();
  });
});

it('a cut-off upload is told in megabytes: 3.1 of 8.0, or 3.1 where nobody said how many there are', () => {
  expect(cutOffWords(3_250_585, 8_388_608)).toBe('上传未完成（收到 3.1 MB / 共 8.0 MB），请重试');
  expect(cutOffWords(3_250_585, null)).toBe('上传未完成（收到 3.1 MB），请重试');
});
