import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startWriter, type Writer } from '../../server/cli/writer.ts';
import type { Engine } from '../../server/db/open.ts';
import type { LedgerFile } from '../../server/ledger/importLedger.ts';
import { writeLedgerCsv, writeLedgerWorkbook } from '../../server/ledger/writeXlsx.ts';
import { ENGINES } from '../support/database.ts';
import { countyLedger, PERIOD } from '../support/ledgerFiles.ts';
import { emptyDatabase } from '../support/postgres.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-twice-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REGION = '410302';
const fileAt = (file: string): LedgerFile => ({
  file,
  region: REGION,
  period: PERIOD,
  receivedAt: '2026-01-10T01:00:00.000Z',
  state: 'APPLIED',
  demo: false,
});

async function place(engine: Engine): Promise<{ url: string; drop(): Promise<void> }> {
  return engine === 'postgres'
    ? emptyDatabase(inject('postgresUrl'))
    : { url: path.join(folder, 'twice.sqlite'), drop: () => Promise.resolve() };
}

describe.each(ENGINES)('the same ledger twice on %s', (engine) => {
  let writers: Writer[] = [];
  let drop = (): Promise<void> => Promise.resolve();
  const { units, organizations } = countyLedger(REGION, 0, 30);
  const send = async (file: string, key?: string, at = 0) => {
    const [result] = (await writers[at]?.run('import', { files: [{ ...fileAt(file), ...(key && { key }) }], dryRun: false })) ?? [];
    if (!result?.applied) throw new Error(JSON.stringify(result?.reading.errors[0]));
    return result.applied;
  };
  beforeAll(async () => {
    const found = await place(engine);
    drop = found.drop;
    // One after another: the first makes the tables.
    for (let at = 0; at < 2; at += 1) writers.push(await startWriter(found.url, () => undefined));
  });
  afterAll(async () => {
    await Promise.all(writers.map((one) => one.close()));
    writers = [];
    await drop();
  });

  it('sent 20 times at once through 2 writers is one submission: 1 is new, 19 are «0 added 0 changed 34 the same»', async () => {
    const file = path.join(folder, `${engine}.xlsx`);
    await writeLedgerWorkbook(file, units, organizations);
    const told = await Promise.all(Array.from({ length: 20 }, (_, at) => send(file, undefined, at % 2)));
    const fresh = told.filter((one) => !one.unchanged);
    console.log(`parallel imports 20 on ${engine} / submissions ${fresh.length} / unchanged ${told.length - fresh.length}`);
    expect(fresh.map((one) => one.difference)).toEqual([{ added: 34, removed: 0, changed: 0, same: 0 }]);
    expect(told.every((one) => one.version === 1)).toBe(true);
    expect(told.filter((one) => one.unchanged).map((one) => one.difference)).toEqual(
      Array.from({ length: 19 }, () => ({ added: 0, removed: 0, changed: 0, same: 34 })),
    );
  });

  it('saved again, shuffled and as CSV changes nothing: 0 added, 0 changed, 34 the same', async () => {
    const again = path.join(folder, `${engine}-again.xlsx`);
    const shuffled = path.join(folder, `${engine}-shuffled.xlsx`);
    const csv = path.join(folder, `${engine}-csv`);
    await writeLedgerWorkbook(again, units, organizations);
    await writeLedgerWorkbook(shuffled, units.toReversed(), organizations.toReversed());
    await writeLedgerCsv(csv, units, organizations);
    for (const file of [again, shuffled, csv])
      expect(await send(file)).toMatchObject({ unchanged: true, version: 1, difference: { added: 0, removed: 0, changed: 0, same: 34 } });
  });

  it('sent again under the same key gets the first answer and changes nothing, also when another version came between', async () => {
    const second = path.join(folder, `${engine}-second`);
    const third = path.join(folder, `${engine}-third`);
    for (const [version, file] of [
      [1, second],
      [2, third],
    ] as const) {
      const ledger = countyLedger(REGION, version, 30);
      await writeLedgerCsv(file, ledger.units, ledger.organizations);
    }
    const first = await send(second, 'monday');
    expect(first).toMatchObject({ unchanged: false, version: 2 });
    expect(await send(second, 'monday')).toEqual(first);
    expect(await send(third, 'monday')).toMatchObject({ unchanged: false, version: 3 });
    expect(await send(second, 'monday', 1)).toEqual(first);
    // Nothing was written by the repetition: the third is what stands.
    expect(await send(third)).toMatchObject({ unchanged: true, version: 3 });
    expect(await send(second, 'tuesday')).toMatchObject({ unchanged: false, version: 4 });
  });
});
