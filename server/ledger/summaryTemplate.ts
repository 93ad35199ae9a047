/** The form of a summary return: a line a measure, what the region reported last beside it. */
import type { Db } from '../db/open.ts';
import { readRegions } from '../db/regions.ts';
import { findNewestSummary, findSummaryValues } from '../db/summaries.ts';
import { badInput } from '../domain/errors.ts';
import type { FormBook, FormColumn, FormSheet } from '../domain/formBook.ts';
import { asOfDate, shiftQuarter } from '../domain/period.ts';
import { NATION } from '../domain/region.ts';
import { lineIn, treeOn } from '../domain/regionTree.ts';
import { reaches, type Reach } from '../domain/sight.ts';
import { SUMMARY_MEASURES } from '../domain/summaries.ts';
import { writeFormTitle } from './formTitle.ts';
import type { TemplatePlace } from './ledgerTemplate.ts';

export interface SummaryTemplate {
  readonly book: FormBook;
  readonly name: string;
  /** Lines that hold a number of the quarter before. */
  readonly filled: number;
}

export const SUMMARY_SHEET = '汇总数';
const NEVER = { required: 'NEVER', fresh: false } as const;
const LONGEST = 100;

const COLUMNS: readonly FormColumn[] = [
  {
    key: 'measure',
    header: '指标代码',
    width: 30,
    rule: { is: 'text', longest: LONGEST },
    words: '指标的代码，请勿改动',
    required: 'ALWAYS',
    example: 'eligible_party__units',
    fresh: false,
  },
  {
    key: 'label',
    header: '指标',
    width: 44,
    rule: { is: 'text', longest: LONGEST },
    words: '指标的名称，请勿改动',
    example: '应建单位',
    ...NEVER,
  },
  { key: 'unit', header: '单位', width: 8, rule: { is: 'text', longest: 8 }, words: '计数的单位，请勿改动', example: '家', ...NEVER },
  { key: 'before', header: '上期数', width: 14, rule: { is: 'amount' }, words: '上期所报的数，供核对，不读取', example: '120', ...NEVER },
  {
    key: 'value',
    header: '本期数',
    width: 14,
    rule: { is: 'amount' },
    words: '本期末的数，不小于 0；不掌握的留空，不要填 0',
    required: 'NEVER',
    example: '123',
    fresh: true,
  },
];

async function valuesBefore(db: Db, { region, period }: TemplatePlace): Promise<ReadonlyMap<string, number>> {
  const last = await findNewestSummary(db, region, shiftQuarter(period, -1));
  if (last === undefined) return new Map();
  const values = await findSummaryValues(db, [last]);
  return new Map(values.map(({ measure, value }) => [measure, value]));
}

/**
 * @param seen where the numbers of the quarter before may be seen
 * @throws DomainError for a region that reports no totals
 */
export async function summaryTemplate(db: Db, ask: TemplatePlace, seen: Reach): Promise<SummaryTemplate> {
  const { region, period } = ask;
  const tree = treeOn(await readRegions(db), asOfDate(period));
  const place = tree.byCode.get(region);
  if (place === undefined || place.kind === 'PARK' || region === NATION)
    throw badInput(`「${region}」在 ${period} 不是可以汇总上报的地区：请填省、市、县或乡镇的行政区划代码。`);
  const before = reaches(seen, region) ? await valuesBefore(db, ask) : new Map<string, number>();
  const name = lineIn(tree, region)
    .toReversed()
    .slice(1)
    .map((code) => tree.byCode.get(code)?.name ?? code)
    .join('');
  const rows = SUMMARY_MEASURES.map(({ measure, label, unit }) => [measure, label.zh, unit.zh, before.get(measure) ?? null, null]);
  const sheet: FormSheet = {
    name: SUMMARY_SHEET,
    title: writeFormTitle({ name, region, period }, '汇总上报'),
    identity: 'measure',
    columns: COLUMNS,
    rows,
    room: rows.length,
  };
  const title = `${name} ${period} 汇总上报模板`;
  const notes = [
    { heading: '报送' },
    { term: '报送地区', text: `${name}（${region}）` },
    { term: '报告期', text: `${period}，数据截至 ${asOfDate(period)}` },
    { heading: '怎样填写' },
    { text: '在「本期数」一列填写；不掌握的留空，不要填 0。常用的指标在前。' },
    { text: '部分不能大于总数，如已建党组织的单位不能多于应建的单位。' },
    { text: '有台账时，汇总数与台账的差额会列为核对问题；没有台账时，以汇总数显示并注明，不加入上级的合计。' },
  ];
  return { book: { title, sheets: [sheet], lists: [], notes }, name, filled: before.size };
}
