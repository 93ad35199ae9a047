import { expect, it } from 'vitest';
import { killWriters, linesOf } from '../proof/kills.ts';

it('loses nothing it acknowledged and keeps nothing by half when a writer is killed at 200 random instants', async () => {
  const killed = await killWriters(200, 7);
  console.log(linesOf(killed));
  expect([killed.lost, killed.partial, killed.corrupt]).toEqual([0, [], []]);
  expect(killed.acknowledged).toBeGreaterThan(200);
});
