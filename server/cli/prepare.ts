/** From an empty or older database to one that serves: schema, divisions, published figures, demo ledger, rollups. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { storeDemoTargets } from '../db/figures.ts';
import { forgetAnswers } from '../db/answeredKeys.ts';
import { readDataset } from '../db/dataset.ts';
import { RegionsAway } from '../db/nation/away.ts';
import { openStore, type Store } from '../db/open.ts';
import { performAudited, type AuditedStore, type AuditFacts } from '../db/trail.ts';
import { SYSTEM, type AuditAction } from '../domain/audit.ts';
import { findGone, removePeers } from '../db/peers.ts';
import { countRegions, readRegions, storeRegions } from '../db/regions.ts';
import { ensureRollups, hasRollups } from '../db/rollup.ts';
import { rebuildRollups } from '../db/rollupBuild.ts';
import { storeShippedRules } from '../db/rules.ts';
import { removeDemo, removeStaging } from '../db/removing.ts';
import { interruptUploads } from '../db/uploads.ts';
import { keepLostWays } from '../db/uploadWays.ts';
import { findFalseTotals, newestSubmissions } from '../db/totals.ts';
import { together } from '../db/transaction.ts';
import { AnotherWrites, PATIENCE } from '../db/turn.ts';
import { DomainError } from '../domain/errors.ts';
import { isQuarter } from '../domain/period.ts';
import { stepsOf } from '../domain/rules/goals.ts';
import { shippedAssignments } from '../domain/rules/resolve.ts';
import { importLedgers, type LedgerFile } from '../ledger/importLedger.ts';
import { loadFigures } from '../ledger/loadFigures.ts';
import { failureFacts } from './jobAudit.ts';
import { QUARTERS } from '../../seed/demo/calendar.ts';
import { writeDemo } from '../../seed/demo/generate.ts';
import { loadAliases, loadDivisions } from '../../seed/divisions.ts';
import { SEED } from '../../seed/folder.ts';
import { loadRuleSets } from '../../seed/rules/loadRuleSets.ts';

const LAST_QUARTER = String(QUARTERS.at(-1));

export type Say = (event: string, facts: Readonly<Record<string, string | number>>) => void;

const moment = (): string => new Date().toISOString();

/** A change that the program makes by itself, with its entry in the log; one that changes nothing leaves none. */
const bySystem = <Answer>(
  store: Store,
  action: AuditAction,
  { object, facts = {} }: { readonly object: string; readonly facts?: AuditFacts },
  perform: (audited: AuditedStore) => Promise<Answer>,
): Promise<Answer> =>
  performAudited(store, { actor: SYSTEM, action, object, facts }, { now: moment, perform, failure: failureFacts, quiet: true });

/** Removes rows that were never published, where there are any. */
export const recoverStaging = (store: Store): Promise<number> =>
  bySystem(store, 'IMPORT', { object: 'interrupted' }, (audited) => removeStaging(audited, moment()));

/** Of processes that served this database beside others and are gone: what they were at stands among the uploads then. */
async function forgetGone(store: Store): Promise<void> {
  if (store.engine === 'sqlite') return;
  const gone = await findGone(store.db);
  await keepLostWays(store.db, gone);
  await removePeers(store.db, gone);
}

/** Says of uploads that a program was at when it ended that nothing came of them. An upload in the table is under way only in its writer's turn, which is ours. */
const recoverUploads = (store: Store): Promise<number> =>
  bySystem(store, 'IMPORT', { object: 'interrupted uploads' }, (audited) =>
    together(audited, async (inside) => {
      const at = moment();
      await forgetGone(inside);
      const uploads = await interruptUploads(inside.db, at);
      inside.trail.tell({ uploads });
      if (uploads > 0) await inside.trail.note(inside.db, at);
      return uploads;
    }),
  );

