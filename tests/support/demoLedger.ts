/** A slice of the demo ledger, written to files and imported through the path of any ledger. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readRegions } from '../../server/db/regions.ts';
import { importLedgers, type LedgerFile } from '../../server/ledger/importLedger.ts';
import { writeLedgerCsv, writeLedgerWorkbook } from '../../server/ledger/writeXlsx.ts';
import type { AuditedStore } from '../../server/db/trail.ts';
import { demoSubmissions, type DemoSubmission } from '../../seed/demo/generate.ts';

/** Submissions of the regions whose code begins with one of `prefixes`, for the given quarters. */
export const demoSlice = (prefixes: readonly string[], periods: readonly string[]): DemoSubmission[] =>
  [...demoSubmissions()].filter((one) => periods.includes(one.period) && prefixes.some((prefix) => one.region.startsWith(prefix)));

/** Every other ledger goes in as a workbook, the others as CSV. */
export async function importSlice(store: AuditedStore, slice: readonly DemoSubmission[]): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-slice-'));
  try {
    const regions = await readRegions(store.db);
    for (const period of new Set(slice.map((one) => one.period))) {
      const files: LedgerFile[] = [];
      for (const [at, one] of slice.filter((some) => some.period === period).entries()) {
        const file = path.join(folder, `${period}-${one.region}${at % 2 === 0 ? '.xlsx' : ''}`);
        await (at % 2 === 0 ? writeLedgerWorkbook : writeLedgerCsv)(file, one.units, one.organizations);
        files.push({ file, region: one.region, period, receivedAt: one.receivedOn, state: one.state, demo: true });
      }
      const refused = (await importLedgers(store, regions, files, '2026-11-01T00:00:00.000Z')).find(
        (result) => result.reading.errors.length > 0,
      );
      if (refused) throw new Error(`${refused.region} ${period}: ${JSON.stringify(refused.reading.errors.slice(0, 3))}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
