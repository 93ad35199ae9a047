/** The writer thread: the only connection of the process that writes the ledger, one job at a time. */
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workerData } from 'node:worker_threads';
import { countByDemo, readDataset } from '../db/dataset.ts';
import { engineOf, type Store } from '../db/open.ts';
import { rebuildRollups } from '../db/rollupBuild.ts';
import { readRegions } from '../db/regions.ts';
import { removeDemo } from '../db/publishing.ts';
import { badInput } from '../domain/errors.ts';
import { applyRules } from '../ledger/applyRules.ts';
import { changeRegions } from '../ledger/changeRegions.ts';
import { importLedgers } from '../ledger/importLedger.ts';
import { loadFigures } from '../ledger/loadFigures.ts';
import type { JobName, Jobs } from './jobs.ts';
import { loadDemo, loadSeeds, openPrepared, type Say } from './prepare.ts';
import { runThread } from './threadJobs.ts';

const { url } = workerData as { readonly url: string };
/** What is being imported lies where the database does; a database server's is its own. */
const STAGING = engineOf(url) === 'sqlite' ? path.dirname(path.resolve(url)) : tmpdir();

const now = (): string => new Date().toISOString();

type Work = { readonly [Name in JobName]: (store: Store, ask: Jobs[Name]['ask'], say: Say) => Promise<Jobs[Name]['answer']> };

const WORK: Work = {
  seeds: async (store, { demo }, say) => {
    await loadSeeds(store, demo, now, say);
    return null;
  },
  import: async (store, { files, dryRun }) => importLedgers(store, await readRegions(store.db), files, now(), dryRun, STAGING),
  figures: (store, { folder, checkOnly }) => loadFigures(store, folder, now(), checkOnly),
  demoLoad: async (store, _ask, say) => {
    if ((await readDataset(store.db)).demo) return { submissions: 0, units: 0 };
    if ((await countByDemo(store.db)).real > 0) throw badInput('库中已有真实台账，不能再载入示例台账；请换一个数据库（FUGAI_DATABASE）');
    return loadDemo(store, now, say);
  },
  demoRemove: async (store) => ({ submissions: await removeDemo(store, now()) }),
  regionChange: (store, ask) => changeRegions(store, ask, now()),
  rulesApply: (store, ask) => applyRules(store, ask, now()),
  rollupRebuild: (store) => rebuildRollups(store),
};

await runThread<Jobs, Store>({
  open: openPrepared,
  perform: (store, job, ask, say) => WORK[job](store, ask, say),
});
