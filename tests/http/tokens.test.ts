import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { openAccountsStore } from '../../server/db/accounts/open.ts';
import { spellMoment, type TokenScope } from '../../server/domain/tokens.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve, type Served } from './serve.ts';

interface Told {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

let database: TestDatabase;
let open: Served;
let closed: Served;
/** The command line, as another process would open the same accounts. */
let operator: OpenAccounts;

beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
  open = await serve({ database: database.url, accounts: true });
  closed = await serve({ database: database.url, accounts: true, change: { anonymous: 'none' } });
  operator = await openAccounts(database.url, () => undefined);
});
afterAll(async () => {
  await operator.close();
  await open.close();
  await closed.close();
  await database.drop();
});

/** fetch will not send a Host or an Origin of one's own. */
const send = (to: Served, address: string, headers: Record<string, string> = {}, body?: string): Promise<Told> =>
  new Promise((resolve, reject) => {
    const request = http.request(
      `${to.url}${address}`,
      { headers, method: body === undefined ? 'GET' : 'POST', agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        response.on('end', () => resolve({ status: Number(response.statusCode), headers: response.headers, text }));
      },
    );
    request.on('error', reject).end(body);
  });

const JSON_TYPE = { 'content-type': 'application/json' };
const ask = (to: Served, query: string, headers: Record<string, string> = {}): Promise<Told> =>
  send(to, '/graphql', { ...JSON_TYPE, ...headers }, JSON.stringify({ query }));
const bearer = (secret: string): Record<string, string> => ({ authorization: `Bearer ${secret}` });
const tokenFor = async (...scopes: TokenScope[]): Promise<string> =>
  (await operator.operator.createToken({ name: scopes.join(), scopes, days: 1 })).secret;
const codeOf = ({ text }: Told): string => /"code":"(\w+)"/.exec(text)?.[1] ?? '';

const VERSION = '{ dataset { version } }';
const SAVE = 'mutation { saveQuery(name: "x", query: "{ x }", shared: false) { id } }';
const CREATE = 'mutation { createToken(name: "x", scopes: [QUERY], days: 1) { secret } }';
const FILE = '/overview.csv?region=410302';

describe('a Bearer token that does not hold', () => {
  it.each(['/graphql?query=%7B__typename%7D', FILE, '/healthz', '/', '/nowhere'])(
    'is refused with 401 at %s, although everybody may read there',
    async (address) => {
      for (const authorization of ['Bearer', 'Bearer x', `bearer fugai_${'A'.repeat(43)}`, `BEARER   ${'y'.repeat(49)}`]) {
        const told = await send(open, address, { authorization });
        expect([told.status, codeOf(told), told.headers['www-authenticate'], told.headers['cache-control']]).toEqual([
          401,
          'UNAUTHENTICATED',
          'Bearer error="invalid_token"',
          'no-store',
        ]);
        expect(told.text).toContain('没有这个令牌');
      }
    },
  );

  it('is told to have expired, or to have been revoked', async () => {
    const { token, secret } = await operator.operator.createToken({ name: '旧的', scopes: ['QUERY'], days: 1 });
    expect((await ask(open, VERSION, bearer(secret))).status).toBe(200);
    const store = await openAccountsStore(database.url);
    await store.db
      .updateTable('api_token')
      .set({ created_at: '2026-01-01T00:00:00.000Z', expires_at: '2026-02-01T00:00:00.000Z' })
      .where('id', '=', token.id)
      .execute();
    await store.close();
    const expired = await ask(open, VERSION, bearer(secret));
    expect([expired.status, expired.text.includes(`令牌「旧的」已于 ${spellMoment('2026-02-01T00:00:00.000Z')}过期`)]).toEqual([401, true]);
    await operator.operator.revokeToken(token.id);
    const revoked = await ask(open, VERSION, bearer(secret));
    expect([revoked.status, revoked.text.includes('吊销')]).toEqual([401, true]);
  });

  it('is not looked for in another kind of authorization, as a proxy may send it', async () => {
    expect((await ask(open, VERSION, { authorization: 'Basic dTpw' })).status).toBe(200);
  });
});

