import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Reports, View } from '../../server/reports/types.ts';
import { serve } from '../http/serve.ts';
import { askWhilePublishing, lineOf, prepareTorn } from '../proof/torn.ts';
import { startServer } from '../support/served.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
const place = (): string => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-torn-'));
  folders.push(folder);
  return folder;
};

it('answers 3 000 requests of 4 parts each of one version while 200 versions are published', async () => {
  const places = await prepareTorn(place());
  const { url, child, ended } = await startServer(places.database);
  const found = await askWhilePublishing(url, places, { requests: 3000, publishes: 200 });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  console.log(lineOf(found));
  expect([found.torn, found.failed]).toEqual([0, 0]);
  expect(found.versions).toBeGreaterThan(50);
});

/** A request that is not held to one version: every question of it opens a view of its own. */
const unpinned = (reports: Reports): Reports => ({
  ...reports,
  open: async (sight, version, long) => {
    const held = await reports.open(sight, version, long);
    await held.close();
    const apart =
      (name: string | symbol) =>
      async (...asked: unknown[]): Promise<unknown> => {
        const own = await reports.open(sight);
        try {
          return await (Reflect.get(own, name) as (...values: unknown[]) => Promise<unknown>)(...asked);
        } finally {
          await own.close();
        }
      };
    return new Proxy<View>(held, {
      get: (view, name) => {
        const plain: unknown = Reflect.get(view, name);
        if (name === 'close') return async () => undefined;
        return typeof plain === 'function' ? apart(name) : plain;
      },
    });
  },
});

it('would tear answers of a server whose requests open a view for each part: the proof tells the two apart', async () => {
  const places = await prepareTorn(place());
  const served = await serve({ database: places.database, around: unpinned });
  const found = await askWhilePublishing(served.url, places, { requests: 600, publishes: 40 });
  await served.close();
  console.log(`unpinned: ${lineOf(found)}`);
  expect(found.torn).toBeGreaterThan(0);
});
