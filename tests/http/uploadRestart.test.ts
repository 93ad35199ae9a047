import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openPrepared } from '../../server/cli/prepare.ts';
import { freshUpload } from '../../server/cli/uploadRows.ts';
import { readNewest } from '../../server/db/audit.ts';
import { addUpload, findUpload } from '../../server/db/uploads.ts';
import { temporaryFolder } from './serve.ts';

const folder = temporaryFolder();
const database = path.join(folder, 'fugai.sqlite');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a server that was killed while it read a file says so at its next start, in the audit log too, and nothing of the file is there', async () => {
  const first = await openPrepared(database, () => undefined);
  const sent = freshUpload(
    {
      id: 'a',
      region: '410302',
      period: '2025Q4',
      kind: 'LEDGER',
      fileName: '台账.xlsx',
      createdAt: '2026-01-10T01:31:00.000Z',
      sender: 'wang',
      senderName: 'wang',
      bytes: 1_000,
    },
    'COMPARING',
  );
  await addUpload(first.db, sent);
  await first.close();
  const said: string[] = [];
  const next = await openPrepared(database, (event) => said.push(event));
  expect(said).toContain('uploads interrupted');
  expect(await findUpload(next.db, 'a')).toMatchObject({ state: 'INTERRUPTED', message: '导入中断，未写入任何数据，请重新提交' });
  const [entry] = await readNewest(next.db, 'ledger_audit', { actions: ['IMPORT'], most: 1 });
  expect([entry?.object, JSON.parse(String(entry?.facts))]).toEqual(['interrupted uploads', { uploads: 1 }]);
  await next.close();
});
