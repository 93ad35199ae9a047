import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { freePort } from '../support/ports.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const answers = (address: string): Promise<string> =>
  fetch(address).then(
    (response) => response.text(),
    () => '',
  );

it(
  'starts from the unpacked archive, without npm, without a Node on the path, and serves page and data',
  { timeout: 600_000 },
  async () => {
    const made = spawnSync(process.execPath, [path.join(ROOT, 'server', 'bundle.mjs')], { cwd: ROOT, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    const archive = String(made.stdout.trim().split('\n').at(-1));
    expect(spawnSync('tar', ['-xzf', archive, '-C', folder]).status).toBe(0);
    const home = path.join(folder, path.basename(archive, '.tar.gz'));
    const port = await freePort();
    const env = {
      PATH: '/usr/bin:/bin',
      FUGAI_DATA: path.join(folder, 'data'),
      FUGAI_PORT: String(port),
      FUGAI_DEMO: 'off',
      FUGAI_LOG: 'warn',
    };
    const server = spawn(path.join(home, 'fugai'), ['serve'], { env, cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => server.once('close', resolve));
    try {
      await expect.poll(() => answers(`http://127.0.0.1:${port}/readyz`), { timeout: 120_000, interval: 200 }).not.toBe('');
      expect(await answers(`http://127.0.0.1:${port}/`)).toMatch(/<!doctype html>/i);
      expect(await answers(`http://127.0.0.1:${port}/graphql?query=%7Bregions(level%3APROVINCE)%7Bcode%7D%7D`)).toContain('"410000"');
    } finally {
      server.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
    console.log(`bundle ${Math.round(statSync(archive).size / 1e6)} MB / started offline / ended 0`);
  },
);
