/** What the bench measures on: files of one quarter and databases of twelve, made once and kept below data/ under a hash of what makes them. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { openPrepared } from '../../../server/cli/prepare.ts';
import type { Engine } from '../../../server/db/open.ts';
import { ROLLUP } from '../../../server/db/rollup.ts';
import { LEDGER_MIGRATIONS } from '../../../server/db/migrations/index.ts';
import { command, databaseAt, startCluster, type Cluster } from './cluster.ts';
import { grow } from './grow.ts';
import { importIn } from './importing.ts';
import { reportingPlaces, writeQuarter, type Size, type WrittenQuarter } from './spread.ts';

export const root = path.join(import.meta.dirname, '..', '..', '..');
const say = (words: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(5)} s] ${words}`);
const quiet = (): void => undefined;

/** Texts that decide what is made: the generator, the divisions, the schema and the measures. */
function hash(): string {
  const made = createHash('sha256')
    .update(ROLLUP)
    .update(JSON.stringify(Object.keys(LEDGER_MIGRATIONS)));
  const sources = ['units.ts', 'spread.ts', 'grow.ts'].map((name) => path.join(import.meta.dirname, name));
  for (const file of [...sources, path.join(root, 'seed', 'divisions', 'divisions.csv')]) made.update(readFileSync(file));
  return made.digest('hex').slice(0, 12);
}

/** A database of its own that may be written to. */
export interface Database {
  readonly url: string;
  readonly engine: Engine;
  drop(): Promise<void>;
}

export interface Ground {
  readonly size: Size;
  readonly quarter: WrittenQuarter;
  /** Twelve quarters, to be read only. */
  readonly urls: Readonly<Partial<Record<Engine, string>>>;
  /** Bytes of twelve quarters of what was sent, rollups and indexes with it, logs not. */
  readonly bytes: Readonly<Partial<Record<Engine, number>>>;
}

export interface Grounds {
  readonly folder: string;
  readonly cluster: Cluster | null;
  of(size: Size): Promise<Ground>;
  /** A copy of the twelve quarters. */
  copy(ground: Ground, engine: Engine): Promise<Database>;
  /** Divisions, rules and empty rollups. */
  empty(engine: Engine): Promise<Database>;
  close(): Promise<void>;
}

const SCRATCH = 'fugai-bench-';
const written = (name: string): string => name.toLowerCase();

function quarterOf(folder: string, size: Size): WrittenQuarter {
  const place = path.join(folder, 'ledgers');
  const told = path.join(folder, 'quarter.json');
  if (existsSync(told)) return { ...(JSON.parse(readFileSync(told, 'utf8')) as WrittenQuarter), folder: place };
  say(`${size}: the ledgers of one quarter`);
  const found = writeQuarter(size, place);
  writeFileSync(told, JSON.stringify(found));
  return found;
}

