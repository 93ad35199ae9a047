import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openAccountsStore } from '../../server/db/accounts/open.ts';
import { readHead } from '../../server/db/audit.ts';
import { postAs } from '../support/users.ts';
import { serve } from './serve.ts';

const served = await serve({ change: { rates: { perMinute: 5, attempts: 2, costly: 2 } } });
const guarded = await serve({ accounts: true, change: { rates: { perMinute: 1000, attempts: 10, costly: 2 } } });
afterAll(async () => {
  await served.close();
  await guarded.close();
});

const ask = (from: string | null, path = '/graphql?query=%7Bdataset%7Bversion%7D%7D'): Promise<Response> =>
  fetch(`${served.url}${path}`, { headers: from === null ? {} : { via: `1.1 ${from}` } });
const statuses = async (from: string | null, times: number, path?: string): Promise<number[]> => {
  const found: number[] = [];
  for (let at = 0; at < times; at += 1) found.push((await ask(from, path)).status);
  return found;
};

describe('a reader who does not sit at the machine', () => {
  it('has five requests a minute where the setting says five; the sixth is 429 with the seconds to wait, in Chinese', async () => {
    expect(await statuses('proxy', 6)).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await ask('proxy');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const { errors } = (await refused.json()) as { errors: { message: string; extensions: unknown }[] };
    expect(errors[0]?.message).toMatch(/^请求过多：每分钟最多 5 次，请 \d+ 秒后再试。$/);
    expect(errors[0]?.extensions).toEqual({ code: 'UNAVAILABLE' });
    expect(await statuses('proxy', 1, '/export/figures.csv')).toEqual([429]);
  });

  it('is not counted for what is no data: 20 answers of the probe', async () => {
    expect(await statuses('proxy', 20, '/healthz')).toEqual(Array.from({ length: 20 }, () => 200));
  });
});

describe('attempts at a secret from one address', () => {
  const attempt = async (field: string, from: string): Promise<unknown> => {
    const response = await fetch(`${guarded.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: guarded.url, via: `1.1 ${from}` },
      body: JSON.stringify({ query: `mutation { ${field} }` }),
    });
    const { errors } = (await response.json()) as { errors?: { message: string; extensions: { code: string } }[] };
    return [errors?.[0]?.extensions.code, errors?.[0]?.message.replace(/\d+ 秒/, '… 秒')];
  };
  const login = (name: string): Promise<unknown> => attempt(`login(name: "${name}", password: "wrong horse battery") { id }`, 'proxy');

  it('are ten a minute, whoever they name: ten are answered by the account, the eleventh and every other kind of attempt is told 429 and when to come again', async () => {
    const told: unknown[] = [];
    for (let at = 0; at < 10; at += 1) told.push(await login(`nobody.${at}`));
    expect(told.map((one) => (one as string[])[0])).toEqual(Array.from({ length: 10 }, () => 'UNAUTHENTICATED'));
    const limited = ['UNAVAILABLE', '登录、设置或改密码的次数过多：每分钟最多 10 次，请 … 秒后再试。'];
    expect(await login('nobody.10')).toEqual(limited);
    expect(await attempt('changePassword(old: "wrong horse", new: "another horse") { id }', 'proxy')).toEqual(limited);
  });

  it('hold nobody’s questions', async () => {
    const response = await fetch(`${guarded.url}/graphql?query=%7Bdataset%7Bversion%7D%7D`, { headers: { via: '1.1 proxy' } });
    expect(response.status).toBe(200);
  });
});

describe('who sits at the machine itself', () => {
  it('is never held: 30 requests in a row', async () => {
    expect(await statuses(null, 30)).toEqual(Array.from({ length: 30 }, () => 200));
  });
});

describe('who is refused again and again', () => {
  it.each([
    [
      'attempts to sign in',
      { perMinute: 600, attempts: 10, costly: 2 },
      'mutation { login(name: "root", password: "wrong horse battery") { id } }',
    ],
    [
      'changes without a name',
      { perMinute: 10, attempts: 600, costly: 2 },
      'mutation { createUser(name: "x.y", displayName: "x") { temporaryPassword } }',
    ],
  ])('leaves at most 10 entries in the audit log by 100 %s from one address in a minute', async (_what, rates, query) => {
    const one = await serve({ accounts: true, change: { rates } });
    const { db, close } = await openAccountsStore(path.join(one.folder, 'fugai.sqlite'));
    const before = (await readHead(db, 'account_audit')).position;
    let refused = 0;
    for (let at = 0; at < 100; at += 1) {
      const response = await postAs(one.url, query, {}, { via: '1.1 proxy' });
      if (/过多/.test(await response.text())) refused += 1;
    }
    const entries = (await readHead(db, 'account_audit')).position - before;
    await close();
    await one.close();
    expect([refused, entries > 0, entries <= 10]).toEqual([90, true, true]);
  });
});
