import { afterAll, expect, it } from 'vitest';
import { createQueryWatch, type OperationTold } from '../../server/http/queryWatch.ts';
import { createLog } from '../../server/log.ts';
import { serve } from './serve.ts';

const PLANTED = 'pl4nted-name';
const lines: string[] = [];
const served = await serve({ logged: (line) => lines.push(line) });
afterAll(() => served.close());

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
  failed: false,
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
