/** 应建未建: which part lacks most units, and the units themselves with their reasons. */
import { isRefused } from '../../domain/analysis/refusal.ts';
import { GAP_REASONS, INDUSTRIES, SCALES, UNIT_KINDS, UNIT_STATUSES } from '../../domain/units.ts';
import { SUBJECTS } from '../../domain/organizations.ts';
import type { Quarter } from '../../domain/period.ts';
import type { GapAnswer } from '../../reports/analysisTypes.ts';
import type { UnitRow, UnitsAsk } from '../../reports/unitTypes.ts';
import type { Page } from '../../reports/types.ts';
import { gapBars } from '../charts/gap.ts';
import { countColumn, part, rateCell, rateColumns, textColumn } from '../columns.ts';
import { unitListConditions } from '../conditions.ts';
import { footerOf } from '../footer.ts';
import type { Cell, Table } from '../sheet.ts';
import { given, unitsWhere, type Situation } from '../situation.ts';
import { blankSheet } from './blank.ts';
import { indicatorWords, namesOf, nameOf, type BuildSheet } from './build.ts';
import { cutNote, MOST_ROWS, seenOrNot } from './lists.ts';
import { said } from './said.ts';

const UNITS = { zh: '家', en: 'units' } as const;

const childrenTable = (answer: GapAnswer, names: ReadonlyMap<string, string>, { indicator, lang }: Situation): Table => {
  const refused = isRefused(answer);
  const parts = refused ? [] : (answer.gap.byParts?.parts ?? []);
  const rest = lang === 'zh' ? '其余' : 'the rest';
  return {
    id: 'children',
    title: { zh: '各地差额，多者在前', en: 'Units missing, most first' },
    note: refused ? answer.explanation : answer.gap.explanation,
    columns: [
      textColumn('code', '代码', 'Code'),
      textColumn('region', '地区', 'Region'),
      ...rateColumns(indicator),
      countColumn('gap', { zh: '差额', en: 'Gap' }, UNITS),
      countColumn('surplus', { zh: '超出', en: 'Beyond target' }, UNITS),
      countColumn('toClose', { zh: '补齐全部所需', en: 'Share in closing the gap' }, UNITS),
    ],
    rows: parts.map(({ key, rate, gap, surplus, toClose }): readonly Cell[] => [
      key,
      key === null ? rest : (names.get(key) ?? key),
      rateCell(rate),
      part(rate, rate.numerator),
      part(rate, rate.denominator),
      gap,
      surplus,
      toClose,
    ]),
  };
};

const unitsTable = (page: Page<UnitRow> | null, names: ReadonlyMap<string, string>, { lang, selection }: Situation): Table => ({
  id: 'units',
  title: {
    zh: `应建未建单位（${SUBJECTS[selection.subject].zh}）`,
    en: `Units that should have one and have none (${SUBJECTS[selection.subject].en})`,
  },
  note: cutNote(page, UNITS),
  columns: [
    textColumn('creditCode', '统一社会信用代码', 'Credit code'),
    textColumn('name', '单位名称', 'Name'),
    textColumn('code', '地区代码', 'Region code'),
    textColumn('region', '地区', 'Region'),
    textColumn('kind', '单位类别', 'Kind'),
    textColumn('industry', '行业', 'Industry'),
    textColumn('scale', '规模', 'Scale'),
    textColumn('status', '经营状态', 'Status'),
    countColumn('staff', { zh: '从业人员', en: 'Staff' }, { zh: '人', en: 'persons' }),
    countColumn('fullMembers', { zh: '正式党员', en: 'Full members' }, { zh: '人', en: 'persons' }),
    textColumn('reason', '未建原因', 'Reason'),
  ],
  rows: (page?.rows ?? []).map(({ node }): readonly Cell[] => [
    node.creditCode,
    node.name,
    node.region,
    names.get(node.region) ?? node.region,
    UNIT_KINDS[node.kind][lang],
    node.industry === null ? null : INDUSTRIES[node.industry][lang],
    SCALES[node.scale][lang],
    UNIT_STATUSES[node.status][lang],
    node.staff,
    node.fullMembers,
    node.reason === null ? null : GAP_REASONS[node.reason][lang],
  ]),
});

const ORDERS: Readonly<Record<string, UnitsAsk['orderBy']>> = { '-staff': 'STAFF_DESC', '-fullMembers': 'FULL_MEMBERS_DESC', name: 'NAME' };

function unitsAsk({ region, selection }: Situation, period: Quarter): UnitsAsk {
  const { reason, search, after, order, subject, minStaff } = selection;
  return {
    where: {
      region: region.code,
      eligibleWithout: subject,
      ...unitsWhere(selection),
      ...given({ reason }),
      ...(minStaff === null ? {} : { minStaff }),
      ...(search === '' ? {} : { search }),
    },
    period,
    orderBy: order === null ? undefined : ORDERS[order],
    first: MOST_ROWS,
    after: after ?? undefined,
  };
}

export const gapsSheet: BuildSheet = async (situation) => {
  const { view, period, indicator, region, covered, selection } = situation;
  if (!covered || period === null) return blankSheet('gaps', situation, { zh: '应建未建', en: 'Units without an organisation' });
  const gap = await view.gap({ indicator, region: region.code, period, basis: selection.basis });
  const units = await seenOrNot(view.units(unitsAsk(situation, period)));
  const keys = isRefused(gap) ? [] : (gap.gap.byParts?.parts ?? []).flatMap(({ key }) => key ?? []);
  const names = await namesOf(situation, [...keys, ...(units?.rows ?? []).map(({ node }) => node.region)]);
  const here = await view.observations({
    indicators: [indicator],
    regions: { codes: [region.code] },
    periods: { only: [period] },
    basis: selection.basis,
  });
  return {
    ...(await said(situation, { page: 'gaps' }, indicatorWords(indicator))),
    name: nameOf('gaps', situation),
    charts: gapBars({ answer: gap, names, situation }),
    tables: [childrenTable(gap, names, situation), unitsTable(units, names, situation)],
    footer: footerOf({ situation, stands: here[0] ?? null, listed: unitListConditions(selection) }),
    answer: { gap, units: units && { ...units, rows: units.rows.map(({ node }) => node) } },
  };
};
