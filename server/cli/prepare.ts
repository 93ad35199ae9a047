/** From an empty or older database to one that serves: schema, divisions, published figures, demo ledger, rollups. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { storeDemoTargets } from '../db/figures.ts';
import { readDataset } from '../db/dataset.ts';
import { openStore, type Store } from '../db/open.ts';
import { countRegions, readRegions, storeRegions } from '../db/regions.ts';
import { ensureRollups } from '../db/rollup.ts';
import { rebuildRollups } from '../db/rollupBuild.ts';
import { storeShippedRules } from '../db/rules.ts';
import { removeDemo, removeStaging } from '../db/publishing.ts';
import { isQuarter } from '../domain/period.ts';
import { stepsOf } from '../domain/rules/goals.ts';
import { shippedAssignments } from '../domain/rules/resolve.ts';
import { importLedgers, type LedgerFile } from '../ledger/importLedger.ts';
import { loadFigures } from '../ledger/loadFigures.ts';
import { writeDemo } from '../../seed/demo/generate.ts';
import { loadAliases, loadDivisions } from '../../seed/divisions.ts';
import { SEED } from '../../seed/folder.ts';
import { loadRuleSets } from '../../seed/rules/loadRuleSets.ts';

export type Say = (event: string, facts: Readonly<Record<string, string | number>>) => void;

/** Opens the writing side and brings everything but data up to date. */
export async function openPrepared(url: string, say: Say): Promise<Store> {
  const store = await openStore(url);
  const removed = await removeStaging(store);
  if (removed > 0) say('staging removed', { submissions: removed });
  if ((await countRegions(store.db)) === 0) {
    const regions = loadDivisions();
    await storeRegions(store, regions, [...loadAliases()]);
    say('divisions loaded', { regions: regions.length });
  }
  const sets = loadRuleSets();
  await storeShippedRules(store, shippedAssignments(sets), sets.flatMap(stepsOf));
  if (await ensureRollups(store)) {
    const { periods } = await rebuildRollups(store);
    if (periods > 0) say('rollups rebuilt', { periods });
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
export async function loadDemo(store: Store, now: () => string, say: Say): Promise<{ submissions: number; units: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fugai-demo-'));
  try {
    const written = await writeDemo(folder);
    say('demo ledger generated', written);
    return await importDemo(store, folder, now, say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Imports an already generated demo folder. */
export async function importDemo(
  store: Store,
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

/** What `npm start` needs: figures once, and the demo unless it is switched off. */
export async function loadSeeds(store: Store, demo: boolean, now: () => string, say: Say): Promise<void> {
  const dataset = await readDataset(store.db);
  if (!demo) return;
  if (dataset.figures === 0) {
    const { findings } = await loadFigures(store, path.join(SEED, 'figures'), now());
    say('published figures loaded', { findings: findings.length });
  }
  if (dataset.submissions === 0) {
    const { submissions, units } = await loadDemo(store, now, say);
    say('demo ledger loaded', { submissions, units });
  }
}

export { removeDemo };
