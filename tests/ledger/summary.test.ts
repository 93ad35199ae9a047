import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summaryProblems } from '../../server/ledger/sendSummary.ts';
import { openSource } from '../../server/ledger/source.ts';
import { readSummary, type SummaryReading } from '../../server/ledger/summary.ts';
import { csv, folder, type Grid } from './fixtures.ts';
import { rawWorkbook } from './rawXlsx.ts';

const SCOPE = { region: '410302', period: '2026Q3' } as const;
const HEAD = ['行政区划代码', '报告期', '指标', '数值'];
const UNITS = '正常经营：单位数';
const SOLE = '正常经营：单独组建党组织的单位';
const JOINT = '正常经营：联合组建党组织的单位';

async function read(name: string, bytes: string | Buffer): Promise<SummaryReading> {
  const path = join(await folder(), name);
  await writeFile(path, bytes);
  const source = openSource(path, name);
  try {
    return await readSummary([{ name, source }], SCOPE);
  } finally {
    source.close();
  }
}
const row = (measure: string, value: string, region = '410302', period = '2026Q3'): string[] => [region, period, measure, value];
const readRows = (rows: Grid): Promise<SummaryReading> => read('summary.csv', csv([HEAD, ...rows]));

describe('totals as regions send them', () => {
  it('reads 1,240 units, 62 with organizations of their own and 1.2万 members of staff by label or key, from CSV', async () => {
    const { values, problems } = await readRows([
      row(UNITS, '1,240', '410302', '2026年三季度'),
      row('in_operating__party_sole', '62'),
      row('正常经营：从业人员', '1.2万', '', ''),
      row(JOINT, ''),
    ]);
    expect(problems).toEqual([]);
    expect(values).toEqual([
      { measure: 'in_operating__units', value: 1240 },
      { measure: 'in_operating__party_sole', value: 62 },
      { measure: 'in_operating__staff', value: 12000 },
    ]);
  });

  it('reads the sheet 汇总上报 of a workbook, numeric cells and a fraction of a yuan among them', async () => {
    const grid: Grid = [['附件2 汇总上报表'], HEAD, row(UNITS, '30'), ['410302', '2026Q3', '活动经费', { t: 'n', v: 1234.5 }]];
    const { values, problems } = await read('汇总.xlsx', rawWorkbook({ 说明: [['请填写']], 汇总上报: grid }));
    expect(problems.filter((one) => one.severity === 'error')).toEqual([]);
    expect(values).toEqual([
      { measure: 'in_operating__units', value: 30 },
      { measure: 'funds', value: 1234.5 },
    ]);
  });

  it('refuses 41 built of 30, naming row, column and both numbers', async () => {
    const { values, problems } = await readRows([row(UNITS, '30'), row(SOLE, '40'), row(JOINT, '1')]);
    expect(values).toEqual([]);
    expect(problems).toEqual([
      expect.objectContaining({ severity: 'error', code: 'PART_EXCEEDS_WHOLE', row: 3, column: 'D', header: '数值', value: '41' }),
    ]);
    expect(problems[0]?.message).toContain('41 > 正常经营：单位数 30');
  });

  it.each([
    [row(UNITS, '12.5'), 'NOT_WHOLE', '必须为整数'],
    [row(UNITS, '-3'), 'NEGATIVE', '不能为负数'],
    [row(UNITS, '约三十'), 'NOT_A_NUMBER', '不是有效数字'],
    [row('党员大会', '3'), 'UNKNOWN_WORD', '不是可以汇总上报的指标'],
    [row(UNITS, '30', '410303'), 'REGION_OUTSIDE', '410303'],
    [row(UNITS, '30', '410302', '2026Q2'), 'WRONG_PERIOD', '文件为 2026Q2,所选为 2026Q3'],
  ])('says what is wrong with %j', async (cells, code, words) => {
    const { values, problems } = await readRows([cells]);
    expect(values).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ code, row: 2, severity: 'error' })]);
    expect(problems[0]?.message).toContain(words);
  });

  it('takes no two numbers for one total, and no file without any', async () => {
    const twice = await readRows([row(UNITS, '30'), row(UNITS, '31')]);
    expect(twice.problems.map((one) => [one.code, one.row])).toEqual([['DUPLICATE_DIFFERENT', 3]]);
    const none = await readRows([row(UNITS, ''), row(SOLE, '')]);
    expect(none.problems.map((one) => one.code)).toEqual(['NO_ROWS']);
    expect((await readSummary([], SCOPE)).problems[0]?.message).toContain('收到 0 个');
  });

  it('finds the same faults in totals that come without a file', () => {
    const of = (measure: string, value: number) => ({ measure, value });
    expect(summaryProblems([of('in_operating__units', 30), of('in_operating__party_sole', 41)])[0]).toContain('41 > 正常经营：单位数 30');
    expect(summaryProblems([of('nothing', 1), of('in_operating__units', -1), of('in_operating__units', 1.5)])).toHaveLength(4);
    expect(summaryProblems([of('issues_found', 3), of('issues_resolved', 5), of('funds', 0.5)])).toEqual([]);
  });
});
