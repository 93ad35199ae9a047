/**
 * The list of what people send, by its numbers: each that belongs to the reading of a file has a fixture here, the smallest that shows it; the
 * others are named with the test that shows them.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Grid, Row } from './fixtures.ts';
import {
  UNIT,
  UNIT_HEADERS,
  codes,
  creditCode,
  csv,
  grid,
  messages,
  organizationGrid,
  readBytes,
  readCsvs,
  readSheets,
  unitGrid,
} from './fixtures.ts';
import { rawWorkbook, workbookParts, zip } from './rawXlsx.ts';
import type { WholeReading } from './readWhole.ts';

type Reading = Promise<WholeReading>;
const SHEETS = (): Record<string, Grid> => ({ 两新组织: unitGrid({}), 党群组织: organizationGrid({}) });
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ole = (name: string): Buffer => Buffer.concat([Buffer.from(OLE), Buffer.alloc(600), Buffer.from(name, 'utf16le'), Buffer.alloc(600)]);
const sheetOf = (xml: string | Buffer): Buffer => zip({ ...workbookParts(SHEETS()), 'xl/worksheets/sheet1.xml': xml });
const cell =
  (change: Row): (() => Reading) =>
  () =>
    readCsvs(unitGrid(change));
const wide = (rows: Grid): Grid => rows.map((row) => [...row, ...Array.from({ length: UNIT_HEADERS.length - row.length }, () => '')]);
const text = (): string => csv(unitGrid({}));
/** Number, what is sent, how it is read, the codes of the errors, the codes of the notes, and what must be said. */
type Case = readonly [number: number, what: string, read: () => Reading, errors: readonly string[], notes: readonly string[], said: string];
// prettier-ignore
const CASES: readonly Case[] = [
  [1, 'a PDF', () => readBytes(Buffer.from('%PDF-1.7\n')), ['NOT_A_SPREADSHEET'], [], '这不是 Excel 或 CSV 文件(检测为 PDF)。请另存为 .xlsx 后上传'],
  [2, 'an old binary workbook', () => readBytes(ole('Workbook')), ['OLD_XLS'], [], '旧版 .xls 格式,请在 WPS/Excel 中"另存为 → .xlsx"'],
  [3, 'a workbook with a password', () => readBytes(ole('EncryptedPackage')), ['ENCRYPTED'], [], '文件已加密,请先取消密码'],
  [4, 'a sheet of 300 MB in 300 KB', () => readBytes(sheetOf(Buffer.alloc(300_000_000, 32))), ['TOO_LARGE_UNPACKED'], [], '文件解压后过大(超过上限),已拒绝'],
  [5, 'a path out of the archive', () => readBytes(zip({ ...workbookParts(SHEETS()), '../x.xml': '<a/>' })), ['ODD_STRUCTURE'], [], '文件结构异常'],
  [6, 'a file that was cut', () => readBytes(rawWorkbook(SHEETS()).subarray(0, 900)), ['DAMAGED'], [], '文件已损坏,请重新导出或重新上传'],
  [8, 'a header and no rows', () => readCsvs(unitGrid()), ['NO_ROWS'], [], '文件中没有数据行'],
  [9, 'XML with entities', () => readBytes(rawWorkbook(SHEETS(), { prolog: '<!DOCTYPE x [<!ENTITY a "b">]>' })), ['DOCTYPE'], [], '文件包含不允许的内容'],
  [11, 'a cell of 40 000 characters', cell({ 单位名称: '长'.repeat(40_000) }), ['CELL_TOO_LONG'], [], '第 2 行 B 列"单位名称"超过长度上限'],
  [12, 'a hidden sheet beside', () => readBytes(rawWorkbook({ ...SHEETS(), 代码表: [['x']] }, { hidden: ['代码表'] })), [], ['OTHER_SHEETS'], '代码表(隐藏)'],
  [13, 'a title above the header', () => readSheets([['附件2'], ...unitGrid({})]), [], ['HEADER_ROW'], '第 2 行识别为表头'],
  [16, 'no column of codes', () => readCsvs(grid(UNIT_HEADERS.slice(1), [UNIT])), ['MISSING_COLUMN'], [], '缺少必填列:统一社会信用代码。已识别的列:'],
  [17, 'a column twice', () => readCsvs(grid([...UNIT_HEADERS, '从业人员'], [UNIT])), ['DUPLICATE_COLUMN'], [], '"从业人员"出现两次(K 列、AF 列),请删除或改名'],
  [18, 'a column that nobody knows', () => readCsvs(grid([...UNIT_HEADERS, '备注二'], [UNIT])), [], ['UNKNOWN_COLUMNS'], '以下列未导入:备注二'],
  [19, 'names under a number header', () => readCsvs(unitGrid(...Array.from({ length: 60 }, () => ({ 从业人员: '示例公司' })))), ['COLUMN_MISPLACED'], [], '可能列错位'],
  [20, 'a footer with a name and a number', () => readCsvs([...unitGrid({}), ...wide([['填表人:赵六', '', '联系电话:13812345678']])]), [], ['FOOTER_ROW'], '第 3 行'],
  [21, '300 blank rows', () => readCsvs(`${text()}${`${','.repeat(30)}\r\n`.repeat(300)}`), [], [], ''],
  [22, 'one code twice, the same', () => readCsvs(unitGrid({}, { 统一社会信用代码: creditCode(1) })), [], ['DUPLICATE_SAME'], '第 2、3 行重复,保留一行'],
  [26, 'a title of another quarter', () => readCsvs([...wide([['2025年第三季度台账']]), ...unitGrid({})]), ['WRONG_QUARTER'], ['HEADER_ROW'], '文件为 2025Q3,所选为 2025Q4'],
  [28, 'a region of somebody else', cell({ 行政区划代码: '410303' }), ['REGION_OUTSIDE'], [], '不在您的填报范围(410302)'],
  [29, 'a region that is none', cell({ 行政区划代码: '思明区' }), ['REGION_CODE'], [], '是否为:410302 老城区?'],
  [31, 'full-width digits', cell({ 从业人员: '１２３' }), [], ['CONVERTED'], '123'],
  [32, 'a number with separators', cell({ 从业人员: '1，234' }), [], [], ''],
  [33, 'a number with a unit', cell({ '年营业收入(万元)': '3.5亿元' }), [], ['CONVERTED'], '35000'],
  [34, 'a negative count', cell({ 从业人员: '(1,234)' }), ['NEGATIVE'], [], '不能为负数'],
  [35, 'half a person', cell({ 从业人员: '3.5' }), ['NOT_WHOLE'], [], '必须为整数'],
  [36, 'a dash for nothing', cell({ 女从业人员: '—' }), [], ['BLANK_MARK'], ''],
  [37, 'an error value', cell({ 从业人员: '#REF!' }), ['EXCEL_ERROR'], [], '第 2 行 K 列"从业人员"为 Excel 错误值 #REF!'],
  [38, 'a formula with its result', () => readSheets(unitGrid({ 从业人员: { v: 35, f: '30+5' } })), [], ['FORMULA'], '已取其计算结果'],
  [39, 'a percentage among counts', cell({ 从业人员: '12%' }), ['PERCENT'], [], '是百分数,而本列填数量'],
  [40, 'a part above its whole', cell({ 女从业人员: '36' }), ['PART_EXCEEDS_WHOLE'], [], '36 大于"从业人员" 35'],
  [42, 'a number without end', cell({ 从业人员: '1e999' }), ['NOT_A_NUMBER'], [], '不是有效数字'],
  [43, 'sixteen digits', cell({ 从业人员: '1234567890123456' }), ['PRECISION'], [], '超出精度'],
  [44, 'a code turned into a power of ten', cell({ 统一社会信用代码: '9.11101E+17' }), ['SCIENTIFIC_CODE'], [], '代码被 Excel 转成科学计数法'],
  [45, 'a code with a quote and spaces', cell({ 统一社会信用代码: "'91410302ma41 0000 1g" }), [], ['CREDIT_CODE_TIDIED'], ''],
  [46, 'an O in a code', cell({ 统一社会信用代码: '91410302MA41O0001X' }), ['CREDIT_CODE_ALPHABET'], [], '含字母 O(代码中不使用),是否为 0?'],
  [47, 'a wrong check character', cell({ 统一社会信用代码: '91410302MA41000019' }), [], ['CREDIT_CODE_CHECK'], '校验位不符(应为 G)'],
  [48, 'an old number of 15 digits', cell({ 统一社会信用代码: '410302000012345' }), ['CREDIT_CODE_LENGTH'], [], '疑似旧的 15 位注册号'],
  [50, 'an identity number for a code', cell({ 统一社会信用代码: '11010519491231002X' }), ['PERSONAL_NUMBER'], [], '疑似身份证号,系统不保存个人信息'],
  [51, 'a mobile number in a name', cell({ 单位名称: '张三 13812345678' }), ['PERSONAL_NUMBER'], [], '疑似手机号'],
  [52, 'a column of telephones', () => readCsvs(grid([...UNIT_HEADERS, '联系电话'], [{ ...UNIT, 联系电话: '13812345678' }])), [], ['PERSON_COLUMNS'], '属个人信息,已忽略,未保存'],
  [54, 'a byte order mark', () => readCsvs(`\uFEFF${text()}`), [], [], ''],
  [55, 'semicolons', () => readCsvs(text().replaceAll(',', ';')), [], ['DELIMITER'], '识别为以分号分隔'],
  [56, 'a field too many', () => readCsvs(unitGrid({}).map((row, at) => (at === 0 ? row : [...row, '多']))), ['FIELD_COUNT'], [], '第 2 行有 32 列,表头有 31 列'],
  [57, 'an empty character in a number', cell({ 从业人员: '1\u00002' }), ['NUL_CHARACTER'], [], '含有空字符'],
  [58, 'a formula for a name', cell({ 单位名称: "=cmd|'/c calc'!A1" }), [], [], ''],
  [59, 'a day that is none', cell({ 登记日期: '2026-02-30' }), ['NO_SUCH_DAY'], [], '是不存在的日期'],
  [60, 'a character that was lost', cell({ 单位名称: '示例\uFFFD公司' }), [], ['ODD_CHARACTERS'], ''],
  [61, 'a header called __proto__', () => readCsvs(grid([...UNIT_HEADERS, '__proto__'], [UNIT])), [], ['UNKNOWN_COLUMNS'], '以下列未导入:__proto__'],
  [62, 'macros', () => readBytes(rawWorkbook(SHEETS(), { extra: { 'xl/vbaProject.bin': 'x' } })), ['MACROS'], [], '文件含有宏(.xlsm),已拒绝'],
];

