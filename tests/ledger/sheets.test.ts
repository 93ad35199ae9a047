import { describe, expect, it } from 'vitest';
import type { Grid } from './fixtures.ts';
import {
  ORGANIZATION_HEADERS,
  UNIT,
  UNIT_HEADERS,
  codes,
  creditCode,
  csv,
  grid,
  messages,
  organizationGrid,
  readCsvs,
  readSheets,
  unitGrid,
} from './fixtures.ts';

const wide = (rows: Grid): Grid => rows.map((row) => [...row, ...Array.from({ length: UNIT_HEADERS.length - row.length }, () => '')]);

describe('the header of a sheet', () => {
  it('is found in row 3 under merged titles, and said', async () => {
    const reading = await readSheets([['附件2'], ['老城区两新组织台账(2025年第四季度) 单位:万元'], ...unitGrid({}, {})], undefined, {
      merges: { 两新组织: ['A1:AE1', 'A2:AE2'] },
    });
    expect(messages(reading.errors)).toBe('');
    expect(messages(reading.warnings)).toBe('两新组织第 3 行识别为表头');
    expect(reading.units).toHaveLength(2);
  });

  it('a title of 2025 Q3 in a ledger for 2025Q4 is an error', async () => {
    const reading = await readCsvs([...wide([['2025年第三季度台账']]), ...unitGrid({})]);
    expect(messages(reading.errors)).toBe('units.csv第 1 行:文件为 2025Q3,所选为 2025Q4。请改选报告期或更换文件');
  });

  it('takes synonyms, keys, notes in brackets, full-width and traditional characters, in any order', async () => {
    const headers = [
      '企业名称',
      '统一社会信用代码(18位)',
      'region_code',
      '单位类型*',
      '經營狀態',
      '从业人数（人）',
      '正 式 党 员 数',
      '年营业收入（万元）',
    ];
    const reading = await readCsvs([headers, ['示例公司', creditCode(1), '410302', '私企', '正常', '35', '4', '12.5']]);
    expect(messages(reading.errors)).toBe('');
    expect(reading.units[0]).toMatchObject({
      name: '示例公司',
      creditCode: creditCode(1),
      kind: 'PRIVATE_ENTERPRISE',
      staff: 35,
      fullMembers: 4,
      revenueWan: 12.5,
      womenStaff: null,
    });
  });

  it('two rows of header are read as one: 党员 over 正式 and 预备', async () => {
    const upper = ['统一社会信用代码', '单位名称', '行政区划代码', '单位类别', '经营状态', '从业人员', '', '党员', ''];
    const lower = ['', '', '', '', '', '总数', '女', '正式', '预备'];
    const row = [creditCode(1), '示例公司', '410302', '私营企业', '正常经营', '35', '12', '4', '1'];
    const reading = await readCsvs([upper, lower, row]);
    expect(messages(reading.errors)).toBe('');
    expect(reading.units[0]).toMatchObject({ staff: 35, womenStaff: 12, fullMembers: 4, probationaryMembers: 1 });
  });

  it('two rows of header merged across and down in a workbook are read as one', async () => {
    const upper = ['统一社会信用代码', '单位名称', '行政区划代码', '单位类别', '经营状态', '从业人员', '', '党员', ''];
    const lower = ['', '', '', '', '', '总数', '女', '正式', '预备'];
    const row = [creditCode(1), '示例公司', '410302', '私营企业', '正常经营', '35', '12', '4', '1'];
    const merges = { 两新组织: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:D2', 'E1:E2', 'F1:G1', 'H1:I1'] };
    const reading = await readSheets([upper, lower, row], undefined, { merges });
    expect(messages(reading.errors)).toBe('');
    expect(reading.units[0]).toMatchObject({ staff: 35, womenStaff: 12, fullMembers: 4, probationaryMembers: 1 });
  });

  it('a key row, a row of column numbers and a header that comes again are skipped and told', async () => {
    const keys = ['credit_code', ...UNIT_HEADERS.slice(1)];
    const numbers = UNIT_HEADERS.map((_, at) => String(at + 1));
    const [head, first, second] = unitGrid({}, {}) as [Grid[0], Grid[0], Grid[0]];
    const reading = await readCsvs([head, keys, numbers, first, head, second]);
    expect(messages(reading.errors)).toBe('');
    expect(reading.units).toHaveLength(2);
    expect(codes(reading.warnings)).toEqual(['REPEATED_HEADER', 'NUMBERING_ROW', 'REPEATED_HEADER']);
    expect(reading.warnings.map((problem) => problem.row)).toEqual([2, 3, 5]);
  });

  it('a missing required column is named with the columns that were found', async () => {
    const headers = ['单位名称', '行政区划代码', '单位类别', '经营状态', '从业人员', '正式党员'];
    expect(messages((await readCsvs(grid(headers, [UNIT]))).errors)).toBe(
      'units.csv缺少必填列:统一社会信用代码。已识别的列:单位名称、行政区划代码、单位类别、经营状态、从业人员、正式党员',
    );
  });

  it('a column that stands there twice is refused with both letters', async () => {
    const twice = await readCsvs(grid([...UNIT_HEADERS, '从业人员'], [UNIT]));
    expect(messages(twice.errors)).toBe('units.csv:"从业人员"出现两次(K 列、AF 列),请删除或改名');
    const synonym = await readCsvs(grid([...UNIT_HEADERS, '职工数'], [UNIT]));
    expect(messages(synonym.errors)).toBe('units.csv:"从业人员"和"职工数"是同一列的两种写法(K 列、AF 列),请删除或改名');
  });

  it('revenue headed in 元 is refused, not taken for 万元', async () => {
    const headers = UNIT_HEADERS.map((header) => (header.startsWith('年营业收入') ? '年营业收入(元)' : header));
    expect(messages((await readCsvs(grid(headers, [UNIT]))).errors)).toContain('units.csv M 列的标题为"年营业收入(元)",而本列以万元为单位');
  });

  it('no header within 20 rows is refused', async () => {
    expect(
      codes(
        (
          await readCsvs([
            ['a', 'b'],
            ['1', '2'],
          ])
        ).errors,
      ),
    ).toEqual(['NO_HEADER']);
  });

  it('a header alone is «no rows», never an import of 0; no organizations are no error', async () => {
    expect(messages((await readCsvs(unitGrid())).errors)).toBe('units.csv:文件中没有数据行');
    expect(messages((await readCsvs(unitGrid({}), organizationGrid())).errors)).toBe('');
  });

  it('__proto__ and constructor are plain unknown columns', async () => {
    const reading = await readCsvs(grid([...UNIT_HEADERS, '__proto__', 'constructor'], [{ ...UNIT, constructor: 'x' }]));
    expect(reading.unknownColumns).toEqual(['__proto__', 'constructor']);
    expect(messages(reading.warnings)).toBe('units.csv:以下列未导入:__proto__、constructor');
    expect(Object.keys(reading.units[0] ?? {})).not.toContain('constructor');
  });
});

describe('columns that hold persons', () => {
  it('are dropped and reported; no value of them is kept or shown', async () => {
    const persons = ['法定代表人', '联系电话', '身份证号', '书记姓名', '联系人手机', '党建指导员'];
    const values = ['张三', '13812345678', '11010519491231002X', '李四', '13900001111', '王五'];
    const rows = unitGrid({}, { 从业人员: '不知道' }).map((row, at) => [...row, ...(at === 0 ? persons : values)]);
    const reading = await readCsvs(rows);
    expect(reading.droppedColumns).toEqual(persons);
    expect(messages(reading.warnings)).toContain(
      '列"法定代表人""联系电话""身份证号""书记姓名""联系人手机""党建指导员"属个人信息,已忽略,未保存',
    );
    expect(reading.errors).toHaveLength(1);
    for (const value of values) expect(JSON.stringify(reading)).not.toContain(value);
  });

  it('counts of instructors, and where a secretary comes from, are no persons', async () => {
    const reading = await readCsvs(unitGrid({ 党建指导员数: '2' }), organizationGrid({ 书记来源: '选派' }));
    expect(reading.droppedColumns).toEqual([]);
    expect([reading.units[0]?.instructors, reading.organizations[0]?.secretarySource]).toEqual([2, 'SELECTED']);
  });
});

describe('rows that are no units', () => {
  it('totals and footers are skipped and reported by row, their values kept nowhere', async () => {
    const [head, first, second] = unitGrid({}, {}) as [Grid[0], Grid[0], Grid[0]];
    const rows = wide([
      head,
      first,
      ['小计', '', '', '', '', '', '', '', '', '', '35'],
      [],
      second,
      ['合  计', '', '', '', '', '', '', '', '', '', '70'],
      ['', '总计'],
      ['填表人:赵六', '', '联系电话:13812345678'],
    ]);
    const reading = await readCsvs(rows);
    expect(messages(reading.errors)).toBe('');
    expect(reading.units).toHaveLength(2);
    expect(reading.warnings.map(({ row, code }) => [row, code])).toEqual([
      [3, 'TOTAL_ROW'],
      [6, 'TOTAL_ROW'],
      [7, 'TOTAL_ROW'],
      [8, 'FOOTER_ROW'],
    ]);
    expect(JSON.stringify(reading)).not.toContain('赵六');
  });

  it('an accounting firm is a unit, not a total', async () => {
    const reading = await readCsvs(unitGrid({ 单位名称: '示例会计师事务所' }, { 单位名称: '总计划咨询公司' }));
    expect(reading.units.map((unit) => unit.name)).toEqual(['示例会计师事务所', '总计划咨询公司']);
  });

  it('10,000 blank rows are skipped without a word', async () => {
    const [head, first] = unitGrid({}) as [Grid[0], Grid[0]];
    const reading = await readCsvs(`${csv([head, first])}${`${','.repeat(30)}\r\n`.repeat(10_000)}`);
    expect([reading.units.length, reading.errors.length, reading.warnings.length]).toEqual([1, 0, 0]);
  });
});

describe('rules between rows', () => {
  it('the same code with the same values is kept once and told with its rows', async () => {
    const reading = await readCsvs(unitGrid({}, {}, { 统一社会信用代码: creditCode(1) }));
    expect(messages(reading.errors)).toBe('');
    expect(reading.units).toHaveLength(2);
    expect(messages(reading.warnings)).toBe('units.csv第 4 行 A 列"统一社会信用代码":第 2、4 行重复,保留一行');
  });

  it('the same code with other values is an error that names the other row', async () => {
    const reading = await readCsvs(unitGrid({}, { 统一社会信用代码: creditCode(1), 从业人员: '36' }));
    expect(messages(reading.errors)).toBe(
      `units.csv第 3 行 A 列"统一社会信用代码":"${creditCode(1)}"与第 2 行相同,而内容不同。每个统一社会信用代码只保留一行`,
    );
    const twice = await readCsvs(unitGrid({}), organizationGrid({}, { 组织代码: 'D-1', 组织名称: '示例二支部' }));
    expect(codes(twice.errors)).toEqual(['DUPLICATE_DIFFERENT']);
  });

  it('a unit may name an organization of the other sheet or one already submitted, of the right subject', async () => {
    const reading = await readCsvs(
      unitGrid({ 党组织代码: 'D-1' }, { 党组织代码: 'D-ELSEWHERE' }, { 妇女组织代码: 'D-1' }, { 团组织代码: 'D-77' }),
    );
    expect(reading.errors.map(({ row, code }) => [row, code])).toEqual([
      [4, 'ORGANIZATION_SUBJECT'],
      [5, 'ORGANIZATION_UNKNOWN'],
    ]);
  });

  it('an organization whose own row is wrong is not called unknown a second time', async () => {
    const reading = await readCsvs(unitGrid({ 党组织代码: 'D-1' }), organizationGrid({ 类别: '什么' }));
    expect(codes(reading.errors)).toEqual(['UNKNOWN_WORD']);
  });

  it('a column that Party rows need and the file lacks is told once, not 50 times', async () => {
    const rows = grid(
      ORGANIZATION_HEADERS.filter((header) => header !== '党课'),
      Array.from({ length: 50 }, (_, at) => ({
        组织代码: `D-${at}`,
        组织名称: '示例',
        类别: '党组织',
        组织形式: '党支部',
        组建方式: '单独',
        行政区划代码: '410302',
        成立日期: '2016-01-02',
        书记来源: '高管',
        党员大会: '1',
        支委会: '1',
        党小组会: '1',
        主题党日月数: '1',
      })),
    );
    const reading = await readCsvs(unitGrid({}), rows);
    expect(messages(reading.errors)).toBe('organizations.csv第 2 行"党课":缺少此列,类别为党组织的组织都要填写。请在表头中补充此列');
  });
});
