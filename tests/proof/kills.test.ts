import { expect, it } from 'vitest';
import { killCommands, killServers, killWriters, lineOfCommands, lineOfServers, linesOf } from './kills.ts';

it('loses nothing it acknowledged and keeps nothing by half when a writer is killed at 25 random instants', async () => {
  const killed = await killWriters(25, 20_261_121);
  console.log(linesOf(killed));
  expect([killed.lost, killed.partial, killed.corrupt]).toEqual([0, [], []]);
  expect(killed.acknowledged).toBeGreaterThan(0);
});

it('has a command that was killed 3 times and sent again under its key exactly once', async () => {
  const killed = await killCommands(3, 3);
  console.log(lineOfCommands(killed));
  expect([killed.lost, killed.doubled, killed.partial]).toEqual([0, 0, []]);
});

it('loses nothing of the imports beside a server that is killed 4 times, in its start and while it answers', async () => {
  const killed = await killServers(4, 9);
  console.log(lineOfServers(killed));
  expect([killed.lost, killed.partial, killed.corrupt]).toEqual([0, [], []]);
  expect(killed.answering).toBe(2);
});
