import { mkdtempSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { openPrepared } from '../../server/cli/prepare.ts';
import { readDataset } from '../../server/db/dataset.ts';
import { startServer } from '../support/served.ts';
import { unsound } from '../support/sound.ts';

const MAIN = path.join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-first-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('ends within 10 s at 4 instants of its first start, and the start after them completes the demo: 12 quarters', async () => {
  const database = path.join(folder, 'fugai.sqlite');
  const settings = { FUGAI_DATA: folder, FUGAI_DATABASE: database, FUGAI_DEMO: 'on' };
  const ends: { code: number | null; seconds: number }[] = [];
  for (const seconds of [3, 9, 30, 60]) {
    const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0'], { env: { ...process.env, ...settings }, stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await Promise.race([sleep(seconds * 1000), ended]);
    const began = performance.now();
    child.kill('SIGTERM');
    ends.push({ code: await ended, seconds: (performance.now() - began) / 1000 });
  }
  expect(ends.map((one) => one.code)).toEqual([0, 0, 0, 0]);
  const { child, ended } = await startServer(database, settings, 600);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  const store = await openPrepared(database, () => undefined);
  const { periods, submissions } = await readDataset(store.db);
  const wrong = await unsound(store);
  await store.close();
  const slowest = Math.max(...ends.map((one) => one.seconds));
  console.log(
    `first starts ended ${ends.length} / slowest ${slowest.toFixed(1)} s / quarters ${periods.length} / submissions ${submissions} / wrong ${wrong.length}`,
  );
  expect([periods.length, wrong]).toEqual([12, []]);
  expect(slowest).toBeLessThan(10);
});
