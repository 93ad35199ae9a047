/** The bad files by number: what is sent. What a clerk reads of each stands in expected.json. */
import {
  bytesOf,
  book,
  changed,
  creditCode,
  csv,
  grid,
  ledger,
  OLE,
  organizationGrid,
  pair,
  short,
  UNIT,
  UNIT_HEADERS,
  unitGrid,
  wide,
} from './parts.ts';
import { workbookParts, zip } from '../rawXlsx.ts';

/** One file, or the files of a folder by name. */
export type Sent = Buffer | Readonly<Record<string, string | Buffer>>;
type Case = readonly [number: number, name: string, make: () => Sent];

const SHEETS = { 两新组织: unitGrid({}), 党群组织: organizationGrid({}) };
/** Bytes flipped in the middle: of the packed rows, whose check sum then does not fit. */
function flipped(bytes: Buffer): Buffer {
  const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 200;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([(bytes[at] ?? 0) ^ 0xff]), bytes.subarray(at + 1)]);
}
const TWO_LEVELS = [
  ['统一社会信用代码', '单位名称', '行政区划代码', '单位类别', '经营状态', '从业人员', '', '党员', ''],
  ['', '', '', '', '', '总数', '女', '正式', '预备'],
  [creditCode(1), '示例公司', '410302', '私营企业', '正常经营', '35', '12', '4', '1'],
];
const many = (count: number, row: (at: number) => Record<string, string>) => unitGrid(...Array.from({ length: count }, (_, at) => row(at)));
/** «单位名称» and the rest of a short ledger's header and row in GB18030. */
const GB_NAME = [0xca, 0xbe, 0xc0, 0xfd, 0xb9, 0xab, 0xcb, 0xbe];
const gb = (): Buffer => {
  const header = 'credit_code,name,region_code,kind,status,staff,full_members\r\n';
  return bytesOf(header, `${creditCode(1)},`, GB_NAME, ',410302,PRIVATE_ENTERPRISE,OPERATING,35,4\r\n');
};
const REGION = UNIT_HEADERS.indexOf('行政区划代码');
const STAFF = UNIT_HEADERS.indexOf('从业人员');

