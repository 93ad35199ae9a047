import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { runCommand } from '../../server/cli/index.ts';
import { serve } from '../http/serve.ts';
import { emptyDatabase } from '../support/postgres.ts';

interface Ran {
  readonly code: number;
  readonly printed: readonly string[];
  readonly complained: readonly string[];
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-token-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function token(words: string, database = path.join(folder, 'data', 'fugai.sqlite')): Promise<Ran> {
  const printed: string[] = [];
  const complained: string[] = [];
  const terminal = { print: (line: string) => printed.push(line), complain: (line: string) => complained.push(line) };
  const code = await runCommand('token', words.split(' '), { ...loadConfig({}), database }, terminal, () => undefined);
  return { code, printed, complained };
}

const CREATE = 'create --name 统计科 --scope query,export --days 30';
const asObject = ({ printed }: Ran): Record<string, Record<string, unknown>> => JSON.parse(printed.join('\n')) as never;

describe('fugai token', () => {
  it('makes a token before the first start: the secret alone on standard output, what to do with it beside', async () => {
    const { code, printed, complained } = await token(CREATE);
    expect([code, printed]).toEqual([0, [expect.stringMatching(/^fugai_[A-Za-z0-9_-]{43}$/)]]);
    expect(complained.join('\n')).toMatch(/「统计科」.*查询、批量导出.*到期。\n.*只显示这一次/);
    expect(statSync(path.join(folder, 'data', 'accounts.sqlite')).mode & 0o777).toBe(0o600);
    expect(existsSync(path.join(folder, 'data', 'fugai.sqlite'))).toBe(false);
  });

  it('lists 2 tokens without their secrets, and revokes one of them by its id', async () => {
    const [first, second] = [await token(CREATE), await token('create --name 保存 --scope SAVE,save --days 1 --json')];
    expect(asObject(second)['token']).toMatchObject({ name: '保存', scopes: ['SAVE'], state: 'ACTIVE' });
    const { id } = asObject(second)['token'] as { id: string };
    const revoked = await token(`revoke ${id}`);
    expect([revoked.code, revoked.printed[0]]).toEqual([
      0,
      expect.stringMatching(/^令牌「保存」（fugai_.{6}…）已于 .{16}（UTC\S*）吊销，立即失效。$/),
    ]);
    const { printed } = await token('list');
    expect(printed).toHaveLength(2);
    expect(printed.join('\n')).toMatch(new RegExp(`${id}  fugai_.{6}…  已吊销  保存  保存查询  吊销于 .*  从未使用`));
    expect(printed.join('\n')).not.toContain(String(first.printed[0]).slice(12));
    const listed = asObject(await token('list --json'))['tokens'] as unknown as { state: string }[];
    expect(listed.map((one) => one.state).sort()).toEqual(['ACTIVE', 'REVOKED']);
    expect(JSON.stringify(listed)).not.toMatch(/hash|secret|"owner"/i);
  });

  it('says how to make the first where there is none', async () => {
    expect((await token('list')).printed).toEqual([expect.stringContaining('fugai token create')]);
  });

  it.each([
    ['create --name x --scope query', 2, '缺少 --days'],
    ['create --scope query --days 1', 2, '缺少 --name'],
    ['create --name x --days 1', 2, '缺少 --scope'],
    ['create --name x --scope all --days 1', 2, '没有「all」这一项，可用：query、export、save'],
    ['create --name x --scope query --days soon', 2, '收到「soon」'],
    ['create --name x --scope query --days 1 --role king', 2, '没有「king」这个角色'],
    ['create --role analyst,viewer', 2, '令牌只能有一个角色'],
    ['create --name x --scope query --days 1 --region 河南', 2, '以逗号分隔的地区代码，收到「河南」'],
    ['create --name x --scope query --days 1 --colour red', 2, '用法：fugai token create'],
    ['destroy', 2, '收到「destroy」'],
    ['revoke', 2, '需要 1 个位置参数'],
    ['create --name x --scope query --days 91', 1, '1 到 90 天，收到 91'],
    ['create --name x --scope , --days 1', 1, '至少给令牌一项范围'],
    ['revoke 0123456789abcdef', 1, '没有编号为 0123456789abcdef 的令牌'],
    ['revoke x', 1, '没有编号为 x 的令牌'],
  ])('refuses «token %s» with exit code %i', async (words, code, told) => {
    const ran = await token(words);
    expect([ran.code, ran.printed]).toEqual([code, []]);
    expect(ran.complained.join('\n')).toContain(told);
  });

  it('says that a folder cannot be written, and not where in the program that was noticed', async () => {
    writeFileSync(path.join(folder, 'data'), '');
    const ran = await token('list');
    expect([ran.code, ran.complained]).toEqual([1, [expect.stringContaining('打不开数据库（设置 FUGAI_DATABASE、FUGAI_DATA）')]]);
  });

  it('works on PostgreSQL too, in the same database', async () => {
    const { url, drop } = await emptyDatabase(inject('postgresUrl'));
    expect((await token(CREATE, url)).code).toBe(0);
    expect((await token('list', url)).printed).toEqual([expect.stringContaining('统计科')]);
    await drop();
  });

  it('gives and takes away what a running server accepts: 200, then 401, without a restart', async () => {
    const served = await serve({ accounts: true, change: { anonymous: 'none' } });
    const database = path.join(served.folder, 'fugai.sqlite');
    const made = asObject(await token(`${CREATE} --json`, database));
    const secret = made['secret'] as unknown as string;
    const ask = async (): Promise<number> =>
      (
        await fetch(`${served.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
          body: '{"query":"{ dataset { version } }"}',
        })
      ).status;
    expect(await ask()).toBe(200);
    await token(`revoke ${String(made['token']?.['id'])}`, database);
    expect(await ask()).toBe(401);
    await served.close();
  });
});
