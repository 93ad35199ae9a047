/** Tables that no database made: rows are counted as they are asked for. */
import type { BulkCell, ColumnHead } from '../../server/documents/bulk/column.ts';
import type { BulkTable } from '../../server/documents/bulk/table.ts';

const head = (id: string, type: ColumnHead['type'], empty: boolean): ColumnHead => ({
  id,
  field: null,
  label: { zh: `列${id}`, en: id },
  type,
  unit: null,
  empty: empty ? { zh: '没有', en: 'none' } : null,
  members: null,
  between: null,
  worded: false,
  definition: { zh: `${id} 的定义`, en: `what ${id} is` },
  citation: null,
});

export const COLUMNS: readonly ColumnHead[] = [
  head('name', 'text', false),
  head('word', 'text', true),
  head('day', 'date', true),
  head('count', 'integer', true),
  head('value', 'number', true),
];

export interface Counted {
  readonly table: BulkTable;
  /** Pages given so far. */
  readonly pages: () => number;
  /** Whether the source was let go, at its end or before. */
  readonly ended: () => boolean;
}

export function tableOf(page: (at: number) => readonly (readonly BulkCell[])[], pages: number, more: Partial<BulkTable> = {}): Counted {
  let [given, ended] = [0, false];
  async function* source(): AsyncGenerator<readonly (readonly BulkCell[])[]> {
    try {
      for (let at = 0; at < pages; at += 1) {
        given += 1;
        yield page(at);
      }
    } finally {
      ended = true;
    }
  }
  const table: BulkTable = {
    noun: 'units',
    columns: COLUMNS,
    lang: 'en',
    story: {
      title: { zh: '单位清单', en: 'Units' },
      dataVersion: 'v7',
      asOf: '2025-12-31',
      dataAt: null,
      source: { zh: '各地季度台账', en: 'quarterly ledgers' },
      filter: { zh: '领域：个体', en: 'Sector: Individual' },
      basis: { zh: '正常经营', en: 'Operating' },
      demo: false,
    },
    rows: null,
    pages: source(),
    ...more,
  };
  return { table, pages: () => given, ended: () => ended };
}

/** A thousand rows of a page, about as wide as those of units. */
export const widePage = (at: number): readonly (readonly BulkCell[])[] =>
  Array.from({ length: 1000 }, (_, row) => [
    `示例单位${at * 1000 + row}，一个不算短的名称，供测量之用`,
    row % 3 === 0 ? null : `词${row % 7}`,
    row % 5 === 0 ? null : '2025-12-31',
    row % 2 === 0 ? row : null,
    row / 7,
  ]);

/** A value of a reader as a CSV has it. */
export const textOf = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
