/** 数据质量: published figures against what their parts give, and who has reported. */
import { CHECKS, isCheckId } from '../../domain/checks/index.ts';
import { isLedgerCheckId, LEDGER_CHECKS } from '../../domain/checks/ledgers/index.ts';
import { SEVERITIES, VERDICTS, type Severity, type Verdict } from '../../domain/checks/verdicts.ts';
import { FIGURE_UNITS, type FigureUnit } from '../../domain/figures.ts';
import type { FindingRow, ObservationRow } from '../../reports/types.ts';
import type { Selection } from '../../../web/src/state/selection.ts';
import { countBars } from '../charts/counts.ts';
import { rankingChart } from '../charts/ranking.ts';
import { countColumn, part, rateCell, rateColumn, textColumn } from '../columns.ts';
import { footerOf } from '../footer.ts';
import type { Cell, Column, Sheet, SheetChart, Table } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { namesOf, nameOf, regionsAsked, type BuildSheet } from './build.ts';
import { MOST_ROWS } from './lists.ts';
import { said } from './said.ts';

const REGIONS = { zh: '个', en: 'regions' } as const;

const numberColumn = (id: string, zh: string, en: string, findings: readonly FindingRow[]): Column => ({
  id,
  label: { zh, en },
  kind: 'number',
  decimals: 2,
  unit: null,
  rowDecimals: findings.map(({ decimals }) => decimals),
});

/** Those of the address: all that have a problem, or those of one severity. */
const inSet = ({ severity }: FindingRow, set: Selection['findings']): boolean =>
  set === 'problems' ? severity !== 'NONE' : severity === set;

const unitWord = (unit: string | null, { lang }: Situation): string | null =>
  unit === null ? null : (FIGURE_UNITS[unit as FigureUnit]?.[lang] ?? unit);

const findingsTable = (findings: readonly FindingRow[], names: ReadonlyMap<string, string>, situation: Situation): Table => ({
  id: 'findings',
  title: { zh: '公布与重算', en: 'Published and recomputed' },
  note: { zh: '各地公布数字的核对，不限于本地区。', en: 'Published figures of all places, not of this region alone.' },
  columns: [
    textColumn('title', '标题', 'Title'),
    numberColumn('printed', '公布', 'Printed', findings),
    numberColumn('computed', '重算', 'Computed', findings),
    numberColumn('difference', '相差', 'Difference', findings),
    textColumn('unit', '单位', 'Unit'),
    textColumn('severity', '严重程度', 'Severity'),
    textColumn('verdict', '结论', 'Verdict'),
    textColumn('region', '地区', 'Region'),
    textColumn('explanation', '说明', 'Explanation'),
    textColumn('id', '编号', 'Id'),
  ],
  rows: findings.map((finding): readonly Cell[] => [
    finding.title,
    finding.printed,
    finding.computed,
    finding.difference,
    unitWord(finding.unit, situation),
    SEVERITIES[finding.severity as Severity][situation.lang],
    VERDICTS[finding.verdict as Verdict][situation.lang],
    finding.region === null ? null : (names.get(finding.region) ?? finding.region),
    situation.lang === 'zh' ? finding.explanation : finding.explanationEn,
    finding.id,
  ]),
});

/** What checks found in the submissions of the region and quarter. */
async function submittedFindings({ view, period, region, covered }: Situation): Promise<readonly FindingRow[]> {
  if (!covered || period === null) return [];
  const found = await view.findings({ region: region.code, period, ofSubmissions: true, problemsOnly: true, first: MOST_ROWS });
  return found.rows.map(({ node }) => node);
}

const checkWord = (check: string, { lang }: Situation): string =>
  isLedgerCheckId(check) ? LEDGER_CHECKS[check][lang] : isCheckId(check) ? CHECKS[check][lang] : check;

const submittedTable = (findings: readonly FindingRow[], names: ReadonlyMap<string, string>, situation: Situation): Table => ({
  id: 'submitted',
  title: { zh: '报送台账的核对', en: 'Submitted ledgers, checked' },
  note: { zh: '核对结论只作提示，不影响入库。', en: 'Nothing is refused because of what is found here.' },
  columns: [
    textColumn('region', '地区', 'Region'),
    textColumn('severity', '严重程度', 'Severity'),
    textColumn('verdict', '结论', 'Verdict'),
    textColumn('check', '核对方法', 'Check'),
    textColumn('explanation', '说明', 'Explanation'),
  ],
  rows: findings.map((finding): readonly Cell[] => [
    finding.region === null ? null : (names.get(finding.region) ?? finding.region),
    SEVERITIES[finding.severity as Severity][situation.lang],
    VERDICTS[finding.verdict as Verdict][situation.lang],
    checkWord(finding.check, situation),
    situation.lang === 'zh' ? finding.explanation : finding.explanationEn,
  ]),
});

