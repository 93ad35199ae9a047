/** The writer thread: the only connection of the process that writes the ledger, one job at a time. */
import { stat } from 'node:fs/promises';
import { setPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { workerData } from 'node:worker_threads';
import { removePrefix } from '../db/audit.ts';
import { countByDemo, readDataset } from '../db/dataset.ts';
import { assertRoomForLedgers } from '../db/disk.ts';
import { divide } from '../db/nation/divide.ts';
import { engineOf, type Store } from '../db/open.ts';
import { together } from '../db/transaction.ts';
import { performAudited, type AuditedStore } from '../db/trail.ts';
import { AnotherWrites, PATIENCE } from '../db/turn.ts';
import type { Actor } from '../domain/audit.ts';
import { rebuildRollups } from '../db/rollupBuild.ts';
import { readRegions } from '../db/regions.ts';
import { removeDemo } from '../db/removing.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import { addUpload } from '../db/uploads.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import { applyRules } from '../ledger/applyRules.ts';
import { carryForward } from '../ledger/carryForward.ts';
import { removeDueDate, setDueDate } from '../ledger/changeDueDates.ts';
import { changeRegions } from '../ledger/changeRegions.ts';
import { removeTarget, setTarget } from '../ledger/changeTargets.ts';
import { importLedgers } from '../ledger/importLedger.ts';
import { startParser } from '../ledger/parser.ts';
import type { ReceiveAsk } from '../ledger/receipt.ts';
import { receiveUpload } from '../ledger/receive.ts';
import { setMapping } from '../ledger/mappings.ts';
import { loadFigures } from '../ledger/loadFigures.ts';
import { setNoteShare } from '../ledger/reviewSettings.ts';
import { applySubmission, discardSubmission, reviewSubmission } from '../ledger/states.ts';
import { sendSummary } from '../ledger/sendSummary.ts';
import { failureFacts, JOB_AUDIT, type PlainJob } from './jobAudit.ts';
import type { Jobs } from './jobs.ts';
import { ensureSeeds, isDemoCut, loadDemo, openPrepared, recoverGone, recoverStaging, type Say } from './prepare.ts';
import { runThread } from './threadJobs.ts';

const { url } = workerData as { readonly url: string };
/** What is being imported lies where the database does; a database server's is its own. */
const STAGING = engineOf(url) === 'sqlite' ? path.dirname(path.resolve(url)) : tmpdir();

const now = (): string => new Date().toISOString();

type Work = {
  readonly [Name in PlainJob]: (store: AuditedStore, ask: Jobs[Name]['ask'], say: Say, actor: Actor) => Promise<Jobs[Name]['answer']>;
};

/** The process that reads lasts as long as the reading. */
async function receiveSent(store: AuditedStore, ask: ReceiveAsk, actor: Actor): Promise<UploadTable> {
  const parser = startParser(STAGING);
  try {
    return await receiveUpload(store, ask, { regions: await readRegions(store.db), parser, now, actor });
  } finally {
    parser.close();
  }
}

const WORK: Work = {
  import: async (store, { files, dryRun }) => {
    assertRoomForLedgers(
      url,
      files.map(({ file }) => file),
    );
    return importLedgers(store, await readRegions(store.db), files, now(), dryRun, STAGING);
  },
  receive: (store, ask, _say, actor) => receiveSent(store, ask, actor),
  uploadCut: async (store, row) => {
    await addUpload(store.db, row);
    return row;
  },
  figures: (store, { folder, checkOnly }) => loadFigures(store, folder, now(), checkOnly),
  demoLoad: async (store, _ask, say) => {
    const dataset = await readDataset(store.db);
    if (dataset.demo && !isDemoCut(dataset)) return { submissions: 0, units: 0 };
    if ((await countByDemo(store.db)).real > 0) throw badInput('库中已有真实台账，不能再载入示例台账；请换一个数据库（FUGAI_DATABASE）');
    return loadDemo(store, now, say);
  },
  demoRemove: async (store) => ({ submissions: await removeDemo(store, now()) }),
  regionChange: (store, ask) => changeRegions(store, ask, now()),
  rulesApply: (store, ask) => applyRules(store, ask, now()),
  targetSet: (store, { step, by }) => setTarget(store, step, by, now()),
  targetRemove: (store, key) => removeTarget(store, key, now()),
  submissionApply: (store, ask) => applySubmission(store, ask, now()),
  submissionDiscard: async (store, ask) => {
    await discardSubmission(store, ask, now());
    return null;
  },
  submissionReview: (store, ask) => reviewSubmission(store, ask, now()),
  reviewSettings: (store, { noteShare, by }) => setNoteShare(store, noteShare, by, now()),
  dueSet: (store, { step, by }) => setDueDate(store, step, by, now()),
  dueRemove: (store, place) => removeDueDate(store, place, now()),
  carry: (store, { by, ...ask }) => carryForward(store, ask, by, now()),
  mappingSet: (store, { change, by }) => setMapping(store, change, by, now()),
  summarySend: (store, ask) => sendSummary(store, ask, now()),
  backupNoted: async () => null,
  restoreNoted: async () => null,
  auditExport: async () => null,
  auditPrune: (store, { end }) =>
    together(store, async (inside) => {
      await removePrefix(inside.db, 'ledger_audit', end);
      await inside.trail.note(inside.db, now());
      return null;
    }),
  divide: (store, { division, dryRun }) => divide(store, division, now(), dryRun),
  rollupRebuild: (store) => rebuildRollups(store),
};

/** Jobs that are nothing but their entry: what it tells of has happened already, and is told beside whatever else is being written, too. */
const ONLY_TOLD: readonly PlainJob[] = ['backupNoted', 'restoreNoted', 'auditExport'];
/** Milliseconds that an entry waits for its turn. */
const SHORT = 5_000;

/** The job and its entry in one turn. */
async function perform<Name extends PlainJob>(
  store: Store,
  job: Name,
  ask: Jobs[Name]['ask'],
  say: Say,
  actor: Actor,
): Promise<Jobs[Name]['answer']> {
  const { action, object, facts, refusal } = JOB_AUDIT[job];
  const isOnlyTold = ONLY_TOLD.includes(job);
  const audited = (work: (store: AuditedStore) => Promise<Jobs[Name]['answer']>): Promise<Jobs[Name]['answer']> =>
    performAudited<Jobs[Name]['answer']>(
      store,
      { actor, action: typeof action === 'function' ? action(ask) : action, object: object(ask), facts: facts(ask) },
      { now, perform: work, failure: failureFacts, ...(refusal && { refusal }) },
    );
  const work = async (inside: AuditedStore): Promise<Jobs[Name]['answer']> => {
    store.goOn();
    return WORK[job](inside, ask, say, actor);
  };
  try {
    return await store.inTurn(() => audited(work), isOnlyTold ? SHORT : PATIENCE);
  } catch (error) {
    if (!(error instanceof AnotherWrites)) throw error;
    return isOnlyTold ? audited(work) : audited(() => Promise.reject(error));
  }
}

/**
 * Whoever answers comes before whoever writes where processors are few. On Linux this is the thread's own and goes over to the process that
 * reads; elsewhere it would be everybody's.
 */
async function giveWay(): Promise<void> {
  if (process.platform !== 'linux') return;
  // Threads of the process that all share come into being with the first question to the disk, and as modest as who asks it.
  await stat(import.meta.filename);
  setPriority(10);
}

await giveWay();
await runThread<Jobs, Store>({
  open: async (url, say, isEnding) => {
    const store = await openPrepared(url, say, () => {
      if (isEnding()) throw new DomainError('UNAVAILABLE', '程序正在关闭，本次没有写入任何内容。请重新启动后再试。');
    });
    // What was cut at the edge of a chunk is nobody's: it goes now, and not at the next start.
    const close = async (): Promise<void> => {
      if (isEnding()) await store.inTurn(() => recoverStaging(store), 0).catch(() => say('staging left to the next start', {}));
      await store.close();
    };
    return { ...store, close };
  },
  perform: async (store, job, ask, say, actor) => {
    if (job === 'seeds') await ensureSeeds(store, (ask as Jobs['seeds']['ask']).demo, now, say);
    else if (job === 'recover') await store.inTurn(() => recoverGone(store, say), SHORT);
    else return perform(store, job, ask as Jobs[PlainJob]['ask'], say, actor);
    return null;
  },
});
