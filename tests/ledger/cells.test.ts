import { describe, expect, it } from 'vitest';
import { codes, messages, organizationGrid, readCsvs, readSheets, unitGrid } from './fixtures.ts';
import type { RawCell } from './rawXlsx.ts';

/** Header, what stands in the cell, what is read; and the code of the warning, if any. */
// prettier-ignore
const READ: readonly (readonly [header: string, cell: RawCell, key: string, value: string | number | boolean | null, warning?: string])[] = [
  ['从业人员', '2 162', 'staff', 2162],
  ['从业人员', '2,162', 'staff', 2162],
  ['从业人员', '2，162', 'staff', 2162],
  ['从业人员', ' 35 ', 'staff', 35],
  ['从业人员', '１２３', 'staff', 123, 'CONVERTED'],
  ['从业人员', '1.2万', 'staff', 12000, 'CONVERTED'],
  ['从业人员', '1.15万', 'staff', 11500, 'CONVERTED'],
  ['从业人员', '35人', 'staff', 35, 'CONVERTED'],
  ['从业人员', '35 名', 'staff', 35, 'CONVERTED'],
  ['从业人员', '35.0', 'staff', 35],
  ['女从业人员', '—', 'womenStaff', null, 'BLANK_MARK'],
  ['女从业人员', '无', 'womenStaff', null, 'BLANK_MARK'],
  ['女从业人员', 'N/A', 'womenStaff', null, 'BLANK_MARK'],
  ['女从业人员', '   ', 'womenStaff', null],
  ['年营业收入(万元)', '1,234.5', 'revenueWan', 1234.5],
  ['年营业收入(万元)', '350万元', 'revenueWan', 350, 'CONVERTED'],
  ['年营业收入(万元)', '3.5亿元', 'revenueWan', 35000, 'CONVERTED'],
  ['登记日期', '2015/3/4', 'registeredOn', '2015-03-04'],
  ['登记日期', '2015.3.4', 'registeredOn', '2015-03-04'],
  ['登记日期', '2015年3月4日', 'registeredOn', '2015-03-04'],
  ['登记日期', '20150304', 'registeredOn', '2015-03-04'],
  ['登记日期', '2015-03-04 00:00:00', 'registeredOn', '2015-03-04'],
  ['登记日期', '45931', 'registeredOn', '2025-10-01', 'CONVERTED'],
  ['登记日期', '2015年3月', 'registeredOn', '2015-03-01', 'CONVERTED'],
  ['登记日期', '民国104年3月4日', 'registeredOn', '2015-03-04', 'CONVERTED'],
  ['固定场所', '有', 'hasPremises', true],
  ['固定场所', '√', 'hasPremises', true],
  ['固定场所', '1', 'hasPremises', true],
  ['固定场所', '×', 'hasPremises', false],
  ['固定场所', '0', 'hasPremises', false],
  ['固定场所', '无', 'hasPremises', false],
  ['单位类别', '民办非企业单位', 'kind', 'SOCIAL_SERVICE'],
  ['单位类别', 'PRIVATE_ENTERPRISE', 'kind', 'PRIVATE_ENTERPRISE'],
  ['单位类别', '私營企業', 'kind', 'PRIVATE_ENTERPRISE'],
  ['单位类别', '港澳台商投资企业', 'kind', 'HMT_ENTERPRISE'],
  ['行业门类', 'C', 'industry', 'C'],
  ['行业门类', '制造业', 'industry', 'C'],
  ['行业门类', 'C 制造业', 'industry', 'C'],
  ['行业门类', '农,林,牧,渔业', 'industry', 'A'],
  ['经营状态', ' 正常 ', 'status', 'OPERATING'],
  ['隶属', '行业/市场监管', 'management', 'INDUSTRY'],
  ['未建原因', '规模小', 'reason', 'TOO_SMALL'],
  ['园区代码', 'p41030201', 'park', 'P41030201'],
  ['党组织代码', 'D-ELSEWHERE', 'partyOrg', 'D-ELSEWHERE'],
  ['统一社会信用代码', "'91410302ma4100001g", 'creditCode', '91410302MA4100001G', 'CREDIT_CODE_TIDIED'],
  ['统一社会信用代码', '9141 0302 MA41 0000 1G', 'creditCode', '91410302MA4100001G', 'CREDIT_CODE_TIDIED'],
  ['单位名称', '示例（洛阳）𠮷野家', 'name', '示例（洛阳）𠮷野家'],
  ['单位名称', '示例\u200B\u202E公司', 'name', '示例公司'],
  ['单位名称', "'=cmd|'/c calc'!A1", 'name', "=cmd|'/c calc'!A1"],
  ['单位名称', '<script>alert(1)</script>', 'name', '<script>alert(1)</script>'],
  ['单位名称', "'; DROP TABLE units; --", 'name', "'; DROP TABLE units; --"],
  ['单位名称', '示例\uFFFD公司', 'name', '示例\uFFFD公司', 'ODD_CHARACTERS'],
];

