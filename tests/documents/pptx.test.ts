import { describe, expect, it } from 'vitest';
import { readParts } from '../../server/documents/officeArchive.ts';
import { toDeck } from '../../server/documents/officeDeck.ts';
import { SIZES } from '../../server/documents/officeLayout.ts';
import { writePptx } from '../../server/documents/pptx.ts';
import { SLIDE_TYPE } from '../../web/src/theme/design.ts';
import { partsOf } from './archive.ts';
import { BARS, LINES, NAMES, QUARTERS, VIEW } from './officeFixtures.ts';

const file = await writePptx([VIEW], 'zh', 'light', '16:9');
const parts = await partsOf(file);
const bytes = new Map((await readParts(file)).map((part) => [part.name, part.bytes]));
const named = (pattern: RegExp): readonly string[] =>
  [...parts.keys()]
    .filter((name) => pattern.test(name))
    .sort((one, other) => Number(/(\d+)\.\w+$/.exec(one)?.[1]) - Number(/(\d+)\.\w+$/.exec(other)?.[1]));
const slides = named(/^ppt\/slides\/slide\d+\.xml$/).map((name) => String(parts.get(name)));
const charts = named(/^ppt\/charts\/chart\d+\.xml$/).map((name) => String(parts.get(name)));
const books = named(/^ppt\/embeddings\/.*\.xlsx$/);
const textOf = (xml: string): string => [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text).join('\n');

/** Values of a chart by series, as drawn: null where there is no point. */
const drawn = (xml: string): readonly (readonly (number | null)[])[] =>
  [...xml.matchAll(/<c:val>(.*?)<\/c:val>/g)].map(([, values = '']) => {
    const count = Number(/<c:ptCount val="(\d+)"/.exec(values)?.[1]);
    const points = new Map(
      [...values.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v>/g)].map(([, at, value]) => [Number(at), Number(value)]),
    );
    return Array.from({ length: count }, (_, at) => points.get(at) ?? null);
  });

/** Rows of the workbook behind a chart, without its head. */
async function workbook(name: string): Promise<readonly (readonly (string | null)[])[]> {
  const book = await partsOf(bytes.get(name) ?? Buffer.alloc(0));
  const page = String(book.get('xl/worksheets/sheet1.xml'));
  const texts = [...String(book.get('xl/sharedStrings.xml')).matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => String(text));
  return [...page.matchAll(/<row [^>]*>(.*?)<\/row>/g)].slice(1).map(([, row = '']) => {
    const cells = new Map(
      [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(?:<v>([^<]*)<\/v>)?/g)].map(([, column, attributes = '', value]) => [
        column,
        attributes.includes('t="s"') ? texts[Number(value)] : value,
      ]),
    );
    return ['A', 'B', 'C', 'D', 'E'].map((column) => cells.get(column) ?? null);
  });
}

