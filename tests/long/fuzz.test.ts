import { expect, it } from 'vitest';
import { fuzz, spell } from '../fuzz/run.ts';

const SEED = 7_000_000;

it('10 000 mutated files: no crash, no hang over 5 s, no refusal without a known code and a sentence in Chinese', async () => {
  const counts = await fuzz(10_000, SEED);
  console.log(spell(counts, SEED));
  expect(counts.wrong).toEqual([]);
  expect(counts.accepted).toBeGreaterThan(counts.files / 20);
}, 1_200_000);
