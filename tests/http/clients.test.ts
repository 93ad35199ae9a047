import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { Fugai, FugaiError, operation, type Connection } from '../../web/public/clients/fugai.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve, type Served } from './serve.ts';

interface Coverage {
  readonly observations: readonly {
    readonly region: { readonly code: string };
    readonly rate: { readonly numerator: number | null; readonly denominator: number | null; readonly value: number | null };
  }[];
}
const COVERAGE = operation<Coverage, { readonly parent: string }>(`
  query Coverage($parent: ID!) {
    observations(indicators: [PARTY_ORG_COVERAGE], regions: { childrenOf: $parent }, periods: { last: 1 }) {
      region { code }
      rate { numerator denominator value }
    }
  }`);

interface Units {
  readonly units: Connection<{ readonly creditCode: string }> & { readonly totalCount: number };
}
const UNITS = operation<Units, { readonly region: string; readonly after?: string | null }>(`
  query Units($region: ID!, $after: String) {
    units(where: { region: $region }, first: 200, after: $after) {
      totalCount
      nodes { creditCode }
      pageInfo { hasNextPage endCursor }
    }
  }`);

let database: TestDatabase;
let served: Served;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit(
    '410302',
    '2025Q4',
    ledgerOf('410302', { sole: 3, none: 500 }, { name: '甲, "乙"\n丙', baseListed: true, hasPremises: true }),
  );
  served = await serve({ database: database.url });
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};
const refused = (asked: Promise<unknown>): Promise<FugaiError> =>
  asked.then(
    () => Promise.reject(new Error('was answered')),
    (error: unknown) => (error instanceof FugaiError ? error : Promise.reject(error as Error)),
  );

