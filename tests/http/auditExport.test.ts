import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { signedIn, type SignedIn } from '../support/users.ts';
import { serve, type Served } from './serve.ts';

const REFUSED = 1_100;

let database: TestDatabase;
let served: Served;
let operator: OpenAccounts;
let people: Readonly<Record<'auditor' | 'analyst', SignedIn>>;

beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  served = await serve({ database: database.url, accounts: true });
  operator = await openAccounts(database.url, () => undefined);
  people = {
    auditor: await signedIn(served.url, operator, { name: 'shen', roles: ['AUDITOR'] }),
    analyst: await signedIn(served.url, operator, { name: 'fen', roles: ['ANALYST'], view: 'ALL' }),
  };
  // More than one page of a thousand is read for a file.
  for (let left = REFUSED; left > 0; left -= 1) await operator.operator.revokeToken('0123456789abcdef').catch(() => undefined);
});
afterAll(async () => {
  await operator.close();
  await served.close();
  await database.drop();
});

interface Taken {
  readonly status: number;
  readonly text: string;
  readonly lines: readonly string[];
  readonly headers: Headers;
}

async function take(who: SignedIn | null, search = ''): Promise<Taken> {
  const answer = await fetch(`${served.url}/export/audit.csv${search}`, { headers: who === null ? {} : { cookie: who.cookie } });
  const text = await answer.text();
  return { status: answer.status, text, lines: text.trim().split('\r\n'), headers: answer.headers };
}

it('gives the log as CSV, the newest first, and the first entry is that it was taken', async () => {
  const { status, lines, headers } = await take(people.auditor);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"/);
  expect(lines[0]).toBe('链,序号,时刻,操作人,操作人编号,地址,动作,结果,对象,事实,前一条散列,散列');
  expect(lines[1]).toMatch(/^账户,\d+,[^,]+,shen,[0-9a-f]+,127\.0\.0\.1,导出审计日志,完成,,"\{""format"":""csv""\}"/);
  expect(lines.filter((line) => line.includes(',吊销令牌,拒绝,'))).toHaveLength(REFUSED);
  expect(new Set(lines.map((line) => line.split(',').slice(0, 2).join(' '))).size).toBe(lines.length);
  const moments = lines.slice(1).map((line) => String(line.split(',')[2]));
  expect(moments).toEqual(moments.toSorted().toReversed());
});

it('takes the conditions of the list, and writes down which', async () => {
  const search = '?action=USER_CREATE,LOGIN&outcome=DONE&chain=ACCOUNTS&from=2020-01-01T00:00:00Z&actor=shen';
  const { lines } = await take(people.auditor, search);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines.slice(1)) expect(line).toMatch(/^账户,.*,shen,.*,登录,完成,/);
  const [, newest] = (await take(people.auditor, '?action=AUDIT_EXPORT')).lines.slice(1);
  expect(newest).toContain('""actions"":""USER_CREATE,LOGIN""');
  expect((await take(people.auditor, '?to=2020-01-01')).lines).toHaveLength(1);
});

it.each([
  ['?action=NONE', 'action 须为 LOGIN、LOGOUT'],
  ['?outcome=x', 'outcome 须为 DONE、REFUSED；收到「x」'],
  ['?chain=x', 'chain 须为'],
  ['?from=yesterday', 'from 须为时刻'],
  ['?since=2026-01-01', '没有条件「since」；可用的有 from、to、actor、action、outcome、chain'],
])('refuses %s with a sentence and no line of the log', async (search, words) => {
  const { status, text } = await take(people.auditor, search);
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({ code: 'BAD_USER_INPUT', error: expect.stringContaining(words) as unknown });
});

it('is for who may read the log: 401 without a name, 403 for an analyst, each with one entry REFUSED', async () => {
  const refusals = async () => (await take(people.auditor, '?action=AUDIT_EXPORT&outcome=REFUSED')).lines.length - 1;
  const before = await refusals();
  const [nobody, analyst] = [await take(null), await take(people.analyst)];
  expect([nobody.status, analyst.status]).toEqual([401, 403]);
  expect(analyst.text).not.toContain('shen');
  expect(await refusals()).toBe(before + 2);
});