describe('a cell of a unit', () => {
  const cases = READ.map(([header, cell, key, value, warning]) => ({ header, cell, key, value, warning }));
  it.each(cases)('$header «$cell» is read as $key = $value', async ({ header, cell, key, value, warning }) => {
    const reading = await readCsvs(unitGrid({ [header]: cell }));
    expect(messages(reading.errors)).toBe('');
    expect((reading.units[0] as unknown as Record<string, unknown>)[key]).toStrictEqual(value);
    const told = codes(reading.warnings).filter((code) => /^(CONVERTED|BLANK_MARK|CREDIT_CODE_TIDIED|ODD_CHARACTERS)$/.test(code));
    expect(told).toEqual(warning === undefined ? [] : [warning]);
  });
});

/** Header, cell, column letter, code of the error, what the message must say. */
// prettier-ignore
const WRONG: readonly (readonly [header: string, cell: string, letter: string, code: string, said: string])[] = [
  ['统一社会信用代码', '9.14103E+17', 'A', 'SCIENTIFIC_CODE', '代码被 Excel 转成科学计数法,末尾数字已经丢失。请将该列设为"文本"后重新粘贴'],
  ['统一社会信用代码', '91410302MA4100001', 'A', 'CREDIT_CODE_LENGTH', '有 17 位,应为 18 位'],
  ['统一社会信用代码', '410302000012345', 'A', 'CREDIT_CODE_LENGTH', '疑似旧的 15 位注册号'],
  ['统一社会信用代码', '12345678-9', 'A', 'CREDIT_CODE_LENGTH', '18 位统一社会信用代码'],
  ['统一社会信用代码', '91410302MA41O0001X', 'A', 'CREDIT_CODE_ALPHABET', '含字母 O(代码中不使用),是否为 0?'],
  ['统一社会信用代码', '11010519491231002X', 'A', 'PERSONAL_NUMBER', '疑似身份证号,系统不保存个人信息'],
  ['统一社会信用代码', '', 'A', 'REQUIRED', '为必填项,不能为空'],
  ['单位名称', 'XX', 'B', 'PLACEHOLDER', '是占位符'],
  ['单位名称', '***', 'B', 'PLACEHOLDER', '是占位符'],
  ['单位名称', '无', 'B', 'REQUIRED', '为必填项'],
  ['单位名称', '张三 13812345678', 'B', 'PERSONAL_NUMBER', '疑似手机号'],
  ['单位名称', '长'.repeat(101), 'B', 'TOO_LONG', '有 101 个字符,最多 100 个'],
  ['单位名称', '长'.repeat(40_000), 'B', 'CELL_TOO_LONG', '超过长度上限'],
  ['行政区划代码', '410303', 'C', 'REGION_OUTSIDE', '不在您的填报范围(410302)'],
  ['行政区划代码', '思明区', 'C', 'REGION_CODE', '是否为:410302 老城区?'],
  ['园区代码', 'P99', 'D', 'PARK_UNKNOWN', '不是已知的园区代码'],
  ['单位类别', '国有企业', 'E', 'UNKNOWN_WORD', '可填:私营企业、港澳台商投资企业'],
  ['登记日期', '2026-02-30', 'G', 'NO_SUCH_DAY', '是不存在的日期'],
  ['登记日期', '1900-01-00', 'G', 'NO_SUCH_DAY', '是不存在的日期'],
  ['登记日期', '15.3.4', 'G', 'TWO_DIGIT_YEAR', '年份只有两位'],
  ['登记日期', '去年', 'G', 'NOT_A_DATE', '请按 2025-10-01 的格式填写'],
  ['投产日期', '2026-01-01', 'H', 'DATE_AFTER_PERIOD', '晚于报告期末 2025-12-31'],
  ['固定场所', '大概有', 'J', 'NOT_A_FLAG', '请填 是 或 否'],
  ['从业人员', '', 'K', 'REQUIRED', '为必填项'],
  ['从业人员', '暂无', 'K', 'REQUIRED', '为必填项'],
  ['从业人员', '-12', 'K', 'NEGATIVE', '不能为负数'],
  ['从业人员', '－12', 'K', 'NEGATIVE', '不能为负数'],
  ['从业人员', '(1,234)', 'K', 'NEGATIVE', '不能为负数'],
  ['从业人员', '3.5', 'K', 'NOT_WHOLE', '必须为整数'],
  ['从业人员', '三十', 'K', 'NOT_A_NUMBER', '不是有效数字'],
  ['从业人员', '1e999', 'K', 'NOT_A_NUMBER', '不是有效数字'],
  ['从业人员', '0x1F', 'K', 'NOT_A_NUMBER', '不是有效数字'],
  ['从业人员', 'Infinity', 'K', 'NOT_A_NUMBER', '不是有效数字'],
  ['从业人员', '12%', 'K', 'PERCENT', '是百分数,而本列填数量'],
  ['从业人员', '1,23', 'K', 'NOT_A_NUMBER', '不是有效数字'],
  ['从业人员', '1234567890123456', 'K', 'PRECISION', '超出精度'],
  ['从业人员', '9999999999', 'K', 'OUT_OF_RANGE', '超出范围'],
  ['从业人员', '35元', 'K', 'WRONG_UNIT', '所带单位与本列不符'],
  ['从业人员', '#REF!', 'K', 'EXCEL_ERROR', '为 Excel 错误值 #REF!'],
  ['从业人员', '1\u00002', 'K', 'NUL_CHARACTER', '含有空字符'],
  ['女从业人员', '36', 'L', 'PART_EXCEEDS_WHOLE', '36 大于"从业人员" 35'],
  ['工会会员数', '36', 'T', 'PART_EXCEEDS_WHOLE', '36 大于"从业人员" 35'],
  ['党组织代码', 'D-9', 'AA', 'ORGANIZATION_UNKNOWN', '在党群组织表中没有对应的组织'],
  ['工会代码', 'D-1', 'AB', 'ORGANIZATION_SUBJECT', '是党组织,不是工会'],
];

