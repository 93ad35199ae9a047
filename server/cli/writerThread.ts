/** The writer thread: the only connection of the process that writes the ledger, one job at a time. */
import { workerData } from 'node:worker_threads';
import { countByDemo, readDataset } from '../db/dataset.ts';
import { assertRoomForLedgers } from '../db/disk.ts';
import type { Store } from '../db/open.ts';
import { performAudited, type AuditedStore } from '../db/trail.ts';
import type { Actor } from '../domain/audit.ts';
import { rebuildRollups } from '../db/rollupBuild.ts';
import { readRegions } from '../db/regions.ts';
import { removeDemo } from '../db/publishing.ts';
import { badInput } from '../domain/errors.ts';
import { applyRules } from '../ledger/applyRules.ts';
import { changeRegions } from '../ledger/changeRegions.ts';
import { removeTarget, setTarget } from '../ledger/changeTargets.ts';
import { importLedgers } from '../ledger/importLedger.ts';
import { loadFigures } from '../ledger/loadFigures.ts';
import { failureFacts, JOB_AUDIT, type PlainJob } from './jobAudit.ts';
import type { Jobs } from './jobs.ts';
import { loadDemo, loadSeeds, openPrepared, type Say } from './prepare.ts';
import { runThread } from './threadJobs.ts';

const { url } = workerData as { url: string };
const now = (): string => new Date().toISOString();

type Work = { readonly [Name in PlainJob]: (store: AuditedStore, ask: Jobs[Name]['ask'], say: Say) => Promise<Jobs[Name]['answer']> };

const WORK: Work = {
  import: async (store, { files, dryRun }) => {
    assertRoomForLedgers(
      url,
      files.map(({ file }) => file),
    );
    return importLedgers(store, await readRegions(store.db), files, now(), dryRun);
  },
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
  backupNoted: async () => null,
  restoreNoted: async () => null,
  rollupRebuild: (store) => rebuildRollups(store),
};

function perform<Name extends PlainJob>(
  store: Store,
  job: Name,
  ask: Jobs[Name]['ask'],
  say: Say,
  actor: Actor,
): Promise<Jobs[Name]['answer']> {
  const { action, object, facts, refusal } = JOB_AUDIT[job];
  return performAudited<Jobs[Name]['answer']>(
    store,
    { actor, action, object: object(ask), facts: facts(ask) },
    { now, perform: (audited) => WORK[job](audited, ask, say), failure: failureFacts, ...(refusal && { refusal }) },
  );
}

await runThread<Jobs, Store>({
  open: openPrepared,
  perform: async (store, job, ask, say, actor) => {
    if (job !== 'seeds') return perform(store, job, ask as Jobs[PlainJob]['ask'], say, actor);
    await loadSeeds(store, (ask as Jobs['seeds']['ask']).demo, now, say);
    return null;
  },
});
