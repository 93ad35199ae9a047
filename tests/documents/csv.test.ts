import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../server/documents/csv.ts';
import type { Sheet } from '../../server/documents/sheet.ts';
import { SHEET } from './fixtures.ts';

const rowsOf = (text: Buffer): string[][] => parse(text, { relaxColumnCount: true, bom: true, skipEmptyLines: false });

describe('CSV', () => {
  it('begins with the heads of the first table, units in brackets, and ends with the footer', () => {
    expect(writeCsv(SHEET, 'zh', false).toString('utf8').split('\r\n')).toEqual([
      '地区,覆盖率（%）,分子（家）,分母（家）,环比（百分点）,时点',
      '西工区,66.66666666666666,2,3,-1.25,2025-12-31',
      "'=cmd|'/c calc'!A1,99.96,2499,2500,,2025-12-31",
      '"逗号,引号""",未报送,未报送,未报送,未报送,',
      '一地未报送。',
      '',
      '走势',
      '报告期',
      '2025Q4',
      '',
      '口径,正常经营',
      '数据版本,v7',
      '',
    ]);
  });

  it('has a BOM of three bytes only on request', () => {
    expect(writeCsv(SHEET, 'zh', true).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(writeCsv(SHEET, 'zh', false)[0]).not.toBe(0xef);
  });

  it('leaves numbers below 0 as numbers: −1.25 is written -1.25 and not as text', () => {
    expect(rowsOf(writeCsv(SHEET, 'en', true))[1]).toEqual(['西工区', '66.66666666666666', '2', '3', '-1.25', '2025-12-31']);
  });

  it('gives back every text as it was, with an apostrophe before = + - @ in either width, tab and line ends', () => {
    const dangerous = fc.constantFrom('=1+1', '+86', '-2', '@SUM(A1)', '\tx', '\rx', '＝1+1', '＋86', '－2', '＠SUM(A1)');
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 1 }), dangerous), (text) => {
        const [table] = SHEET.tables;
        const sheet = { ...SHEET, tables: [{ ...table, columns: table?.columns.slice(0, 2) ?? [], rows: [[text, 1]] }] } as Sheet;
        const read = rowsOf(writeCsv(sheet, 'zh', false))[1]?.[0];
        expect(read).toBe(/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text);
      }),
    );
  });
});