describe.each(['open', 'closed'])('a token where the site is %s to readers without a name', (which) => {
  it('asks with the scope QUERY, fetches files with EXPORT, and never does the other', async () => {
    const site = which === 'open' ? open : closed;
    const [query, exporting] = [await tokenFor('QUERY'), await tokenFor('EXPORT')];
    const answered = await ask(site, VERSION, bearer(query));
    expect([answered.status, JSON.parse(answered.text)]).toMatchObject([200, { data: { dataset: { version: 'v1' } } }]);
    const file = await send(site, FILE, bearer(exporting));
    expect([file.status, file.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const bulk = '/export/units.csv?region=410302';
    for (const told of [
      await ask(site, VERSION, bearer(exporting)),
      await send(site, FILE, bearer(query)),
      await send(site, bulk, bearer(query)),
    ])
      expect([told.status, codeOf(told)]).toEqual([403, 'FORBIDDEN']);
  });
});

describe('where readers need a name', () => {
  it('nobody without a token reads anything, and all are told how to get one', async () => {
    const cookie = String((await ask(open, SAVE, { origin: open.url })).headers['set-cookie']?.[0]).split(';', 1)[0] ?? '';
    const get = { 'apollo-require-preflight': 'yes', accept: 'application/json' };
    const asked = [
      await ask(closed, VERSION),
      await ask(closed, VERSION, { cookie }),
      await ask(closed, '{ __schema { types { name } } }'),
      await send(closed, `/graphql?query=${encodeURIComponent(VERSION)}`, get),
      await send(closed, FILE),
    ];
    for (const told of asked) {
      expect([told.status, codeOf(told)]).toEqual([401, 'UNAUTHENTICATED']);
      expect(told.text).toContain('fugai token create');
    }
  });

  it('a page saves nothing and makes no token; a token with SAVE saves', async () => {
    const page = { origin: closed.url };
    expect(codeOf(await ask(closed, SAVE, page))).toBe('UNAUTHENTICATED');
    expect(codeOf(await ask(closed, CREATE, page))).toBe('FORBIDDEN');
    expect((await ask(closed, SAVE, bearer(await tokenFor('SAVE')))).text).toContain('"saveQuery":{"id":');
    expect(codeOf(await ask(closed, SAVE, bearer(await tokenFor('QUERY', 'EXPORT'))))).toBe('FORBIDDEN');
  });
});

describe('the cookie of a browser', () => {
  it('comes with the first thing it saves: 256 bits, HttpOnly, SameSite=Strict, one year, for the whole site', async () => {
    const told = await ask(open, SAVE, { origin: open.url });
    expect(told.headers['set-cookie']).toEqual([
      expect.stringMatching(/^fugai_reader=[A-Za-z0-9_-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    expect(told.headers['cache-control']).toBe('private, no-store');
    const cookie = String(told.headers['set-cookie']?.[0]).split(';', 1)[0] ?? '';
    const again = await ask(open, SAVE, { origin: open.url, cookie: `other=1; ${cookie}; more=a=b` });
    expect([again.status, again.headers['set-cookie']]).toEqual([200, undefined]);
  });

  it('does not come with questions, refusals or things that a token saves', async () => {
    const asked = [
      await ask(open, '{ viewer { id } savedQueries { id } }', { origin: open.url }),
      await ask(open, 'mutation { saveQuery(name: "", query: "", shared: false) { id } }', { origin: open.url }),
      await ask(open, SAVE, bearer(await tokenFor('SAVE'))),
    ];
    expect(asked.map((told) => [told.status, told.headers['set-cookie']])).toEqual(asked.map(() => [200, undefined]));
  });

  it('counts as nobody when it is not known here', async () => {
    const told = await ask(open, '{ viewer { id } }', { cookie: `fugai_reader=${'A'.repeat(43)}` });
    expect(JSON.parse(told.text)).toMatchObject({ data: { viewer: null } });
  });
});

describe('a page of another site', () => {
  const body = JSON.stringify({ query: SAVE });
  const form = 'application/x-www-form-urlencoded';
  it.each([
    ['from here', { ...JSON_TYPE, origin: 'own' }, 200, ''],
    ['from another site', { ...JSON_TYPE, origin: 'https://evil.example' }, 403, 'FORBIDDEN'],
    ['from another port of this machine', { ...JSON_TYPE, origin: 'http://127.0.0.1:1' }, 403, 'FORBIDDEN'],
    ['from a page without an address', { ...JSON_TYPE, origin: 'null' }, 403, 'FORBIDDEN'],
    ['without an origin', JSON_TYPE, 200, 'FORBIDDEN'],
    ['as plain text from here', { 'content-type': 'text/plain', origin: 'own' }, 415, 'BAD_USER_INPUT'],
    ['as plain text without an origin', { 'content-type': 'text/plain' }, 415, 'BAD_USER_INPUT'],
    ['as a form', { 'content-type': form, origin: 'own' }, 415, 'BAD_USER_INPUT'],
    ['through a proxy nobody told it of', { ...JSON_TYPE, origin: 'own', 'x-forwarded-for': '10.0.0.9' }, 200, 'FORBIDDEN'],
  ])('saves nothing %s unless it is this one: %j', async (_what, headers, status, code) => {
    const cookie = String((await ask(open, SAVE, { origin: open.url })).headers['set-cookie']?.[0]).split(';', 1)[0] ?? '';
    const count = async (): Promise<number> =>
      (await ask(open, '{ viewer { savedQueries { id } } }', { cookie })).text.split('"id"').length - 1;
    const before = await count();
    const sent: Record<string, string> = { ...headers, cookie };
    if (sent['origin'] === 'own') sent['origin'] = open.url;
    const told = await send(open, '/graphql', sent, body);
    expect([told.status, codeOf(told)]).toEqual([status, code]);
    expect((await count()) - before).toBe(code === '' ? 1 : 0);
  });

  it('makes no token either, and neither does a page behind a proxy', async () => {
    const behind = await serve({ database: database.url, accounts: true, change: { publicUrl: new URL('https://fugai.example/') } });
    const proxied = { host: 'fugai.example', origin: 'https://fugai.example' };
    for (const query of [SAVE, CREATE]) {
      const told = await ask(behind, query, proxied);
      expect([codeOf(told), told.headers['set-cookie'], told.text.includes('127.0.0.1')]).toEqual(['FORBIDDEN', undefined, true]);
      expect(codeOf(await ask(open, query))).toBe('FORBIDDEN');
    }
    expect((await ask(behind, SAVE, { ...proxied, ...bearer(await tokenFor('SAVE')) })).text).toContain('"saveQuery":{"id":');
    await behind.close();
  });
});

describe('what is kept of an answer', () => {
  const get = (to: Served, query: string, headers: Record<string, string>): Promise<Told> =>
    send(to, `/graphql?query=${encodeURIComponent(query)}`, { 'apollo-require-preflight': 'yes', accept: 'application/json', ...headers });

  it('has a tag of its own for each reader: 304 for one is 200 for another', async () => {
    const [one, other] = [await tokenFor('QUERY'), await tokenFor('QUERY')];
    const tag = String((await get(closed, VERSION, bearer(one))).headers.etag);
    expect(tag).toMatch(/^W\//);
    const known = { 'if-none-match': tag };
    expect((await get(closed, VERSION, { ...bearer(one), ...known })).status).toBe(304);
    expect((await get(closed, VERSION, { ...bearer(other), ...known })).status).toBe(200);
    expect((await get(closed, VERSION, known)).status).toBe(401);
    expect((await get(open, VERSION, known)).status).toBe(200);
    const anonymous = await get(open, VERSION, {});
    expect([anonymous.headers.etag === tag, anonymous.headers.vary]).toEqual([false, expect.stringContaining('authorization, cookie')]);
  });

  it('is nothing where it holds what is the reader’s own: no tag, private, no-store, and new after every change', async () => {
    const secret = bearer(await tokenFor('QUERY', 'SAVE'));
    for (const query of ['{ viewer { savedQueries { name } } }', '{ savedQueries { name } }', '{ savedQuery(id: "x") { name } }']) {
      const told = await get(open, query, secret);
      expect([told.headers.etag, told.headers['cache-control']]).toEqual([undefined, 'private, no-store']);
    }
    await ask(open, SAVE, secret);
    expect((await get(open, '{ viewer { savedQueries { name } } }', secret)).text).toContain('"name":"x"');
  });
});

describe('the secret', () => {
  it('stands in no byte of what the program keeps, and its use is known to the minute', async () => {
    const secret = await tokenFor('QUERY');
    expect((await ask(open, VERSION, bearer(secret))).status).toBe(200);
    const lastUse = async (): Promise<string | null | undefined> =>
      (await operator.operator.tokens()).find((token) => token.prefix === secret.slice(0, 12))?.lastUsedAt;
    await expect.poll(lastUse).toMatch(/^\d{4}-/);
    const folder = path.dirname(database.url);
    const names = readdirSync(folder);
    expect(names).toEqual(expect.arrayContaining(['accounts.sqlite', 'accounts.sqlite-wal', 'test.sqlite']));
    const bytes = Buffer.concat(names.map((name) => readFileSync(path.join(folder, name))));
    expect([bytes.includes(secret.slice(0, 12)), bytes.includes(secret), bytes.includes(secret.slice(12))]).toEqual([true, false, false]);
  });
});
