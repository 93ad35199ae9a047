import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeLedgers } from '../support/ledgerFiles.ts';
import { fillEveryPage, refuseEveryWrite } from './refusedWrites.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-refused-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('leaves the database as it was when any one write of an import of 12 rows fails, and the next import works', async () => {
  const [first, second, , , next] = await writeLedgers(folder, 2);
  if (!first || !second || !next) throw new Error('no ledgers');
  const found = await refuseEveryWrite(path.join(folder, 'writes.sqlite'), [first, second], next, 20);
  console.log(
    `failing writes ${found.tried} / unchanged ${found.unchanged} / wholly changed ${found.whollyChanged} / by half ${found.wrong.length}`,
  );
  expect(found.wrong).toEqual([]);
  expect(found.tried).toBeGreaterThan(30);
  expect(found.unchanged + found.whollyChanged).toBe(found.tried);
});

it('leaves the database as it was when the disk is full after any number of pages, and works once there is room', async () => {
  const [big] = await writeLedgers(path.join(folder, 'big'), 150);
  if (!big) throw new Error('no ledger');
  const found = await fillEveryPage(path.join(folder, 'pages.sqlite'), big, 3);
  console.log(`full disks ${found.tried} / unchanged ${found.unchanged} / by half ${found.wrong.length}`);
  expect(found.wrong).toEqual([]);
  expect(found.tried).toBeGreaterThan(5);
  expect(found.whollyChanged).toBe(1);
});
