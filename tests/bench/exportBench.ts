/** How fast whole lists become files: rows per second, from the first row read to the last byte, without a network. */
import { EVERYTHING } from '../../server/domain/sight.ts';
import { openReaders } from '../../server/db/open.ts';
import { EXPORTS } from '../../server/documents/bulk/exports.ts';
import { BULK_WRITERS, type BulkSuffix } from '../../server/documents/bulk/writers.ts';
import { createReports } from '../../server/reports/index.ts';

const FILES: readonly (readonly [noun: string, suffix: BulkSuffix, address: string])[] = [
  ['units', 'csv', ''],
  ['units', 'xlsx', ''],
  ['observations', 'csv', 'under=410000&level=COUNTY&last=12'],
  ['observations', 'parquet', 'under=410000&level=COUNTY&last=12'],
];

/** «units.csv 51,234 rows/s», one a file. */
export async function benchExports(database: string): Promise<readonly string[]> {
  const readers = openReaders(database);
  const reports = createReports(readers);
  const found: string[] = [];
  try {
    for (const [noun, suffix, address] of FILES) {
      const asked = EXPORTS.find((one) => one.noun === noun)?.read(new URLSearchParams(address));
      if (asked === undefined) throw new Error(`no export of ${noun}`);
      const view = await reports.open(EVERYTHING);
      const began = performance.now();
      const table = await asked.open(view);
      let bytes = 0;
      for await (const piece of BULK_WRITERS[suffix].write(table, false)) bytes += piece.length;
      await view.close();
      const seconds = (performance.now() - began) / 1000;
      found.push(
        `${noun}.${suffix} ${Math.round(Number(table.rows) / seconds).toLocaleString('en')} rows/s (${(bytes / 1e6).toFixed(1)} MB)`,
      );
    }
    return found;
  } finally {
    await readers.close();
  }
}
