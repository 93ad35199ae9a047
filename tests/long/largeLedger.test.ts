import { expect, it } from 'vitest';
import { importLarge, spellLarge } from '../proof/largeLedger.ts';

it('a ledger of 1 000 000 rows is imported with less than 600 MB in all processes together', async () => {
  const found = await importLarge(1_000_000);
  console.log(spellLarge(found));
  expect(found.applied).toBe(true);
  expect(found.megabytes).toBeLessThan(600);
}, 3_600_000);
