import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPrepared } from '../../server/cli/prepare.ts';
import { writeLedgers } from '../support/ledgerFiles.ts';
import { randomFrom } from '../support/random.ts';
import { cutPower, type Cuts } from './powerCuts.ts';
import { readRecording, record } from './recording.ts';

const CUTS = 500;
const WRITER = path.join(import.meta.dirname, '..', 'support', 'cutWriter.mjs');
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-cuts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const base = path.join(folder, 'base.sqlite');
const list = path.join(folder, 'list.json');
beforeAll(async () => {
  await (await openPrepared(base, () => undefined)).close();
  writeFileSync(list, JSON.stringify((await writeLedgers(folder, 20)).map(({ file }) => file)));
});

async function cutWith(level: 'FULL' | 'NORMAL'): Promise<Cuts> {
  const database = path.join(folder, `${level}.sqlite`);
  const told = path.join(folder, `${level}.told`);
  const log = path.join(folder, `${level}.strace`);
  copyFileSync(base, database);
  record([WRITER, database, list, told, level], [database, `${database}-wal`, told], log);
  const cuts = cutPower(await readRecording(log), { base, database, told }, CUTS, randomFrom(500));
  console.log(
    `power cuts with ${level} ${cuts.cuts} / unsynced ${cuts.telling} / lost ${cuts.lost} / partial ${cuts.partial} / corrupt ${cuts.corrupt}`,
  );
  return cuts;
}

it('loses nothing it acknowledged when the power goes at 500 instants and what was not waited for is dropped or torn', async () => {
  const cuts = await cutWith('FULL');
  expect([cuts.lost, cuts.partial, cuts.corrupt]).toEqual([0, 0, 0]);
  expect(cuts.telling).toBeGreaterThan(CUTS / 4);
});

it('would lose acknowledged submissions with synchronous NORMAL: the cuts tell the two apart', async () => {
  const cuts = await cutWith('NORMAL');
  expect(cuts.lost).toBeGreaterThan(CUTS / 4);
});
