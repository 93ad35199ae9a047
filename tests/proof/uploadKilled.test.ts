import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openAccounts } from '../../server/cli/accounts.ts';
import { openPrepared } from '../../server/cli/prepare.ts';
import { startServer } from '../support/served.ts';
import { integrityOf, unsound } from '../support/sound.ts';
import { pair, REGION, send, toAnswered, unitRows, type ToldUpload } from '../support/uploads.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-upload-killed-'));
const database = path.join(folder, 'fugai.sqlite');
const UNITS = 12_000;
/** How far a file is when its server is killed. */
const WHEN: Readonly<Record<string, (upload: ToldUpload) => boolean>> = {
  'while it is read': ({ state, progress }) => state === 'READING' && progress.rowsRead > 0,
  'while it is judged and written': ({ state }) => state === 'COMPARING',
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(`says after 2 kills under a file of ${UNITS} units that it was interrupted, keeps nothing of it, and takes it when it is sent again`, async () => {
  await (await openPrepared(database, () => undefined)).close();
  const accounts = await openAccounts(database, () => undefined);
  const token = { name: '脚本', scopes: ['SUBMIT'], days: 1, role: 'REPORTER', view: [REGION] } as const;
  const { secret } = await accounts.operator.createToken(token);
  await accounts.close();
  const headers = { authorization: `Bearer ${secret}` };
  const files = pair(unitRows(UNITS));
  const told = async (url: string, id: string): Promise<ToldUpload> =>
    (await toAnswered(await fetch(`${url}/submissions/uploads/${id}`, { headers }))).told;
  let interrupted = 0;
  let partial = 0;
  for (const holds of Object.values(WHEN)) {
    const killed = await startServer(database);
    const { told: begun } = await send(killed.url, files, {}, headers);
    for (let upload = begun; !holds(upload); upload = await told(killed.url, begun.id))
      if (['RECEIVED', 'FAILED', 'REFUSED'].includes(upload.state)) throw new Error(`too late: ${upload.state}`);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(integrityOf(database)).toBe('ok');
    const next = await startServer(database);
    const after = await told(next.url, begun.id);
    expect([after.state, after.message]).toEqual(['INTERRUPTED', '导入中断，未写入任何数据，请重新提交']);
    interrupted += 1;
    next.child.kill('SIGTERM');
    await next.ended;
    const store = await openPrepared(database, () => undefined);
    const submissions = await store.db.selectFrom('submission').select('id').execute();
    const units = await store.db.selectFrom('unit_quarter').select('submission').limit(1).execute();
    partial += submissions.length + units.length + (await unsound(store)).length;
    await store.close();
  }
  const last = await startServer(database);
  const again = await send(last.url, files, { wait: '1' }, headers);
  expect([again.told.state, again.told.units]).toEqual(['RECEIVED', UNITS]);
  last.child.kill('SIGTERM');
  await last.ended;
  console.log(`servers killed under an upload 2 / said to be interrupted ${interrupted} / partial ${partial} / received when sent again 1`);
  expect(partial).toBe(0);
});
