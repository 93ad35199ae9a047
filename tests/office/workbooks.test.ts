import { describe, expect, inject, it } from 'vitest';
import { gridOf, writtenIn } from './workbooks.ts';

const { documents, values, shown } = inject('office');
const books = documents.filter(({ suffix }) => suffix === 'xlsx').map((one) => [one.name, one] as const);
const withRates = books.filter(([name]) => name !== 'indicators');

describe('every workbook, worked out by LibreOffice', () => {
  it.each(withRates)(
    '%s: each formula comes to the value written beside it, though the file it was given said −1',
    async (name, { file }) => {
      const { formulas } = await writtenIn(file);
      expect(formulas.length).toBeGreaterThan(0);
      const wrong = formulas.filter(({ sheet, row, column, value }) => {
        const worked = Number(gridOf(values, name, sheet)[row]?.[column]);
        return !(Math.abs(worked - value) <= Math.abs(value) * 1e-12);
      });
      expect(wrong).toEqual([]);
    },
  );

  it.each(withRates)('%s: each formula shows as a rounded number, never as 100 below 100 or 0 above 0', async (name, { file }) => {
    const { formulas } = await writtenIn(file);
    const wrong = formulas.filter(({ sheet, row, column, value }) => {
      const text = gridOf(shown, name, sheet)[row]?.[column] ?? '';
      const decimals = (text.split('.')[1] ?? '').length;
      if (!/^\d+(\.\d{1,2})?$/.test(text) || Math.abs(Number(text) - value) > 10 ** -decimals) return true;
      return (value < 100 && Number(text) === 100) || (value > 0 && Number(text) === 0);
    });
    expect(wrong).toEqual([]);
  });

  it.each(books)('%s: every sheet has a whole head and rows, the last says what the numbers rest on', async (name, { file }) => {
    const { sheets } = await writtenIn(file);
    expect(sheets.at(-1)).toBe('说明');
    const grids = sheets.map((sheet) => gridOf(shown, name, sheet));
    expect(sheets.filter((_, at) => (grids[at] ?? []).length < 2)).toEqual([]);
    expect(sheets.slice(0, -1).filter((_, at) => grids[at]?.[0]?.includes(''))).toEqual([]);
    const terms = grids.at(-1)?.map(([term]) => term) ?? [];
    expect(terms).toEqual(expect.arrayContaining(['来源', '数据版本', '地址']));
  });
});
