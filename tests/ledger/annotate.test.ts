import { openXlsx } from 'hucre/xlsx';
import { fromBuffer, type ZipFile } from 'yauzl';
import { describe, expect, it } from 'vitest';
import { annotate } from '../../server/ledger/annotate/annotate.ts';
import { wordsOf } from '../../server/ledger/annotate/marks.ts';
import { FILLS } from '../../server/ledger/annotate/styles.ts';
import type { Problem } from '../../server/ledger/problems.ts';
import { creditCode, csv, organizationGrid, readBytes, unitGrid, UNIT_HEADERS } from './fixtures.ts';
import { rawWorkbook, workbookParts, zip } from './rawXlsx.ts';

async function partsOf(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const file = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (failure, opened) => (failure === null ? resolve(opened) : reject(failure))),
  );
  const parts = new Map<string, Buffer>();
  for await (const entry of file.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await file.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    parts.set(entry.fileName, Buffer.concat(pieces));
  }
  return parts;
}

/** What a sheet says at a cell: value, comment, colour. */
async function cellsOf(
  bytes: Uint8Array,
  sheet: string,
): Promise<(reference: string) => readonly [unknown, string | undefined, string | undefined]> {
  const workbook = await openXlsx(bytes, { readStyles: true });
  const found = workbook.sheets.find(({ name }) => name === sheet);
  if (found === undefined) throw new Error(`no sheet ${sheet} among ${workbook.sheets.map(({ name }) => name).join()}`);
  return (reference) => {
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(reference) ?? [];
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const at = found.cells?.get(`${Number(row) - 1},${column}`);
    const fill = at?.style?.fill;
    const colour = fill?.type === 'pattern' ? fill.fgColor?.rgb : undefined;
    return [found.rows[Number(row) - 1]?.[column] ?? null, at?.comment?.text, colour];
  };
}

const colour = (severity: keyof typeof FILLS): RegExp => new RegExp(`^(?:FF)?${FILLS[severity].slice(2)}$`);
const LETTER = (header: string): string => {
  const at = UNIT_HEADERS.indexOf(header);
  return at < 26 ? String.fromCharCode(65 + at) : `A${String.fromCharCode(39 + at)}`;
};
const [STAFF, WOMEN, NAME] = ['从业人员', '女从业人员', '单位名称'].map(LETTER) as [string, string, string];
const rows = unitGrid({}, { 从业人员: '3.5', 女从业人员: '１２' }, { 单位名称: '', 统一社会信用代码: creditCode(3) });

