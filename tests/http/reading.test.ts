import http from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve, type Served } from './serve.ts';

interface Told {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly code: unknown;
  readonly message: string;
  readonly text: string;
  readonly version: unknown;
}

let database: TestDatabase;
let served: Served;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
  served = await serve({ database: database.url });
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

/** fetch sends no bytes in an address and no word of where it comes from, of one's own. */
const send = (method: string, address: string, headers: Record<string, string> = {}, body?: Buffer): Promise<Told> =>
  new Promise((resolve, reject) => {
    const request = http.request(`${served.url}/`, { method, path: address, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => {
        const told = (text.startsWith('{') ? JSON.parse(text) : {}) as {
          errors?: { message: string; extensions: { code: unknown } }[];
          extensions?: { dataVersion?: unknown };
          error?: string;
          code?: unknown;
        };
        const [first] = told.errors ?? [];
        resolve({
          status: Number(response.statusCode),
          headers: response.headers,
          code: first?.extensions.code ?? told.code,
          message: first?.message ?? told.error ?? '',
          text,
          version: told.extensions?.dataVersion,
        });
      });
    });
    request.on('error', reject).end(body);
  });

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: object, headers: Record<string, string> = {}): Promise<Told> =>
  send('POST', '/graphql', { ...JSON_TYPE, ...headers }, Buffer.from(JSON.stringify(body)));
const QUERY = `/graphql?query=${encodeURIComponent('{ dataset { units } }')}`;

describe('a query in an address', () => {
  it.each([
    ['a program, which says nothing', {}],
    ['the address bar', { 'sec-fetch-site': 'none', accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }],
    ['a page of this site', { 'sec-fetch-site': 'same-origin' }],
    ['a program that names a type all the same', { 'content-type': 'text/plain' }],
  ])('is answered to %s, and kept: the second time is a hit', async (_who, headers) => {
    const first = await send('GET', QUERY, headers);
    expect([first.status, first.text]).toEqual([200, expect.stringContaining('{"data":{"dataset":{"units":4}}')]);
    expect((await send('GET', QUERY, headers)).headers['x-fugai-cache']).toBe('hit');
  });

  it.each(['cross-site', 'same-site'])('is refused to a page that is %s, whatever header it adds', async (site) => {
    for (const more of [{}, { 'apollo-require-preflight': 'yes' }]) {
      const told = await send('GET', QUERY, { 'sec-fetch-site': site, ...more });
      expect([told.status, told.code, told.message.includes('其他网站')]).toEqual([403, 'FORBIDDEN', true]);
    }
  });

  it('changes nothing: a mutation is refused in Chinese', async () => {
    const told = await send('GET', `/graphql?query=${encodeURIComponent('mutation { deleteQuery(id: "x") }')}`);
    expect([told.status, told.code, told.message]).toEqual([405, 'BAD_USER_INPUT', expect.stringMatching(/^请求不可用/)]);
  });

  it('stays refused as a POST of plain text', async () => {
    const told = await send('POST', '/graphql', { 'content-type': 'text/plain' }, Buffer.from('{"query":"{ __typename }"}'));
    expect([told.status, told.code]).toEqual([415, 'BAD_USER_INPUT']);
  });

  it.each(['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('is asked by no %s: 405 with what is allowed', async (method) => {
    const told = await send(method, QUERY, JSON_TYPE);
    expect([told.status, told.headers.allow]).toEqual([405, 'GET, POST']);
    if (method !== 'HEAD') expect([told.code, told.message]).toEqual(['BAD_USER_INPUT', `/graphql 不接受 ${method}，请用 GET 或 POST。`]);
  });
});

