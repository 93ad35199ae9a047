/** `fugai serve` as it is run, built, over a database that is there already; for tests that end or kill it. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.ts';

const MAIN = path.join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');

export interface ServedProcess {
  /** `http://127.0.0.1:12345`, no closing slash. */
  readonly url: string;
  readonly child: ChildProcess;
  /** Its exit code, null after a signal, once it has ended. */
  readonly ended: Promise<number | null>;
  /** What it has printed, the last 4 000 characters. */
  words(): string;
}

const settingsOf = (database: string): Readonly<Record<string, string>> => ({
  FUGAI_DATA: path.dirname(database),
  FUGAI_DATABASE: database,
  FUGAI_DEMO: 'off',
  FUGAI_LOG: 'silent',
  NODE_ENV: 'production',
});

const endOf = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', (code) => resolve(code)));

/** A command of the command line, under way. */
export function startCommand(database: string, command: readonly string[]): { child: ChildProcess; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [MAIN, ...command], { env: { ...process.env, ...settingsOf(database) }, stdio: 'ignore' });
  return { child, ended: endOf(child) };
}

/** Starts the server and waits until it answers. @throws Error with its own words when it does not within `patience` seconds */
export async function startServer(database: string, more: Readonly<Record<string, string>> = {}, patience = 60): Promise<ServedProcess> {
  const port = await freePort();
  const env = { ...process.env, ...settingsOf(database), FUGAI_PORT: String(port), ...more };
  const child = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = endOf(child);
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (words = (words + piece.toString()).slice(-4000)));
  const url = `http://127.0.0.1:${port}`;
  const isReady = (): Promise<boolean> =>
    fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  for (const until = performance.now() + patience * 1000; !(await isReady()); await sleep(50)) {
    if (child.exitCode === null && performance.now() < until) continue;
    child.kill('SIGKILL');
    throw new Error(`the server did not get ready: ${words}`);
  }
  return { url, child, ended, words: () => words };
}