describe('a wrong cell of a unit', () => {
  const cases = WRONG.map(([header, cell, letter, code, said]) => ({ header, cell, letter, code, said, shown: cell.slice(0, 24) }));
  it.each(cases)('$header «$shown» is the error $code in column $letter', async ({ header, cell, letter, code, said }) => {
    const reading = await readCsvs(unitGrid({}, { [header]: cell }, {}));
    expect(codes(reading.errors)).toEqual([code]);
    expect(reading.errors[0]).toMatchObject({ sheet: 'units.csv', row: 3, column: letter, header, severity: 'error' });
    expect(reading.errors[0]?.message).toContain(said);
    expect(reading.errors[0]?.message).toContain('units.csv第 3 行');
    expect(reading.units).toHaveLength(2);
  });

  it('a person number never enters a message whole', async () => {
    const reading = await readCsvs(unitGrid({ 统一社会信用代码: '11010519491231002X' }, { 单位名称: '电话13812345678' }));
    expect(reading.errors).toHaveLength(2);
    expect(JSON.stringify(reading)).not.toContain('19491231');
    expect(JSON.stringify(reading)).not.toContain('13812345678');
    expect(reading.errors[0]?.value).toBe('110*************2X');
  });

  it('a wrong check character is kept with a warning that names the right one', async () => {
    const reading = await readCsvs(unitGrid({ 统一社会信用代码: '91410302MA41000010' }));
    expect(codes(reading.errors)).toEqual([]);
    expect(messages(reading.warnings)).toContain('校验位不符(应为 G)');
    expect(reading.units[0]?.creditCode).toBe('91410302MA41000010');
  });

  it('40 members of 35 staff is a warning, not an error', async () => {
    const reading = await readCsvs(unitGrid({ 正式党员: '30', 预备党员: '10' }));
    expect(codes(reading.errors)).toEqual([]);
    expect(messages(reading.warnings)).toContain('党员合计 40 人,多于从业人员 35 人');
  });
});