const receiptTable = (rows: readonly ObservationRow[], names: ReadonlyMap<string, string>): Table => ({
  id: 'receipt',
  title: { zh: '报送', en: 'Submissions' },
  note: null,
  columns: [
    textColumn('code', '代码', 'Code'),
    textColumn('region', '地区', 'Region'),
    rateColumn('submission_received', 'rate', ['received', 'expected']),
    countColumn('received', { zh: '已报', en: 'Received' }, REGIONS),
    countColumn('expected', { zh: '应报', en: 'Expected' }, REGIONS),
    countColumn('onTime', { zh: '及时', en: 'On time' }, REGIONS),
    countColumn('accepted', { zh: '已审', en: 'Accepted' }, REGIONS),
    countColumn('carriedForward', { zh: '沿用上期', en: 'Carried forward' }, REGIONS),
  ],
  rows: rows.map(({ region, rate, receipt }): readonly Cell[] => [
    region,
    names.get(region) ?? region,
    rateCell(rate),
    part(rate, rate.numerator),
    part(rate, rate.denominator),
    ...[receipt.onTime, receipt.accepted, receipt.carriedForward].map((count): Cell =>
      rate.missing === 'NO_PERMISSION' ? { missing: rate.missing } : count,
    ),
  ]),
});

function severityBars(findings: readonly FindingRow[], situation: Situation): readonly SheetChart[] {
  const rows = (Object.keys(SEVERITIES) as Severity[]).map((severity) => ({
    name: SEVERITIES[severity][situation.lang],
    value: findings.filter((finding) => finding.severity === severity).length,
  }));
  return findings.length === 0
    ? []
    : countBars({
        id: 'severity',
        title: { zh: '核对结论（条）', en: 'Findings' },
        rows,
        unit: situation.lang === 'zh' ? '条' : 'findings',
      });
}

/** Those that have not all reported first. */
const receiptBars = (rows: readonly ObservationRow[], names: ReadonlyMap<string, string>, situation: Situation): readonly SheetChart[] =>
  rankingChart({
    indicator: 'submission_received',
    ranking: rows
      .toSorted((a, b) => (a.rate.value ?? Infinity) - (b.rate.value ?? Infinity))
      .map((observation) => ({ rank: null, of: rows.length, observation, interval: null, pointsPerUnit: null, move: null })),
    names,
    situation,
  }).map((chart) => ({ ...chart, id: 'receipt', title: { zh: '各地报送率（%）', en: 'Submissions received (%)' } }));

async function receiptsOf(situation: Situation): Promise<readonly ObservationRow[]> {
  const { view, period, region, covered } = situation;
  if (!covered || period === null) return [];
  const asked = { indicators: ['submission_received'] as const, periods: { only: [period] }, compare: false };
  const whole = await view.observations({ ...asked, regions: { codes: [region.code] } });
  return [...whole, ...(await view.observations({ ...asked, regions: regionsAsked(situation) }))];
}

/** On a region's slides stand its own findings; those of other places would speak against its title. */
async function slidesOf(
  { names, receipts }: { readonly names: ReadonlyMap<string, string>; readonly receipts: readonly Table[] },
  situation: Situation,
): Promise<NonNullable<Sheet['slides']>> {
  const { view, region, selection } = situation;
  const own = await view.findings({ region: region.code, ofSubmissions: false, first: MOST_ROWS });
  const findings = own.rows.map(({ node }) => node).filter((finding) => inSet(finding, selection.findings));
  return { tables: [...(findings.length === 0 ? [] : [{ ...findingsTable(findings, names, situation), note: null }]), ...receipts] };
}

export const qualitySheet: BuildSheet = async (situation) => {
  const { view, selection, covered } = situation;
  const all = await view.findings({ ofSubmissions: false, first: MOST_ROWS });
  const submitted = await submittedFindings(situation);
  const everything = all.rows.map(({ node }) => node);
  const findings = everything.filter((finding) => inSet(finding, selection.findings));
  const receipts = await receiptsOf(situation);
  const names = await namesOf(situation, [
    ...[...findings, ...submitted].flatMap(({ region }) => region ?? []),
    ...receipts.map(({ region }) => region),
  ]);
  const receiptTables = [
    ...(submitted.length === 0 ? [] : [submittedTable(submitted, names, situation)]),
    ...(receipts.length === 0 ? [] : [receiptTable(receipts, names)]),
  ];
  const subject = { zh: '数据质量', en: 'Data quality' };
  return {
    ...(covered
      ? await said(situation, { page: 'quality' }, subject)
      : {
          title: { zh: '公布数字的核对', en: 'Published figures, checked' },
          subtitle: { zh: `共核对 ${everything.length} 条勾稽关系`, en: `${everything.length} relations checked` },
          bullets: [],
        }),
    name: nameOf('quality', situation),
    charts: covered ? receiptBars(receipts.slice(1), names, situation) : severityBars(everything, situation),
    tables: [findingsTable(findings, names, situation), ...receiptTables],
    ...(covered ? { slides: await slidesOf({ names, receipts: receiptTables }, situation) } : {}),
    footer: footerOf({
      situation,
      stands: receipts[0] ?? null,
      basis: false,
      ...(covered ? {} : { sources: { zh: '公布数字及其出处', en: 'published figures and where they were printed' } }),
    }),
    answer: { findings, submitted, receipts },
  };
};
