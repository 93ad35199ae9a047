import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOSTILE_KINDS } from '../proof/hostileQueries.ts';
import { siege, spellSiege, wrongOf } from '../proof/siege.ts';
import { startDemo, type DemoServer } from '../support/demo.ts';

const REQUESTS = HOSTILE_KINDS * 2;
const SOCKETS = 60;
/** Milliseconds that an innocent question may wait, whatever others do; on a machine that is busy by itself, as much more as it waits in peace. */
const BOUND = 250;

let demo: DemoServer;
beforeAll(async () => {
  demo = await startDemo({ patience: 600 });
}, 600_000);
afterAll(() => demo.stop());

it('every named attack, 60 slow sockets and exports that are hung up on: an innocent question every 20 ms never waits over 250 ms, no 5xx, memory below +200 MB', async () => {
  expect(HOSTILE_KINDS).toBeGreaterThanOrEqual(29);
  const found = await siege(demo, REQUESTS, SOCKETS, BOUND);
  console.log(spellSiege(found, SOCKETS));
  expect(wrongOf(found.outcomes)).toEqual([]);
  expect(found.waited.failures).toEqual([]);
  expect(found.waited.asked).toBeGreaterThan(100);
  expect(found.work).toBeLessThan(BOUND);
  expect(found.waited.max).toBeLessThan(BOUND + found.calm.max);
  expect(found.after).toBeLessThan(found.before + 200);
}, 240000);
