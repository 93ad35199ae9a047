import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { loadConfig } from '../../server/config.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { cookiesOf, PASSWORD, postAs, signedIn, type SignedIn } from '../support/users.ts';
import { serve, temporaryFolder, type Served } from './serve.ts';

const KNOWN = 'query Version { dataset { version } }';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

let database: TestDatabase;
let site: string;
let open: Served;
let closed: Served;
let secure: Served;
let operator: OpenAccounts;
let people: Readonly<Record<'viewer' | 'analyst' | 'admin', SignedIn>>;

beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
  site = temporaryFolder();
  mkdirSync(path.join(site, 'assets'));
  writeFileSync(path.join(site, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(site, 'operations.json'), JSON.stringify({ [hashOf(KNOWN)]: { name: 'Version', text: KNOWN } }));
  const places = { ...loadConfig({}).places, web: site };
  open = await serve({ database: database.url, accounts: true, change: { places } });
  closed = await serve({ database: database.url, accounts: true, change: { anonymous: 'none' } });
  secure = await serve({ database: database.url, accounts: true, change: { publicUrl: new URL('https://fugai.example') } });
  operator = await openAccounts(database.url, () => undefined);
  people = {
    viewer: await signedIn(open.url, operator, { name: 'ling', roles: ['VIEWER'], view: ['410300'] }),
    analyst: await signedIn(open.url, operator, { name: 'fen', roles: ['ANALYST'], view: ['410300'], report: [] }),
    admin: await signedIn(open.url, operator, { name: 'sys', roles: ['SYSADMIN', 'SECADMIN'] }),
  };
});
afterAll(async () => {
  await operator.close();
  for (const served of [open, closed, secure]) await served.close();
  await database.drop();
  rmSync(site, { recursive: true, force: true });
});

interface Told {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly code: unknown;
  readonly message: string;
}

async function told(response: Response): Promise<Told> {
  const { data, errors } = (await response.json()) as { data?: Told['data']; errors?: { message: string; extensions: { code: string } }[] };
  return {
    status: response.status,
    cookies: response.headers.getSetCookie(),
    data: data ?? null,
    code: errors?.[0]?.extensions.code,
    message: String(errors?.[0]?.message),
  };
}
const post = async (served: Served, query: string, variables: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<Told> =>
  told(await postAs(served.url, query, variables, headers));

const login = (name: string, password = PASSWORD): string =>
  `mutation { login(name: "${name}", password: "${password}") { loginName roles session { endsAt } } }`;
const VIEWER =
  '{ viewer { kind loginName roles permissions mustChangePassword viewScope { all regions { code } } session { idleUntil } } site { sight { rows { all regions { code } } sums { all } demo } } }';

describe('the cookie of a session', () => {
  it('is fugai_session on this machine: HttpOnly, SameSite=Strict, for the whole site, gone with the browser', async () => {
    const { cookies, data } = await post(open, login('FEN'));
    expect(cookies).toEqual([expect.stringMatching(/^fugai_session=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)]);
    expect(data).toMatchObject({ login: { loginName: 'fen', roles: ['ANALYST'] } });
  });

  it('is __Host-fugai and Secure, without a domain, where the public address is https', async () => {
    const { cookies } = await post(secure, login('fen'), {}, { origin: 'https://fugai.example' });
    expect(cookies).toEqual([expect.stringMatching(/^__Host-fugai=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/)]);
    const cookie = String(cookies[0]).split(';', 1)[0] ?? '';
    expect((await post(secure, VIEWER, {}, { origin: 'https://fugai.example', cookie })).data).toMatchObject({
      viewer: { loginName: 'fen' },
    });
    const plain = cookie.replace('__Host-fugai', 'fugai_session');
    expect((await post(secure, '{ viewer { id } }', {}, { origin: 'https://fugai.example', cookie: plain })).data).toEqual({
      viewer: null,
    });
  });

  it('says who asks, what they may do and what they see, and is never kept', async () => {
    const response = await postAs(open.url, VIEWER, {}, people.analyst.headers);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(((await response.json()) as { data: unknown }).data).toMatchObject({
      viewer: {
        kind: 'USER',
        loginName: 'fen',
        roles: ['ANALYST'],
        permissions: ['READ', 'ASK', 'EXPORT', 'SAVE', 'TOKENS'],
        viewScope: { all: false, regions: [{ code: '410300' }] },
      },
      site: { sight: { rows: { all: false, regions: [{ code: '410300' }] }, sums: { all: true }, demo: true } },
    });
  });

  it('is another after signing in again, and is cleared by signing out', async () => {
    const first = cookiesOf(await postAs(open.url, login('fen')));
    const second = cookiesOf(await postAs(open.url, login('fen'), {}, { cookie: first }));
    expect(second).not.toBe(first);
    expect((await post(open, '{ viewer { id } }', {}, { cookie: first })).data).toEqual({ viewer: null });
    const out = await post(open, 'mutation { logout }', {}, { cookie: second });
    expect([out.data, out.cookies]).toEqual([{ logout: true }, [expect.stringMatching(/^fugai_session=; .*Expires=Thu, 01 Jan 1970/)]]);
    expect((await post(open, '{ viewer { id } }', {}, { cookie: second })).data).toEqual({ viewer: null });
    expect((await post(open, 'mutation { logout }', {}, { cookie: second })).data).toEqual({ logout: false });
  });
});

/** fetch will not leave out or forge where a request comes from. */
const raw = (headers: Readonly<Record<string, string>>, query: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const request = http.request(
      `${open.url}/graphql`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        response.on('end', () => resolve({ status: Number(response.statusCode), text }));
      },
    );
    request.on('error', reject).end(JSON.stringify({ query }));
  });

