import { describe, expect, it } from 'vitest';
import { columnAt, type NativeChart, type Sheet, type SheetChart } from '../../server/documents/sheet.ts';
import { cellText } from '../../server/documents/officeText.ts';
import { printed } from '../../server/documents/tablePicture.ts';
import { valueText } from '../../server/documents/charts/trendInput.ts';
import { writePptx } from '../../server/documents/pptx.ts';
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

  it('prints it at its bar and at the end of its line in slides too, and leaves the number in the chart', async () => {
    const bars: NativeChart = {
      type: 'bar',
      categories: ['漯河市', '济源市'],
      series: [{ name: '三会一课落实率', values: [VALUE, VALUE], missed: [80, null] }],
      focus: '漯河市',
      unit: '%',
      decimals: 1,
      min: 0,
      max: 100,
      target: null,
    };
    const chart: SheetChart = { id: 'bars', title: { zh: '各地', en: 'Regions' }, picture: null, native: bars };
    const parts = await partsOf(await writePptx([{ ...SHEET, charts: [chart], tables: [] }], 'zh', 'light', '16:9'));
    const [xml = ''] = [...parts].flatMap(([name, text]) => (/^ppt\/charts\/chart\d+\.xml$/.test(name) ? [String(text)] : []));
    expect([...xml.matchAll(/<a:t>(79\.9|80\.0)<\/a:t>/g)].map(([, text]) => text)).toEqual(['79.9']);
    expect([...xml.matchAll(/<c:v>79\.99\d*<\/c:v>/g)]).toHaveLength(2);
  });
});
