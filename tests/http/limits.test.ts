import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { createContext } from '../../server/graphql/context.ts';
import type { Apart } from '../../server/graphql/apart.ts';
import { createExecutor } from '../../server/graphql/executeOnce.ts';
import { createLog } from '../../server/log.ts';
import type { Reports } from '../../server/reports/types.ts';
import { serve, type Answer } from './serve.ts';

/** Reports whose list of rule sets is never answered, and whose other answers take their time. */
const slow = (reports: Reports): Reports => ({
  newest: () => reports.newest(),
  open: async (version) => {
    const view = await reports.open(version);
    return {
      ...view,
      rulesInForce: () => new Promise(() => undefined),
      ruleFindings: async () => {
        await sleep(120);
        return view.ruleFindings();
      },
    };
  },
});

const served = await serve();
const hasty = await serve({ around: slow, change: { querySeconds: 0.1 } });
afterAll(async () => {
  await served.close();
  await hasty.close();
});

const codesOf = ({ errors }: Answer): unknown[] => (errors ?? []).map(({ extensions }) => extensions['code']);

describe('the time of a query', () => {
  it('ends an answer that does not come: TIMED_OUT within a second of the limit of 0.1 s, and the view is closed', async () => {
    const began = performance.now();
    const answer = await hasty.ask('{ ruleSets { id } }');
    expect([answer.status, codesOf(answer)]).toEqual([200, ['TIMED_OUT']]);
    expect(answer.errors?.[0]?.message).toBe('查询超过 0.1 秒，已停止。请缩小地区、报告期或指标的范围，或分成几次查询。');
    expect(performance.now() - began).toBeLessThan(1_100);
    await expect.poll(() => hasty.open(), { timeout: 5_000 }).toBe(0);
  });

  it('refuses every read that would begin after it, and leaves those before it alone', async () => {
    expect(codesOf(await hasty.ask('{ dataset { version } ruleFindings { code } }'))).toEqual(['TIMED_OUT']);
    const context = createContext(
      { newest: async () => 'v0', open: () => new Promise(() => undefined) },
      { sight: EVERYTHING, within: 20 },
    );
    await expect(context.view()).rejects.toMatchObject({ code: 'TIMED_OUT' });
    await context.close();
    expect(codesOf(await hasty.ask('{ dataset { version } }'))).toEqual([]);
  });
});

describe('costly operations', () => {
  const table = (quarters: number): string =>
    `{ observationTable(indicators: [UNION_COVERAGE], regions: {under: "100000", level: COUNTY}, periods: {last: ${quarters}}) { regions } }`;
  /** 2 900 counties of two quarters. */
  const COUNTIES = table(2);
  let asked = 0;
  /** Executes where the test runs, and counts. */
  const counting = (reports: Reports): Apart => ({
    run: async ({ text, variables, sight, cost }) => {
      asked += 1;
      const { data, extensions } = await createExecutor(reports, createLog('silent'))(text, variables, { sight });
      return {
        bytes: Buffer.from(JSON.stringify({ data, extensions: { ...extensions, cost } })),
        dataVersion: extensions.dataVersion,
        failed: false,
      };
    },
    close: async () => undefined,
  });

  it('run apart from 1 000 cells on, a table of sums from 3 501; a reader who may not read has none run for them', async () => {
    const [open, shut] = [await serve({ apart: counting }), await serve({ apart: counting, change: { anonymous: 'none' } })];
    const [small, large, refused] = [await open.ask('{ dataset { version } }'), await open.ask(COUNTIES), await shut.ask(COUNTIES)];
    expect([small, large].map(({ extensions }) => extensions['cost'])).toEqual([1, 5_800]);
    expect([codesOf(small), codesOf(large), codesOf(refused)]).toEqual([[], [], ['UNAUTHENTICATED']]);
    expect(asked).toBe(1);
    expect((await open.ask(table(1))).extensions['cost']).toBe(2_900);
    expect(asked).toBe(1);
    // As rows it is ten times as long, with a condition it is summed.
    await open.ask(table(1).replace('observationTable', 'observations').replace('regions }', 'period }'));
    await open.ask(table(1).replace('periods:', 'acceptedOnly: true, periods:'));
    expect(asked).toBe(3);
    await open.close();
    await shut.close();
  });

  it('do not hold what is the reader’s own beside 2 900 cells', async () => {
    const answer = await served.ask(COUNTIES.replace('{', '{ viewer { id }'));
    expect([answer.status, codesOf(answer)]).toEqual([400, ['QUERY_TOO_EXPENSIVE']]);
    expect(answer.errors?.[0]?.message).toBe(
      '约 5801 格的大查询不能与 viewer、savedQueries 等读者自己的内容或管理内容同取。请分成两次查询。',
    );
  });
});

describe('requests that cannot be read', () => {
  const post = async (body: string | Buffer, type = 'application/json', accept = 'application/json'): Promise<Answer> => {
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type, accept },
      body: new Uint8Array(Buffer.from(body)),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  };
  const get = async (search: string): Promise<Answer> => {
    const response = await fetch(`${served.url}/graphql?${search}`, { headers: { 'apollo-require-preflight': 'yes' } });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  };
  const query = encodeURIComponent('{ dataset { version } }');

  it.each([
    ['a list of operations', () => post('[{"query":"{ dataset { version } }"}]'), 400, '一次请求只能有一个操作'],
    ['an empty list', () => post('[]'), 400, '不接受数组'],
    ['broken JSON', () => post('{"query":'), 400, 'JSON'],
    ['an empty body', () => post(''), 400, 'JSON'],
    ['a number', () => post('12'), 400, '请求体须为 JSON 对象'],
    ['no query', () => post('{"variables":{}}'), 400, '没有 query'],
    ['a query that is a list', () => post('{"query":["{ a }"]}'), 400, 'query 须为文字'],
    ['variables that are a list', () => post('{"query":"{ a }","variables":[1]}'), 400, 'variables 须为 JSON 对象'],
    ['half a character', () => post('{"query":"{ a(b: \\"\\ud83d\\") }"}'), 400, '不成字的 Unicode'],
    ['a form', () => post('query=x', 'application/x-www-form-urlencoded'), 415, 'application/json'],
    ['plain text', () => post('{ a }', 'text/plain'), 415, 'application/json'],
    ['two queries in one address', () => get(`query=${query}&query=${query}`), 400, 'query 出现了 2 次'],
    ['variables in an address that are no JSON', () => get(`query=${query}&variables=%7B`), 400, 'variables 不是 JSON'],
    ['bytes that are no UTF-8', () => post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), 400, ''],
    ['66 KB', () => post(`{"query":"{ a }","x":"${'x'.repeat(66_000)}"}`), 413, '过大'],
  ])('refuses %s in the shape of GraphQL, with BAD_USER_INPUT and a sentence in Chinese', async (_what, send, status, words) => {
    const answer = await send();
    expect([answer.status, codesOf(answer)]).toEqual([status, ['BAD_USER_INPUT']]);
    expect(answer.errors?.[0]?.message).toMatch(/\p{Script=Han}/u);
    expect(answer.errors?.[0]?.message).toContain(words);
  });

  it('explains in Chinese, and then in the words of the engine, what does not parse and what does not fit', async () => {
    expect((await served.ask('{ a')).errors?.[0]?.message).toMatch(/^查询的写法有误，请按所指位置改正：Syntax Error/);
    expect((await served.ask('{ a }')).errors?.[0]?.message).toMatch(/^查询与接口不符，请对照 \/schema\.graphql 改正：Cannot query field/);
  });
});
