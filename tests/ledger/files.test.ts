import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTEXT, codes, csv, folder, messages, organizationGrid, readBytes, readCsvs, readSheets, unitGrid } from './fixtures.ts';
import { rawWorkbook, workbookParts, zip } from './rawXlsx.ts';
import { readLedger } from './readWhole.ts';

const good = () => ({ 两新组织: unitGrid({}), 党群组织: organizationGrid({}) });
const ole = (name: string): Buffer =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(600),
  ]);

function flipped(bytes: Buffer): Buffer {
  const name = bytes.indexOf('xl/worksheets/sheet1.xml');
  const copy = Buffer.from(bytes);
  const at = name + 200;
  copy[at] = (copy[at] as number) ^ 0xff;
  return copy;
}

/** What the bytes are, the bytes, the code, what the clerk reads. */
// prettier-ignore
const REFUSED: readonly (readonly [string, () => Buffer, string, string])[] = [
  ['a PDF', () => Buffer.from('%PDF-1.7\n…'), 'NOT_A_SPREADSHEET', '这不是 Excel 或 CSV 文件(检测为 PDF)。请另存为 .xlsx 后上传'],
  ['a Word document', () => zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }), 'NOT_A_SPREADSHEET', '检测为 Word 文档'],
  ['a zip of something else', () => zip({ 'readme.txt': 'hello' }), 'NOT_A_SPREADSHEET', '检测为 ZIP 压缩包'],
  ['a web page', () => Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'NOT_A_SPREADSHEET', '检测为 网页(HTML)'],
  ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'NOT_A_SPREADSHEET', '检测为 PNG 图片'],
  ['zeros', () => Buffer.alloc(500), 'NOT_A_SPREADSHEET', '检测为 未知的二进制文件'],
  ['an old .xls', () => ole('Workbook'), 'OLD_XLS', '旧版 .xls 格式,请在 WPS/Excel 中"另存为 → .xlsx"'],
  ['a workbook with a password', () => ole('EncryptedPackage'), 'ENCRYPTED', '文件已加密,请先取消密码'],
  ['an old .doc', () => ole('WordDocument'), 'NOT_A_SPREADSHEET', '检测为 旧版 Word 文档'],
  ['no bytes', () => Buffer.alloc(0), 'NO_ROWS', '文件中没有数据行'],
  ['half a workbook', () => rawWorkbook(good()).subarray(0, 900), 'DAMAGED', '文件已损坏,请重新导出或重新上传'],
  ['a workbook with one byte changed', () => flipped(rawWorkbook(good())), 'DAMAGED', '文件已损坏'],
  ['XML that is not well-formed', () => zip({ ...workbookParts(good()), 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row></sheetData></worksheet>' }), 'DAMAGED', '文件已损坏'],
  ['bytes that are no UTF-8', () => zip({ ...workbookParts(good()), 'xl/worksheets/sheet1.xml': Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]) }), 'DAMAGED', '文件已损坏'],
  ['a cell that names a shared text that is not there', () => rawWorkbook({ ...good(), 两新组织: [[{ t: 's', v: 7 }]] }), 'DAMAGED', '文件已损坏'],
  ['300 MB in 300 KB', () => zip({ ...workbookParts(good()), 'xl/worksheets/sheet1.xml': Buffer.alloc(300_000_000, 32) }), 'TOO_LARGE_UNPACKED', '文件解压后过大(超过上限),已拒绝'],
  ['a part larger than it says', () => zip({ ...workbookParts(good()), 'xl/worksheets/sheet1.xml': Buffer.alloc(10_000_000, 32) }, { 'xl/worksheets/sheet1.xml': 1000 }), 'DAMAGED', '文件已损坏'],
  ['a path out of the archive', () => zip({ ...workbookParts(good()), '../evil.xml': '<a/>' }), 'ODD_STRUCTURE', '文件结构异常'],
  ['a zip in the zip', () => zip({ ...workbookParts(good()), 'xl/inner.zip': 'PK' }), 'ODD_STRUCTURE', '文件结构异常'],
  ['3,000 parts', () => zip({ ...workbookParts(good()), ...Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`x/${at}.xml`, ''])) }), 'ODD_STRUCTURE', '文件结构异常'],
  ['a document type with entities', () => rawWorkbook(good(), { prolog: '<!DOCTYPE x [<!ENTITY a "b">]>' }), 'DOCTYPE', '文件包含不允许的内容'],
  ['macros', () => rawWorkbook(good(), { extra: { 'xl/vbaProject.bin': 'x' } }), 'MACROS', '文件含有宏(.xlsm),已拒绝'],
  ['a binary workbook', () => zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': 'x' }), 'XLSB', '.xlsb'],
  ['one CSV file alone', () => Buffer.from(csv(unitGrid({}))), 'SINGLE_CSV', '两个文件'],
];

