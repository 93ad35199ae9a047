import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { serve, type Served } from '../http/serve.ts';
import { emptyDatabase } from '../support/postgres.ts';
import { ENGINES } from '../support/database.ts';
import { openStore } from '../../server/db/open.ts';

interface Told {
  readonly status: number;
  readonly cookie: string | null;
  /** Empty when nothing was answered. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly code: unknown;
  readonly message: string;
}

let served: Served;

/** As a page of the program asks, or as another program does with `origin: ''`. */
async function post(query: string, headers: Readonly<Record<string, string>> = {}, variables: object = {}): Promise<Told> {
  const given = { 'content-type': 'application/json', origin: served.url, ...headers };
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: Object.entries(given).filter(([, value]) => value !== ''),
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Told['data'] | null;
    errors?: { message: string; extensions: { code: string } }[];
  };
  const cookie = response.headers.get('set-cookie');
  return { status: response.status, cookie, data: data ?? {}, code: errors?.[0]?.extensions.code, message: String(errors?.[0]?.message) };
}

const cookieOf = ({ cookie }: Told): string => String(cookie).split(';', 1)[0] ?? '';
const SAVE =
  'mutation($name: String!, $shared: Boolean!, $id: ID) { saveQuery(id: $id, name: $name, query: "{ dataset { version } }", variables: "{}", shared: $shared) { id name query variables shared mine createdAt updatedAt } }';
const CREATE =
  'mutation($scopes: [TokenScope!]!) { createToken(name: "报表", scopes: $scopes, days: 90) { secret token { id name prefix scopes state lastUsedAt revokedAt } } }';
const VIEWER = '{ viewer { kind name scopes tokens { name state } savedQueries { name mine } } savedQueries { name mine } }';

describe.each(ENGINES)('the viewer over %s', (engine) => {
  let drop = async (): Promise<void> => undefined;
  beforeEach(async () => {
    let database: string | undefined;
    if (engine === 'postgres') {
      ({ url: database, drop } = await emptyDatabase(inject('postgresUrl')));
      await (await openStore(database)).close();
    }
    served = await serve({ ...(database !== undefined && { database }), accounts: true });
  });
  afterEach(async () => {
    await served.close();
    await drop();
  });

  it('is null for who saved nothing, and sees what others share', async () => {
    await post(SAVE, {}, { name: '共享的', shared: true });
    await post(SAVE, {}, { name: '我的', shared: false });
    expect((await post(VIEWER)).data).toEqual({ viewer: null, savedQueries: [{ name: '共享的', mine: false }] });
  });

  it('is a browser from the first query it saves, and finds it again by its cookie', async () => {
    const first = await post(SAVE, {}, { name: '覆盖率', shared: false });
    expect(first.data['saveQuery']).toMatchObject({
      name: '覆盖率',
      query: '{ dataset { version } }',
      variables: '{}',
      shared: false,
      mine: true,
    });
    const cookie = cookieOf(first);
    const second = await post(SAVE, { cookie }, { name: '另一个', shared: true });
    expect(second.cookie).toBeNull();
    expect((await post(VIEWER, { cookie })).data).toEqual({
      viewer: {
        kind: 'BROWSER',
        name: '本机浏览器',
        scopes: ['QUERY', 'EXPORT', 'SAVE'],
        tokens: [],
        savedQueries: [
          { name: '另一个', mine: true },
          { name: '覆盖率', mine: true },
        ],
      },
      savedQueries: [
        { name: '另一个', mine: true },
        { name: '覆盖率', mine: true },
      ],
    });
  });

  it('changes and deletes its own query by its id, and gives null for one that is gone', async () => {
    const first = await post(SAVE, {}, { name: '覆盖率', shared: false });
    const cookie = cookieOf(first);
    const { id } = first.data['saveQuery'] as { id: string };
    expect((await post(SAVE, { cookie }, { name: '改名', shared: true, id })).data['saveQuery']).toMatchObject({
      id,
      name: '改名',
      shared: true,
    });
    expect((await post(SAVE, {}, { name: '抢走', shared: true, id })).code).toBe('FORBIDDEN');
    const DELETE = 'mutation($id: ID!) { deleteQuery(id: $id) }';
    expect((await post(DELETE, {}, { id })).code).toBe('FORBIDDEN');
    expect((await post(DELETE, { cookie }, { id })).data).toEqual({ deleteQuery: id });
    expect((await post('query($id: ID!) { savedQuery(id: $id) { name } }', { cookie }, { id })).data).toEqual({ savedQuery: null });
  });

  it('makes a token whose secret is given once, and revokes it at once', async () => {
    const made = await post(CREATE, {}, { scopes: ['SAVE', 'QUERY'] });
    const cookie = cookieOf(made);
    const { secret, token } = made.data['createToken'] as { secret: string; token: { id: string } };
    expect(token).toEqual({
      id: token.id,
      name: '报表',
      prefix: secret.slice(0, 12),
      scopes: ['QUERY', 'SAVE'],
      state: 'ACTIVE',
      lastUsedAt: null,
      revokedAt: null,
    });
    const asToken = { origin: '', authorization: `Bearer ${secret}` };
    expect((await post(VIEWER, asToken)).data['viewer']).toMatchObject({
      kind: 'TOKEN',
      name: '报表',
      tokens: [{ name: '报表', state: 'ACTIVE' }],
    });
    expect((await post(SAVE, asToken, { name: '由令牌保存', shared: false })).cookie).toBeNull();
    expect((await post('{ viewer { savedQueries { name } } }', { cookie })).data).toEqual({
      viewer: { savedQueries: [{ name: '由令牌保存' }] },
    });
    const list = await post('{ viewer { tokens { prefix state } } }', { cookie });
    expect(JSON.stringify(list)).not.toContain(secret.slice(12));
    const revoked = await post('mutation($id: ID!) { revokeToken(id: $id) { state revokedAt } }', { cookie }, { id: token.id });
    expect(revoked.data['revokeToken']).toMatchObject({ state: 'REVOKED' });
    expect(await post(VIEWER, asToken)).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('吊销') as string,
    });
  });
});