/** The divisions and the rule sets that come with the program. */
async function storeShipped(store: Store, say: Say): Promise<void> {
  if ((await countRegions(store.db)) === 0) {
    const regions = loadDivisions();
    await bySystem(store, 'REGIONS', { object: 'shipped', facts: { regions: regions.length } }, (audited) =>
      together(audited, async (inside) => {
        await storeRegions(inside, regions, [...loadAliases()]);
        await inside.trail.note(inside.db, moment());
      }),
    );
    say('divisions loaded', { regions: regions.length });
  }
  const sets = loadRuleSets();
  await bySystem(store, 'RULES', { object: 'shipped', facts: { sets: sets.length } }, (audited) =>
    together(audited, async (inside) => {
      if (await storeShippedRules(inside, shippedAssignments(sets), sets.flatMap(stepsOf))) await inside.trail.note(inside.db, moment());
    }),
  );
}

/** The rows of what was published last must be those that were published: nothing is served or added on top of others. @throws DomainError */
async function refuseFalseTotals(store: Store, of: readonly number[] | undefined): Promise<void> {
  const [first] = await findFalseTotals(store.db, of);
  if (first)
    throw new DomainError(
      'UNAVAILABLE',
      `库中 ${first.region} ${first.period} 第 ${first.version} 版的台账有 ${first.found.units} 行单位、${first.found.organizations} 个组织，发布时为 ${first.kept.units} 行、${first.kept.organizations} 个：数据文件已损坏。请用备份恢复（fugai restore）。`,
    );
}

/** Clears up after a process that is gone while others serve. */
export async function recoverGone(store: Store, say: Say): Promise<void> {
  const uploads = await recoverUploads(store);
  const submissions = await recoverStaging(store);
  say('cleared up after a process that is gone', { uploads, submissions });
}

/** Removes what an end without a farewell left behind, and checks what stands: all of it when something was left, else what came last. */
async function recover(store: Store, say: Say): Promise<void> {
  const interrupted = await recoverUploads(store);
  if (interrupted > 0) say('uploads interrupted', { uploads: interrupted });
  try {
    const removed = await recoverStaging(store);
    if (removed > 0) say('staging removed', { submissions: removed });
    await refuseFalseTotals(store, removed > 0 ? undefined : await newestSubmissions(store.db));
  } catch (error) {
    // What lies on a server that is off is looked at by the next start: the other regions are served.
    if (!(error instanceof RegionsAway)) throw error;
    say('regions away', { reason: error.message });
  }
}

/** Keys of requests that are too old to be sent again. */
const forgetOldAnswers = (store: Store): Promise<number> =>
  bySystem(store, 'IMPORT', { object: 'answers' }, (audited) =>
    together(audited, async (inside) => {
      const at = moment();
      const forgotten = await forgetAnswers(inside.db, at);
      inside.trail.tell({ forgotten });
      if (forgotten > 0) await inside.trail.note(inside.db, at);
      return forgotten;
    }),
  );

/** Brings everything but data up to date. */
async function prepare(store: Store, say: Say): Promise<void> {
  await recover(store, say);
  const forgotten = await forgetOldAnswers(store);
  if (forgotten > 0) say('old answers forgotten', { forgotten });
  await storeShipped(store, say);
  const { periods } = await bySystem(store, 'ROLLUP', { object: 'shipped' }, (audited) =>
    together(audited, async (inside) => {
      if (!(await ensureRollups(inside))) return { periods: 0 };
      const rebuilt = await rebuildRollups(inside);
      inside.trail.tell(rebuilt);
      if (rebuilt.periods > 0) await inside.trail.note(inside.db, moment());
      return rebuilt;
    }),
  );
  if (periods > 0) say('rollups rebuilt', { periods });
}

/**
 * Opens the writing side, alone among the writers, and brings everything but data up to date. Where another program is writing, the database
 * is prepared already, and what has no publication yet is that program's.
 * @param goOn see Store
 */
export async function openPrepared(url: string, say: Say, goOn?: Store['goOn']): Promise<Store> {
  const store = await openStore(url, goOn);
  const isPrepared = (await countRegions(store.db)) > 0 && (await hasRollups(store.db));
  try {
    await store.inTurn(() => prepare(store, say), isPrepared ? 0 : PATIENCE);
  } catch (error) {
    if (!isPrepared || !(error instanceof AnotherWrites)) {
      await store.close();
      throw error;
    }
    say('another program is writing', {});
  }
  return store;
}

