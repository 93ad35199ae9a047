import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { openReaders } from '../../server/db/open.ts';
import { DomainError } from '../../server/domain/errors.ts';
import { MOST_WAITING, PROCESSES } from '../../server/cli/queryPool.ts';
import type { Apart, ApartAsk } from '../../server/graphql/apart.ts';
import { executeOnce } from '../../server/graphql/executeOnce.ts';
import { createReports } from '../../server/reports/index.ts';
import type { BulkAsk, BulkMaker } from '../../server/documents/bulk/away.ts';
import { startDemo, type DemoServer } from '../support/demo.ts';
import { childrenOf } from '../support/memory.ts';

const TEXT =
  'query Counties($periods: PeriodSelection!) { observations(indicators: [PARTY_ORG_COVERAGE], regions: { under: "410000", level: COUNTY }, periods: $periods) { region { code } period rate { numerator denominator value missing } } }';
/** 190 counties at most × 12 quarters. */
const CELLS = 2_280;
const variables = { periods: { last: 12 } };
/** Four of one reader wait while their others run. */
const MOST_OF_ONE = PROCESSES + 4;

let demo: DemoServer;
let pool: Apart;
beforeAll(async () => {
  demo = await startDemo();
  // The built one: a process of its own is started from a file that Node can run as it is.
  const { createQueryPool } = (await import(path.join(import.meta.dirname, '../../dist/server/cli/queryPool.js'))) as {
    createQueryPool: (url: string, log: string, mostOfOne: number) => Apart;
  };
  pool = createQueryPool(path.join(demo.folder, 'fugai.sqlite'), 'silent', MOST_OF_ONE);
}, 300_000);
afterAll(async () => {
  await pool.close();
  await demo.stop();
});

const ask: ApartAsk = { text: TEXT, variables, sight: EVERYTHING, signedIn: false, version: undefined, knownOn: undefined, cost: CELLS };
const patient = { expired: new Promise<never>(() => undefined), reader: null, atEnd: () => undefined };
const post = (body: object): Promise<Response> =>
  fetch(new URL('graphql', demo.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('a costly query', () => {
  it('has the answer of 157 counties × 12 quarters that one in the same process has, with its cost, and is kept', async () => {
    const readers = openReaders(path.join(demo.folder, 'fugai.sqlite'));
    const { data } = await executeOnce(createReports(readers), TEXT, variables);
    await readers.close();
    const [first, second] = [await post({ query: TEXT, variables }), await post({ query: TEXT, variables })];
    const answer = (await first.json()) as { data: { observations: unknown[] }; extensions: { cost: number; dataVersion: string } };
    expect(answer.data).toEqual(JSON.parse(JSON.stringify(data)));
    expect(answer.data.observations).toHaveLength(157 * 12);
    expect(answer.extensions.cost).toBe(CELLS);
    expect(answer.extensions.dataVersion).toMatch(/^v\d+$/);
    expect([first, second].map(({ headers }) => headers.get('x-fugai-cache'))).toEqual(['miss', 'hit']);
    expect(await second.json()).toEqual(answer);
  });

  it('says an error of its own in words and with its place, and is not kept', async () => {
    const wrong = { query: TEXT.replace('410000', '990000'), variables };
    for (const response of [await post(wrong), await post(wrong)]) {
      const { errors, data } = (await response.json()) as { errors: { extensions: { code: string }; path: unknown }[]; data: unknown };
      expect([response.status, data, errors[0]?.path, errors[0]?.extensions.code]).toEqual([200, null, ['observations'], 'NOT_FOUND']);
      expect(response.headers.get('x-fugai-cache')).toBeNull();
    }
  });

  it('is ended with its process when its time is over, and the next one is answered', async () => {
    const late = new DomainError('TIMED_OUT', '查询超过 0 秒');
    await expect(pool.run(ask, { ...patient, expired: Promise.reject(late) })).rejects.toBe(late);
    const { bytes, failed } = await pool.run(ask, patient);
    expect([failed, (JSON.parse(bytes.toString()) as { data: { observations: unknown[] } }).data.observations.length]).toEqual([
      false,
      157 * 12,
    ]);
  });

  it('waits with 49 others behind those that run, one a process; one more is refused', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: PROCESSES + MOST_WAITING + 1 }, () => pool.run(ask, patient)));
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as DomainError).message] : []));
    expect(refused).toEqual(['正在处理的大查询过多，请稍后再试，或缩小查询范围。']);
  });

  it('of one reader are as many as they may have, four of them waiting, two more are refused for now; another reader’s one does not wait behind all of them', async () => {
    const order: string[] = [];
    const run = (reader: string): Promise<unknown> => pool.run(ask, { ...patient, reader }).then(() => order.push(reader));
    const outcomes = await Promise.allSettled([...Array.from({ length: MOST_OF_ONE + 2 }, () => run('one')), run('other')]);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as DomainError).code] : []));
    expect(refused).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    expect(order.indexOf('other')).toBeLessThan(order.length - 1);
  });
});

describe('an export made in a process of its own', () => {
  const whole: BulkAsk = { noun: 'units', suffix: 'csv', search: 'region=410000', sight: EVERYTHING };
  const children = new Set<number>();
  let bulk: BulkMaker;
  const made = (): number[] => childrenOf(process.pid).filter((pid) => !children.has(pid));
  beforeAll(async () => {
    const { createBulkPool } = (await import(path.join(import.meta.dirname, '../../dist/server/cli/bulkPool.js'))) as {
      createBulkPool: (url: string) => BulkMaker;
    };
    bulk = createBulkPool(path.join(demo.folder, 'fugai.sqlite'));
    for (const pid of childrenOf(process.pid)) children.add(pid);
  });
  afterAll(() => bulk.close());

  it('ends with that process when its asker hangs up after the first piece', async () => {
    const gone = new AbortController();
    const begun = await bulk.begin(whole, gone.signal);
    expect((await begun.bytes.next()).done).toBe(false);
    expect(made()).toHaveLength(1);
    gone.abort();
    await expect(begun.bytes.next()).rejects.toThrow('请求已经结束。');
    await begun.end();
    await vi.waitFor(() => expect(made()).toEqual([]), 5_000);
  });

  it('gives the process back when the file is whole: 2 files after one another are made by the same', async () => {
    const pids: number[][] = [];
    for (const region of ['410300', '410302']) {
      const begun = await bulk.begin({ ...whole, search: `region=${region}` }, new AbortController().signal);
      let bytes = 0;
      for await (const piece of begun.bytes) bytes += piece.length;
      await begun.end();
      expect(bytes).toBeGreaterThan(1000);
      pids.push(made());
    }
    expect(pids[0]).toHaveLength(1);
    expect(pids[1]).toEqual(pids[0]);
  });
});