describe('mutations', () => {
  beforeAll(async () => {
    served = await serve({ accounts: true });
  });
  afterAll(() => served.close());

  it.each([
    ['91 days', 'mutation { createToken(name: "x", scopes: [QUERY], days: 91) { secret } }', '1 到 90 天'],
    ['no scope', 'mutation { createToken(name: "x", scopes: [], days: 1) { secret } }', '至少给令牌一项范围'],
    ['no name', 'mutation { saveQuery(name: " ", query: "{ x }", shared: false) { id } }', '1 到 60 个字'],
    ['a list as variables', 'mutation { saveQuery(name: "x", query: "{ x }", variables: "[]", shared: false) { id } }', 'JSON 对象'],
  ])('are refused with %s: BAD_USER_INPUT, and no cookie', async (_what, query, words) => {
    const told = await post(query);
    expect([told.code, told.message.includes(words), told.cookie]).toEqual(['BAD_USER_INPUT', true, null]);
  });

  it.each([
    [
      'aliased twice',
      'mutation { a: createToken(name: "x", scopes: [QUERY], days: 1) { secret } b: createToken(name: "y", scopes: [QUERY], days: 1) { secret } }',
    ],
    ['beside another', 'mutation { saveQuery(name: "x", query: "{ x }", shared: false) { id } revokeToken(id: "x") { id } }'],
    [
      'by fragments',
      'mutation { ...A ...A ...B } fragment A on Mutation { a: createToken(name: "x", scopes: [QUERY], days: 1) { secret } } fragment B on Mutation { revokeToken(id: "x") { id } }',
    ],
  ])('of tokens stand alone in a request: %s is refused before anything ran', async (_how, query) => {
    const told = await post(query);
    expect([told.status, told.code, told.data, told.cookie]).toEqual([400, 'BAD_USER_INPUT', {}, null]);
    expect(told.message).toContain('单独成为一次请求');
  });

  it('of queries may come together, and make one reader known', async () => {
    const told = await post(
      'mutation { a: saveQuery(name: "甲", query: "{ x }", shared: false) { id } b: saveQuery(name: "乙", query: "{ x }", shared: false) { id } }',
    );
    const { data } = await post('{ viewer { savedQueries { name } } }', { cookie: cookieOf(told) });
    expect((data['viewer'] as { savedQueries: unknown[] }).savedQueries).toHaveLength(2);
  });

  it('are not taken over GET, and there are no subscriptions', async () => {
    const query = encodeURIComponent('mutation { saveQuery(name: "x", query: "{ x }", shared: false) { id } }');
    const response = await fetch(`${served.url}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': 'yes', accept: 'application/json' },
    });
    expect([response.status, response.headers.get('set-cookie')]).toEqual([405, null]);
    expect(await post('subscription { dataset { version } }')).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('没有 subscription') as string,
    });
  });

  it('reach nothing where the program runs without accounts', async () => {
    const bare = await serve({ database: path.join(served.folder, 'fugai.sqlite') });
    const asked = await bare.ask('mutation { saveQuery(name: "x", query: "{ x }", shared: false) { id } }');
    expect(asked.errors?.[0]?.extensions['code']).toBe('UNAVAILABLE');
    expect((await bare.ask('{ viewer { id } }')).data).toEqual({ viewer: null });
    await bare.close();
  });
});
