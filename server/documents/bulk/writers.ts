/** What each suffix of an export gives: one table in, bytes out while it is read. */
import type { BulkTable } from './table.ts';
import { csvStream } from './csvStream.ts';
import { parquetStream } from './parquetStream.ts';
import { xlsxStream } from './xlsxStream.ts';

export interface BulkWriter {
  readonly type: string;
  readonly write: (table: BulkTable, bom: boolean) => AsyncGenerator<Buffer>;
}

export const BULK_WRITERS = {
  csv: { type: 'text/csv; charset=utf-8', write: csvStream },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsxStream },
  parquet: { type: 'application/vnd.apache.parquet', write: parquetStream },
} as const satisfies Record<string, BulkWriter>;
export type BulkSuffix = keyof typeof BULK_WRITERS;
