/** Writers killed at random instants, and what they acknowledged held against what the database then holds. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openPrepared } from '../../server/cli/prepare.ts';
import type { Applied } from '../../server/ledger/apply.ts';
import { COUNTIES, writeLedgers, type WrittenLedger } from '../support/ledgerFiles.ts';
import { randomFrom } from '../support/random.ts';
import { startCommand, startServer } from '../support/served.ts';
import { integrityOf, unsound } from '../support/sound.ts';

const IMPORTER = path.join(import.meta.dirname, '..', 'support', 'importer.mjs');
const UNITS = 60;

export interface Killed {
  readonly kills: number;
  readonly acknowledged: number;
  /** Kills that left rows without a publication. */
  readonly staged: number;
  /** Acknowledged submissions that are not there as they were acknowledged. */
  readonly lost: number;
  /** Kills after which something was there by half, with what. */
  readonly partial: readonly string[];
  readonly corrupt: readonly string[];
}

interface Told {
  readonly acknowledged?: Applied;
  readonly at?: number;
  readonly event?: string;
}

/** Runs a writer until `delay` milliseconds after it has acknowledged `most` imports; gives what it said. */
function killedAfter(most: number, delay: number, database: string, list: string, first: number): Promise<Told[]> {
  const child = spawn(process.execPath, [IMPORTER, database, list, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: Told[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const one = JSON.parse(line) as Told;
    told.push(one);
    const isIt = most === 0 ? one.event === 'ready' : one.acknowledged !== undefined;
    if (isIt && told.filter((other) => other.acknowledged !== undefined).length === most) setTimeout(() => child.kill('SIGKILL'), delay);
  });
  return new Promise((resolve) => child.once('close', () => resolve(told)));
}

/** Those of what was acknowledged that the database does not hold as it was acknowledged. */
async function missing(database: string, told: readonly Told[], files: readonly WrittenLedger[]) {
  let staged = 0;
  const store = await openPrepared(database, (event) => (staged += Number(event === 'staging removed')));
  try {
    const rows = await store.db.selectFrom('submission').selectAll().where('published_at', 'is not', null).execute();
    const totals = new Map((await store.db.selectFrom('submission_total').selectAll().execute()).map((one) => [one.submission, one]));
    const holds = ({ acknowledged, at }: Told): boolean =>
      rows.some((row) => {
        const sent = at === undefined ? undefined : files[at];
        const kept = totals.get(row.id);
        const isIt = row.region === acknowledged?.region && row.version === acknowledged.version;
        return isIt && sent !== undefined && kept?.units === sent.units && kept.staff === sent.staff;
      });
    return { staged, lost: told.filter((one) => one.acknowledged !== undefined && !holds(one)).length, wrong: await unsound(store) };
  } finally {
    await store.close();
  }
}

/** Kills a writer `kills` times over one database that grows. `within`: milliseconds between what it acknowledged last and the kill, at most. */
export async function killWriters(kills: number, seed: number, within = 500): Promise<Killed> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-kills-'));
  const random = randomFrom(seed);
  try {
    const database = path.join(folder, 'fugai.sqlite');
    const files = await writeLedgers(folder, UNITS);
    const list = path.join(folder, 'list.json');
    writeFileSync(list, JSON.stringify(files.map(({ file }) => file)));
    await (await openPrepared(database, () => undefined)).close();
    const sums = { kills, acknowledged: 0, staged: 0, lost: 0, partial: [] as string[], corrupt: [] as string[] };
    let first = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const told = await killedAfter(Math.floor(random() * 3), Math.floor(random() * within), database, list, first);
      const integrity = integrityOf(database);
      if (integrity !== 'ok') sums.corrupt.push(integrity);
      const acknowledged = told.filter((one) => one.acknowledged !== undefined);
      const { lost, staged, wrong } = await missing(database, acknowledged, files);
      first += acknowledged.length;
      sums.acknowledged += acknowledged.length;
      sums.staged += staged;
      sums.lost += lost;
      sums.partial.push(...wrong);
    }
    return sums;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface KilledCommands {
  readonly kills: number;
  /** Commands that, sent again under their key, did not stand exactly once. */
  readonly lost: number;
  readonly doubled: number;
  readonly partial: readonly string[];
}

/** Kills `fugai import --key …` at a random instant and sends it again under the same key, until it is answered; `kills` times. */
export async function killCommands(kills: number, seed: number, within = 1500): Promise<KilledCommands> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-kills-'));
  const random = randomFrom(seed);
  try {
    const database = path.join(folder, 'fugai.sqlite');
    const files = await writeLedgers(folder, UNITS);
    await (await openPrepared(database, () => undefined)).close();
    const sums = { kills, lost: 0, doubled: 0, partial: [] as string[] };
    for (let kill = 0; kill < kills; kill += 1) {
      const { file, region, period } = files[kill % files.length]?.file ?? { file: '', region: '', period: '' };
      const command = ['import', file, '--region', region, '--period', period, '--key', `kill ${kill}`];
      const first = startCommand(database, command);
      setTimeout(() => first.child.kill('SIGKILL'), 300 + random() * within);
      await first.ended;
      if ((await startCommand(database, command).ended) !== 0) sums.partial.push(`the command was refused after kill ${kill}`);
      const store = await openPrepared(database, () => undefined);
      const all = await store.db.selectFrom('submission').select('region').where('published_at', 'is not', null).execute();
      const standing = all.filter((one) => one.region === region).length - Math.floor(kill / COUNTIES.length);
      sums.lost += Number(standing < 1);
      sums.doubled += Number(standing > 1);
      sums.partial.push(...(await unsound(store)));
      await store.close();
    }
    return sums;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface KilledServers {
  readonly kills: number;
  /** Servers that had answered before they were killed. */
  readonly answering: number;
  /** Imports beside them that were not published exactly once. */
  readonly lost: number;
  readonly partial: readonly string[];
  readonly corrupt: readonly string[];
}

/** Kills a whole server at a random instant, its start included, while `fugai import` runs beside it; `kills` times over one database. */
export async function killServers(kills: number, seed: number, within = 2500): Promise<KilledServers> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-kills-'));
  const random = randomFrom(seed);
  try {
    const database = path.join(folder, 'fugai.sqlite');
    const files = await writeLedgers(folder, UNITS);
    await (await openPrepared(database, () => undefined)).close();
    const sums = { kills, answering: 0, lost: 0, partial: [] as string[], corrupt: [] as string[] };
    for (let kill = 0; kill < kills; kill += 1) {
      const { file, region, period } = files[kill % files.length]?.file ?? { file: '', region: '', period: '' };
      const delay = random() * within;
      // Every other one is killed as soon as it may be: in the midst of its start.
      const server = kill % 2 === 0 ? await startServer(database) : startCommand(database, ['serve', '--port', '0']);
      sums.answering += Number('url' in server);
      const importing = startCommand(database, ['import', file, '--region', region, '--period', period]);
      setTimeout(() => server.child.kill('SIGKILL'), delay);
      const [, code] = await Promise.all([server.ended, importing.ended]);
      if (code !== 0) sums.partial.push(`the import beside kill ${kill} ended with ${String(code)}`);
      const integrity = integrityOf(database);
      if (integrity !== 'ok') sums.corrupt.push(integrity);
      const store = await openPrepared(database, () => undefined);
      // A neighbour that is judged anew is there in several revisions.
      const published = await store.db
        .selectFrom('submission')
        .select(['region', 'period', 'version'])
        .distinct()
        .where('published_at', 'is not', null)
        .execute();
      sums.lost += Number(published.length !== kill + 1);
      sums.partial.push(...(await unsound(store)));
      await store.close();
    }
    return sums;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const lineOfServers = ({ kills, answering, lost, partial, corrupt }: KilledServers): string =>
  `servers killed beside an import ${kills} / while they answered ${answering} / lost ${lost} / partial ${partial.length} / corrupt ${corrupt.length}`;

export const lineOfCommands = ({ kills, lost, doubled, partial }: KilledCommands): string =>
  `commands killed and sent again ${kills} / lost ${lost} / doubled ${doubled} / partial ${partial.length}`;

export const linesOf = ({ kills, acknowledged, staged, lost, partial, corrupt }: Killed): string =>
  `kills ${kills} / acknowledged ${acknowledged} / killed while rows were staged ${staged} / lost ${lost} / partial ${partial.length} / corrupt ${corrupt.length}`;
