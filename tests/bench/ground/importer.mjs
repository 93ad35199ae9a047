/**
 * The process behind importing.ts: what a server's writer does, without the server. It runs the program as it is built, with a writer's heap; a
 * loader of TypeScript would weigh as much as the import.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openPrepared } from '../../../dist/server/cli/prepare.js';
import { readRegions } from '../../../dist/server/db/regions.js';
import { withTrail } from '../../../dist/server/db/trail.js';
import { SYSTEM } from '../../../dist/server/domain/audit.js';
import { importLedgers } from '../../../dist/server/ledger/importLedger.js';
import { startParser } from '../../../dist/server/ledger/parser.js';

/** @type {(ask: import('./importing.ts').ImportAsk) => Promise<import('./importing.ts').ImportTold>} */
async function perform({ url, period, steps, sent, now }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-import-'));
  const store = await openPrepared(url, () => undefined);
  const parser = startParser(folder);
  try {
    const regions = await readRegions(store.db);
    const seconds = [];
    let rows = 0;
    const before = process.cpuUsage();
    for (const step of steps) {
      const files = step.regions.map((region) => ({
        file: path.join(step.folder, region),
        region,
        period,
        receivedAt: sent,
        state: 'APPLIED',
        demo: false,
      }));
      const audited = withTrail(store, { actor: SYSTEM, action: 'IMPORT', object: null, facts: {} });
      const began = performance.now();
      const results = await store.inTurn(() => importLedgers(audited, regions, files, now, false, parser));
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

process.once('message', (ask) => {
  void perform(ask).then((told) => process.send?.(told));
});
