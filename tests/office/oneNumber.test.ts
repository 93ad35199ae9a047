import { describe, expect, inject, it } from 'vitest';
import { PROVINCE } from './catalogue.ts';
import { numbersOf, printed, rowsOf, type Standing } from './numbers.ts';
import { squeezed, textPages } from './reading.ts';
import { writtenSlides } from './slides.ts';
import { gridOf } from './workbooks.ts';

const { documents, values, shown, presentPdf } = inject('office');
const { province, prefectures, history } = await numbersOf(inject('demoUrl'));
const { numerator, denominator, value } = province.rate;
const period = history.at(-1)?.period ?? '';

/** The printed form of a document, as LibreOffice gives it. */
function pdfOf(name: string): string {
  const found = documents.find((one) => `${one.name}.${one.suffix}` === name);
  if (found === undefined) throw new Error(`${name} is not in the catalogue`);
  return found.pdf;
}

const whole = async (pdf: string, ...options: readonly string[]): Promise<string> => (await textPages(pdf, ...options)).join('\n');
const missingIn = (text: string, rows: readonly Standing[], withSign = false): readonly string[] =>
  rows.filter((one) => rowsOf(text, one, withSign).length === 0).map(({ region }) => region.name);

describe('one number', () => {
  it('is in GraphQL the quotient of its two counts, for the province and its 18 prefectures', () => {
    const all = [province, ...prefectures];
    expect(all).toHaveLength(19);
    for (const { rate } of all) expect(rate.value).toBeCloseTo((rate.numerator / rate.denominator) * 100, 10);
  });

  it.each(['overview.pptx', 'overview.docx', 'bulletin.docx', 'present.pptx'])(
    'stands with its numerator and denominator in one sentence of %s as GraphQL answers it',
    async (name) => {
      const sentence = `${province.region.name}正常经营单位${denominator}家，已覆盖${numerator}家，组织覆盖率${printed(province)}%`;
      expect(squeezed(await whole(pdfOf(name)))).toContain(sentence);
    },
  );

  it.each(['overview.pptx', 'overview.docx', 'present.pptx'])('stands in the first title of %s', async (name) => {
    const [first = ''] = await textPages(pdfOf(name));
    expect(squeezed(first)).toContain(`${province.region.name}组织覆盖率${printed(province)}%`);
  });

  it('stands in the same sentence of the deck that the server prints by itself', async () => {
    expect(squeezed(await whole(presentPdf))).toContain(`单位${denominator}家，已覆盖${numerator}家，组织覆盖率${printed(province)}%`);
  });

  it('stands in the row of its quarter, rate beside counts, on one slide behind its why card in the deck of a meeting', async () => {
    const quarter = { ...province, region: { ...province.region, name: period } };
    const pages = await textPages(pdfOf('present.pptx'), '-layout');
    const behind = pages.filter((text) => squeezed(text).includes('变化及其分解'));
    expect(behind).toHaveLength(1);
    expect(rowsOf(behind.join('\n'), quarter)).toHaveLength(1);
  });

  it('stands in the row of its indicator, rate beside counts, in a table of the bulletin and on a slide of the overview', async () => {
    const named = { ...province, region: { ...province.region, name: '党的组织覆盖率' } };
    expect(rowsOf(await whole(pdfOf('bulletin.docx'), '-layout'), named, true).length).toBeGreaterThan(0);
    expect(rowsOf(await whole(pdfOf('overview.pptx'), '-layout'), named).length).toBeGreaterThan(0);
  });

  it('is in the workbook what LibreOffice divides, and shows as it is printed', () => {
    const [, worked, above, below] = gridOf(values, 'overview', '两个覆盖')[1] ?? [];
    expect([Number(above), Number(below)]).toEqual([numerator, denominator]);
    expect(Number(worked)).toBeCloseTo(value, 10);
    expect(gridOf(shown, 'overview', '两个覆盖')[1]?.[1]).toBe(printed(province));
  });
});

describe('18 numbers', () => {
  it.each(['overview.pptx', 'compare.pptx', 'gaps.pptx', 'present.pptx', 'overview.docx', 'compare.docx'])(
    'stand in the table of %s, each rate beside its numerator and denominator',
    async (name) => {
      expect(missingIn(await whole(pdfOf(name), '-layout'), prefectures)).toEqual([]);
    },
  );

  it('stand in the ranking of the bulletin', async () => {
    expect(missingIn(await whole(pdfOf('bulletin.docx'), '-layout'), prefectures, true)).toEqual([]);
  });

  it.each([
    ['overview', '各地排名'],
    ['compare', '各地对比'],
  ])('are what LibreOffice divides in the workbook %s', (workbook, sheet) => {
    const [head = [], ...rows] = gridOf(values, workbook, sheet);
    const texts = gridOf(shown, workbook, sheet).slice(1);
    const at = (term: string): number => head.findIndex((cell) => cell.startsWith(term));
    const [code, rate, above, below] = [at('代码'), at('党的组织覆盖率'), at('有党组织覆盖的单位'), at('口径内单位')];
    const found = rows.map((row, index) => [row[code], Number(row[above]), Number(row[below]), texts[index]?.[rate]]);
    const wanted = prefectures.map((one) => [one.region.code, one.rate.numerator, one.rate.denominator, printed(one)]);
    expect(found).toHaveLength(18);
    expect(found).toEqual(expect.arrayContaining(wanted));
    for (const row of rows) expect(Number(row[rate])).toBeCloseTo((Number(row[above]) / Number(row[below])) * 100, 10);
  });
});

describe('12 quarters', () => {
  it('are the same in the native chart of the trends deck, in the sheet behind the trend, and in GraphQL', async () => {
    const file = documents.find(({ name, suffix }) => name === 'trends' && suffix === 'pptx')?.file ?? '';
    const [{ chart } = { chart: '' }] = await writtenSlides(file);
    const series =
      [...chart.matchAll(/<c:ser>.*?<\/c:ser>/gs)].map(([text]) => text).find((text) => text.includes(province.region.name)) ?? '';
    const drawn = [...(/<c:val>.*?<\/c:val>/s.exec(series)?.[0] ?? '').matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, text]) => Number(text));
    expect(history).toHaveLength(12);
    expect(drawn).toHaveLength(12);
    history.forEach(({ rate }, at) => expect(drawn[at]).toBeCloseTo(rate.value, 10));
    const rows = gridOf(values, 'overview', '走势').slice(1);
    expect(rows.map(([period, , above, below]) => [period, Number(above), Number(below)])).toEqual(
      history.map(({ period, rate }) => [period, rate.numerator, rate.denominator]),
    );
  });

  it('end on the slide with the name and the latest number at the end of its line, as LibreOffice draws it', async () => {
    const [first = ''] = await textPages(pdfOf('trends.pptx'), '-layout');
    expect(first).toMatch(new RegExp(String.raw`${province.region.name}\s+${printed(province)}`));
  });

  it(`belong to ${PROVINCE}: the last is the one that the slide, the workbook and the bulletin print`, () => {
    expect(history.at(-1)?.rate).toEqual(province.rate);
    expect(province.region.code).toBe(PROVINCE);
  });
});
