import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';

import { openAccounts, type AccountJobs } from '../../server/cli/accounts.ts';
import { startThread } from '../../server/cli/thread.ts';
import { SYSTEM } from '../../server/domain/audit.ts';
import { DomainError } from '../../server/domain/errors.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-thread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const start = (file: string) => startThread<AccountJobs>('accountsThread', path.join(folder, file), () => undefined);
const AT = '2026-11-21T08:00:00.000Z';

it('does 20 jobs in the order of asking, a refused one between, and finishes them before it ends', async () => {
  const thread = await start('fugai.sqlite');
  await thread.run('addBrowser', { actor: SYSTEM, ask: { id: '0'.repeat(16), secretHash: 'a'.repeat(64), at: AT } });
  const text = { name: 'x', query: '{ x }', variables: null, shared: false };
  const ask = (at: number) => ({ owner: '0'.repeat(16), id: at.toString(16).padStart(16, '0'), isNew: true, text, at: AT });
  const order: number[] = [];
  const asked = Array.from({ length: 20 }, async (_, at) => {
    await thread.run('saveQuery', { actor: SYSTEM, ask: ask(at) });
    order.push(at);
  });
  const refused = thread.run('deleteQuery', { actor: SYSTEM, ask: { owner: '1'.repeat(16), id: 'f'.repeat(16), at: AT } });
  const ending = thread.close();
  await expect(refused).rejects.toThrow(DomainError);
  await Promise.all(asked);
  await ending;
  expect(order).toEqual(Array.from({ length: 20 }, (_, at) => at));
});

it('rejects what is asked after its end, and may be ended twice', async () => {
  const thread = await start('fugai.sqlite');
  await thread.close();
  await expect(thread.run('markUsed', { actor: SYSTEM, ask: { id: 'x', at: AT } })).rejects.toThrow('has ended');
  await thread.close();
});

it('leaves one file and no log of it behind when the accounts of a process end', async () => {
  const own = path.join(folder, 'own');
  const accounts = await openAccounts(path.join(own, 'fugai.sqlite'), () => undefined);
  await accounts.operator.createToken({ name: 'x', scopes: ['QUERY'], days: 1 });
  expect(await accounts.operator.tokens()).toHaveLength(1);
  await accounts.close();
  expect(readdirSync(own)).toEqual(['accounts.sqlite']);
});

it('does not start over a file that is no database, and says which setting to look at', async () => {
  writeFileSync(path.join(folder, 'accounts.sqlite'), 'not a database, whatever its name may say: '.repeat(100));
  await expect(start('other.sqlite')).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('FUGAI_DATABASE') as string,
  });
});