describe('a workbook with its problems in it', () => {
  const sheets = { 代码表: [['甲', '乙']], 两新组织: rows, 党群组织: organizationGrid({}) };

  it('has a comment with rule and remedy at each of 3 cells, red for errors, amber for notes, and a missing cell where it belongs', async () => {
    const { errors, warnings } = await readBytes(rawWorkbook(sheets));
    const bytes = await annotate([{ name: 'ledger.xlsx', bytes: rawWorkbook(sheets) }], [...warnings, ...errors]);
    const at = await cellsOf(bytes, '两新组织');
    const [value, said, fill] = at(`${STAFF}3`);
    expect([value, said]).toEqual(['3.5', '错误:"3.5"必须为整数\n怎样改:请核对数值\n填写规则:整数,不小于 0;必填']);
    expect(fill).toMatch(colour('error'));
    expect(at(`${NAME}4`)[1]).toMatch(/^错误:为必填项,不能为空\n怎样改:请补填/);
    expect(at(`${NAME}4`)[2]).toMatch(colour('error'));
    expect(at(`${WOMEN}3`)[1]).toMatch(/^提示:"１２"已转换为 12/);
    expect(at(`${WOMEN}3`)[2]).toMatch(colour('warning'));
    expect(at(`${STAFF}2`).slice(1)).toEqual([undefined, undefined]);
  });

  it('begins with the list: errors first, each with sheet, cell, header, value, words, and a link', async () => {
    const { errors, warnings } = await readBytes(rawWorkbook(sheets));
    const bytes = await annotate([{ name: 'ledger.xlsx', bytes: rawWorkbook(sheets) }], [...warnings, ...errors], {
      errors: 7,
      warnings: 0,
    });
    const workbook = await openXlsx(bytes);
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['问题清单', '代码表', '两新组织', '党群组织']);
    const [list] = workbook.sheets;
    expect(list?.rows[0]?.[0]).toBe('报送检查:错误 9 处,提示 2 处(其中 7 处未列出,改正后重新上传可见)');
    expect(list?.rows[3]?.slice(0, 8)).toEqual(['错误', '两新组织', `${STAFF}3`, 3, STAFF, '从业人员', '3.5', '"3.5"必须为整数']);
    expect(list?.rows.slice(3).map((row) => row[0])).toEqual(['错误', '错误', '提示', '提示']);
    const parts = await partsOf(bytes);
    expect(parts.get('xl/worksheets/fugaiList.xml')?.toString()).toContain(`<hyperlink ref="C4" location="'两新组织'!${STAFF}3"/>`);
  });

  it('keeps the parts that say nothing of a problem byte for byte, and every other cell as it was written', async () => {
    const parts: Record<string, string> = {
      ...workbookParts(sheets),
      'xl/theme/theme1.xml': '<a:theme xmlns:a="x"/>',
      'docProps/custom.xml': '<Properties/>',
    };
    const { errors, warnings } = await readBytes(zip(parts));
    const after = await partsOf(await annotate([{ name: 'ledger.xlsx', bytes: zip(parts) }], [...errors, ...warnings]));
    for (const name of [
      'xl/theme/theme1.xml',
      'docProps/custom.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet3.xml',
      '_rels/.rels',
    ])
      expect([name, after.get(name)?.equals(Buffer.from(parts[name] ?? ''))]).toEqual([name, true]);
    const plain = (xml: string): string =>
      xml
        .replace(/ s="\d+"/g, '')
        .replace(/<legacyDrawing[^>]*>/, '')
        .replace(/<c r="[A-Z]+\d+"\/>/g, '');
    expect(plain(String(after.get('xl/worksheets/sheet2.xml')))).toBe(parts['xl/worksheets/sheet2.xml']);
  });

  it('is read again: corrected and checked anew it has only what is still wrong, in comments, colours and list', async () => {
    const first = await readBytes(rawWorkbook(sheets));
    const once = await annotate([{ name: 'ledger.xlsx', bytes: rawWorkbook(sheets) }], [...first.errors, ...first.warnings]);
    const second = await readBytes(Buffer.from(once));
    expect(second.errors.map(({ row, column }) => `${column}${row}`)).toEqual(first.errors.map(({ row, column }) => `${column}${row}`));
    expect(second.warnings.map(({ message }) => message).join()).toContain('问题清单');
    const twice = await annotate([{ name: 'ledger.xlsx', bytes: once }], second.errors.slice(1));
    const at = await cellsOf(twice, '两新组织');
    expect([at(`${STAFF}3`)[1], at(`${STAFF}3`)[2]]).toEqual([undefined, undefined]);
    expect(at(`${NAME}4`)[2]).toMatch(colour('error'));
    const workbook = await openXlsx(twice);
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['问题清单', '代码表', '两新组织', '党群组织']);
    expect(workbook.sheets[0]?.rows[0]?.[0]).toBe('报送检查:错误 1 处,提示 0 处');
  });

  it('keeps somebody else’s comment and adds to it', async () => {
    const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const base = workbookParts(sheets);
    const parts = {
      ...base,
      'xl/worksheets/sheet2.xml': String(base['xl/worksheets/sheet2.xml']).replace(
        '</worksheet>',
        `<legacyDrawing xmlns:r="${DOCUMENT}" r:id="d"/></worksheet>`,
      ),
      'xl/worksheets/_rels/sheet2.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="${DOCUMENT}/comments" Target="../comments1.xml"/><Relationship Id="d" Type="${DOCUMENT}/vmlDrawing" Target="../drawings/v1.vml"/></Relationships>`,
      'xl/comments1.xml': `<comments xmlns="${MAIN}"><authors><author>科员</author></authors><commentList><comment ref="${STAFF}3" authorId="0"><text><t>待核</t></text></comment></commentList></comments>`,
      'xl/drawings/v1.vml': `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="a" type="#_x0000_t202"><x:ClientData ObjectType="Note"><x:Row>2</x:Row><x:Column>${UNIT_HEADERS.indexOf('从业人员')}</x:Column></x:ClientData></v:shape></xml>`,
    };
    const { errors } = await readBytes(zip(parts));
    const bytes = await annotate([{ name: 'ledger.xlsx', bytes: zip(parts) }], errors);
    const at = await cellsOf(bytes, '两新组织');
    expect(at(`${STAFF}3`)[1]).toMatch(/^待核\n报送检查:\n错误:"3.5"必须为整数/);
    expect(at(`${NAME}4`)[1]).toMatch(/^错误:为必填项/);
    const shapes = String((await partsOf(bytes)).get('xl/drawings/v1.vml')).match(/<v:shape /g);
    expect(shapes).toHaveLength(2);
  });
});