function demoFiles(folder: string): LedgerFile[] {
  const [, ...lines] = readFileSync(path.join(folder, 'submissions.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [region = '', period = '', file = '', receivedAt = '', state = ''] = line.split(',');
    if (!isQuarter(period) || (state !== 'APPLIED' && state !== 'ACCEPTED' && state !== 'RETURNED'))
      throw new Error(`submissions.csv: ${line}`);
    return { file: path.join(folder, file), region, period, receivedAt, state, demo: true };
  });
}

const demoTargets = (): { region: string; indicator: string; validFrom: string; target: number }[] => {
  const [, ...lines] = readFileSync(path.join(SEED, 'demo', 'targets.csv'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [region = '', indicator = '', validFrom = '', target = ''] = line.split(',');
    return { region, indicator, validFrom, target: Number(target) };
  });
};

/** Generates the demo ledger and imports it, period by period, through the path of any ledger. */
export async function loadDemo(store: AuditedStore, now: () => string, say: Say): Promise<{ submissions: number; units: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fugai-demo-'));
  try {
    const written = await writeDemo(folder, store.goOn);
    say('demo ledger generated', written);
    return await importDemo(store, folder, now, say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Imports an already generated demo folder. */
export async function importDemo(
  store: AuditedStore,
  folder: string,
  now: () => string,
  say: Say,
): Promise<{ submissions: number; units: number }> {
  await storeDemoTargets(store, demoTargets());
  const regions = await readRegions(store.db);
  const files = demoFiles(folder);
  let submissions = 0;
  let units = 0;
  for (const period of new Set(files.map((file) => file.period))) {
    store.goOn();
    const results = await importLedgers(
      store,
      regions,
      files.filter((file) => file.period === period),
      now(),
    );
    const refused = results.find((result) => result.reading.errors.length > 0);
    if (refused) throw new Error(`demo ${refused.region} ${period}: ${refused.reading.errors[0]?.message ?? ''}`);
    submissions += results.length;
    units += results.reduce((sum, result) => sum + result.rows.units, 0);
    say('demo period imported', { period, submissions: results.length });
  }
  await store.analyze();
  return { submissions, units };
}

/** Its quarters are published one after another: an end between two of them leaves the rest to the next start. */
export const isDemoCut = ({ demo, periods }: { readonly demo: boolean; readonly periods: readonly string[] }): boolean =>
  demo && !periods.includes(LAST_QUARTER);

/** Whether the start has anything to load. */
async function lacksSeeds(store: Store): Promise<boolean> {
  const dataset = await readDataset(store.db);
  return dataset.figures === 0 || dataset.submissions === 0 || isDemoCut(dataset);
}

/** Loads what is missing, alone among the writers. Where another program keeps the turn the start goes on: it may be loading the same. */
export async function ensureSeeds(store: Store, demo: boolean, now: () => string, say: Say): Promise<void> {
  if (!demo || !(await lacksSeeds(store))) return;
  try {
    await store.inTurn(() => loadSeeds(store, demo, now, say));
  } catch (error) {
    if (!(error instanceof AnotherWrites) || store.engine === 'sqlite') throw error;
    say('another program is writing', {});
  }
}

/** What `npm start` needs: figures once, and the demo unless it is switched off. */
export async function loadSeeds(store: Store, demo: boolean, now: () => string, say: Say): Promise<void> {
  const dataset = await readDataset(store.db);
  if (!demo) return;
  if (dataset.figures === 0) {
    const { findings } = await bySystem(store, 'FIGURES', { object: 'shipped' }, (audited) =>
      loadFigures(audited, path.join(SEED, 'figures'), now()),
    );
    say('published figures loaded', { findings: findings.length });
  }
  if (dataset.submissions === 0 || isDemoCut(dataset)) {
    const { submissions, units } = await bySystem(store, 'DEMO', { object: 'load' }, (audited) => loadDemo(audited, now, say));
    say('demo ledger loaded', { submissions, units });
  }
}

export { removeDemo };