describe('slides', () => {
  it('are four: one states the finding with its lines and bullets; behind it 18 bars, a map as a picture and a table, numbered through', () => {
    expect(slides).toHaveLength(toDeck([VIEW], 'zh', '16:9').length);
    expect(slides.map((xml) => textOf(xml).split('\n')[0])).toEqual([
      '河南省组织覆盖率 79.2\u202f%，许昌市最低',
      '附图 1\u3000各地排名',
      '附图 2\u3000各地',
      '附表 1\u3000各地排名',
    ]);
    expect([charts.length, books.length, named(/^ppt\/media\/.*\.png$/).length]).toEqual([2, 2, 1]);
    expect(slides.filter((xml) => xml.includes('<p:pic>'))).toHaveLength(1);
    expect(slides.filter((xml) => xml.includes('<p:graphicFrame>') && xml.includes('<a:tbl>'))).toHaveLength(1);
  });

  it('draw six quarters of two lines and the target in two runs, with a gap where 郑州 has no value', () => {
    expect(charts[0]).toContain('<c:lineChart>');
    expect(charts[0]).not.toContain('barDir');
    expect(drawn(String(charts[0]))).toEqual([
      LINES.series[0]?.values,
      LINES.series[1]?.values,
      [70, 70, 70, 70, 70, null],
      [null, null, null, null, null, 75],
    ]);
    expect(charts[0]).toContain('<c:dispBlanksAs val="gap"/>');
    expect(charts[0]?.match(/prstDash val="sysDash"/g)).toHaveLength(2);
  });

  it('keep the same unrounded numbers in the workbook behind the lines, and an empty cell for the gap', async () => {
    const rows = await workbook(String(books[0]));
    expect(rows.map(([name]) => name)).toEqual([...QUARTERS]);
    expect(rows.map(([, value]) => Number(value))).toEqual(LINES.series[0]?.values);
    expect(rows.map(([, , value]) => (value === null ? null : Number(value)))).toEqual(LINES.series[1]?.values);
  });

  it('set the line in focus thick in the lead colour and the other thin and grey, each with its name and last value', () => {
    const weights = [...String(charts[0]).matchAll(/<c:tx>.*?<a:ln w="(\d+)"/g)].map(([, width]) => Number(width) / 12_700);
    expect(weights.slice(0, 2)).toEqual([4, 1.75]);
    expect(charts[0]?.match(/<c:showSerName val="1"\/>/g)).toHaveLength(4);
  });

  it('print 99.96 as 99.9 and not as 100.0', () => {
    expect(charts[0]).toContain('<a:t>郑州市 99.9</a:t>');
  });

  it('lay 18 bars on one slide in letters one step smaller, on a scale of 0 to 100, with the target in the workbook', async () => {
    expect(charts.slice(1).map((xml) => /<c:barDir val="(\w+)"/.exec(xml)?.[1])).toEqual(['bar']);
    expect(charts[1]).toContain('sz="1450"');
    expect(charts.slice(1).flatMap((xml) => drawn(xml).flat())).toEqual(BARS.series[0]?.values);
    expect(charts.slice(1).every((xml) => xml.includes('<c:max val="100"/><c:min val="0"/>'))).toBe(true);
    const rows = await workbook(String(books[1]));
    expect(rows.map(([name, value, target]) => [name, Number(value), Number(target)])).toEqual(
      NAMES.map((name, at) => [name, BARS.series[0]?.values[at], 80]),
    );
  });

  it('state the finding as a real title, and say basis, version and page number in the footer', () => {
    expect(slides[0]).toContain('type="title"');
    const text = textOf(String(slides[0]));
    expect(
      ['河南省组织覆盖率 79.2\u202f%，许昌市最低', '西工区最低，50.0 %。', `1 / ${slides.length}`, '示例数据'].filter(
        (part) => !text.includes(part),
      ),
    ).toEqual([]);
    expect(text).toContain('口径：正常经营\u2003数据版本：v7');
  });

  it('carry the query and its variables in the notes', () => {
    const notes = textOf(String(parts.get('ppt/notesSlides/notesSlide1.xml')));
    expect(notes).toContain('query Ranking($parent: ID)');
    expect(notes).toContain('{&quot;parent&quot;:&quot;410000&quot;}');
  });

  it('describe charts and picture in words', () => {
    const described = slides.flatMap((xml) => [...xml.matchAll(/<p:cNvPr [^>]*descr="([^"]+)"/g)].map(([, words]) => words));
    expect(described[0]).toBe('走势（2023Q4 – 2025Q1）：河南省 73.7%，郑州市 99.9%');
    expect(described).toHaveLength(3);
  });

  it('name 宋体 for titles and 微软雅黑 for text as East Asian fonts', () => {
    expect(slides[0]).toMatch(/<a:latin typeface="Times New Roman"[^>]*\/><a:ea typeface="宋体"/);
    expect(slides[0]).toContain('<a:ea typeface="微软雅黑"');
    expect(charts[0]).toContain('<a:ea typeface="微软雅黑"/>');
  });

  it('keep to the type of the meeting mode on 540 points: 14.04, 16.2, 19.44 and 29.7 at least', () => {
    const least = (share: number): number => (share * 540) / 100;
    expect([
      SIZES.meeting.body >= least(SLIDE_TYPE.body),
      SIZES.meeting.axis >= least(SLIDE_TYPE.axis),
      SIZES.meeting.value >= least(SLIDE_TYPE.value),
      SIZES.meeting.title >= least(SLIDE_TYPE.title),
    ]).toEqual([true, true, true, true]);
    const sizes = [...slides, ...charts].flatMap((xml) => [...xml.matchAll(/ sz="(\d+)"/g)].map(([, size]) => Number(size) / 100));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(least(SLIDE_TYPE.body));
  });

  it('say the absence of a value in its word and never as 0', () => {
    const table = slides.find((xml) => xml.includes('<a:tbl>')) ?? '';
    expect(textOf(table)).toContain('未报送');
  });

  it('stand on a dark ground of 4:3 when asked', async () => {
    const dark = await partsOf(await writePptx([VIEW], 'en', 'dark', '4:3'));
    expect(dark.get('ppt/presentation.xml')).toContain('<p:sldSz cx="9144000" cy="6858000"');
    expect([...dark].filter(([name]) => name.startsWith('ppt/slideLayouts/')).some(([, xml]) => xml.includes('12161B'))).toBe(true);
  });

  it('name no maker but the program itself', () => {
    expect([...parts].filter(([name, xml]) => name.endsWith('.xml') && /PptxGenJS/i.test(xml)).map(([name]) => name)).toEqual([]);
  });
});
