import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { operator } from '../cli/run.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { freePort } from '../support/ports.ts';

const MAIN = path.join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase('sqlite', '');
  await db.submit('410304', '2025Q3', ledgerOf('410304', { none: 5 }));
});
afterAll(() => db.drop());

/** A shell in a mount namespace of its own, where a small disk can be mounted without being root; null where the system forbids it. */
async function smallDisk(): Promise<{ run(command: string): Promise<{ code: number; words: string }>; end(): Promise<void> } | null> {
  const shell = spawn('unshare', ['-rm', 'sh'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => {
    shell.once('close', () => resolve());
    shell.once('error', () => resolve());
  });
  const lines: string[] = [];
  let next: ((code: number) => void) | null = null;
  createInterface({ input: shell.stdout }).on('line', (line) => {
    const [, code] = /^@@ (\d+)$/.exec(line) ?? [];
    if (code === undefined) lines.push(line);
    else next?.(Number(code));
  });
  shell.stdin.on('error', () => undefined);
  const run = async (command: string): Promise<{ code: number; words: string }> => {
    lines.length = 0;
    const code = await Promise.race([
      new Promise<number>((resolve) => {
        next = resolve;
        shell.stdin.write(`${command}\necho "@@ $?"\n`);
      }),
      ended.then(() => 127),
    ]);
    return { code, words: lines.join('\n') };
  };
  const end = async (): Promise<void> => {
    shell.stdin.end();
    await ended;
  };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-small-'));
  const { code } = await run(`mount -t tmpfs -o size=96m tmpfs ${folder} && cd ${folder}`);
  if (code === 0) return { run, end: async () => end().then(() => rmSync(folder, { recursive: true, force: true })) };
  await end();
  rmSync(folder, { recursive: true, force: true });
  return null;
}

const answer = async (port: number): Promise<string> =>
  fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query:
        '{ dataset { version submissions } ranking(indicator: PARTY_ORG_COVERAGE, parent: "410300") { region { code } rate { value } } }',
    }),
  }).then(
    (response) => response.text(),
    () => 'no answer',
  );

it('on a real disk that is full, where one can be mounted: a server goes on answering, imports and backups are refused in words', async () => {
  const disk = await smallDisk();
  const shell = operator(db.url);
  const ledger = shell.place('ledger');
  expect((await shell.run(['export', 'ledger', '--region', '410304', '--period', '2025Q3', '--to', ledger])).code).toBe(0);
  if (disk === null) {
    shell.close();
    console.log('small disk: not mountable here without rights; the database that takes no page stood in for it');
    return;
  }
  const port = await freePort();
  const settings = `FUGAI_DATA=$PWD FUGAI_DATABASE=$PWD/fugai.sqlite FUGAI_DEMO=off FUGAI_LOG=silent FUGAI_PORT=${port}`;
  const node = `${settings} '${process.execPath}' '${MAIN}'`;
  const take = (period: string) => disk.run(`${node} import '${ledger}' --region 410304 --period ${period} 2>&1`);
  try {
    const first = await take('2025Q3');
    expect(first).toMatchObject({ code: 0 });
    await disk.run(`${node} serve >/dev/null 2>&1 & echo $! > pid`);
    await expect.poll(() => answer(port), { timeout: 60_000, interval: 500 }).toContain('410304');
    const before = await answer(port);
    await disk.run('dd if=/dev/zero of=filler bs=64k 2>/dev/null');
    const imported = await take('2025Q2');
    const copied = await disk.run(`${node} backup 2>&1`);
    const during = await answer(port);
    await disk.run('rm filler');
    const again = await take('2025Q2');
    const kept = await disk.run(`${node} backup 2>&1`);
    const after = await answer(port);
    console.log(
      `small disk: import ${imported.code}, backup ${copied.code}, answers ${during === before ? 'as before' : 'otherwise'}; with room ${again.code}, ${kept.code}`,
    );
    expect([imported.code, copied.code]).toEqual([1, 1]);
    expect(imported.words).toMatch(/磁盘/);
    expect(copied.words).toMatch(/磁盘空间不足，没有开始备份：约需 \d+ MB，只剩 0 MB。请腾出空间后重试/);
    expect(during).toBe(before);
    expect([again.code, kept.code]).toEqual([0, 0]);
    expect(after).toContain('"submissions":2');
  } finally {
    await disk.run('kill $(cat pid); wait');
    await disk.end();
    shell.close();
  }
}, 300_000);
