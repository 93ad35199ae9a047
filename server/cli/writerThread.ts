/** The writer thread: the only connection of the process that writes the ledger, one job at a time. */
import { recordAudit } from '../db/audit.ts';
import { countByDemo, readDataset } from '../db/dataset.ts';
import type { Store } from '../db/open.ts';
import { rebuildRollups } from '../db/rollupBuild.ts';
import { readRegions } from '../db/regions.ts';
import { removeDemo } from '../db/publishing.ts';
import { badInput } from '../domain/errors.ts';
import { applyRules } from '../ledger/applyRules.ts';
import { changeRegions } from '../ledger/changeRegions.ts';
import { removeTarget, setTarget } from '../ledger/changeTargets.ts';
import { importLedgers } from '../ledger/importLedger.ts';
import { loadFigures } from '../ledger/loadFigures.ts';
import type { JobName, Jobs } from './jobs.ts';
import { loadDemo, loadSeeds, openPrepared, type Say } from './prepare.ts';
import { runThread } from './threadJobs.ts';

const now = (): string => new Date().toISOString();

type Work = { readonly [Name in JobName]: (store: Store, ask: Jobs[Name]['ask'], say: Say) => Promise<Jobs[Name]['answer']> };

const WORK: Work = {
  seeds: async (store, { demo }, say) => {
    await loadSeeds(store, demo, now, say);
    return null;
  },
  import: async (store, { files, dryRun }) => importLedgers(store, await readRegions(store.db), files, now(), dryRun),
  figures: (store, { folder, checkOnly }) => loadFigures(store, folder, now(), checkOnly),
  demoLoad: async (store, _ask, say) => {
    if ((await readDataset(store.db)).demo) return { submissions: 0, units: 0 };
    if ((await countByDemo(store.db)).real > 0) throw badInput('库中已有真实台账，不能再载入示例台账；请换一个数据库（FUGAI_DATABASE）');
    return loadDemo(store, now, say);
  },
  demoRemove: async (store) => ({ submissions: await removeDemo(store, now()) }),
  regionChange: (store, ask) => changeRegions(store, ask, now()),
  rulesApply: (store, ask) => applyRules(store, ask, now()),
  targetSet: (store, { step, by }) => setTarget(store, step, by, now()),
  targetRemove: (store, key) => removeTarget(store, key, now()),
  audit: async (store, event) => {
    await store.db.transaction().execute((work) => recordAudit(work, 'ledger_audit', event, now()));
    return null;
  },
  rollupRebuild: (store) => rebuildRollups(store),
};

await runThread<Jobs, Store>({
  open: openPrepared,
  perform: (store, job, ask, say) => WORK[job](store, ask, say),
});
