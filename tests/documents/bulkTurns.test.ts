import { expect, it } from 'vitest';
import { column } from '../../server/documents/bulk/column.ts';
import { cellPages } from '../../server/documents/bulk/table.ts';
import type { View } from '../../server/reports/types.ts';

it('a page of 1000 rows is made 200 at a time, and others have a turn before each of the next 4', async () => {
  async function* rows(): AsyncGenerator<readonly number[]> {
    yield Array.from({ length: 1000 }, (_, at) => at);
  }
  const view = { dataVersion: 'v1', regionsByCode: async () => [] } as unknown as View;
  const columns = [column<number>({ id: 'at', field: null, label: { zh: '序', en: 'At' }, cell: (row) => row })];
  const seen: (readonly unknown[])[] = [];
  const events: string[] = [];
  for await (const page of cellPages(rows(), { view, lang: 'en', columns, codesOf: () => [] })) {
    events.push(`${page.length} rows`);
    seen.push(...page);
    setImmediate(() => events.push('others'));
  }
  expect(seen.map(([at]) => at)).toEqual(Array.from({ length: 1000 }, (_, at) => at));
  expect(events.slice(0, 9).join(', ')).toBe('200 rows, others, 200 rows, others, 200 rows, others, 200 rows, others, 200 rows');
});