describe('a file that is no ledger is refused in one sentence', () => {
  it.each(REFUSED)('%s', async (_, bytes, code, said) => {
    const reading = await readBytes(bytes());
    expect(codes(reading.errors)).toEqual([code]);
    expect(reading.errors[0]?.message).toContain(said);
    expect(reading.units).toEqual([]);
    expect(reading.contentSha256).toBe('');
  });

  it('a path that is not there is said, not thrown', async () => {
    const reading = await readLedger('/nowhere/ledger.xlsx', CONTEXT);
    expect(messages(reading.errors)).toBe('找不到文件:ledger.xlsx');
  });

  it('a folder without organizations.csv names the missing file', async () => {
    const path = await folder();
    await writeFile(join(path, 'units.csv'), csv(unitGrid({})));
    expect(messages((await readLedger(path, CONTEXT)).errors)).toContain('缺少文件 organizations.csv');
  });

  it('files of a folder may carry the Chinese names of the sheets', async () => {
    const path = join(await folder(), 'x');
    await mkdir(path);
    await writeFile(join(path, '两新组织.csv'), csv(unitGrid({})));
    await writeFile(join(path, '党群组织.csv'), csv(organizationGrid({})));
    expect((await readLedger(path, CONTEXT)).units).toHaveLength(1);
  });

  it('a workbook renamed units.csv is refused', async () => {
    expect(messages((await readCsvs(rawWorkbook(good()))).errors)).toContain('应为 CSV');
  });
});

describe('the sheets of a workbook', () => {
  it('of 40 rows each are found by their header under any name', async () => {
    const forty = Array.from({ length: 40 }, () => ({}));
    const reading = await readBytes(rawWorkbook({ 表一: organizationGrid(...forty), 表二: unitGrid(...forty) }));
    expect(messages(reading.errors)).toBe('');
    expect([reading.units.length, reading.organizations.length]).toEqual([40, 40]);
  });

  it('are found by name, by English name, or by their header', async () => {
    for (const [units, organizations] of [
      ['两新组织', '党群组织'],
      ['units', 'organizations'],
      ['Sheet1', 'Sheet2'],
      ['党群组织 ', '两新组织 '],
    ] as const) {
      const reading = await readBytes(
        rawWorkbook({
          [units]: units === '党群组织 ' ? organizationGrid({}) : unitGrid({}),
          [organizations]: units === '党群组织 ' ? unitGrid({}) : organizationGrid({}),
        }),
      );
      expect(messages(reading.errors)).toBe('');
      expect([reading.units.length, reading.organizations.length]).toEqual([1, 1]);
    }
  });

  it('other sheets are named, hidden ones as hidden', async () => {
    const reading = await readBytes(rawWorkbook({ 说明: [['填写说明']], ...good(), 代码表: [['x']] }, { hidden: ['代码表'] }));
    expect(messages(reading.warnings)).toBe('以下工作表未导入:说明、代码表(隐藏)');
  });

  it('a missing sheet is named with those that are there', async () => {
    const reading = await readBytes(rawWorkbook({ 两新组织: unitGrid({}), 其他: [['x']] }));
    expect(messages(reading.errors)).toBe('缺少工作表"党群组织"。文件中的工作表:两新组织、其他。请指明哪一个是该工作表,或按模板补充');
  });

  it('comments and external links are ignored and told', async () => {
    const reading = await readSheets(unitGrid({}), undefined, {
      extra: { 'xl/comments1.xml': '<comments/>', 'xl/externalLinks/externalLink1.xml': '<x/>' },
    });
    expect(messages(reading.warnings)).toBe('文件中的批注、外部链接已忽略,未保存');
  });
});