// prettier-ignore
export const BAD_FILES: readonly Case[] = [
  [1, 'pdf.xlsx', () => Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n<<>>\nendobj\n')],
  [1, 'word.xlsx', () => zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' })],
  [2, 'old.xls', () => OLE('Workbook')],
  [3, 'password.xlsx', () => OLE('EncryptedPackage')],
  [4, 'bomb.xlsx', () => book(SHEETS, { sizes: { 'xl/worksheets/sheet1.xml': 1_000_000_000 } })],
  [5, 'path.xlsx', () => zip({ ...workbookParts(SHEETS), '../x.xml': '<a/>' })],
  [5, 'nested.xlsx', () => zip({ ...workbookParts(SHEETS), 'inner.zip': 'PK' })],
  [6, 'cut.xlsx', () => ledger(unitGrid({})).subarray(0, 900)],
  [6, 'crc.xlsx', () => flipped(ledger(unitGrid({})))],
  [8, 'empty.xlsx', () => Buffer.alloc(0)],
  [8, 'header-only.xlsx', () => ledger(unitGrid())],
  [9, 'doctype.xlsx', () => book(SHEETS, { prolog: '<!DOCTYPE x [<!ENTITY a "b">]>' })],
  [11, 'long-cell.xlsx', () => ledger(grid([...UNIT_HEADERS, '备注'], Array.from({ length: 8 }, (_, at) => ({ ...UNIT, 统一社会信用代码: creditCode(at + 1), 备注: at === 6 ? '长'.repeat(40_000) : '' }))))],
  [12, 'several-sheets.xlsx', () => book({ 一季度: [['甲', '乙'], ['1', '2']], 二季度: [['甲', '乙'], ['1', '2']], 旧表: [['甲'], ['1']], 党群组织: organizationGrid({}) }, { hidden: ['旧表'] })],
  [12, 'two-candidates.xlsx', () => book({ units: unitGrid({}), 单位台账: unitGrid({}), 党群组织: organizationGrid({}) })],
  [12, 'code-table.xlsx', () => book({ ...SHEETS, 代码表: [['x']] }, { hidden: ['代码表'] })],
  [13, 'titles.xlsx', () => ledger([...wide([['附件2'], ['老城区两新组织台账 单位:万元']]), ...unitGrid({})], { merges: { 两新组织: ['A1:AE1', 'A2:AE2'] } })],
  [14, 'two-levels.xlsx', () => ledger(TWO_LEVELS, { merges: { 两新组织: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'E1:E2', 'F1:G1', 'H1:I1'] } })],
  [15, 'merged-region.xlsx', () => ledger(many(4, (at) => (at === 0 ? {} : { 行政区划代码: '' })), { merges: { 两新组织: [`C2:C5`] } })],
  [15, 'merged-name.xlsx', () => ledger(unitGrid({}, { 单位名称: '' }), { merges: { 两新组织: ['B2:B3'] } })],
  [16, 'no-codes.xlsx', () => ledger(grid(UNIT_HEADERS.slice(1), [UNIT]))],
  [17, 'twice.xlsx', () => ledger(grid([...UNIT_HEADERS, '从业人员'], [UNIT]))],
  [18, 'unknown-columns.xlsx', () => ledger(grid([...UNIT_HEADERS, '备注二', '包联领导级别'], [UNIT]))],
  [19, 'swapped.xlsx', () => ledger(many(60, (at) => ({ 从业人员: at % 25 === 0 ? '35' : '示例公司' })))],
  [20, 'footer.xlsx', () => ledger([...unitGrid({}), ...wide([['填表人:赵六', '', '联系电话:13812345678']])])],
  [21, 'blank-rows.csv', () => pair(`${short({})}${`${','.repeat(6)}\r\n`.repeat(300)}${short({ 统一社会信用代码: creditCode(2) }).split('\r\n')[1] ?? ''}\r\n`)],
  [22, 'repeated.xlsx', () => ledger(unitGrid({}, {}, { 统一社会信用代码: creditCode(1) }))],
  [22, 'contradicting.xlsx', () => ledger(unitGrid({}, { 统一社会信用代码: creditCode(1), 从业人员: '36' }))],
  [26, 'other-quarter.xlsx', () => ledger([...wide([['2025年第三季度台账']]), ...unitGrid({})])],
  [28, 'other-region.xlsx', () => changed({ 行政区划代码: '410303' })],
  [29, 'region-name.xlsx', () => changed({ 行政区划代码: '老城' })],
  [31, 'full-width.xlsx', () => changed({ 从业人员: '１２３' })],
  [32, 'separators.xlsx', () => ledger(unitGrid({ 从业人员: '1,234' }, { 从业人员: '1，234' }, { 从业人员: '2 162' }))],
  [33, 'unit-converted.xlsx', () => ledger(unitGrid({ '年营业收入(万元)': '3.5亿元' }, { 从业人员: '12人' }, { 从业人员: '1.2万' }))],
  [33, 'unit-wrong.xlsx', () => changed({ 从业人员: '350万元' })],
  [34, 'negative.xlsx', () => ledger(unitGrid({ 从业人员: '(1,234)' }, { 从业人员: '－12' }))],
  [35, 'half.xlsx', () => changed({ 从业人员: '3.5' })],
  [36, 'blank-marks.xlsx', () => ledger(unitGrid({ 女从业人员: '—' }, { 女从业人员: '暂无' }, { 女从业人员: 'N/A' }, { 女从业人员: ' ' }))],
  [37, 'error-value.xlsx', () => changed({ 从业人员: { t: 'e', v: '#REF!' } })],
  [38, 'formula.xlsx', () => changed({ 从业人员: { v: 35, f: '30+5' } })],
  [39, 'percent.xlsx', () => changed({ 正式党员: '12%' })],
  [40, 'part-above-whole.xlsx', () => changed({ 女从业人员: '36' })],
  [42, 'no-numbers.xlsx', () => ledger(unitGrid({ 从业人员: '1e999' }, { 从业人员: '0x1F' }, { 从业人员: 'Infinity' }, { 从业人员: 'NaN' }))],
  [43, 'digits.xlsx', () => changed({ '年营业收入(万元)': '1234567.1234567890' })],
  [44, 'scientific.xlsx', () => changed({ 统一社会信用代码: '9.11101E+17' })],
  [45, 'untidy-code.xlsx', () => changed({ 统一社会信用代码: `'${creditCode(2).toLowerCase().slice(0, 9)} ${creditCode(2).slice(9)}` })],
  [45, 'short-code.xlsx', () => changed({ 统一社会信用代码: creditCode(2).slice(0, 17) })],
  [46, 'letter-for-digit.xlsx', () => changed({ 统一社会信用代码: creditCode(2).replace('0', 'O') })],
  [46, 'letter-and-check.xlsx', () => changed({ 统一社会信用代码: '91410302MA41O0001X' })],
  [47, 'check-character.xlsx', () => changed({ 统一社会信用代码: '91410302MA41000019' })],
  [48, 'old-numbers.xlsx', () => ledger(unitGrid({ 统一社会信用代码: '410302000012345' }, { 统一社会信用代码: '71780123-4' }, { 统一社会信用代码: '717801234' }))],
  [50, 'identity-number.xlsx', () => changed({ 统一社会信用代码: '11010519491231002X' })],
  [51, 'mobile-in-name.xlsx', () => changed({ 单位名称: '张三 13812345678' })],
  [51, 'mobile-in-remarks.xlsx', () => ledger(grid([...UNIT_HEADERS, '备注'], [{ ...UNIT, 备注: '请联系 13812345678 或 a.b@example.com' }]))],
  [52, 'person-columns.xlsx', () => ledger(grid([...UNIT_HEADERS, '法定代表人', '联系电话'], [{ ...UNIT, 法定代表人: '赵六', 联系电话: '13812345678' }]))],
  [53, 'gb18030.csv', () => pair(gb())],
  [54, 'byte-order-mark.csv', () => pair(`\uFEFF${short({})}`)],
  [54, 'utf-16.csv', () => pair(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(short({}), 'utf16le')]))],
  [55, 'semicolons.csv', () => pair(short({}).replaceAll(',', ';'))],
  [55, 'tabs-and-cr.csv', () => pair(short({}).replaceAll(',', '\t').replaceAll('\r\n', '\r'))],
  [56, 'field-counts.csv', () => pair(csv([Object.keys(UNIT), [...Object.values(UNIT), '多'], Object.values(UNIT).slice(0, 5)]))],
  [57, 'nul.csv', () => pair(short({ 从业人员: '1\u00002' }))],
  [57, 'invisible.xlsx', () => ledger(unitGrid({ 从业人员: '1\u200b2' }, { 单位名称: '示例\u202e公司有限' }))],
  [58, 'formula-name.xlsx', () => ledger(unitGrid({ 单位名称: "=cmd|'/c calc'!A1" }, { 单位名称: '<script>alert(1)</script>' }, { 单位名称: "'; DROP TABLE unit_quarter; --" }))],
  [59, 'dates.xlsx', () => ledger(unitGrid({ 登记日期: '45931' }, { 登记日期: '2025.3' }, { 登记日期: '民国99年1月2日' }))],
  [59, 'no-dates.xlsx', () => ledger(unitGrid({ 登记日期: '1900-01-00' }, { 登记日期: '2025-02-30' }, { 登记日期: '25.3.1' }))],
  [60, 'rare-characters.xlsx', () => ledger(unitGrid({ 单位名称: '䶮𠮷㐂商贸行' }, { 单位名称: '示例\uE000公司' }, { 单位名称: '示例\uFFFD公司' }))],
  [61, 'proto.xlsx', () => ledger(grid([...UNIT_HEADERS, '__proto__', 'constructor'], [UNIT]))],
  [62, 'pictures.xlsx', () => book(SHEETS, { extra: { 'xl/media/image1.png': 'x', 'xl/comments1.xml': '<comments/>', 'xl/externalLinks/externalLink1.xml': '<externalLink/>' } })],
  [62, 'macros.xlsm', () => book(SHEETS, { extra: { 'xl/vbaProject.bin': 'x' } })],
  [63, 'thousand-errors.xlsx', () => ledger(many(1100, () => ({ 从业人员: '3.5' })).map((row, at) => (at === 0 ? row : row.map((cell, column) => (column > STAFF + 10 || column === REGION + 1 ? '' : cell)))))],
];
