import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openAccounts } from '../../server/cli/accounts.ts';
import { anchorNow } from '../../server/cli/anchors.ts';
import { loadConfig, type Config } from '../../server/config.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { runInside } from './inside.ts';

interface Found {
  readonly what: string;
  readonly well: boolean;
  readonly words: string;
  readonly todo: string | null;
}

let test: TestDatabase;
let folder: string;
const silent = (): void => undefined;
const placesOf = (database: string) => ({ database, folder, auditAnchor: null });

async function open(engine: 'sqlite' | 'postgres'): Promise<void> {
  test = await testDatabase(engine, inject('postgresUrl'));
  folder = engine === 'sqlite' ? path.dirname(test.url) : mkdtempSync(path.join(os.tmpdir(), 'fugai-doctor-'));
  chmodSync(folder, 0o700);
  await test.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 2 }));
  const accounts = await openAccounts(test.url, silent);
  await accounts.operator.createToken({ name: 'x', scopes: ['QUERY'], days: 1 });
  await accounts.close();
  await anchorNow(placesOf(test.url), silent);
}
afterEach(async () => {
  await test.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What it says, by what was looked at. */
async function examined(change: Partial<Config> = {}): Promise<{ code: number; found: Readonly<Record<string, Found>> }> {
  const { code, printed } = await runInside(folder, ['doctor', '--json'], {
    database: test.url,
    demo: false,
    introspection: 'KNOWN',
    ...change,
  });
  const told = JSON.parse(String(printed[0])) as { found: Found[] };
  return { code, found: Object.fromEntries(told.found.map((one) => [one.what, one])) };
}

const damage = (text: string): void => {
  const connection = new SqliteDatabase(test.url);
  connection.pragma('foreign_keys = OFF');
  connection.exec(text);
  connection.close();
};

describe('fugai doctor over SQLite', () => {
  beforeEach(() => open('sqlite'));

  it('finds 13 things well once there is a backup: what was published adds up, both chains agree with their anchors', async () => {
    await runInside(folder, ['backup'], { database: test.url });
    const { code, found } = await examined();
    expect(Object.values(found).filter((one) => !one.well)).toEqual([]);
    expect([code, Object.keys(found)]).toEqual([
      0,
      ['版本', 'glibc', '文件系统', '权限', '写入设置', '时钟', '磁盘空间', '台账', '账户', '合计', '审计日志', '备份', '设置'],
    ]);
    expect(found['合计']?.words).toBe('1 份报送逐行重算，与发布时相符');
    expect(found['审计日志']?.words).toMatch(/^台账 \d+ 条，账户 1 条，与锚点相符$/);
  });

  it('finds a row that says 1 more person than was published, which keeps the number of rows', async () => {
    damage('update unit_quarter set staff = staff + 1 where credit_code = (select min(credit_code) from unit_quarter)');
    const { code, found } = await examined();
    expect([code, found['台账']?.well, found['合计']]).toEqual([
      1,
      true,
      expect.objectContaining({ well: false, words: '1 份报送的行与发布时的合计不符，如 410302 2025Q4 第 1 版' }),
    ]);
    expect(found['合计']?.todo).toContain('fugai restore');
  });

  it('finds an entry of the log that was cut off, and what to do', async () => {
    damage('drop trigger ledger_audit_no_delete; delete from ledger_audit where position = (select max(position) from ledger_audit)');
    const { code, found } = await examined();
    expect([code, found['审计日志']]).toEqual([
      1,
      expect.objectContaining({ well: false, words: expect.stringContaining('末尾被截去') as string }),
    ]);
    expect(found['审计日志']?.todo).toContain('fugai audit verify');
  });

  it('asks for a backup where there is none, and tells of places that others read', async () => {
    chmodSync(folder, 0o755);
    const { code, found } = await examined();
    expect([code, found['备份']?.words, found['权限']?.todo]).toEqual([1, '还没有备份', `请运行 chmod go-rwx '${folder}'`]);
  });

  const far = { host: '0.0.0.0', anonymous: 'none' } as const;
  const SETTINGS: readonly (readonly [string, () => Partial<Config>, string | null])[] = [
    ['nothing on this machine', () => ({}), null],
    ['plain HTTP for other machines', () => far, '--insecure-http'],
    ['nothing behind a proxy that wants accounts', () => ({ ...far, trustedProxies: ['10.0.0.2'] }), null],
    ['sums for everybody who can reach it', () => ({ host: '0.0.0.0', trustedProxies: ['10.0.0.2'] }), 'FUGAI_ANONYMOUS'],
    ['the demo for other machines', () => ({ demo: true, publicUrl: new URL('https://fugai.example') }), 'FUGAI_DEMO'],
    ['a public address without encryption', () => ({ publicUrl: new URL('http://fugai.example') }), 'FUGAI_PUBLIC_URL'],
    ['the schema of real figures for everybody', () => ({ introspection: 'EVERYBODY' }), 'FUGAI_INTROSPECTION'],
    ['a file of settings that others read', () => ({ places: { ...loadConfig({}).places, root: rootWith('.env', 0o644) } }), 'chmod 600'],
    ['nothing of one that they do not', () => ({ places: { ...loadConfig({}).places, root: rootWith('.env', 0o600) } }), null],
    ['a key that others read', () => ({ ...far, tls: { cert: 'x', key: path.join(rootWith('key.pem', 0o640), 'key.pem') } }), 'key.pem'],
  ];

  it('tells of 7 unsafe settings, and of none in 3 that are safe', async () => {
    for (const [what, change, told] of SETTINGS) {
      const { found } = await examined(change());
      expect([what, found['设置']?.well, found['设置']?.words]).toEqual([
        what,
        told === null,
        expect.stringContaining(told ?? '未见不安全的设置'),
      ]);
    }
  });
});

/** A folder with one file of a mode. */
function rootWith(name: string, mode: number): string {
  const root = mkdtempSync(path.join(folder, 'root-'));
  writeFileSync(path.join(root, name), '');
  chmodSync(path.join(root, name), mode);
  return root;
}

describe('fugai doctor over PostgreSQL', () => {
  beforeEach(() => open('postgres'));

  it('adds up what was published and verifies both chains, though row level security stands before every row', async () => {
    const { found } = await examined();
    expect(Object.keys(found)).toEqual(['版本', 'PostgreSQL', '磁盘空间', '合计', '审计日志', '设置']);
    expect([found['合计']?.words, found['审计日志']?.well]).toEqual(['1 份报送逐行重算，与发布时相符', true]);
    // The server of the tests waits for no disk.
    expect(found['PostgreSQL']).toMatchObject({ well: false, words: expect.stringContaining('fsync off') as string });
  });
});