describe('bytes', () => {
  /** 示例 in GBK. */
  const gbk = Buffer.from([0xca, 0xbe, 0xc0, 0xfd]);

  it('of a body that are no UTF-8 are refused with 400', async () => {
    const body = Buffer.concat([Buffer.from('{"query":"{ units(where: {search: \\"'), gbk, Buffer.from('\\"}) { totalCount } }"}')]);
    const told = await send('POST', '/graphql', JSON_TYPE, body);
    expect([told.status, told.code, told.message.startsWith('请求体须为 UTF-8')]).toEqual([400, 'BAD_USER_INPUT', true]);
  });

  it.each(['/graphql?query=', '/export/units.csv?search=', '/overview.csv?region='])(
    'of %s… that are no UTF-8 are refused with 400',
    async (address) => {
      for (const bytes of ['%CA%BE%C0%FD', '%ED%A0%80', '100%']) {
        const told = await send('GET', `${address}${bytes}`);
        expect([told.status, told.code, told.message]).toEqual([400, 'BAD_USER_INPUT', expect.stringContaining('不是 UTF-8 的百分号编码')]);
      }
    },
  );

  it('of an address that are UTF-8 are read as text', async () => {
    const told = await send('GET', `/export/units.csv?search=${encodeURIComponent('示例')}`);
    expect([told.status, decodeURIComponent(String(told.headers['x-fugai-filter']))]).toEqual([200, '含：示例']);
  });

  it('of an address without percent signs are refused in Chinese, and say how to write them', async () => {
    const told = await send('GET', `/export/units.csv?search=${Buffer.from('示例').toString('latin1')}`);
    expect([told.status, told.code, told.message]).toEqual([400, 'BAD_USER_INPUT', expect.stringContaining('百分号编码')]);
  });
});

describe('a text that is looked for', () => {
  const count = (search: string): Promise<Told> =>
    post({ query: 'query($search: String) { units(where: {search: $search}) { totalCount } }', variables: { search } });

  it.each(['\u0000', 'a\u0007b', '\ud800', '示例\udfff'])('is refused with a character that is none: %j', async (search) => {
    const told = await count(search);
    expect([told.code, told.message]).toEqual(['BAD_USER_INPUT', expect.stringContaining('search')]);
  });

  it('counts as none when it is blank: 4 of 4', async () => {
    for (const search of ['', ' ', '\u3000 ']) expect((await count(search)).text).toContain('"totalCount":4');
    expect((await count('没有这样的名称')).text).toContain('"totalCount":0');
  });
});

describe('a refusal', () => {
  it.each(['application/json', 'application/graphql-response+json', '*/*', ''])(
    'for what is too much has 400 and the data version, accepted as %j, whichever limit it meets',
    async (accept) => {
      const headers: Record<string, string> = accept === '' ? {} : { accept };
      for (const body of [
        { query: '{ a { a { a { a { a { a { a { a { a } } } } } } } } }' },
        { query: 'query($x: [Int!]) { __typename }', variables: { x: Array.from({ length: 1_001 }, () => 1) } },
        {
          query:
            '{ observationTable(indicators: [UNION_COVERAGE, WOMEN_COVERAGE], regions: {under: "100000", level: TOWNSHIP}, periods: {last: 2}) { regions } }',
        },
      ]) {
        const told = await post(body, headers);
        expect([told.status, told.code, told.version]).toEqual([400, 'QUERY_TOO_EXPENSIVE', 'v1']);
      }
    },
  );

  it('of a version that never was is NOT_FOUND, in a query and in a file', async () => {
    const asked = await post({ query: '{ dataset { version } }', extensions: { dataVersion: 'v99' } });
    expect([asked.code, asked.message]).toEqual(['NOT_FOUND', expect.stringMatching(/^没有数据版本 v99。.*extensions\.dataVersion/)]);
    for (const address of ['/export/units.csv?version=v99', '/overview.csv?version=v99']) {
      const file = await send('GET', address);
      expect([file.status, file.code, file.message]).toEqual([404, 'NOT_FOUND', asked.message]);
    }
  });

  it.each([12, 'latest', 'v', ['v1'], true])('of a version that is none is BAD_USER_INPUT: %j', async (dataVersion) => {
    const told = await post({ query: '{ dataset { version } }', extensions: { dataVersion } });
    expect([told.status, told.code, told.message]).toEqual([400, 'BAD_USER_INPUT', expect.stringContaining('须为文字，如 "v12"')]);
  });

  it.each([{}, { region: null }, { region: ['x'] }, { region: { code: 'x' } }])(
    'of variables that do not fit begins in Chinese: %j',
    async (variables) => {
      const told = await post({ query: 'query($region: ID!) { region(code: $region) { name } }', variables });
      expect([told.code, told.message]).toEqual([
        'BAD_USER_INPUT',
        expect.stringMatching(/^变量与查询声明的类型不符，.*：Variable "\$region"/),
      ]);
    },
  );
});