/** Imports the quarter and grows it; gives the bytes of what came from the ledgers alone. */
async function fill(url: string, quarter: WrittenQuarter): Promise<number> {
  await (await openPrepared(url, quiet)).close();
  say('importing one quarter');
  await importIn(url, quarter.folder, quarter.regions);
  const store = await openPrepared(url, quiet);
  let bytes = 0;
  await grow(store, reportingPlaces(), say, async () => {
    if (store.engine === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(store.db);
    bytes = await bytesOf(url);
  });
  await store.close();
  return bytes;
}

async function sqliteGround(folder: string, quarter: WrittenQuarter): Promise<string> {
  const file = path.join(folder, 'fugai.sqlite');
  if (existsSync(file)) return file;
  const making = path.join(folder, 'making');
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  writeFileSync(path.join(folder, 'sqlite.bytes'), String(await fill(path.join(making, 'fugai.sqlite'), quarter)));
  renameSync(path.join(making, 'fugai.sqlite'), file);
  rmSync(making, { recursive: true, force: true });
  return file;
}

async function postgresGround(cluster: Cluster, folder: string, size: Size, quarter: WrittenQuarter): Promise<string> {
  const name = `ground_${written(size)}`;
  const { rowCount } = await command(cluster.url, `select 1 from pg_database where datname = '${name}'`);
  if (rowCount === 1) return databaseAt(cluster.url, name);
  await command(cluster.url, 'drop database if exists making with (force)');
  await command(cluster.url, 'create database making');
  writeFileSync(path.join(folder, 'postgres.bytes'), String(await fill(databaseAt(cluster.url, 'making'), quarter)));
  await command(cluster.url, `alter database making rename to ${name}`);
  return databaseAt(cluster.url, name);
}

function sqliteCopy(from: string | null): Database {
  const folder = mkdtempSync(path.join(os.tmpdir(), SCRATCH));
  const url = path.join(folder, 'fugai.sqlite');
  if (from !== null) cpSync(from, url);
  return { url, engine: 'sqlite', drop: async () => rmSync(folder, { recursive: true, force: true }) };
}

let copies = 0;
async function postgresCopy(cluster: Cluster, from: string | null): Promise<Database> {
  const name = `copy_${process.pid}_${(copies += 1)}`;
  await command(cluster.url, `create database ${name}${from === null ? '' : ` template ${new URL(from).pathname.slice(1)}`}`);
  return {
    url: databaseAt(cluster.url, name),
    engine: 'postgres',
    drop: async () => void (await command(cluster.url, `drop database if exists ${name} with (force)`)),
  };
}

/** Copies that a run left behind when it was killed. */
async function dropLeftovers(cluster: Cluster): Promise<void> {
  const { rows } = await command(cluster.url, `select datname as name from pg_database where datname like 'copy\\_%'`);
  for (const { name } of rows) await command(cluster.url, `drop database if exists ${String(name)} with (force)`);
}

async function bytesOf(url: string): Promise<number> {
  if (!url.startsWith('postgres')) return statSync(url).size;
  const { rows } = await command(url, 'select pg_database_size(current_database()) as bytes');
  return Number(rows[0]?.['bytes']);
}

/** @param engines those that are measured: without PostgreSQL none is started */
export async function openGrounds(engines: readonly Engine[]): Promise<Grounds> {
  const folder = path.join(root, 'data', `bench-${hash()}`);
  mkdirSync(folder, { recursive: true });
  const others = readdirSync(path.join(root, 'data')).filter((name) => /^bench-[0-9a-f]{12}$/.test(name) && name !== path.basename(folder));
  if (others.length > 0) say(`made by earlier programs and of no use any more: ${others.map((name) => `data/${name}`).join(', ')}`);
  const cluster = engines.includes('postgres') ? await startCluster(path.join(folder, 'postgres')) : null;
  if (cluster !== null) await dropLeftovers(cluster);
  const server = (): Cluster => {
    if (cluster === null) throw new Error('no PostgreSQL was started');
    return cluster;
  };
  const copyOf = async (engine: Engine, from: string | null): Promise<Database> =>
    engine === 'sqlite' ? sqliteCopy(from) : postgresCopy(server(), from);
  return {
    folder,
    cluster,
    of: async (size) => {
      const own = path.join(folder, size);
      mkdirSync(own, { recursive: true });
      const quarter = quarterOf(own, size);
      const urls: Partial<Record<Engine, string>> = {};
      const bytes: Partial<Record<Engine, number>> = {};
      for (const engine of engines) {
        say(`${size}: ${engine}`);
        urls[engine] = await (engine === 'sqlite' ? sqliteGround(own, quarter) : postgresGround(server(), own, size, quarter));
        bytes[engine] = Number(readFileSync(path.join(own, `${engine}.bytes`), 'utf8'));
      }
      return { size, quarter, urls, bytes };
    },
    copy: async ({ urls }, engine) => copyOf(engine, String(urls[engine])),
    empty: async (engine) => {
      const made = await copyOf(engine, null);
      await (await openPrepared(made.url, quiet)).close();
      return made;
    },
    close: async () => cluster?.stop(),
  };
}
