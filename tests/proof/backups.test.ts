import { expect, it } from 'vitest';
import { backupsDuringImports } from './backups.ts';

it('takes backups during imports that answer elsewhere as their data version does at home, chains verified; one flipped byte is refused', async () => {
  const { backups, versions, same, verified, flipped, refused } = await backupsDuringImports(60, 2, 8);
  console.log(
    `backups ${backups} of ${versions} versions during imports / same ${same} / chains verified ${verified} / flipped ${flipped} / refused ${refused}`,
  );
  expect(versions).toBeGreaterThanOrEqual(2);
  expect(same).toBe(backups);
  expect(verified).toBe(backups);
  expect(flipped).toBe(24);
  expect(refused).toBe(24);
});
