import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readRegions } from '../../server/db/regions.ts';
import { successorOf } from '../../server/domain/codeChanges.ts';
import type { UnitFact } from '../../server/domain/facts.ts';
import { jumpOf } from '../../server/domain/jumps.ts';
import type { Quarter } from '../../server/domain/period.ts';
import { changeRegions } from '../../server/ledger/changeRegions.ts';
import { importLedgers } from '../../server/ledger/importLedger.ts';
import { writeLedgerWorkbook } from '../../server/ledger/writeXlsx.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { unitFact } from '../support/facts.ts';

const NOW = '2026-11-21T00:00:00.000Z';

describe('a value beside the one before', () => {
  it.each([
    [35, 350, 900],
    [350, 35, -90],
    [35, 349, null],
    [1, 10, null],
    [0, 500, null],
    [null, 500, null],
    [500, null, null],
  ])('%s and then %s: %s', (before, after, jump) => {
    expect(jumpOf(before, after)).toBe(jump);
  });
});

describe('an old code', () => {
  const change = (from: string, to: string, year: string | null = null) => [from, { from, to, year }] as const;

  it('means where the last of 2 changes led, and a circle of codes ends', () => {
    const changes = new Map([change('1', '2', '2019'), change('2', '3', '2024'), change('8', '9'), change('9', '8')]);
    expect(successorOf('1', changes)).toEqual({ from: '1', to: '3', year: '2024' });
    expect(successorOf('8', changes)?.to).toBe('9');
    expect(successorOf('3', changes)).toBeUndefined();
  });
});

describe.each(ENGINES)('a ledger beside the one before it on %s', (engine) => {
  let db: TestDatabase;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-last-quarter-'));
  const file = path.join(folder, 'ledger.xlsx');
  const units = [1, 2, 3].map((number) => ({
    ...unitFact('410302', number),
    staff: 35,
    fullMembers: 4,
    womenStaff: null,
    unionMembers: null,
  }));
  const bring = async (period: Quarter, rows: readonly UnitFact[], region = '410302') => {
    await writeLedgerWorkbook(file, rows, []);
    const ask = { file, region, period, receivedAt: NOW, state: 'APPLIED', demo: false } as const;
    return (await importLedgers(db.store, await readRegions(db.store.db), [ask], NOW))[0];
  };
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    await bring('2025Q3', units);
  });
  afterAll(async () => {
    await db.drop();
    rmSync(folder, { recursive: true });
  });

  it('notes 350 after 35 with its row and +900 %, and a changed name, and takes the ledger all the same', async () => {
    const [first, second, third] = units as [UnitFact, UnitFact, UnitFact];
    const result = await bring('2025Q4', [first, { ...second, staff: 350 }, { ...third, name: '新名公司' }]);
    expect(result?.reading.errors).toEqual([]);
    expect(result?.reading.warnings.map(({ code, row, column, message }) => [code, row, column, message])).toEqual([
      ['JUMP', 3, 'K', '两新组织第 3 行 K 列"从业人员" 350 与上季度相比变化 +900%(上季度 35),请核对'],
      ['NAME_CHANGED', 4, 'B', `两新组织第 4 行 B 列"单位名称"名称变更:${third.name}→新名公司`],
    ]);
    expect(result?.applied?.version).toBe(1);
    const { rows } = await db.ask((view) => view.submissions({ region: '410302', first: 10 }));
    expect(rows.flatMap(({ node }) => (node.period === '2025Q4' ? [node.warnings] : []))).toEqual([2]);
  });

  it('takes an old code for its successor from the day of the merger on, with a note, and keeps it before', async () => {
    await changeRegions(
      db.store,
      { kind: 'MERGE', on: '2026-01-01', from: ['410303', '410304'], to: [{ code: '410390', name: '新区' }] },
      NOW,
    );
    const old = [unitFact('410303', 7), unitFact('410303', 8)].map((unit) => ({ ...unit, region: '410303' }));
    const after = await bring('2026Q1', old, '410390');
    expect(after?.reading.errors).toEqual([]);
    expect(after?.reading.warnings.filter(({ code }) => code === 'REGION_CONVERTED').map(({ row, message }) => [row, message])).toEqual([
      [2, '两新组织第 2 行 C 列"行政区划代码":"410303"→410390,按 2026 年区划转换,其余各行相同'],
    ]);
    const before = await bring('2025Q4', old, '410303');
    expect([before?.reading.errors, before?.reading.warnings.map(({ code }) => code)]).toEqual([[], []]);
  });
});
