import { expect, it } from 'vitest';
import { endUnderLoad, lineOf } from '../proof/endings.ts';

it('ends 20 times with exit code 0 within 10 s while it answers and an import runs: every request answered, no log, no staging', async () => {
  const ended = await endUnderLoad(20, 12);
  console.log(lineOf(ended));
  expect([ended.unanswered, ended.wrong]).toEqual([0, []]);
  expect(ended.answered).toBeGreaterThan(20);
  expect(ended.slowestMs).toBeLessThan(10_000);
});
