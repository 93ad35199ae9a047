import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readRegions } from '../../server/db/regions.ts';
import { importLedgers, type LedgerFile } from '../../server/ledger/importLedger.ts';
import { writeLedgerCsv } from '../../server/ledger/writeXlsx.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, unitFact } from '../support/facts.ts';

const NOW = '2026-11-21T00:00:00.000Z';

describe('what an import refuses before it reads', () => {
  let db: TestDatabase;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-mixing-'));
  const bring = async (more: Partial<LedgerFile>) =>
    importLedgers(
      db.store,
      await readRegions(db.store.db),
      [{ file: folder, region: '410302', period: '2026Q3', receivedAt: NOW, state: 'APPLIED', demo: false, ...more }],
      NOW,
    );
  beforeAll(async () => {
    db = await testDatabase('sqlite', inject('postgresUrl'));
    const { units, organizations } = ledgerOf('410302', { sole: 1, none: 1 });
    await writeLedgerCsv(
      folder,
      units,
      organizations.map((one) => ({ ...one, committeeMeetings: 0, groupMeetings: 0 })),
    );
  });
  afterAll(async () => {
    await db.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a quarter that has not ended: 2026Q4 on 2026-11-21, and 2099Q4', async () => {
    await expect(bring({ period: '2026Q4' })).rejects.toThrow(/2026-12-31 才结束/);
    await expect(bring({ period: '2099Q4' })).rejects.toThrow(/还不能报送/);
  });

  it('an organization code that another county of the prefecture holds in the same quarter, by its code and owner', async () => {
    const { units, organizations } = ledgerOf('410302', { sole: 1, none: 1 });
    const own = await testDatabase('sqlite', inject('postgresUrl'));
    await own.submit('410303', '2026Q3', { units: [], organizations: organizations.map((one) => ({ ...one, region: '410303' })) });
    const file = { file: folder, region: '410302', period: '2026Q3', receivedAt: NOW, state: 'APPLIED', demo: false } as const;
    const [result] = await importLedgers(own.store, await readRegions(own.store.db), [file], NOW);
    expect(result?.applied).toBeNull();
    expect(result?.reading.errors.map((problem) => [problem.code, problem.value])).toEqual([
      ['ORGANIZATION_CODE_TAKEN', organizations[0]?.code],
    ]);
    expect(result?.reading.errors[0]?.message).toContain('410303');
    expect(units).toHaveLength(2);
    await own.drop();
  });

  it('a real ledger beside the demo, and the demo beside a real one', async () => {
    await db.submit('410303', '2026Q3', ledgerOf('410303', { sole: 1 }), { demo: true });
    await expect(bring({})).rejects.toThrow(/demo remove/);
    const real = await testDatabase('sqlite', inject('postgresUrl'));
    await real.submit('410303', '2026Q3', ledgerOf('410303', { sole: 1 }));
    const files = [{ file: folder, region: '410302', period: '2026Q3', receivedAt: NOW, state: 'APPLIED', demo: true }] as const;
    await expect(importLedgers(real.store, await readRegions(real.store.db), files, NOW)).rejects.toThrow(/已有真实台账/);
    await real.drop();
  });

  it('counts townships that report for themselves: 2 of 9 came in, the third is missing and not empty; the county then replaces both', async () => {
    const own = await testDatabase('sqlite', inject('postgresUrl'));
    const townships = (await own.ask((view) => view.childrenOf(['410302'])))[0]?.map((region) => region.code) ?? [];
    const [first, second, third] = townships;
    await own.submit(String(first), '2026Q3', ledgerOf(String(first), { sole: 1, none: 1 }));
    await own.submit(String(second), '2026Q3', { units: [11, 12].map((number) => unitFact(String(second), number)), organizations: [] });
    const ask = () =>
      own.ask((view) =>
        view.observations({
          indicators: ['party_org_coverage'],
          regions: { codes: ['410302', String(third)] },
          periods: { only: ['2026Q3'] },
        }),
      );
    const [county, missing] = await ask();
    expect([county?.receipt.expected, county?.receipt.received, county?.rate.denominator]).toEqual([townships.length, 2, 4]);
    expect(missing?.rate.missing).toBe('NOT_RECEIVED');
    const whole = await own.submit('410302', '2026Q3', ledgerOf('410302', { sole: 1 }));
    expect([whole.townshipsReplaced, whole.difference.removed]).toEqual([2, 3]);
    expect((await ask())[0]?.receipt).toMatchObject({ expected: 1, received: 1 });
    await own.drop();
  });
});
