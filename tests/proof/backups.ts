/** Backups taken while submissions are published, each restored elsewhere and held against what its data version answers at home. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startBackups } from '../../server/cli/backupJobs.ts';
import { openAccounts } from '../../server/cli/accounts.ts';
import { ANCHOR_FILE, anchorRestored, verifyChains, writeAnchors } from '../../server/cli/anchors.ts';
import { restoreBackup } from '../../server/db/restore.ts';
import { openReaders } from '../../server/db/open.ts';
import { INDICATOR_IDS } from '../../server/domain/indicators.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { createReports } from '../../server/reports/index.ts';
import type { View } from '../../server/reports/types.ts';
import { testDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const COUNTIES = ['410302', '410303', '410304', '410305', '410311'];
const QUARTERS = ['2025Q1', '2025Q2', '2025Q3', '2025Q4'] as const;
const NOW = '2026-11-21T12:00:00.000Z';
const SAID_LATER = new Set(['version', 'lastImportAt']);

/** Everything that a page could show: the dataset, every indicator of every place and quarter, and the units. */
async function everything(view: View): Promise<string> {
  const table = await view.observationTable({
    indicators: INDICATOR_IDS,
    regions: { codes: ['100000', '410000', '410300', ...COUNTIES] },
    periods: { only: QUARTERS },
  });
  const dataset = Object.entries(await view.dataset()).filter(([name]) => !SAID_LATER.has(name));
  const units = await view.units({ where: { region: '410300' }, period: '2025Q4', first: 1000 });
  return JSON.stringify([view.dataVersion, dataset, table, units.rows.map(({ node }) => node)]);
}

async function answersAt(file: string, version?: string): Promise<string> {
  const readers = openReaders(file);
  try {
    const view = await createReports(readers).open(EVERYTHING, version);
    const told = await everything(view);
    await view.close();
    return told;
  } finally {
    await readers.close();
  }
}

/** Whether both chains are whole where a backup was restored under the anchors of what came after it, which is told. */
async function chainsStand(database: string, from: string): Promise<boolean> {
  const places = { database, folder: path.dirname(database), auditAnchor: null };
  await anchorRestored(places, from, NOW, () => undefined);
  await writeAnchors(places, NOW, () => undefined);
  const checks = await verifyChains(places);
  return checks.every(({ problems, notes }) => problems.length === 0 && notes.length === 1);
}

const refusedBy = (database: string, from: string): string => {
  try {
    restoreBackup(database, from, NOW);
    return '';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'thrown';
  }
};

/** Copies of a backup with one byte flipped, at `places` of each of its files; how many were refused and left the database alone. */
function flip(backup: string, folder: string, places: number): { flipped: number; refused: number } {
  const home = path.join(folder, 'flipped-home');
  mkdirSync(home);
  const database = path.join(home, 'fugai.sqlite');
  writeFileSync(database, 'what stood');
  const copy = path.join(folder, 'flipped');
  let flipped = 0;
  let refused = 0;
  for (const name of ['ledger.sqlite', 'accounts.sqlite', 'manifest.json'])
    for (let at = 0; at < places; at += 1) {
      cpSync(backup, copy, { recursive: true });
      const file = path.join(copy, name);
      const bytes = readFileSync(file);
      const place = Math.floor(((at + 0.5) * statSync(file).size) / places);
      bytes[place] = (bytes[place] as number) ^ 1;
      writeFileSync(file, bytes);
      flipped += 1;
      const untouched = refusedBy(database, copy) === 'BAD_USER_INPUT' && readFileSync(database, 'utf8') === 'what stood';
      if (untouched && !existsSync(path.join(home, 'accounts.sqlite'))) refused += 1;
      rmSync(copy, { recursive: true });
    }
  return { flipped, refused };
}

export interface BackupCounts {
  readonly backups: number;
  /** Versions that backups are of: more than one when submissions were published between them. */
  readonly versions: number;
  /** Backups whose answers, restored elsewhere, are those of their data version at home. */
  readonly same: number;
  /** Backups whose audit chains, restored elsewhere under the newest anchors, verify. */
  readonly verified: number;
  readonly flipped: number;
  readonly refused: number;
}

/** Each backup restored into a folder of its own, under the anchors that lie in `anchors`. */
async function restoredElsewhere(
  url: string,
  folder: string,
  anchors: string,
  taken: readonly string[],
): Promise<Pick<BackupCounts, 'versions' | 'same' | 'verified'>> {
  const versions = new Set<string>();
  let same = 0;
  let verified = 0;
  for (const [at, place] of taken.entries()) {
    const database = path.join(folder, `home${at}`, 'fugai.sqlite');
    const { manifest } = restoreBackup(database, place, NOW);
    versions.add(manifest.dataVersion);
    const told = await answersAt(database);
    if (told === (manifest.dataVersion === 'v0' ? told : await answersAt(url, manifest.dataVersion))) same += 1;
    cpSync(path.join(anchors, ANCHOR_FILE), path.join(path.dirname(database), ANCHOR_FILE));
    if (await chainsStand(database, manifest.createdAt)) verified += 1;
  }
  return { versions: versions.size, same, verified };
}

/** @param units of each submission; the more, the longer a publication and a copy last beside each other */
export async function backupsDuringImports(units: number, wanted: number, places: number): Promise<BackupCounts> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-backups-'));
  const db = await testDatabase('sqlite', '');
  const accounts = await openAccounts(db.url, () => undefined);
  await accounts.operator.createToken({ name: '备份', scopes: ['QUERY'], days: 1 });
  const thread = await startBackups(db.url, () => undefined);
  try {
    const state = { importing: true };
    const publish = async (): Promise<void> => {
      for (const quarter of QUARTERS)
        for (const [at, county] of COUNTIES.entries())
          await db.submit(county, quarter, ledgerOf(county, { sole: units, work: at, none: units }), { receivedAt: NOW });
    };
    const publishing = publish().finally(() => (state.importing = false));
    const taken: string[] = [];
    for (let at = 0; at < wanted || state.importing; at += 1)
      taken.push((await thread.run('backup', { to: path.join(folder, `b${at}`) })).place);
    await publishing;
    const home = { database: db.url, folder: path.join(folder, 'anchors'), auditAnchor: null };
    await writeAnchors(home, NOW, () => undefined);
    const { versions, same, verified } = await restoredElsewhere(db.url, folder, home.folder, taken);
    return { backups: taken.length, versions, same, verified, ...flip(String(taken.at(-1)), folder, places) };
  } finally {
    await thread.close();
    await accounts.close();
    await db.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}
