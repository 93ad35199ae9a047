import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readRegions } from '../../server/db/regions.ts';
import type { HeaderMatch } from '../../server/domain/ledgerSheets.ts';
import { importLedgers } from '../../server/ledger/importLedger.ts';
import { mappingFor, setMapping } from '../../server/ledger/mappings.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { CONTEXT, codes, organizationGrid, readBytes, readSheets, unitGrid, UNIT_HEADERS, type Grid } from './fixtures.ts';
import { rawWorkbook } from './rawXlsx.ts';

const NOW = '2026-11-21T00:00:00.000Z';
/** The good sheet with headers of its own: 员工规模 for 从业人员, 主体 for 单位名称. */
const renamed = (): Grid =>
  unitGrid({}).map((row, at) =>
    at > 0 ? row : row.map((label) => (label === '从业人员' ? '员工规模' : label === '单位名称' ? '主体' : label)),
  );
const columns: readonly HeaderMatch[] = [
  { label: '员工规模', key: 'staff' },
  { label: '主体', key: 'name' },
];

describe('what a file is asked about', () => {
  it('names 2 missing columns, 2 unknown headers, and the nearest column of one of them', async () => {
    const { layout, errors } = await readSheets(renamed().map((row, at) => [...row, at === 0 ? '从业人员规模' : '']));
    expect(codes(errors)).toEqual(['MISSING_COLUMN']);
    expect(layout).toEqual({
      sheets: [
        { name: '两新组织', hidden: false },
        { name: '党群组织', hidden: false },
      ],
      missingSheets: [],
      unknown: [
        { sheet: 'UNITS', label: '主体', nearest: null },
        { sheet: 'UNITS', label: '员工规模', nearest: 'staff' },
        { sheet: 'UNITS', label: '从业人员规模', nearest: 'staff' },
      ],
      missing: [
        { sheet: 'UNITS', key: 'name' },
        { sheet: 'UNITS', key: 'staff' },
      ],
    });
  });

  it('asks which of 3 sheets, one of them hidden, holds the units, and takes the one that the region names', async () => {
    const rows = { 一季度: [['甲'], ['1']], 二季度: [['乙'], ['2']], 旧: [['丙'], ['3']], 党群组织: organizationGrid({}) };
    const asked = await readBytes(rawWorkbook(rows, { hidden: ['旧'] }));
    expect(asked.layout?.missingSheets).toEqual(['UNITS']);
    expect(asked.layout?.sheets.filter(({ hidden }) => hidden)).toEqual([{ name: '旧', hidden: true }]);
    const mapping = [{ sheet: 'UNITS', name: '二季度', columns: [] }] as const;
    const named = await readBytes(rawWorkbook({ ...rows, 二季度: unitGrid({}) }, { hidden: ['旧'] }), { ...CONTEXT, mapping });
    expect(named.units).toHaveLength(1);
  });

  it('reads a column under its own name before a synonym of the same column, and leaves one out on purpose without a word', async () => {
    const rows = renamed().map((row, at) => [...row, at === 0 ? '员工数' : '99', at === 0 ? '备注' : '无']);
    const { staff, left } = { staff: { label: '员工规模', key: 'staff' }, left: { label: '备注', key: null } };
    const mapping = [{ sheet: 'UNITS', name: null, columns: [staff, { label: '主体', key: 'name' }, left] }] as const;
    const units = rawWorkbook({ 两新组织: rows, 党群组织: organizationGrid({}) });
    const reading = await readBytes(units, { ...CONTEXT, mapping });
    expect(reading.errors).toEqual([]);
    expect(reading.units.map((unit) => [unit.staff, unit.name])).toEqual([[35, unitGrid({})[1]?.[UNIT_HEADERS.indexOf('单位名称')]]]);
    expect(reading.unknownColumns).toEqual(['员工数']);
  });
});

describe.each(ENGINES)('the header mapping of a region on %s', (engine) => {
  let db: TestDatabase;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-mapping-'));
  const file = path.join(folder, 'ledger.xlsx');
  const bring = async () => {
    const ask = { file, region: '410302', period: '2025Q4', receivedAt: NOW, state: 'APPLIED', demo: false } as const;
    return (await importLedgers(db.store, await readRegions(db.store.db), [ask], NOW))[0];
  };
  const put = (region: string, own: readonly HeaderMatch[]) =>
    setMapping(db.store, { region, sheet: 'UNITS', name: null, columns: own }, 'li.na', NOW);
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    writeFileSync(file, rawWorkbook({ 两新组织: renamed(), 党群组织: organizationGrid({}) }));
  });
  afterAll(async () => {
    await db.drop();
    rmSync(folder, { recursive: true });
  });

  it('lets in the very file that was refused for 2 missing columns', async () => {
    expect((await bring())?.reading.errors.map(({ code }) => code)).toEqual(['MISSING_COLUMN']);
    await put('410302', columns);
    const after = await bring();
    expect([after?.reading.errors, after?.applied?.version]).toEqual([[], 1]);
  });

  it('holds for a township of the county, whose own label comes before it', async () => {
    const [township] = (await db.ask((view) => view.childrenOf(['410302'])))[0] ?? [];
    await put(String(township?.code), [{ label: '员工规模', key: null }]);
    const units = (await mappingFor(db.store.db, String(township?.code)))[0];
    expect(units?.columns).toEqual([
      { label: '员工规模', key: null },
      { label: '主体', key: 'name' },
    ]);
    expect((await mappingFor(db.store.db, '410303'))[0]?.columns).toEqual([]);
  });

  it.each([
    ['a column of persons', [{ label: '联系电话', key: 'staff' }], /个人信息的列/],
    ['a column that is none', [{ label: '规模', key: 'size' }], /没有「size」这一列/],
    ['one label twice', [...columns, { label: '员工 规模', key: 'staff' }], /出现两次/],
    ['the template’s own header of another column', [{ label: '单位名称', key: 'staff' }], /就是模板中的必填列/],
    ['a mobile number', [{ label: '张三 13812345678', key: null }], /个人信息/],
  ])('refuses %s', async (_what, own, said) => {
    await expect(put('410302', own)).rejects.toThrow(said);
    expect((await mappingFor(db.store.db, '410302'))[0]?.columns).toHaveLength(2);
  });
});
