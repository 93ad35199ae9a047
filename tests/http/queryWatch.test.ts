import { afterAll, expect, inject, it } from 'vitest';
import { createQueryWatch, type OperationTold } from '../../server/http/queryWatch.ts';
import { createLog } from '../../server/log.ts';
import { testDatabase } from '../support/database.ts';
import { serve } from './serve.ts';

const PLANTED = 'pl4nted-name';
const lines: string[] = [];
const database = await testDatabase('sqlite', inject('postgresUrl'));
const served = await serve({ database: database.url, logged: (line) => lines.push(line) });
afterAll(async () => {
  await served.close();
  await database.drop();
});

/** Lines of operations since there were `seen` lines. */
const linesAfter = (seen: number): Record<string, unknown>[] =>
  lines
    .slice(seen)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'operation');

/** Asked plainly: bytes are counted before they are packed. */
async function got(url: string): Promise<{ readonly status: number; readonly bytes: number }> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
}

const TOLD: OperationTold = {
  known: 'Overview',
  named: 'Overview',
  hash: 'abcdef0123456789',
  cost: 40,
  rows: 18,
  statements: 1,
  database: 2.5,
  bytes: 900,
  took: 4,
  cache: 'miss',
  code: null,
};

const told = (level: 'info' | 'debug', ...all: readonly Partial<OperationTold>[]): { lines: Record<string, unknown>[]; text: string } => {
  const written: string[] = [];
  const watch = createQueryWatch(createLog(level, { write: (line) => written.push(line) }), 100);
  for (const one of all) watch.tell({ ...TOLD, ...one });
  return { lines: written.map((line) => JSON.parse(line) as Record<string, unknown>), text: watch.text() };
};

it('writes one line an operation at debug with name, cost, rows and database time, and no variable', async () => {
  await served.ask('query Mine($text: String) { regions(search: $text) { code } dataset { units } }', { text: PLANTED });
  const own = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'operation');
  expect(own).toEqual([
    expect.objectContaining({
      operation: 'other',
      named: null,
      cost: 61,
      cache: 'miss',
      failed: false,
      rows: expect.any(Number) as number,
    }),
  ]);
  expect(Object.keys(own[0] ?? {})).toEqual(expect.arrayContaining(['hash', 'ms', 'databaseMs', 'statements', 'bytes']));
  expect(lines.join('\n')).not.toContain(PLANTED);
});

it('says at info only what took 100 ms or more, as a warning', () => {
  const found = told('info', { took: 99.9 }, { took: 100, known: null, named: 'x'.repeat(500) });
  expect(found.lines).toEqual([
    expect.objectContaining({ level: 40, msg: 'slow operation', operation: 'other', named: 'x'.repeat(60), ms: 100 }),
  ]);
});

it('adds up by the names of the pages, everything else as other: 2 of Overview with 80 cells, 1 other kept', () => {
  const { text } = told('info', {}, { took: 700 }, { known: null, cost: null, cache: 'hit', rows: 0, statements: 0, database: 0 });
  expect(text).toContain('fugai_operations_total{operation="Overview",cache="miss",failed="false"} 2');
  expect(text).toContain('fugai_operations_total{operation="other",cache="hit",failed="false"} 1');
  expect(text).toContain('fugai_operation_cells_total{operation="Overview"} 80');
  expect(text).toContain('fugai_operation_rows_total{operation="Overview"} 36');
  expect(text).toContain('fugai_operation_database_seconds_total{operation="Overview"} 0.005');
  expect(text).toContain('fugai_operation_seconds_bucket{operation="Overview",le="0.005"} 1');
  expect(text).toContain('fugai_operation_seconds_bucket{operation="Overview",le="0.5"} 1');
  expect(text).toContain('fugai_operation_seconds_bucket{operation="Overview",le="1"} 2');
  expect(text).not.toContain('Mine');
});

it('tells what was refused with its code, before and in the engine: syntax, an unknown field, an unknown hash', async () => {
  const seen = lines.length;
  await served.ask('{ dataset {', {});
  await served.ask('{ nothingOfTheKind }', {});
  const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
  await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ extensions, variables: { name: PLANTED } }),
  });
  const told = linesAfter(seen).map(({ operation, failed, code }) => ({ operation, failed, code }));
  expect(told).toEqual([
    { operation: 'other', failed: true, code: 'BAD_USER_INPUT' },
    { operation: 'other', failed: true, code: 'BAD_USER_INPUT' },
    { operation: 'other', failed: true, code: 'NOT_FOUND' },
  ]);
  const body = await (await fetch(`${served.url}/metrics`)).text();
  expect(body).toContain('fugai_operation_errors_total{operation="other",code="BAD_USER_INPUT"} 2');
  expect(lines.join('\n')).not.toContain(PLANTED);
});

it('tells an export and a view as operations named after their routes, with rows, statements, database time and bytes', async () => {
  const seen = lines.length;
  const file = await got(`${served.url}/export/figures.csv?region=${PLANTED}`);
  const whole = await got(`${served.url}/export/figures.csv`);
  const view = await got(`${served.url}/indicators.csv`);
  expect([file.status, whole.status, view.status]).toEqual([400, 200, 200]);
  const known = { statements: expect.any(Number) as number, databaseMs: expect.any(Number) as number, rows: expect.any(Number) as number };
  expect(linesAfter(seen)).toEqual([
    expect.objectContaining({ operation: '/export/figures.csv', failed: true, code: 'BAD_USER_INPUT', rows: null, databaseMs: null }),
    expect.objectContaining({ operation: '/export/figures.csv', failed: false, bytes: whole.bytes, ...known }),
    expect.objectContaining({ operation: '/indicators.csv', failed: false, bytes: view.bytes, ...known }),
  ]);
  expect(lines.join('\n')).not.toContain(PLANTED);
  const body = await (await fetch(`${served.url}/metrics`)).text();
  expect(body).toContain('fugai_operations_total{operation="/export/figures.csv",cache="none",failed="false"} 1');
});
