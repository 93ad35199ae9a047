import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ANCHOR_FILE } from '../../server/cli/anchors.ts';
import { fileTurn } from '../../server/db/turn.ts';
import { testDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { startServer, type ServedProcess } from '../support/served.ts';
import { runInside, type RanInside } from './inside.ts';

let home: string;
let out: string;
let database: string;
let server: ServedProcess;
let ended = false;
beforeAll(async () => {
  const made = await testDatabase('sqlite', inject('postgresUrl'));
  await made.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 2 }));
  home = mkdtempSync(path.join(os.tmpdir(), 'fugai-beside-'));
  out = mkdtempSync(path.join(os.tmpdir(), 'fugai-beside-'));
  database = path.join(home, 'fugai.sqlite');
  // Nobody of this process has the file of the server.
  const connection = new SqliteDatabase(made.url, { readonly: true });
  connection.prepare('vacuum into ?').run(database);
  connection.close();
  await made.drop();
  server = await startServer(database);
});
afterAll(async () => {
  if (!ended) server.child.kill('SIGKILL');
  await server.ended;
  for (const folder of [home, out]) rmSync(folder, { recursive: true, force: true });
});

const run = (...words: string[]): Promise<RanInside> => runInside(home, words, { database: database });
const newest = (): { action: string; outcome: string; object: string | null; at: string } => {
  const connection = new SqliteDatabase(database, { readonly: true });
  try {
    return connection.prepare('select * from ledger_audit order by position desc limit 1').get() as ReturnType<typeof newest>;
  } finally {
    connection.close();
  }
};
const units = async (): Promise<unknown> => {
  const response = await fetch(`${server.url}/graphql?query=%7B%20dataset%20%7B%20version%20%7D%20%7D`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  return ((await response.json()) as { data: unknown }).data;
};

describe('beside a running server', () => {
  it('fugai audit verify finds both chains whole, and the anchors of the start agree', async () => {
    expect(existsSync(path.join(home, ANCHOR_FILE))).toBe(true);
    const { code, printed, complained } = await run('audit', 'verify', '--json');
    const told = JSON.parse(String(printed[0])) as { whole: boolean; chains: { chain: string; entries: number; problems: string[] }[] };
    expect([code, complained, told.whole, told.chains.map(({ chain }) => chain)]).toEqual([0, [], true, ['LEDGER', 'ACCOUNTS']]);
    expect(told.chains[0]?.entries).toBeGreaterThan(0);
  });

  it.each([
    ['csv', (text: string) => text.trim().split('\n').length - 1],
    [
      'json',
      (text: string) =>
        text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as object).length,
    ],
    ['syslog', (text: string) => text.trim().split('\n').length],
  ])('fugai audit export writes every entry as %s, that one of the export included', async (format, count) => {
    const file = path.join(out, `log.${format}`);
    const { code } = await run('audit', 'export', '--to', file, '--format', format);
    expect([code, newest().action]).toEqual([0, 'AUDIT_EXPORT']);
    const { printed } = await run('audit', 'verify', '--json');
    const { chains } = JSON.parse(String(printed[0])) as { chains: { entries: number }[] };
    expect(count(readFileSync(file, 'utf8'))).toBe(chains.reduce((sum, { entries }) => sum + entries, 0));
  });

  it('fugai backup makes one that is noted in the log, also while another program has the turn to write', async () => {
    const place = path.join(out, 'copy');
    const made = await run('backup', place);
    expect([made.code, made.complained, newest()]).toEqual([
      0,
      [],
      expect.objectContaining({ action: 'BACKUP', outcome: 'DONE', object: 'copy' }),
    ]);
    expect(readdirSync(place).toSorted()).toEqual(['accounts.sqlite', 'ledger.sqlite', 'manifest.json']);
    const turn = fileTurn(database);
    expect(await turn.take()).toBe(true);
    const beside = await run('backup', path.join(out, 'beside'));
    await turn.release();
    expect([beside.code, beside.complained, newest()]).toEqual([
      0,
      [],
      expect.objectContaining({ action: 'BACKUP', outcome: 'DONE', object: 'beside' }),
    ]);
  });

  it('a second server of the same file is refused, with what to do; the first goes on answering', async () => {
    await expect(startServer(database)).rejects.toThrow(/没有启动第二个.*请先结束它；需要几个进程时请改用 PostgreSQL/);
    expect(await units()).toEqual({ dataset: { version: 'v1' } });
  });

  it('fugai restore is refused and moves nothing; the server goes on answering', async () => {
    const before = await units();
    const { code, complained } = await run('restore', path.join(out, 'copy'));
    expect([code, complained]).toEqual([1, [expect.stringMatching(/程序可能还在运行.*没有恢复.*停止 fugai/)]]);
    expect(readdirSync(home).filter((name) => /^(replaced-|restore-|\.restore)/.test(name))).toEqual([]);
    expect([await units(), before]).toEqual([before, { dataset: { version: 'v1' } }]);
  });
});

describe('once it has ended', () => {
  it('its last anchor stands at the newest entry, and fugai restore puts the backup back and keeps what stood', async () => {
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    ended = true;
    const last = readFileSync(path.join(home, ANCHOR_FILE), 'utf8')
      .trim()
      .split('\n')
      .findLast((line) => line.includes('LEDGER'));
    const connection = new SqliteDatabase(database, { readonly: true });
    const head = connection.prepare('select hash from ledger_audit order by position desc limit 1').pluck().get();
    connection.close();
    expect(last).toContain(String(head));
    const entries = newest();
    expect((await run('restore', path.join(out, 'copy'))).code).toBe(0);
    expect(newest()).toMatchObject({ action: 'RESTORE', outcome: 'DONE', object: 'copy' });
    const [aside] = readdirSync(home).filter((name) => name.startsWith('replaced-'));
    expect(readdirSync(path.join(home, String(aside)))).toEqual(expect.arrayContaining(['accounts.sqlite', 'fugai.sqlite']));
    const verified = await run('audit', 'verify');
    expect([verified.code, verified.printed.join('\n'), entries.action]).toEqual([0, expect.stringContaining('的备份恢复'), 'BACKUP']);
  });
});