describe('a request that changes something with the cookie of a session', () => {
  const SAVE = 'mutation { saveQuery(name: "x", query: "{ x }", shared: false) { id } }';
  it.each([
    ['a page of this site', { origin: 'own' }, 200],
    ['a page of this site, by what the browser says', { 'sec-fetch-site': 'same-origin' }, 200],
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
    ['a page without an address', { origin: 'null' }, 403],
    ['no page', {}, 403],
    ['another site, by what the browser says', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour of this site', { 'sec-fetch-site': 'same-site' }, 403],
    ['the address bar', { 'sec-fetch-site': 'none' }, 403],
    ['another site that claims nothing else', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, 403],
  ])('from %s is answered with %j → %i', async (_from, headers: Readonly<Record<string, string>>, status) => {
    const given = headers['origin'] === 'own' ? { ...headers, origin: open.url } : headers;
    const answer = await raw({ ...given, cookie: people.analyst.cookie }, SAVE);
    expect([answer.status, answer.text.includes('"saveQuery":{"id"')]).toEqual([status, status === 200]);
  });

  it('needs no page where a token is brought instead, cookie or not', async () => {
    const { secret } = await operator.operator.createToken({ name: 'x', scopes: ['SAVE'], days: 1 });
    for (const more of [{}, { cookie: people.analyst.cookie }])
      expect((await raw({ ...more, authorization: `Bearer ${secret}` }, SAVE)).text).toContain('"saveQuery":{"id"');
  });

  it('is a POST: a GET with it changes nothing', async () => {
    const answer = await fetch(`${open.url}/graphql?query=${encodeURIComponent('mutation { logout }')}`, {
      headers: people.analyst.headers,
    });
    expect(answer.status).toBe(405);
    expect((await post(open, '{ viewer { loginName } }', {}, people.analyst.headers)).data).toEqual({ viewer: { loginName: 'fen' } });
  });
});

describe('signing in', () => {
  it('is one field of a request: 500 aliased logins, 25 of them, and one beside another field are refused, none is tried', async () => {
    const many = (count: number): string =>
      `mutation { ${Array.from({ length: count }, (_, at) => `a${at}: login(name: "fen", password: "wrong horse ${at}") { id }`).join(' ')} }`;
    for (const query of [many(500), many(25), 'mutation { login(name: "fen", password: "x") { id } logout }']) {
      const { data, code } = await post(open, query);
      expect([data, ['BAD_USER_INPUT', 'QUERY_TOO_EXPENSIVE'].includes(String(code))]).toEqual([null, true]);
    }
    // Five failures would have locked it.
    expect((await post(open, login('fen'))).data).toMatchObject({ login: { loginName: 'fen' } });
  });

  it('says the same of a wrong password and of an unknown name, and sets no cookie', async () => {
    const [wrong, unknown] = [await post(open, login('fen', 'wrong horse')), await post(open, login('nobody', 'wrong horse'))];
    expect([wrong.code, wrong.message, wrong.cookies]).toEqual([unknown.code, unknown.message, unknown.cookies]);
    expect([wrong.code, wrong.cookies]).toEqual(['UNAUTHENTICATED', []]);
  });
});

describe('a leader, who reads pages and writes no queries', () => {
  const asHash = (text: string) => JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } } });
  const send = (body: string, headers: Readonly<Record<string, string>>) =>
    fetch(`${open.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }).then(told);

  it('gets what comes with the web app, by its text or by its hash', async () => {
    expect((await post(open, KNOWN, {}, people.viewer.headers)).data).toHaveProperty('dataset');
    expect((await send(asHash(KNOWN), people.viewer.headers)).data).toHaveProperty('dataset');
  });

  it('is refused any other text, also one that others have made known by its hash', async () => {
    const own = 'query Mine { dataset { version asOf } }';
    expect((await post(open, own, {}, people.analyst.headers)).data).toHaveProperty('dataset');
    for (const body of [JSON.stringify({ query: own }), asHash(own)]) {
      const { status, code, message } = await send(body, people.viewer.headers);
      expect([status, code, message]).toEqual([403, 'FORBIDDEN', expect.stringContaining('不能自写查询')]);
    }
  });

  it('downloads the file of a page and no bulk export', async () => {
    const at = (address: string) =>
      fetch(`${open.url}${address}`, { headers: { cookie: people.viewer.cookie } }).then((answer) => answer.status);
    expect([await at('/overview.csv?region=410302'), await at('/export/observations.csv?region=410302')]).toEqual([200, 403]);
  });
});

describe('where readers need a name', () => {
  it('everybody reads what the site is and signs in; the data wait until then', async () => {
    const site = await post(
      closed,
      '{ site { anonymous needsSetup separation openId { start } notice sight { demo sums { all regions { code } } } } viewer { id } }',
    );
    expect(site.data).toEqual({
      site: {
        anonymous: 'NONE',
        needsSetup: false,
        separation: false,
        openId: null,
        notice: '本系统不得处理涉密信息',
        sight: { demo: false, sums: { all: false, regions: [] } },
      },
      viewer: null,
    });
    for (const query of [KNOWN, '{ site { notice } dataset { version } }', '{ ...F } fragment F on Query { dataset { version } }'])
      expect((await post(closed, query)).status).toBe(401);
    const cookie = cookiesOf(await postAs(closed.url, login('fen')));
    expect((await post(closed, KNOWN, {}, { cookie })).data).toHaveProperty('dataset');
    expect(
      (await post(closed, '{ site { sight { rows { regions { code } } sums { all regions { code } } demo } } }', {}, { cookie })).data,
    ).toEqual({
      site: { sight: { rows: { regions: [{ code: '410300' }] }, sums: { all: false, regions: [{ code: '410300' }] }, demo: false } },
    });
  });
});

describe('a temporary password', () => {
  it('opens the change of it and nothing else: no query, no file, no mutation, until it is changed', async () => {
    const created = await post(
      open,
      'mutation { createUser(name: "xin", displayName: "新") { temporaryPassword user { id mustChangePassword } } }',
      {},
      people.admin.headers,
    );
    const { temporaryPassword, user } = Object(created.data?.['createUser']) as { temporaryPassword: string; user: { id: string } };
    const granted = await post(
      open,
      'mutation($id: ID!) { grant(id: $id, roles: [ANALYST], view: { regions: ["410300"] }, report: { regions: [] }) { roles viewScope { all regions { code } } } }',
      { id: user.id },
      people.admin.headers,
    );
    expect(granted.data).toEqual({ grant: { roles: ['ANALYST'], viewScope: { all: false, regions: [{ code: '410300' }] } } });
    const cookie = cookiesOf(await postAs(open.url, login('xin', temporaryPassword)));
    for (const query of [
      KNOWN,
      '{ viewer { id } dataset { version } }',
      'mutation { saveQuery(name: "x", query: "{ x }", shared: false) { id } }',
    ]) {
      const { code, message } = await post(open, query, {}, { cookie });
      expect([code, message]).toEqual(['FORBIDDEN', expect.stringContaining('先修改密码')]);
    }
    for (const address of ['/overview.csv?region=410302', '/export/observations.csv?region=410302'])
      expect((await fetch(`${open.url}${address}`, { headers: { cookie } })).status).toBe(403);
    expect((await post(open, '{ viewer { mustChangePassword } site { notice } }', {}, { cookie })).data).toMatchObject({
      viewer: { mustChangePassword: true },
    });
    const changed = await postAs(
      open.url,
      `mutation { changePassword(old: "${temporaryPassword}", new: "${PASSWORD}") { mustChangePassword } }`,
      {},
      { cookie },
    );
    expect((await post(open, KNOWN, {}, { cookie: cookiesOf(changed) })).data).toHaveProperty('dataset');
  });

  it.each([
    ['view: { regions: ["999999"] }', '没有代码为 999999 的地区'],
    ['view: {}', '只给其中一个'],
    ['view: { all: true, regions: ["410300"] }', '只给其中一个'],
    ['view: { all: false }', '只给其中一个'],
  ])('is followed by no grant of a scope that is none: %s', async (view, words) => {
    const { code, message } = await post(
      open,
      `mutation($id: ID!) { grant(id: $id, roles: [ANALYST], ${view}, report: { regions: [] }) { id } }`,
      { id: people.analyst.id },
      people.admin.headers,
    );
    expect([code, message]).toEqual(['BAD_USER_INPUT', expect.stringContaining(words)]);
  });
});
