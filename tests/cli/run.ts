/** Commands as the operator types them, each in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const MAIN = path.join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Operator {
  /** A folder of its own. */
  readonly folder: string;
  /** A path in it. */
  place(...parts: string[]): string;
  run(command: readonly string[], input?: string): Promise<Ran>;
  close(): void;
}

/** Wants dist/server, which `npm test` builds first. */
export function operator(database: string): Operator {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-cli-'));
  const env = { ...process.env, FUGAI_DATABASE: database, FUGAI_DATA: folder, FUGAI_LOG: 'silent' };
  return {
    folder,
    place: (...parts) => path.join(folder, ...parts),
    run: async (command, input = '') => {
      const child = spawn(process.execPath, [MAIN, ...command], { env, cwd: folder });
      child.stdin.end(input);
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      return { code: await ended, out, err };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
