import { expect, it } from 'vitest';
import { killWriters, linesOf } from './kills.ts';

it('loses nothing it acknowledged and keeps nothing by half when a writer is killed at 25 random instants', async () => {
  const killed = await killWriters(25, 20_261_121);
  console.log(linesOf(killed));
  expect([killed.lost, killed.partial, killed.corrupt]).toEqual([0, [], []]);
  expect(killed.acknowledged).toBeGreaterThan(0);
});