// prettier-ignore
const WRONG_ORGANIZATION: readonly (readonly [header: string, cell: RawCell, letter: string, code: string, said: string])[] = [
  ['组织形式', '基层工会', 'D', 'FORM_SUBJECT', '不是党组织的组织形式。可填:党委、党总支、党支部、联合党支部'],
  ['书记来源', '', 'J', 'REQUIRED', '类别为党组织时必填'],
  ['党课', '', 'O', 'REQUIRED', '类别为党组织时必填'],
  ['成立日期', '', 'G', 'REQUIRED', '为必填项'],
  ['成立日期', '2026-01-01', 'G', 'DATE_AFTER_PERIOD', '晚于报告期末'],
  ['任期(年)', '6', 'I', 'OUT_OF_RANGE', '应在 1 到 5 之间'],
  ['主题党日月数', '4', 'P', 'OUT_OF_RANGE', '应在 0 到 3 之间'],
  ['六有达标项数', '7', 'AB', 'OUT_OF_RANGE', '应在 0 到 6 之间'],
  ['组织代码', 'D'.repeat(33), 'A', 'TOO_LONG', '最多 32 个'],
];

describe('a wrong cell of an organization', () => {
  it.each(WRONG_ORGANIZATION)('%s «%s» is an error in column %s: %s', async (header, cell, letter, code, said) => {
    const reading = await readCsvs(unitGrid({}), organizationGrid({}, { [header]: cell }));
    expect(codes(reading.errors)).toEqual([code]);
    expect(reading.errors[0]).toMatchObject({ sheet: 'organizations.csv', row: 3, column: letter, header });
    expect(reading.errors[0]?.message).toContain(said);
  });

  it('a union needs its four fields and none of the Party', async () => {
    const union = { 类别: '工会', 组织形式: '基层工会', 书记来源: '', 党员大会: '', 支委会: '', 党小组会: '', 党课: '', 主题党日月数: '' };
    const without = await readCsvs(unitGrid({}), organizationGrid(union));
    expect(without.errors.map((problem) => problem.header)).toEqual(['职代会次数', '集体合同', '双亮', '会员评家']);
    const complete = await readCsvs(
      unitGrid({}),
      organizationGrid({ ...union, 职代会次数: '1', 集体合同: '是', 双亮: '否', 会员评家: '是' }),
    );
    expect(messages(complete.errors)).toBe('');
  });

  it('5 issues resolved of 3 found is a warning: older ones may be resolved later', async () => {
    const reading = await readCsvs(unitGrid({}), organizationGrid({ 查找问题数: '3', 解决问题数: '5' }));
    expect(codes(reading.errors)).toEqual([]);
    expect(messages(reading.warnings)).toContain('5 大于"查找问题数" 3');
  });
});

