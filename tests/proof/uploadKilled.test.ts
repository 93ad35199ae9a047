import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { openAccounts } from '../../server/cli/accounts.ts';
import { openPrepared } from '../../server/cli/prepare.ts';
import { startServer } from '../support/served.ts';
import { integrityOf, unsound } from '../support/sound.ts';
import { pair, REGION, send, toAnswered, unitRows, type ToldUpload } from '../support/uploads.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-upload-killed-'));
const database = path.join(folder, 'fugai.sqlite');
/** The reader tells how far it is every 5 000 rows. */
const UNITS = 6_000;
/** How far a file is when its server is killed. */
const WHEN: Readonly<Record<string, (upload: ToldUpload) => boolean>> = {
  'while it is read': ({ state, progress }) => state === 'READING' && progress.rowsRead > 0,
  'while it is judged and written': ({ state }) => state === 'COMPARING',
};
/** Rows of submissions and of their units, beside a server that runs. */
function rowsIn(file: string): number {
  const ledger = new Database(file, { readonly: true });
  const count = ledger.prepare('select (select count(*) from submission) + (select count(*) from unit_quarter) as n').pluck().get();
  ledger.close();
  return Number(count);
}
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
  let server = await startServer(database);
  let [interrupted, partial] = [0, 0];
  for (const holds of Object.values(WHEN)) {
    const { told: begun } = await send(server.url, files, {}, headers);
    for (let upload = begun; !holds(upload); upload = await told(server.url, begun.id))
      if (['RECEIVED', 'FAILED', 'REFUSED'].includes(upload.state)) throw new Error(`too late: ${upload.state}`);
    server.child.kill('SIGKILL');
    await server.ended;
    server = await startServer(database);
    const after = await told(server.url, begun.id);
    expect([after.state, after.message]).toEqual(['INTERRUPTED', '导入中断，未写入任何数据，请重新提交']);
    interrupted += 1;
    partial += rowsIn(database);
  }
  const again = await send(server.url, files, { wait: '1' }, headers);
  expect([again.told.state, again.told.units]).toEqual(['RECEIVED', UNITS]);
  server.child.kill('SIGTERM');
  await server.ended;
  const store = await openPrepared(database, () => undefined);
  expect([integrityOf(database), await unsound(store)]).toEqual(['ok', []]);
  await store.close();
  console.log(`servers killed under an upload 2 / said to be interrupted ${interrupted} / partial ${partial} / received when sent again 1`);
  expect(partial).toBe(0);
});
