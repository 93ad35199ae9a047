/** The process behind importing.ts: what a server's writer does, without the server. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openPrepared } from '../../../server/cli/prepare.ts';
import { readRegions } from '../../../server/db/regions.ts';
import { isQuarter } from '../../../server/domain/period.ts';
import { importLedgers } from '../../../server/ledger/importLedger.ts';
import { startParser } from '../../../server/ledger/parser.ts';
import { bySystem } from '../../support/trail.ts';
import type { ImportAsk, ImportTold } from './importing.ts';
import { NOW, SENT } from './spread.ts';

async function perform({ url, period, steps }: ImportAsk): Promise<ImportTold> {
  if (!isQuarter(period)) throw new Error(`${period} is no quarter`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-import-'));
  const store = await openPrepared(url, () => undefined);
  const parser = startParser(folder);
  try {
    const regions = await readRegions(store.db);
    const seconds: number[] = [];
    let rows = 0;
    const before = process.cpuUsage();
    for (const step of steps) {
      const files = step.regions.map((region) => ({
        file: path.join(step.folder, region),
        region,
        period,
        receivedAt: SENT,
        state: 'APPLIED' as const,
        demo: false,
      }));
      const began = performance.now();
      const results = await store.inTurn(() => importLedgers(bySystem(store), regions, files, NOW, false, parser));
      seconds.push((performance.now() - began) / 1000);
      const refused = results.find(({ applied }) => applied === null || applied.unchanged);
      if (refused) throw new Error(`${refused.region}: ${refused.reading.errors[0]?.message ?? 'nothing was applied'}`);
      rows += results.reduce((sum, one) => sum + one.rows.units + one.rows.organizations, 0);
    }
    const { user, system } = process.cpuUsage(before);
    return { seconds, processor: (user + system) / 1e6, rows };
  } finally {
    parser.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

process.once('message', (ask: ImportAsk) => {
  void perform(ask).then((told) => process.send?.(told));
});