describe('a cell of a workbook', () => {
  it('a serial date, a number, a formula and a boolean are read by their values', async () => {
    const reading = await readSheets(
      unitGrid({
        登记日期: { v: 42067 },
        从业人员: { v: 35, f: 'SUM(A1:A2)' },
        年营业收入: '',
        '年营业收入(万元)': { v: '0.30000000000000004' },
        固定场所: { t: 'b', v: 1 },
        行政区划代码: { v: 410302 },
      }),
    );
    expect(messages(reading.errors)).toBe('');
    expect(reading.units[0]).toMatchObject({ registeredOn: '2015-03-04', staff: 35, revenueWan: 0.3, hasPremises: true, region: '410302' });
    expect(messages(reading.warnings)).toBe('两新组织 K 列"从业人员"有 1 个公式,已取其计算结果,首个在第 2 行');
  });

  it('a count that the sheet shows as 2026-03-05 is an error that says so, by either kind of date format, and 35 with a unit in its format is 35', async () => {
    const formats = ['yyyy"年"m"月"d"日"', '0" days"', '[Red]#,##0_d;General'];
    const dated = (s: number) => readSheets(unitGrid({ 从业人员: { s, v: 46086 } }), undefined, { formats });
    for (const style of [0, 3])
      expect(messages((await dated(style)).errors)).toBe(
        '两新组织第 2 行 K 列"从业人员":"2026-03-05"是日期,不是数字(可能由"3-5"之类的内容自动转成)。请将单元格格式设为"常规"后重新填写数字',
      );
    for (const style of [1, 2]) expect((await dated(style)).units[0]?.staff).toBe(46086);
    const day = await readSheets(unitGrid({ 登记日期: { s: 0, v: 42067 } }), undefined, { formats });
    expect([messages(day.errors), day.units[0]?.registeredOn]).toEqual(['', '2015-03-04']);
  });

  it('a workbook that counts days from 1904 gives the same day', async () => {
    const reading = await readSheets(unitGrid({ 登记日期: { v: 42067 - 1462 } }), undefined, { date1904: true });
    expect(reading.units[0]?.registeredOn).toBe('2015-03-04');
  });

  // prettier-ignore
  const BAD: readonly (readonly [string, string, RawCell, string, string])[] = [
    ['an error value', '从业人员', { t: 'e', v: '#DIV/0!' }, 'EXCEL_ERROR', '两新组织第 2 行 K 列"从业人员"为 Excel 错误值 #DIV/0!'],
    ['a formula without a result', '从业人员', { v: '', f: '1+1' }, 'FORMULA_WITHOUT_RESULT', '公式没有保存计算结果'],
    ['a code kept as a number', '统一社会信用代码', { v: '9.1410302000012301E+17' }, 'SCIENTIFIC_CODE', '末尾数字已经丢失'],
    ['a year as a date', '登记日期', { v: 2015 }, 'NOT_A_DATE', '不是日期'],
    ['a negative number', '从业人员', { v: -3 }, 'NEGATIVE', '不能为负数'],
    ['a boolean as a count', '从业人员', { t: 'b', v: 1 }, 'NOT_A_NUMBER', '不是有效数字'],
  ];
  it.each(BAD)('%s is an error', async (_, header, cell, code, said) => {
    const reading = await readSheets(unitGrid({ [header]: cell }));
    expect(codes(reading.errors)).toEqual([code]);
    expect(reading.errors[0]?.message).toContain(said);
  });

  it('a region merged over three rows is filled down and told; merged staff is an error', async () => {
    const rows = unitGrid({}, { 行政区划代码: '' }, { 行政区划代码: '' });
    const filled = await readSheets(rows, undefined, { merges: { 两新组织: ['C2:C4'] } });
    expect(messages(filled.errors)).toBe('');
    expect(filled.units.map((unit) => unit.region)).toEqual(['410302001', '410302001', '410302001']);
    expect(messages(filled.warnings)).toContain('有 2 个合并单元格,已按首格向下填充,首个在第 3 行');
    const merged = await readSheets(unitGrid({}, { 从业人员: '' }), undefined, { merges: { 两新组织: ['K2:K3'] } });
    expect(messages(merged.errors)).toBe('两新组织第 3 行 K 列"从业人员"是合并单元格的一部分。请取消合并,逐行填写');
  });
});