/** What is told of a file beside its cells, or needs more than one file: the test that shows it. */
const ELSEWHERE: Readonly<Record<number, string>> = {
  10: 'tests/ledger/problems.test.ts',
  14: 'tests/ledger/sheets.test.ts',
  15: 'tests/ledger/cells.test.ts',
  24: 'tests/proof/twice.test.ts',
  53: 'tests/ledger/text.test.ts',
  63: 'tests/ledger/problems.test.ts',
};
/** What a submission meets after its file was read: where it stands, what came before, who sends it, what becomes of the server. */
const NOT_OF_READING: readonly number[] = [7, 23, 25, 27, 30, 41, 49, 64, 65, 66, 67];
const ALL = 67;

describe('what people send', () => {
  it(`is shown by number: each of the ${ALL} once, ${CASES.length} of them here`, () => {
    const shown = [...CASES.map(([number]) => number), ...Object.keys(ELSEWHERE).map(Number), ...NOT_OF_READING];
    expect(shown.toSorted((one, other) => one - other)).toEqual(Array.from({ length: ALL }, (_, at) => at + 1));
    const root = path.join(import.meta.dirname, '..', '..');
    expect(Object.values(ELSEWHERE).filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it.each(CASES)('%i %s', async (_number, _what, read, errors, notes, said) => {
    const reading = await read();
    expect([codes(reading.errors), codes(reading.warnings)]).toEqual([errors, notes]);
    expect(messages([...reading.errors, ...reading.warnings])).toContain(said);
    expect(messages([...reading.errors, ...reading.warnings])).not.toMatch(/13812345678|11010519491231002X|赵六/);
  });
});
