import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SheetRow } from '../../server/ledger/headers.ts';
import { FileRefusal } from '../../server/ledger/problems.ts';
import type { Archive } from '../../server/ledger/xlsx/archive.ts';
import type { Workbook } from '../../server/ledger/xlsx/workbook.ts';
import { readWorksheet } from '../../server/ledger/xlsx/worksheet.ts';

const WORKBOOK: Workbook = { sheets: [], from1904: false, dateStyles: new Set(['2']), texts: ['共享', '', '党组织'], ignored: [] };

/** The rows of a sheet whose XML comes in pieces of some bytes; a refusal ends them. */
async function rowsOf(xml: string, piece: number): Promise<unknown[]> {
  const bytes = Buffer.from(xml);
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += piece) yield await Promise.resolve(bytes.subarray(at, at + piece));
  }
  const archive: Archive = {
    names: [],
    has: () => true,
    pieces,
    read: async (_, take) => {
      for await (const one of pieces()) take(one);
    },
  };
  const rows: unknown[] = [];
  try {
    await readWorksheet(archive, WORKBOOK, 'sheet', ({ number, cells, marks }: SheetRow) => {
      rows.push([number, [...cells], marks === null ? null : [...marks]]);
    });
  } catch (cause) {
    if (!(cause instanceof FileRefusal)) throw cause;
    rows.push(cause.problem);
  }
  return rows;
}

/** Two spaces behind a name mean nothing to a parser, and are not plain. */
const notPlain = (xml: string): string => xml.replaceAll(/<row /g, '<row  ');

const CELLS = [
  '<c r="A@"><v>35</v></c>',
  '<c r="B@" s="2"><v>45678</v></c>',
  '<c r="C@" t="s" s="1"><v>2</v></c>',
  '<c r="D@" t="inlineStr"><is><t>示例科技有限公司</t></is></c>',
  '<c r="E@" t="inlineStr"><is><t xml:space="preserve"> 两边 </t></is></c>',
  '<c r="F@" s="5"/>',
  '<c r="G@" t="b"><v>1</v></c>',
  '<c r="AB@" t="e"><v>#REF!</v></c>',
];
const row = (number: number, cells: readonly string[]): string =>
  `<row r="${number}" spans="1:28">${cells.map((cell) => cell.replace('@', String(number))).join('')}</row>`;
const sheet = (body: string, after = ''): string =>
  `<?xml version="1.0"?><worksheet xmlns="a"><cols><col min="1"/></cols><sheetData>${body}</sheetData>${after}</worksheet>`;

/** What turns a plain row into another, or into none. */
const CHANGES: readonly (readonly [string, string])[] = [
  ['<v>', '<f>A1+1</f><v>'],
  ['<v>', '<v>&lt;&#20859;'],
  ['<v>', '<v>]]>'],
  ['<v>', '<v><![CDATA[7]]>'],
  ['<v>', '<v>\u0001'],
  ['<v>', '<v>\r\n'],
  ['<v>2<', '<v>9<'],
  ['<v>2<', '<v>1<'],
  ['<c r="C', '<!-- <row r="1"></row> --><c r="C'],
  ['<c r="B', '<c s="1" r="B'],
  ['<c r="B', '<c r="A'],
  ['<c r="A', '<c r="ABCD'],
  ['<c r="A', '<c r="ZZ'],
  ['<c r="A', '<c t="s" t="s" r="A'],
  ['<c r="A', '\n\t<c r="A'],
  [' r="D3"', ''],
  [' spans="1:28"', ' spans="1:28" spans="1:28"'],
  [' spans="1:28"', " spans='1:28'"],
  [' spans="1:28"', ''],
  ['<row r="3"', '<row r="2"'],
  ['<row r="3"', '<row'],
  ['<row r="3"', '<row r="9999999"'],
  ['</row>', '<c><v>8</v></c></row>'],
  ['</row>', ''],
  ['</row>', '</row>x'],
  ['</row>', '</row>\r\n'],
  ['</row>', '</row><row/>'],
  ['</row>', '</row></sheetData><sheetData>'],
  ['</row>', '</row></worksheet>'],
  ['</c>', '</c ><extLst><row r="7"><c r="A7"><v>1</v></c></row></extLst>'],
  ['</is>', '<rPh><t>读音</t></rPh></is>'],
  ['<t>', '<r><t>'],
  ['公司', '公\u0085\u2028\uFFFE司'],
  ['公司', '公司😀'],
  ['</sheetData>', '</sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells>'],
];

describe('rows that need no parser of XML', () => {
  it('are the rows that the parser reads, for 35 changes of any row and pieces of any size', async () => {
    const rows = fc.array(fc.subarray(CELLS), { minLength: 1, maxLength: 6 });
    const changes = fc.array(fc.record({ change: fc.constantFrom(...CHANGES), skip: fc.nat(4) }), { maxLength: 2 });
    const piece = fc.oneof(fc.integer({ min: 1, max: 90 }), fc.constant(100_000));
    await fc.assert(
      fc.asyncProperty(rows, changes, piece, async (cells, changed, size) => {
        let body = sheet(cells.map((some, at) => row(at + 1, some)).join(''));
        for (const { change, skip } of changed) {
          const [from, to] = change;
          const parts = body.split(from);
          if (parts.length < 2) continue;
          const at = skip % (parts.length - 1);
          body = `${parts.slice(0, at + 1).join(from)}${to}${parts.slice(at + 1).join(from)}`;
        }
        expect(await rowsOf(body, size)).toEqual(await rowsOf(notPlain(body), 100_000));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are the rows that the parser reads, for any byte changed in 3 of them', async () => {
    const body = sheet([1, 2, 3].map((number) => row(number, CELLS)).join(''));
    const from = body.indexOf('<row');
    const signs = fc.constantFrom('<', '>', '"', '/', '&', '=', ' ', 'r', 'A', '9', 'x', ']', '\n', '-', '!', '');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: from, max: body.length - 1 }), signs, fc.integer({ min: 1, max: 400 }), async (at, sign, size) => {
        const changed = body.slice(0, at) + sign + body.slice(at + 1);
        expect(await rowsOf(changed, size)).toEqual(await rowsOf(notPlain(changed), 100_000));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are read whole: 3 rows of 8 cells, and what marks say of numbers, days, truths and errors', async () => {
    const rows = await rowsOf(sheet([1, 2, 3].map((number) => row(number, CELLS)).join('')), 50);
    const blanks = Array.from({ length: 20 }, () => '');
    const cells = ['35', '45678', '党组织', '示例科技有限公司', ' 两边 ', '', '1', ...blanks, '#REF!'];
    expect(rows).toEqual([1, 2, 3].map((number) => [number, cells, [1, 65, 0, 0, 0, 0, 2, ...blanks.map(() => 0), 4]]));
  });
});
