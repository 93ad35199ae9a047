import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fillEveryPage, refuseEveryWrite } from '../proof/refusedWrites.ts';
import { writeLedgers } from '../support/ledgerFiles.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-refused-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('leaves the database as it was when any one write of an import of 40 rows fails, and the import after each works', async () => {
  const [first, second, , , next] = await writeLedgers(folder, 30);
  if (!first || !second || !next) throw new Error('no ledgers');
  const found = await refuseEveryWrite(path.join(folder, 'writes.sqlite'), [first, second], next);
  console.log(`failing writes ${found.tried} / unchanged ${found.unchanged} / by half ${found.wrong.length}`);
  expect(found.wrong).toEqual([]);
  expect(found.unchanged).toBe(found.tried);
});

it('leaves the database as it was when the disk is full after every number of pages', async () => {
  const [big] = await writeLedgers(path.join(folder, 'big'), 400);
  if (!big) throw new Error('no ledger');
  const found = await fillEveryPage(path.join(folder, 'pages.sqlite'), big);
  console.log(`full disks ${found.tried} / unchanged ${found.unchanged} / by half ${found.wrong.length}`);
  expect([found.wrong, found.whollyChanged]).toEqual([[], 1]);
});
