import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openReaders, openStore } from '../../server/db/open.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { startServer } from '../support/served.ts';
import { postAs } from '../support/users.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-handles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WRITES = 0o3;

/** How a process holds a file open: `r` and `w` a handle. Linux tells it; the statement itself is proved on every system below. */
function handlesOf(pid: number, file: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync(`/proc/${pid}/fd`).flatMap((number) => {
    try {
      if (readlinkSync(`/proc/${pid}/fd/${number}`) !== file) return [];
      const flags = /^flags:\s+([0-7]+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${number}`, 'utf8'))?.[1] ?? '0';
      return [(Number.parseInt(flags, 8) & WRITES) === 0 ? 'r' : 'w'];
    } catch {
      // It was closed meanwhile.
      return [];
    }
  });
}

const childrenOf = (pid: number): number[] =>
  process.platform === 'linux'
    ? readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
    : [];

it('holds each database open for writing once, in its thread; every other handle of a server is read-only', async () => {
  const database = path.join(folder, 'fugai.sqlite');
  const { url, child, ended } = await startServer(database);
  const body = JSON.stringify({ query: '{ dataset { version } regions(codes: ["410000"]) { name } }' });
  for (let at = 0; at < 4; at += 1)
    await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const pid = Number(child.pid);
  const ledger = handlesOf(pid, database);
  const accounts = handlesOf(pid, path.join(folder, 'accounts.sqlite'));
  const apart = childrenOf(pid).flatMap((one) => [...handlesOf(one, database), ...handlesOf(one, path.join(folder, 'accounts.sqlite'))]);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  const isTold = process.platform === 'linux';
  const writing = (handles: readonly string[]): number => handles.filter((one) => one === 'w').length;
  console.log(
    `handles ${ledger.length + accounts.length + apart.length} / writing the ledger ${writing(ledger)} / writing the accounts ${writing(accounts)} / writing apart ${writing(apart)}`,
  );
  expect([writing(ledger), writing(accounts), writing(apart)]).toEqual(isTold ? [1, 1, 0] : [0, 0, 0]);
  expect(ledger.length > 1).toBe(isTold);
});

it('refuses every write through a handle of the reading side', async () => {
  const database = path.join(folder, 'refused.sqlite');
  await (await openStore(database)).close();
  const readers = openReaders(database);
  const { db, close } = await readers.snapshot(EVERYTHING);
  await expect(db.deleteFrom('submission').execute()).rejects.toThrow(/readonly/);
  await expect(db.insertInto('publication').values({ version: 1, published_at: '', reason: '', restates: 0 }).execute()).rejects.toThrow(
    /readonly/,
  );
  await close();
  await readers.close();
});

const MAIN_WRITES = pathToFileURL(path.join(import.meta.dirname, '..', 'support', 'mainWrites.mjs')).href;

it('writes in worker threads alone: the main thread of a server prepares no statement that writes', async () => {
  const database = path.join(folder, 'threads.sqlite');
  const { url, child, ended, words } = await startServer(database, { NODE_OPTIONS: `--import ${MAIN_WRITES}` });
  const refused = await postAs(url, 'mutation { login(name: "nobody", password: "nothing") { id } }');
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  const threads = words().match(/^writes in \w+$/gm) ?? [];
  console.log(`threads that write ${threads.length} / of them main ${threads.filter((one) => one.endsWith('main')).length}`);
  // The ledger's and the accounts'.
  expect(threads).toEqual(['writes in worker', 'writes in worker']);
});

it('refuses the main thread of a server a handle that writes, of the ledger and of the accounts', () => {
  const built = (file: string): string => pathToFileURL(path.join(import.meta.dirname, '..', '..', 'dist', 'server', 'db', file)).href;
  const script = `
    const { onlyReadHere } = await import('${built('writing.js')}');
    const { openStore } = await import('${built('open.js')}');
    const { openAccountsStore } = await import('${built('accounts/open.js')}');
    onlyReadHere();
    for (const open of [openStore, openAccountsStore]) await open(process.argv[1]).then(() => console.log('opened'), (error) => console.log(error.message));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, path.join(folder, 'none.sqlite')], {
    encoding: 'utf8',
  });
  expect(stdout.trim().split('\n')).toEqual(
    Array.from({ length: 2 }, () => 'this thread only reads: what writes belongs into a thread of its own'),
  );
  expect(existsSync(path.join(folder, 'none.sqlite'))).toBe(false);
});
