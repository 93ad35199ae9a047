import http from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createAnswers, pack, type Place } from '../../server/http/answers.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve, type Served } from './serve.ts';

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

const UNITS = '{ dataset { units } }';
const LONG = '{ indicators { id } dataset { vocabularies { name members { id label { zh en } } } } }';
const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

interface Got {
  readonly cache: string | null;
  readonly body: unknown;
}

async function ask(query: string, more: object = {}, headers: Record<string, string> = {}): Promise<Got> {
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { ...JSON_HEADERS, ...headers },
    body: JSON.stringify({ query, ...more }),
  });
  return { cache: response.headers.get('x-fugai-cache'), body: await response.json() };
}

/** The bytes as they came, with the encoding that they came in. */
const raw = (query: string, encoding: string): Promise<{ cache: unknown; encoding: unknown; bytes: Buffer }> =>
  new Promise((resolve, reject) => {
    const headers = { ...JSON_HEADERS, 'accept-encoding': encoding };
    const request = http.request(`${served.url}/graphql`, { method: 'POST', headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({
          cache: response.headers['x-fugai-cache'],
          encoding: response.headers['content-encoding'],
          bytes: Buffer.concat(pieces),
        }),
      );
    });
    request.on('error', reject).end(JSON.stringify({ query }));
  });

describe('answers that are kept', () => {
  it('come a second time byte for byte, with their cost and their data version, and no view is opened', async () => {
    const first = await ask(UNITS);
    const opened = served.opened();
    const second = await ask(UNITS);
    expect([first.cache, second.cache, served.opened() - opened]).toEqual(['miss', 'hit', 0]);
    expect(second.body).toEqual(first.body);
    expect(second.body).toMatchObject({ data: { dataset: { units: 4 } }, extensions: { cost: 1, dataVersion: 'v1' } });
  });

  it('are one for GET and POST, and another for other variables, another operation name and another form', async () => {
    const address = `${served.url}/graphql?query=${encodeURIComponent(UNITS)}`;
    const got = await fetch(address, { headers: { accept: 'application/json', 'apollo-require-preflight': 'yes' } });
    expect([got.headers.get('x-fugai-cache'), got.headers.get('etag')?.startsWith('W/"')]).toEqual(['hit', true]);
    const named = 'query A($code: ID!) { region(code: $code) { name } }';
    const [luoyang, zhengzhou] = [await ask(named, { variables: { code: '410300' } }), await ask(named, { variables: { code: '410100' } })];
    expect([luoyang.body, zhengzhou.body]).toMatchObject([
      { data: { region: { name: '洛阳市' } } },
      { data: { region: { name: '郑州市' } } },
    ]);
    expect((await ask(named, { variables: { code: '410300' }, operationName: 'A' })).cache).toBe('miss');
    expect((await ask(UNITS, {}, { accept: 'application/graphql-response+json' })).cache).toBe('miss');
  });

  it('are none of an answer with errors, and none for a reader with a token', async () => {
    const wrong = '{ region(code: "410300") { nothing } }';
    for (let times = 0; times < 2; times += 1) expect((await ask(wrong)).cache).toBeNull();
    const other = '{ dataset { organizations } }';
    for (let times = 0; times < 2; times += 1) expect((await ask(other, {}, { authorization: 'Bearer fugai_x' })).cache).toBeNull();
    expect((await ask(other)).cache).toBe('miss');
  });

  it('are refused by GET to a page of another site, kept or not', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const response = await fetch(`${served.url}/graphql?query=${encodeURIComponent(UNITS)}`, { headers });
    expect([response.status, response.headers.get('x-fugai-cache')]).toEqual([403, null]);
  });

  it('come in brotli as they are kept, and unpacked to who does not take it', async () => {
    const [first, second, plain] = [await raw(LONG, 'br'), await raw(LONG, 'gzip, br;q=0.5'), await raw(LONG, 'br;q=0')];
    expect([first.cache, second.cache, plain.cache]).toEqual(['miss', 'hit', 'hit']);
    expect([first.encoding, second.encoding, plain.encoding]).toEqual(['br', 'br', undefined]);
    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect(brotliDecompressSync(second.bytes).equals(plain.bytes)).toBe(true);
    expect(plain.bytes.length).toBeGreaterThan(5_000);
  });

  it('are another for a request pinned to v1, and none of them outlives a publication', async () => {
    const before = await ask(UNITS);
    expect(before.cache).toBe('hit');
    await database.submit('410303', '2025Q4', ledgerOf('410303', { none: 7 }));
    const after = await ask(UNITS);
    expect([after.cache, after.body]).toMatchObject(['miss', { data: { dataset: { units: 11 } }, extensions: { dataVersion: 'v2' } }]);
    const pinned = { extensions: { dataVersion: 'v1' } };
    const [then, again, now] = [await ask(UNITS, pinned), await ask(UNITS, pinned), await ask(UNITS)];
    expect([then.cache, again.cache, now.cache]).toEqual(['miss', 'hit', 'hit']);
    expect([then.body, again.body]).toEqual([before.body, before.body]);
    expect(now.body).toEqual(after.body);
    expect((await ask(UNITS, { extensions: { dataVersion: 'v9' } })).cache).toBeNull();
  });
});

describe('the store of answers', () => {
  const place = (hash: string, version = 'v1'): Place => ({
    version,
    knownOn: null,
    sight: '*;*;',
    signedIn: false,
    hash,
    operationName: null,
    variables: null,
    accept: '',
  });

  it('holds no more bytes and entries than it may: the one used longest ago goes first', async () => {
    const answers = createAnswers(20_000, 4);
    const answer = { ...(await pack('x'.repeat(900), 'application/json')), brotli: null };
    answers.find('v1', place('0'));
    for (const hash of ['a', 'b', 'c', 'd']) answers.keep('v1', place(hash), answer);
    answers.find('v1', place('a'));
    answers.keep('v1', place('e'), answer);
    expect(['a', 'b', 'c', 'd', 'e'].map((hash) => answers.find('v1', place(hash)) !== undefined)).toEqual([true, false, true, true, true]);
    answers.keep('v1', place('f'), { ...answer, plain: Buffer.alloc(18_000) });
    expect(answers.size().bytes).toBeLessThanOrEqual(20_000);
    expect(answers.size().entries).toBe(2);
  });

  it('takes no answer of before a publication after it, and an answer that is kept twice counts once', async () => {
    const answers = createAnswers();
    const answer = await pack('{}', 'application/json');
    answers.find('v2', place('a', 'v2'));
    answers.keep('v1', place('a'), answer);
    expect(answers.size()).toEqual({ entries: 0, bytes: 0 });
    answers.keep('v2', place('a', 'v2'), answer);
    const { bytes } = answers.size();
    answers.keep('v2', place('a', 'v2'), answer);
    expect(answers.size()).toEqual({ entries: 1, bytes });
    answers.find('v3', place('a', 'v3'));
    expect(answers.size()).toEqual({ entries: 0, bytes: 0 });
  });

  it('hears of v10 after v9 from an answer that was made of it: those of v9 go, and one of v9 that comes late stays out', async () => {
    const answers = createAnswers();
    const answer = await pack('{}', 'application/json');
    answers.keep('v9', place('a', 'v9'), answer);
    expect([answers.newest(), answers.holds(place('a', 'v9'))]).toEqual(['v9', true]);
    answers.keep('v10', place('b', 'v10'), answer);
    answers.keep('v9', place('a', 'v9'), answer);
    expect([answers.newest(), answers.holds(place('a', 'v9')), answers.holds(place('b', 'v10'))]).toEqual(['v10', false, true]);
  });
});
