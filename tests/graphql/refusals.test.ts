import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Reports } from '../../server/reports/types.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve, type Served } from '../http/serve.ts';

let database: TestDatabase;
let served: Served;
let betweenQuestions: (() => Promise<void>) | null = null;

/** Lets something happen after the request has begun and before its first table is read. */
const interrupted = (reports: Reports): Reports => ({
  newest: () => reports.newest(),
  open: async (sight) => {
    const view = await reports.open(sight);
    return {
      ...view,
      observations: async (ask) => {
        await betweenQuestions?.();
        return view.observations(ask);
      },
      rates: async (ask) => {
        await betweenQuestions?.();
        return view.rates(ask);
      },
    };
  },
});

beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
  served = await serve({ database: database.url, around: interrupted });
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

const asked = (more: string): string => `{ observations(indicators: [PARTY_ORG_COVERAGE], ${more}) { rate { value } } }`;

describe('refusals', () => {
  it.each([
    ['a syntax error', '{ a', 'BAD_USER_INPUT', 'Syntax Error'],
    ['an unknown field', '{ nothing }', 'BAD_USER_INPUT', 'nothing'],
    ['an unknown indicator', '{ ranking(indicator: NOTHING, parent: "410000") { rank } }', 'BAD_USER_INPUT', 'NOTHING'],
    [
      'two forms of regions',
      asked('regions: {codes: ["410302"], childrenOf: "410000"}, periods: {last: 1}'),
      'BAD_USER_INPUT',
      'codes、childrenOf、under',
    ],
    ['no form of periods', asked('regions: {codes: ["410302"]}, periods: {}'), 'BAD_USER_INPUT', 'periods'],
    ['a region that does not exist', asked('regions: {codes: ["999999"]}, periods: {last: 1}'), 'NOT_FOUND', '999999'],
    ['a period that does not exist', asked('regions: {codes: ["410302"]}, periods: {only: ["2025Q9"]}'), 'BAD_USER_INPUT', '2025Q4'],
    ['a page of 1 001', '{ units(where: {}, first: 1001) { totalCount } }', 'BAD_USER_INPUT', '1 到 1000'],
    ['a broken cursor', '{ units(where: {}, after: "x") { totalCount } }', 'BAD_USER_INPUT', 'endCursor'],
    [
      '168 000 cells',
      '{ observationTable(indicators: [UNION_COVERAGE, WOMEN_COVERAGE], regions: {under: "100000", level: TOWNSHIP}, periods: {last: 2}) { regions } }',
      'QUERY_TOO_EXPENSIVE',
      '168000 格，上限 100000',
    ],
    ['nine levels', '{ a { a { a { a { a { a { a { a { a } } } } } } } } }', 'QUERY_TOO_EXPENSIVE', '嵌套层数 9，上限 8'],
  ])('answers %s with a code and a sentence, never a stack', async (_what, query, code, words) => {
    const { errors, ...rest } = await served.ask(query);
    expect(errors?.[0]?.extensions['code']).toBe(code);
    expect(errors?.[0]?.message).toContain(words);
    expect(JSON.stringify({ errors, rest })).not.toMatch(/\bat .*\.[jt]s|sqlite|stacktrace/i);
  });

  it('says UNAUTHENTICATED to everybody where the settings want a sign-in', async () => {
    const closed = await serve({ database: database.url, change: { anonymous: 'none' } });
    const { status, errors, data } = await closed.ask('{ dataset { version } }');
    expect([status, errors?.[0]?.extensions['code'], data]).toEqual([401, 'UNAUTHENTICATED', undefined]);
    await closed.close();
  });

  it('shows its schema only where the settings allow it', async () => {
    const closed = await serve({ database: database.url, change: { introspection: 'NOBODY' } });
    expect((await closed.ask('{ __schema { types { name } } }')).errors).toHaveLength(1);
    expect((await served.ask('{ __schema { types { name } } }')).errors).toBeUndefined();
    await closed.close();
  });

  it('refuses a body of more than 64 KB with 413 and in the shape of GraphQL', async () => {
    const { status, errors } = await served.ask(`{ dataset { version } } #${'x'.repeat(70_000)}`);
    expect([status, errors?.[0]?.extensions['code']]).toEqual([413, 'BAD_USER_INPUT']);
  });

  it('refuses a list of operations', async () => {
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[{"query":"{ dataset { version } }"}]',
    });
    expect(response.status).toBe(400);
  });
});

describe('one data version a request', () => {
  it('answers the whole request from before a publication that happens in its middle, and the next from after it', async () => {
    const text =
      '{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["410302"]}, periods: {last: 1}) { rate { numerator denominator } } units(where: {region: "410302"}) { totalCount } dataset { version } }';
    const before = await served.ask(text);
    // One more space makes it another text, whose answer is not kept yet.
    const again = text.replace('{ observations', '{  observations');
    betweenQuestions = async () => {
      betweenQuestions = null;
      await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 5, none: 5 }));
    };
    const during = await served.ask(again);
    const after = await served.ask(text);
    expect(during).toEqual(before);
    expect(before.data).toMatchObject({
      observations: [{ rate: { numerator: 3, denominator: 4 } }],
      units: { totalCount: 4 },
      dataset: { version: before.extensions['dataVersion'] },
    });
    expect(after.data).toMatchObject({
      observations: [{ rate: { numerator: 5, denominator: 10 } }],
      units: { totalCount: 10 },
      dataset: { version: after.extensions['dataVersion'] },
    });
    expect(after.extensions['dataVersion']).not.toBe(before.extensions['dataVersion']);
  });

  it('closes the view of an asker who hangs up', async () => {
    const reached = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    betweenQuestions = () => {
      betweenQuestions = null;
      reached.resolve();
      return held.promise;
    };
    const hangUp = new AbortController();
    const asking = fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: asked('regions: {codes: ["410302"]}, periods: {last: 1}') }),
      signal: hangUp.signal,
    });
    await reached.promise;
    expect(served.open()).toBe(1);
    hangUp.abort();
    await expect(asking).rejects.toThrow('aborted');
    await expect.poll(() => served.open(), { timeout: 5000 }).toBe(0);
    held.resolve();
  });

  it('gives a GET an ETag, 304 while nothing changed, and the new answer after a publication', async () => {
    const address = `${served.url}/graphql?query=${encodeURIComponent('{ dataset { units } }')}`;
    const get = (tag: string): Promise<Response> =>
      fetch(address, { headers: { 'apollo-require-preflight': 'yes', accept: 'application/json', 'if-none-match': tag } });
    const first = await get('');
    const tag = String(first.headers.get('etag'));
    expect([first.status, tag.startsWith('W/"'), first.headers.get('cache-control')]).toEqual([200, true, 'no-cache']);
    const second = await get(tag);
    expect([second.status, await second.text(), second.headers.get('etag')]).toEqual([304, '', tag]);
    await database.submit('410303', '2025Q4', ledgerOf('410303', { none: 7 }));
    const third = await get(tag);
    expect(third.status).toBe(200);
    expect(third.headers.get('etag')).not.toBe(tag);
  });

  it('gives no ETag to an answer with errors', async () => {
    const response = await fetch(`${served.url}/graphql?query=${encodeURIComponent('{ nothing }')}`, {
      headers: { 'apollo-require-preflight': 'yes', accept: 'application/json' },
    });
    expect(response.headers.get('etag')).toBeNull();
  });
});
