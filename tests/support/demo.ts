import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { freePort } from './ports.ts';

/** A server in a process of its own, as `npm start` runs it, with the real figures and the demo ledger in a folder of its own. */
export interface DemoServer {
  /** Address with a trailing slash. */
  readonly url: string;
  /** Its FUGAI_DATA; the SQLite file in it is `fugai.sqlite`. */
  readonly folder: string;
  readonly secondsToReady: number;
  /** What it has printed so far, the last 8 000 characters. */
  words(): string;
  /** Ends it as Ctrl-C does and gives its exit code; the folder goes with it. */
  stop(): Promise<number | null>;
}

const root = path.join(import.meta.dirname, '..', '..');

const ready = async (url: string): Promise<boolean> =>
  fetch(new URL('readyz', url)).then(
    (answer) => answer.ok,
    () => false,
  );

export interface DemoOptions {
  /** Seconds to wait for the first answer, the loading of the demo included. */
  readonly patience?: number;
  /** Environment beside the usual, `FUGAI_ANONYMOUS`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Folder of a server whose ledger this one begins with, also while that one runs; the demo is loaded anew without. */
  readonly from?: string | undefined;
}

/** Copies the ledger as it stands at one instant, also beside a running server; accounts do not come along. */
function copyLedger(from: string, to: string): void {
  const ledger = new Database(path.join(from, 'fugai.sqlite'), { readonly: true });
  ledger.prepare('vacuum into ?').run(path.join(to, 'fugai.sqlite'));
  ledger.close();
}

/**
 * Starts dist/server/main.js (built beforehand) on a free port and waits until it answers queries.
 * @throws Error with the server's own words when it ends early or does not get ready in time.
 */
export async function startDemo({ patience = 300, settings: others = {}, from }: DemoOptions = {}): Promise<DemoServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-demo-'));
  if (from !== undefined) copyLedger(from, folder);
  const port = await freePort();
  const settings = {
    FUGAI_DATA: folder,
    FUGAI_DATABASE: path.join(folder, 'fugai.sqlite'),
    FUGAI_HOST: '127.0.0.1',
    FUGAI_PORT: String(port),
    NODE_ENV: 'production',
    ...others,
  };
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'dist', 'server', 'main.js')], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (words = (words + piece.toString()).slice(-8000)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    const code = await ended;
    process.off('exit', kill);
    rmSync(folder, { recursive: true, force: true });
    return code;
  };
  const url = `http://127.0.0.1:${port}/`;
  while (!(await ready(url))) {
    if (child.exitCode === null && performance.now() - began < patience * 1000) await sleep(100);
    else {
      await stop();
      throw new Error(`the server did not get ready: ${words}`);
    }
  }
  return { url, folder, secondsToReady: (performance.now() - began) / 1000, words: () => words, stop };
}
