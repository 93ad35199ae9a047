import { expect, it } from 'vitest';
import { killCommands, killServers, killWriters, lineOfCommands, lineOfServers, linesOf } from '../proof/kills.ts';

it('loses nothing it acknowledged and keeps nothing by half when a writer is killed at 200 random instants', async () => {
  const killed = await killWriters(200, 7);
  console.log(linesOf(killed));
  expect([killed.lost, killed.partial, killed.corrupt]).toEqual([0, [], []]);
  expect(killed.acknowledged).toBeGreaterThan(200);
});

it('has a command that was killed 25 times and sent again under its key exactly once', async () => {
  const killed = await killCommands(25, 3);
  console.log(lineOfCommands(killed));
  expect([killed.lost, killed.doubled, killed.partial]).toEqual([0, 0, []]);
});

it('loses nothing of the imports beside a server that is killed 20 times, in its start and while it answers', async () => {
  const killed = await killServers(20, 9);
  console.log(lineOfServers(killed));
  expect([killed.lost, killed.partial, killed.corrupt]).toEqual([0, [], []]);
  expect(killed.answering).toBe(10);
});
