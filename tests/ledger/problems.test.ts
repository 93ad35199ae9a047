import { describe, expect, it } from 'vitest';
import type { Grid, Row } from './fixtures.ts';
import { CONTEXT, codes, folder, messages, organizationGrid, readCsvs, readSheets, unitGrid } from './fixtures.ts';
import { readLedger } from './readWhole.ts';
import { writeLedgerCsv } from '../../server/ledger/writeXlsx.ts';

const many = (count: number, change: (at: number) => Row = () => ({})): Grid =>
  unitGrid(...Array.from({ length: count }, (_, at) => change(at)));

describe('many problems', () => {
  it('are all listed, by sheet and row, not only the first', async () => {
    const reading = await readCsvs(
      unitGrid({ 从业人员: '' }, { 单位名称: '' }, { 从业人员: 'x', 登记日期: '2026-02-30' }),
      organizationGrid({ 成立日期: '' }),
    );
    expect(reading.errors.map(({ sheet, row, column }) => `${sheet} ${row} ${column}`)).toEqual([
      'units.csv 2 K',
      'units.csv 3 B',
      'units.csv 4 G',
      'units.csv 4 K',
      'organizations.csv 2 G',
    ]);
  });

  it('are capped at 1,000 with the count of the other 1,500', async () => {
    const reading = await readCsvs(many(2500, () => ({ 从业人员: '-1' })));
    expect([reading.errors.length, reading.moreErrors]).toEqual([1000, 1500]);
  });

  it('a column of names under a number header is one error, and an error of another column stays beside it', async () => {
    const reading = await readCsvs(many(1200, (at) => ({ 从业人员: at === 0 ? '35' : '示例公司', ...(at === 7 ? { 单位名称: '' } : {}) })));
    expect(codes(reading.errors)).toEqual(['COLUMN_MISPLACED', 'REQUIRED']);
    expect(reading.errors[0]?.message).toBe(
      'units.csv K 列"从业人员"(第 11 列)有 99% 的值不是数字,可能列错位。请检查各列内容是否与表头对应',
    );
    expect([reading.errors[1]?.row, reading.moreErrors]).toEqual([9, 0]);
  });

  it('a row with too many or too few fields says both counts', async () => {
    const [head, first, second] = unitGrid({}, {}) as [Grid[0], Grid[0], Grid[0]];
    const reading = await readCsvs([head, [...first, '多'], second.slice(0, 20)]);
    expect(codes(reading.errors)).toEqual(['FIELD_COUNT', 'FIELD_COUNT']);
    expect(messages(reading.errors)).toContain('units.csv第 2 行有 32 列,表头有 31 列');
    expect(messages(reading.errors)).toContain('units.csv第 3 行有 20 列,表头有 31 列');
  });

  it('a long cell in a column that is not imported is an error too', async () => {
    const rows = unitGrid({}).map((row, at) => [...row, at === 0 ? '备注' : 'x'.repeat(32_768)]);
    expect(messages((await readCsvs(rows)).errors)).toBe('units.csv第 2 行"备注"超过长度上限(32767 个字符)。请缩短内容');
  });
});

describe('a sheet of too many rows', () => {
  it('of 4 where 3 may come is refused with what to do', async () => {
    const path = await folder();
    await writeLedgerCsv(path, (await readCsvs(many(4))).units, []);
    expect(messages((await readLedger(path, CONTEXT, 3)).errors)).toBe('units.csv超过 3 行上限,请按县区拆分');
    expect((await readLedger(path, CONTEXT, 4)).units).toHaveLength(4);
  });
});

describe('hashes', () => {
  it('shuffled rows, or a workbook instead of CSV, keep the content hash and change the file hash; a changed cell changes both', async () => {
    const [head, first, second] = unitGrid({}, { 从业人员: '40' }) as [Grid[0], Grid[0], Grid[0]];
    const straight = await readCsvs([head, first, second]);
    const shuffled = await readCsvs([head, second, first]);
    const workbook = await readSheets([head, first, second]);
    const changed = await readCsvs(unitGrid({}, { 从业人员: '41' }));
    expect(new Set([straight, shuffled, workbook].map((reading) => reading.contentSha256)).size).toBe(1);
    expect(new Set([straight, shuffled, workbook].map((reading) => reading.fileSha256)).size).toBe(3);
    expect(changed.contentSha256).not.toBe(straight.contentSha256);
    expect((await readCsvs([head, first, second])).fileSha256).toBe(straight.fileSha256);
  });

  it('a region is asked about once a code, however many rows name it', async () => {
    let asked = 0;
    await readCsvs(many(500), undefined, { ...CONTEXT, isInside: () => ++asked > 0 });
    expect(asked).toBe(2); // 410302001 among the units, 410302 among the organizations
  });
});