describe('the client in TypeScript', () => {
  it('gives the typed answer of a named operation: 3 of 503', async () => {
    const { observations } = await new Fugai(served.url).query(COVERAGE, { parent: '410300' });
    expect(observations.find(({ region }) => region.code === '410302')?.rate).toMatchObject({ numerator: 3, denominator: 503 });
  });

  it('walks a list of 503 rows by pages of 200, each row once', async () => {
    const codes = await all(new Fugai(`${served.url}/`).nodes(UNITS, (answer) => answer.units, { region: '410302' }));
    expect(new Set(codes.map(({ creditCode }) => creditCode)).size).toBe(503);
  });

  it('takes an unchanged answer from memory: the second time the server says 304', async () => {
    const api = new Fugai(served.url);
    const first = await api.query(COVERAGE, { parent: '410300' });
    const statuses = vi.spyOn(globalThis, 'fetch');
    expect(await api.query(COVERAGE, { parent: '410300' })).toEqual(first);
    await new Fugai(served.url, { kept: 0 }).query(COVERAGE, { parent: '410300' });
    expect(await Promise.all(statuses.mock.results.map(async ({ value }) => (await (value as Promise<Response>)).status))).toEqual([
      304, 200,
    ]);
    statuses.mockRestore();
  });

  it('gives each caller an answer of their own: what one empties, the next 2 get whole', async () => {
    const api = new Fugai(served.url);
    const whole = (await api.query(COVERAGE, { parent: '410300' })).observations.length;
    for (const turn of [1, 2, 3]) {
      const { observations } = await api.query(COVERAGE, { parent: '410300' });
      expect([turn, observations.length]).toEqual([turn, whole]);
      (observations as unknown[]).length = 0;
    }
  });

  it('joins lists by commas, writes yes and no as true and false and leaves out what is null: 503 rows, and none with the other', async () => {
    const api = new Fugai(served.url);
    const asked = { region: '410302', kind: ['PRIVATE_ENTERPRISE', 'FOUNDATION'], park: null, search: undefined };
    expect(await all(api.export('units', { ...asked, baseListed: true }))).toHaveLength(503);
    expect(await all(api.export('units', { ...asked, baseListed: false }))).toHaveLength(0);
  });

  it('reads a bulk export row by row, quoted commas and lines and all, and may leave early', async () => {
    const api = new Fugai(served.url);
    const rows = await all(api.export('units', { region: '410302', kind: ['PRIVATE_ENTERPRISE', 'FOUNDATION'] }));
    expect(rows).toHaveLength(503);
    expect(rows[0]).toMatchObject({ name: '甲, "乙"\n丙', region_code: '410302', kind_code: 'PRIVATE_ENTERPRISE', staff: '20', park: '' });
    for await (const row of api.export('units')) {
      expect(row['period']).toBe('2025Q4');
      break;
    }
    await expect.poll(() => served.open(), { timeout: 10_000 }).toBe(0);
  });

  it('says why it was refused: the code and the words of the server, of a query and of an export', async () => {
    const api = new Fugai(served.url);
    expect(await refused(api.query(COVERAGE, { parent: '999999' }))).toMatchObject({
      code: 'NOT_FOUND',
      message: '没有这个行政区划代码：999999',
    });
    expect(await refused(all(api.export('units', { kind: 'X' })))).toMatchObject({ code: 'BAD_USER_INPUT', status: 400 });
    expect(await refused(all(api.export('nothing')))).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    expect(await refused(new Fugai(served.url, { version: 'v9' }).query(COVERAGE, { parent: '410300' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(() => operation('{ dataset { version } }')).toThrow('give the operation a name');
  });

  it('posts a question that is too long for an address', async () => {
    const long = operation<{ readonly dataset: { readonly version: string } }>(`query Long { dataset { version } } #${'x'.repeat(7000)}`);
    expect(await new Fugai(served.url).query(long, {})).toEqual({ dataset: { version: 'v1' } });
  });
});

const CLIENTS = path.join(import.meta.dirname, '..', '..', 'web', 'public', 'clients');
const textOfClient = (name: string): string => readFileSync(path.join(CLIENTS, name), 'utf8');
const STANDARD = ['__future__', 'collections', 'csv', 'dataclasses', 'http', 'io', 'json', 'sys', 'typing', 'urllib'];

describe('both clients', () => {
  it.each(['fugai.ts', 'fugai.py'])('%s is one file of at most 240 lines', (name) => {
    expect(textOfClient(name).trimEnd().split('\n').length).toBeLessThanOrEqual(240);
  });

  it.each(['fugai.ts', 'fugai.py'])('%s is served at /clients as text, as it is', async (name) => {
    const answer = await fetch(`${served.url}/clients/${name}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(await answer.text()).toBe(textOfClient(name));
  });

  it('the example at the head of fugai.ts runs as it stands: the first 200 units, all 503 and their rows', async () => {
    const example = [...textOfClient('fugai.ts').matchAll(/^ \* {3}(.*)$/gm)].map(([, line]) => line).join('\n');
    const folder = mkdtempSync(path.join(tmpdir(), 'fugai-client-'));
    const file = path.join(folder, 'example.ts');
    const client = pathToFileURL(path.join(CLIENTS, 'fugai.ts')).href;
    writeFileSync(file, example.replace('./fugai.ts', client).replace('http://127.0.0.1:4000', served.url.replace(/\/$/, '')));
    try {
      const { stdout } = await promisify(execFile)(process.execPath, ['--experimental-strip-types', '--no-warnings', file]);
      const [first, ...units] = stdout.trim().split('\n');
      expect([first, units.length]).toEqual(['200', 2 * 503]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('import nothing: the one no module at all, the other only those of the standard library', () => {
    expect(textOfClient('fugai.ts')).not.toMatch(/^import\b|\brequire\(|\bimport\(/m);
    const modules = [...textOfClient('fugai.py').matchAll(/^(?:import|from) (\w+)/gm)].map(([, name]) => name);
    expect(modules.filter((name) => !STANDARD.includes(String(name)))).toEqual([]);
    expect(modules.length).toBeGreaterThan(5);
  });

  it('the one in Python can the same: query, nodes, export, codes of errors, tags, a pinned version and a token', () => {
    const text = textOfClient('fugai.py');
    for (const part of [
      'def query(',
      'def nodes(',
      'def export(',
      'class FugaiError',
      'if-none-match',
      'dataVersion',
      'Bearer',
      '@dataclass',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/\bmatch \w+:|\bstr \| None\b/);
  });
});