describe('problems of what is no workbook', () => {
  const problem = (more: Partial<Problem>): Problem => ({ code: 'X', value: null, message: '文件已损坏', severity: 'error', ...more });

  it('two CSV files come back as two sheets behind the list, codes as text, the error red', async () => {
    const files = [
      { name: 'units.csv', bytes: Buffer.from(csv(rows)) },
      { name: 'organizations.csv', bytes: Buffer.from(csv(organizationGrid({}))) },
    ];
    const at = problem({
      sheet: 'units.csv',
      row: 3,
      column: STAFF,
      header: '从业人员',
      message: `units.csv第 3 行 ${STAFF} 列"从业人员"必须为整数`,
    });
    const bytes = await annotate(files, [at]);
    expect((await openXlsx(bytes)).sheets.map(({ name }) => name)).toEqual(['问题清单', 'units.csv', 'organizations.csv']);
    const cells = await cellsOf(bytes, 'units.csv');
    expect(cells('A2')[0]).toBe(creditCode(1));
    expect(cells(`${STAFF}3`).slice(0, 2)).toEqual(['3.5', '错误:必须为整数']);
    expect(cells(`${STAFF}3`)[2]).toMatch(colour('error'));
  });

  it.each([
    ['a damaged file', Buffer.from('PK\x03\x04 and nothing more')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    [
      'a workbook whose sheet does not end',
      zip({ ...workbookParts({ 两新组织: rows }), 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1">' }),
    ],
  ])('%s comes back as the list alone, which says so', async (_what, bytes) => {
    const list = await openXlsx(await annotate([{ name: 'x.xlsx', bytes }], [problem({ sheet: '两新组织', row: 1, column: 'A' })]));
    expect(list.sheets.map(({ name }) => name)).toEqual(['问题清单']);
    expect(list.sheets[0]?.rows[1]?.[0]).toMatch(/^文件本身无法读取/);
    expect(list.sheets[0]?.rows[3]?.[7]).toBe('文件已损坏');
  });

  it('a file that takes longer than its time comes back as the list alone, which says so', async () => {
    const files = [{ name: 'x.xlsx', bytes: rawWorkbook({ 两新组织: rows }) }];
    const list = await openXlsx(await annotate(files, [problem({})], undefined, { heap: 64, patience: 1, patiencePerMegabyte: 0 }));
    expect(list.sheets[0]?.rows[1]?.[0]).toMatch(/^文件过大/);
  });

  it('1 500 problems of 1 000 rows are all listed and all commented', async () => {
    const many = unitGrid(...Array.from({ length: 1000 }, (_, at) => ({ 从业人员: '3.5', 统一社会信用代码: creditCode(at + 1) })));
    const problems = Array.from({ length: 1500 }, (_, at) =>
      problem({ sheet: '两新组织', row: 2 + (at % 1000), column: at < 1000 ? STAFF : WOMEN, severity: at < 1000 ? 'error' : 'warning' }),
    );
    const bytes = await annotate([{ name: 'x.xlsx', bytes: rawWorkbook({ 两新组织: many }) }], problems);
    const parts = await partsOf(bytes);
    expect(String(parts.get('xl/worksheets/comments_fugai1.xml')).match(/<comment /g)).toHaveLength(1500);
    expect((await openXlsx(bytes)).sheets[0]?.rows).toHaveLength(1503);
  });

  it('takes the place out of the words of a problem, and what to do', () => {
    const at = { sheet: '两新组织', row: 9, column: 'C', header: '行政区划代码' };
    expect(wordsOf(problem({ ...at, message: '两新组织第 9 行 C 列"行政区划代码""x"有误。请核对' }))).toEqual({
      what: '"x"有误',
      remedy: '请核对',
    });
    expect(wordsOf(problem({ message: '缺少文件 units.csv。文件夹中应有两个文件' }))).toEqual({
      what: '缺少文件 units.csv',
      remedy: '文件夹中应有两个文件',
    });
  });
});
