/** Servers of the bench, each in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openAccounts } from '../../server/cli/accounts.ts';
import { freePort } from '../support/ports.ts';
import { root } from './ground/ground.ts';

export interface Served {
  /** Without a slash at the end. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const EVERY = 50;

/** Ends with this process, whatever becomes of it. */
function tied(child: ChildProcess): () => Promise<void> {
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit');
  return async () => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', kill);
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  while (
    !(await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error('the server ended before it was ready');
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}

export interface Program extends Served {
  /** Of a token that asks and submits. */
  readonly token: string;
}

/** The program as it is built, on a database of the bench. */
export async function startProgram(database: string, more: Readonly<Record<string, string>> = {}): Promise<Program> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-'));
  const port = await freePort();
  const settings = { FUGAI_DATABASE: database, FUGAI_DATA: folder, FUGAI_PORT: String(port), FUGAI_DEMO: 'off', FUGAI_LOG: 'silent' };
  const child = spawn(process.execPath, [path.join(root, 'dist', 'server', 'main.js')], {
    env: { ...process.env, ...settings, NODE_ENV: 'production', ...more },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = tied(child);
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child);
  const accounts = await openAccounts(database, () => undefined);
  const { secret } = await accounts.operator.createToken({ name: `bench ${port}`, scopes: ['QUERY', 'SUBMIT'], days: 1 });
  await accounts.close();
  return {
    url,
    pid: Number(child.pid),
    token: secret,
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A script that prints its port as its first line. */
export async function startScript(file: string, args: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, file), ...args], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = tied(child);
  const lines = createInterface({ input: child.stdout });
  const [first] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as [string | number | null];
  if (typeof first !== 'string') throw new Error(`${file} ended with ${first}`);
  return { url: `http://127.0.0.1:${first}`, pid: Number(child.pid), stop };
}
