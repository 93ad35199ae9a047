import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Reports } from '../../server/reports/types.ts';
import type { UnitRow } from '../../server/reports/unitTypes.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve } from './serve.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 5, none: 1000 }));
  await database.submit('410303', '2025Q4', ledgerOf('410303', { sole: 1 }));
});
afterAll(() => database.drop());

/** A list without an end, and how many of its pages were read. */
function endless(): { around: (reports: Reports) => Reports; pages: () => number } {
  let pages = 0;
  return {
    pages: () => pages,
    around: (reports) => ({
      ...reports,
      open: async (sight, version, long) => {
        const view = await reports.open(sight, version, long);
        const { rows } = await view.units({ where: {}, first: 1000 });
        const page: readonly UnitRow[] = rows.map(({ node }) => node);
        async function* unitPages(): AsyncGenerator<readonly UnitRow[]> {
          for (;;) {
            pages += 1;
            // What repeats is packed to nothing, and then no reader would ever be behind.
            yield page.map((row) => ({ ...row, name: randomBytes(60).toString('base64') }));
          }
        }
        return { ...view, unitPages };
      },
    }),
  };
}

/** A client that has the first bytes of an answer and reads no more. */
function stalled(url: string, headers: Record<string, string> = {}, address = '/export/units.csv'): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${url}${address}`, { agent: false, headers }, (response) => {
      response.once('readable', () => resolve(response));
    });
    request.on('error', reject);
  });
}

describe('an export that nobody reads on', () => {
  it.each(['identity', 'br'])(
    '(%s) stops after at most 400 of endless pages of 1000 rows, and a client that hangs up closes the view',
    async (encoding) => {
      const list = endless();
      const server = await serve({ database: database.url, around: list.around });
      try {
        const response = await stalled(server.url, { 'accept-encoding': encoding });
        let seen = 0;
        await expect
          .poll(
            () => {
              const still = seen > 0 && seen === list.pages();
              seen = list.pages();
              return still;
            },
            { interval: 200, timeout: 25_000 },
          )
          .toBe(true);
        expect(list.pages()).toBeLessThanOrEqual(400);
        expect(server.open()).toBe(1);
        response.destroy();
        await expect.poll(() => server.open(), { timeout: 10_000 }).toBe(0);
      } finally {
        await server.close();
      }
    },
  );

  it('lets two at a time and six more wait; the ninth is told 503, and a place that is left goes to the next', async () => {
    const list = endless();
    const server = await serve({ database: database.url, around: list.around });
    try {
      const [first, second] = [await stalled(server.url), await stalled(server.url)];
      const waiting = Array.from({ length: 6 }, () => stalled(server.url));
      const ninth = async () => (await fetch(`${server.url}/export/units.csv`)).status;
      await expect.poll(ninth, { timeout: 10_000 }).toBe(503);
      expect(server.open()).toBe(2);
      first.destroy();
      second.destroy();
      const next = await Promise.all(waiting.slice(0, 2));
      expect(server.open()).toBe(2);
      next.forEach((response) => response.destroy());
      for (const response of waiting.slice(2)) (await response).destroy();
      await expect.poll(() => server.open(), { timeout: 10_000 }).toBe(0);
    } finally {
      await server.close();
    }
  });

  it('of an earlier version keeps nobody else from reading that version: a page of v1 answers meanwhile', async () => {
    const server = await serve({ database: database.url, around: endless().around });
    try {
      const response = await stalled(server.url, {}, '/export/units.csv?version=v1');
      expect(response.headers['x-fugai-data-version']).toBe('v1');
      const page = await fetch(`${server.url}/compare.csv?region=410300&version=v1`);
      expect([page.status, (await page.text()).includes('数据版本,v1')]).toEqual([200, true]);
      response.destroy();
      await expect.poll(() => server.open(), { timeout: 10_000 }).toBe(0);
    } finally {
      await server.close();
    }
  });
});
