/** What each suffix of an export gives: one table in, bytes out while it is read. Their libraries are loaded with the first file of a suffix. */
import type { BulkTable } from './table.ts';
import { csvStream } from './csvStream.ts';

export interface BulkWriter {
  readonly type: string;
  readonly write: (table: BulkTable, bom: boolean) => AsyncGenerator<Buffer>;
}

async function* xlsx(table: BulkTable): AsyncGenerator<Buffer> {
  yield* (await import('./xlsxStream.ts')).xlsxStream(table);
}

async function* parquet(table: BulkTable): AsyncGenerator<Buffer> {
  yield* (await import('./parquetStream.ts')).parquetStream(table);
}

export const BULK_WRITERS = {
  csv: { type: 'text/csv; charset=utf-8', write: csvStream },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsx },
  parquet: { type: 'application/vnd.apache.parquet', write: parquet },
} as const satisfies Record<string, BulkWriter>;
export type BulkSuffix = keyof typeof BULK_WRITERS;
