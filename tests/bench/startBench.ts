/** The second `npm start`, beside node starting an empty Fastify. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../support/ports.ts';
import { median, type Line } from './figures.ts';
import { root, type Ground, type Grounds } from './ground/ground.ts';

/** Seconds until the program prints its address; then it is ended. */
async function untilAddress(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const began = performance.now();
  const child = spawn(file, [...args], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  let seconds = NaN;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!/^https?:\/\//.test(line)) continue;
    seconds = (performance.now() - began) / 1000;
    child.kill('SIGTERM');
  }
  await ended;
  if (Number.isNaN(seconds)) throw new Error(`${file} ${args.join(' ')} printed no address`);
  return seconds;
}

export async function benchStart(grounds: Grounds, ground: Ground, rounds: number): Promise<Line[]> {
  const copy = await grounds.copy(ground, 'sqlite');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-'));
  try {
    const port = String(await freePort());
    const env = { FUGAI_DATABASE: copy.url, FUGAI_DATA: folder, FUGAI_PORT: port, FUGAI_DEMO: 'off', FUGAI_LOG: 'silent' };
    const npm = process.env['npm_execpath'];
    const node = process.env['npm_node_execpath'] ?? process.execPath;
    const [file, args] = npm === undefined ? [process.execPath, ['server/start.mjs']] : [node, [npm, 'start', '--silent']];
    const taken = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const ours = await untilAddress(file, args, env);
      const bare = await untilAddress(process.execPath, ['tests/bench/emptyServer.ts'], {});
      if (round > 0) taken.ours.push(ours);
      if (round > 0) taken.bare.push(bare);
    }
    const note = `${rounds} starts on ${ground.size}${npm === undefined ? ', without npm' : ''}`;
    const base = { unit: 's' as const, of: 'difference' as const, against: 'node with an empty Fastify' };
    return [{ ...base, what: 'npm start, the second time', ours: median(taken.ours), bare: median(taken.bare), goal: 1.5, note }];
  } finally {
    await copy.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}
