import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startServer } from '../support/served.ts';
import { askWhilePublishing, lineOf, prepareTorn } from './torn.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-torn-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('answers 300 requests of 4 parts each of one version while 20 versions are published', async () => {
  const places = await prepareTorn(folder);
  const { url, child, ended } = await startServer(places.database);
  const found = await askWhilePublishing(url, places, { requests: 300, publishes: 20 });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  console.log(lineOf(found));
  expect([found.torn, found.failed]).toEqual([0, 0]);
  expect(found.versions).toBeGreaterThan(5);
});
