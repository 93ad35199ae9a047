import { expect, it } from 'vitest';
import { importLarge, spellLarge } from '../proof/largeLedger.ts';

const MOST_MEGABYTES = 600;
/** Of 40 times the rows; what is held whole would take many times the memory. */
const MOST_GROWTH = 1.5;

it('a ledger of 40 000 rows is imported with less than 600 MB in all processes together, and less than 1.5 times those of 1 000 rows', async () => {
  const small = await importLarge(1_000);
  const large = await importLarge(40_000);
  console.log(`${spellLarge(small)}; ${spellLarge(large)}`);
  expect([small.applied, large.applied]).toEqual([true, true]);
  expect(large.megabytes).toBeLessThan(MOST_MEGABYTES);
  expect(large.megabytes / small.megabytes).toBeLessThan(MOST_GROWTH);
}, 180_000);
