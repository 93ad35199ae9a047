import { describe, expect, it } from 'vitest';
import { columnLetters, writeWorkbook } from '../../server/documents/xlsx.ts';
import { partsOf } from './archive.ts';
import { SHEET } from './fixtures.ts';

const ADDRESS = '/overview?region=410300';
const file = await writeWorkbook(SHEET, ADDRESS, 'zh');
const parts = await partsOf(file);
const page = String(parts.get('xl/worksheets/sheet1.xml'));
const notes = String(parts.get('xl/worksheets/sheet3.xml'));
const texts = [...String(parts.get('xl/sharedStrings.xml')).matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text = '']) =>
  text.replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
);

interface Read {
  readonly formula: string | null;
  readonly value: string;
}

/** A cell as it lies in the file; a shared text is looked up. */
function cell(xml: string, reference: string): Read | null {
  const [, attributes = '', body = ''] = new RegExp(`<c r="${reference}"([^>]*)>(.*?)</c>`).exec(xml) ?? [];
  const [, value] = /<v>([^<]*)<\/v>/.exec(body) ?? [];
  if (value === undefined) return null;
  const [, formula = null] = /<f>([^<]*)<\/f>/.exec(body) ?? [];
  return { formula, value: attributes.includes('t="s"') ? String(texts[Number(value)]) : value };
}

/** Works out `C2/D2*100` from the cells it names. */
function worked(formula: string): number {
  const [, above = '', below = '', factor = '1'] = /^([A-Z]+\d+)\/([A-Z]+\d+)(?:\*(\d+))?$/.exec(formula) ?? [];
  return (Number(cell(page, above)?.value) / Number(cell(page, below)?.value)) * Number(factor);
}

describe('the workbook', () => {
  it('writes 2 of 3 as the formula C2/D2*100 with its value 66.67 beside it', () => {
    const rate = cell(page, 'B2');
    expect(rate?.formula).toBe('C2/D2*100');
    expect(worked(String(rate?.formula))).toBeCloseTo(Number(rate?.value), 12);
    expect(Number(rate?.value)).toBeCloseTo(66.6666666667, 9);
  });

  it('writes counts as numbers, dates as dates and a name that begins with = as text', () => {
    expect([cell(page, 'C2'), cell(page, 'D2')]).toEqual([
      { formula: null, value: '2' },
      { formula: null, value: '3' },
    ]);
    expect(Number(cell(page, 'F2')?.value)).toBe(46_022);
    expect(cell(page, 'A3')).toEqual({ formula: null, value: "=cmd|'/c calc'!A1" });
  });

  it('puts the word 未报送 where 3 counts and their rate are missing, and no formula', () => {
    expect(['B4', 'C4', 'D4', 'E4'].map((reference) => cell(page, reference))).toEqual(
      Array.from({ length: 4 }, () => ({ formula: null, value: '未报送' })),
    );
  });

  it('formats 99.96 so that it never shows as 100.0', () => {
    const formats = String(parts.get('xl/styles.xml'));
    expect(formats).toContain('[&gt;=100]0.0;[&gt;=99.95]&quot;99.9&quot;;0.0');
  });

  it('freezes the head and the names, and holds no macro, no link and no formula but quotients', () => {
    expect(page).toMatch(/<pane xSplit="1" ySplit="1" topLeftCell="B2" state="frozen"/);
    expect([...parts.keys()].filter((name) => /vba|macro|externalLink/i.test(name))).toEqual([]);
    const formulas = [...page.matchAll(/<f>([^<]*)<\/f>/g)].map(([, formula]) => formula);
    expect(formulas).toEqual(['C2/D2*100', 'C3/D3*100']);
  });

  it('says on the page 说明 what the numbers rest on, that they are samples, and their address', () => {
    expect(String(parts.get('xl/workbook.xml'))).toMatch(/name="各地排名".*name="走势".*name="说明"/);
    const shown = [...notes.matchAll(/<v>(\d+)<\/v>/g)].map(([, index]) => texts[Number(index)]);
    expect(shown).toEqual(
      expect.arrayContaining(['洛阳市组织覆盖率 75.0 %', '示例数据，不是真实情况', '口径', '正常经营', '一地未报送。', ADDRESS]),
    );
  });

  it('is the same to the last byte when it is written twice', async () => {
    expect(await writeWorkbook(SHEET, ADDRESS, 'zh')).toEqual(file);
  });

  it('was made when the data last changed, and on the first day of archives where they never did', async () => {
    const dated = await partsOf(await writeWorkbook(SHEET, ADDRESS, 'zh', '2026-11-02T08:00:00.000Z'));
    expect(dated.get('docProps/core.xml')).toMatch(/created[^>]*>2026-11-02T08:00:00/);
    expect(parts.get('docProps/core.xml')).toMatch(/created[^>]*>1980-01-01T00:00:00/);
  });

  it('names columns A, Z, AA, AZ, BA as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
  });
});
