import { describe, expect, it } from 'vitest';
import { columnAt, type Sheet } from '../../server/documents/sheet.ts';
import { cellText } from '../../server/documents/officeText.ts';
import { printed } from '../../server/documents/tablePicture.ts';
import { valueText } from '../../server/documents/charts/trendInput.ts';
import { writeWorkbook } from '../../server/documents/xlsx.ts';
import { partsOf } from './archive.ts';
import { SHEET } from './fixtures.ts';

const [RANKING] = SHEET.tables;
const VALUE = (24_278 / 30_351) * 100;

/** 24 278 of 30 351 is 79.99 %: in the first row it misses 80 %, in the second it has nothing to miss. */
const columns = RANKING?.columns.map((column) => (column.id === 'rate' ? { ...column, rowMissed: [80, null] } : column)) ?? [];
const rows = [
  ['漯河市', VALUE, 24_278, 30_351, null, null],
  ['济源市', VALUE, 24_278, 30_351, null, null],
];
const rate = columns.findIndex(({ id }) => id === 'rate');
const column = columns[rate];

describe('a value that misses its target', () => {
  it('prints 79.99 as 79.9 where 80 is missed, in tables of slides, reports and pictures and in charts; elsewhere as 80.0', () => {
    if (column === undefined) throw new Error('no rate among the columns');
    const [missing, free] = [columnAt(column, 0), columnAt(column, 1)];
    expect([cellText(VALUE, missing, 'zh'), cellText(VALUE, free, 'zh')]).toEqual(['79.9', '80.0']);
    expect([printed(VALUE, missing, 'zh'), printed(VALUE, free, 'zh')]).toEqual(['79.9', '80.0']);
    expect([valueText('meetings_held', VALUE, 80), valueText('meetings_held', VALUE)]).toEqual(['79.9', '80.0']);
  });

  it('leaves the exact quotient in the workbook and shows it as 79.9', async () => {
    const sheet: Sheet = { ...SHEET, tables: RANKING === undefined ? [] : [{ ...RANKING, columns, rows }] };
    const parts = await partsOf(await writeWorkbook(sheet, '/overview', 'zh'));
    const formats = [...String(parts.get('xl/styles.xml')).matchAll(/numFmtId="(\d+)" formatCode="&quot;79\.9&quot;"/g)];
    expect(formats).toHaveLength(1);
    const page = String(parts.get('xl/worksheets/sheet1.xml'));
    expect(page).toContain('<f>C2/D2*100</f><v>79.99');
    expect(/<c r="B2"[^>]* s="(\d+)"/.exec(page)?.[1]).not.toBe(/<c r="B3"[^>]* s="(\d+)"/.exec(page)?.[1]);
  });
});
