import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { runCommand } from '../../server/cli/index.ts';
import { loadConfig } from '../../server/config.ts';
import { openStore, type Engine } from '../../server/db/open.ts';
import { serve } from '../http/serve.ts';
import { ENGINES } from '../support/database.ts';
import { emptyDatabase } from '../support/postgres.ts';
import { cookiesOf, postAs } from '../support/users.ts';

interface Ran {
  readonly code: number;
  readonly printed: readonly string[];
  readonly complained: readonly string[];
}

let folder: string;
let database: string;
let drop = async (): Promise<void> => undefined;
async function open(engine: Engine): Promise<void> {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-user-'));
  database = path.join(folder, 'fugai.sqlite');
  drop = async () => undefined;
  if (engine === 'postgres') ({ url: database, drop } = await emptyDatabase(inject('postgresUrl')));
}
afterEach(async () => {
  await drop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(command: string, words: string, separation = false): Promise<Ran> {
  const printed: string[] = [];
  const complained: string[] = [];
  const terminal = { print: (line: string) => printed.push(line), complain: (line: string) => complained.push(line) };
  const code = await runCommand(command, words.split(' '), { ...loadConfig({}), database, separation }, terminal, () => undefined);
  return { code, printed, complained };
}
const user = (words: string, separation = false): Promise<Ran> => run('user', words, separation);

describe.each(ENGINES)('fugai user over %s', (engine) => {
  beforeEach(() => open(engine));

  it('makes a user while the server runs, who signs in with what was printed once; disables, enables and resets', async () => {
    await (await openStore(database)).close();
    const served = await serve({ database, accounts: true });
    try {
      const login = async (password: unknown): Promise<string> =>
        cookiesOf(await postAs(served.url, `mutation { login(name: "fen", password: "${String(password)}") { id } }`));
      const made = await user('add Fen --role analyst,reporter --view 410000 --report 410300 --display 张三');
      expect([made.code, made.printed]).toEqual([0, [expect.stringMatching(/^(?:[a-z2-9]{4}-){3}[a-z2-9]{4}$/)]]);
      expect(made.complained.join('\n')).toMatch(/「fen」（分析员、填报员；查看 410000，填报 410300）.\n.*首次登录时须修改/);
      const cookie = await login(made.printed[0]);
      expect(cookie).toMatch(/^fugai_session=/);
      expect((await user('list')).printed).toEqual([
        expect.stringMatching(/^fen {2}启用 {2}张三 {2}分析员、填报员 {2}查看 410000 {2}填报 410300 {2}最近登录/),
      ]);
      expect((await user('disable fen')).printed).toEqual([expect.stringContaining('停用')]);
      const viewer = await postAs(served.url, '{ viewer { id } }', {}, { cookie });
      expect(await viewer.json()).toMatchObject({ data: { viewer: null } });
      await user('enable fen');
      const reset = await user('password FEN');
      expect([await login(made.printed[0]), (await login(reset.printed[0])).slice(0, 14)]).toEqual(['', 'fugai_session=']);
      const granted = await user('grant fen --role viewer --report none --json');
      expect(JSON.parse(String(granted.printed[0]))).toMatchObject({
        user: { roles: ['VIEWER'], view: ['410000'], report: [], sessions: 0 },
      });
    } finally {
      await served.close();
    }
  });

  it('makes a token of a role and a region with 4 words, which reads only', async () => {
    const { code, printed } = await run('token', 'create --role analyst --region 410300 --json');
    expect([code, JSON.parse(String(printed[0]))]).toEqual([
      0,
      expect.objectContaining({
        token: expect.objectContaining({ name: 'analyst 410300', scopes: ['QUERY'], role: 'ANALYST', view: ['410300'] }) as unknown,
      }),
    ]);
  });
});

describe('fugai user', () => {
  beforeEach(() => open('sqlite'));

  it.each([
    ['add', 2, '需要 1 个位置参数'],
    ['add fen', 2, '缺少 --role'],
    ['add fen --role king', 2, '没有「king」这个角色'],
    ['add fen --role analyst --view 河南', 2, '收到「河南」'],
    ['grant fen', 2, '至少给出 --role、--view、--report 之一'],
    ['dismiss fen', 2, '收到「dismiss」'],
    ['add x --role analyst', 1, '登录名为 2 到 40 个字'],
    ['add fen --role analyst --view 999999', 1, '没有代码为 999999 的地区'],
    ['add fen --role reporter --view 410300 --report 410400', 1, '填报范围须在查看范围之内'],
    ['disable nobody', 1, '没有登录名为「nobody」的用户'],
  ])('refuses «%s» with exit code %i', async (words, code, told) => {
    const ran = await user(words);
    expect([ran.code, ran.printed]).toEqual([code, []]);
    expect(ran.complained.join('\n')).toContain(told);
  });

  it('gives nobody two roles where the administrators are separated', async () => {
    const ran = await user('add fen --role sysadmin,analyst', true);
    expect([ran.code, ran.complained]).toEqual([1, [expect.stringContaining('须为三个人')]]);
    expect((await user('add fen --role sysadmin', true)).code).toBe(0);
  });

  it('says how to make the first where there is none', async () => {
    expect((await user('list')).printed).toEqual([expect.stringContaining('fugai user add')]);
  });
});
