/** 组织状况: forms and ways of founding, secretaries, 六有, terms, and the list of those to check. */
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import { DIMENSIONS, type Dimension } from '../../domain/measures.ts';
import { FORMS, SECRETARY_SOURCES, SETUPS, SHELL_FLAGS, SUBJECTS, type Form, type Subject } from '../../domain/organizations.ts';
import type { Quarter } from '../../domain/period.ts';
import type { OrganizationRow, TermsAnswer } from '../../reports/analysisTypes.ts';
import type { ObservationRow, Page } from '../../reports/types.ts';
import { countBars } from '../charts/counts.ts';
import { countColumn, dateColumn, rateCells, rateColumns, textColumn } from '../columns.ts';
import { organizationListConditions } from '../conditions.ts';
import { footerOf } from '../footer.ts';
import type { Cell, Table } from '../sheet.ts';
import { given, type Situation } from '../situation.ts';
import { blankSheet } from './blank.ts';
import { namesOf, nameOf, regionsAsked, type BuildSheet } from './build.ts';
import { cutNote, MOST_ROWS, seenOrNot } from './lists.ts';
import { said } from './said.ts';
import { wideTable } from './wide.ts';

const ITEMS = { zh: '个', en: 'organisations' } as const;
const OF_ALL: readonly IndicatorId[] = ['shell_rate', 'units_per_organization', 'standard_met'];
const OF_PARTY: readonly IndicatorId[] = ['term_overdue', 'management_secretaries', 'party_org_coverage', 'net_org_coverage'];

/** What is counted of one subject; the rest is asked of Party organizations only. */
const indicatorsOf = (subject: Subject): readonly IndicatorId[] => (subject === 'PARTY' ? [...OF_ALL, ...OF_PARTY] : OF_ALL);

/** Organizations by one property, and how many of each carry a shell flag. */
const splitTable = (dimension: Dimension, rows: readonly ObservationRow[], situation: Situation): Table => ({
  id: `by-${dimension.toLowerCase()}`,
  title: DIMENSIONS[dimension],
  note: null,
  columns: [textColumn('value', DIMENSIONS[dimension].zh, DIMENSIONS[dimension].en), ...rateColumns('shell_rate')],
  rows: rows.map((row): readonly Cell[] => [kindName(row, situation), ...rateCells('shell_rate', row.rate)]),
});

/** Forms of other subjects cannot be met with; the others stand in the order of their registry. */
function ofSubject(rows: readonly ObservationRow[], subject: Subject): readonly ObservationRow[] {
  const order = [...Object.keys(FORMS), ...Object.keys(SETUPS), ...Object.keys(SECRETARY_SOURCES)];
  const isForeign = (value: string | null | undefined): boolean =>
    typeof value === 'string' && value in FORMS && FORMS[value as Form].subject !== subject;
  const place = ({ dimensions }: ObservationRow): number => order.indexOf(dimensions[0]?.value ?? '');
  // Not said stands last.
  const rank = (row: ObservationRow): number => (place(row) < 0 ? order.length : place(row));
  return rows.filter(({ dimensions }) => !isForeign(dimensions[0]?.value)).toSorted((a, b) => rank(a) - rank(b));
}

const kindName = ({ dimensions, rate }: ObservationRow, { lang }: Situation): string => {
  const [kind] = dimensions;
  if (kind && rate.missing === 'NO_PERMISSION') return kind.label[lang];
  return kind === undefined || kind.value === null ? (lang === 'zh' ? '未填' : 'not said') : kind.label[lang];
};

const countedOf = (rows: readonly ObservationRow[], situation: Situation) =>
  rows.map((row) => ({ name: kindName(row, situation), value: row.rate.denominator }));

const termsTable = ({ overdue, overdueByYear, quarters, later, unknown }: TermsAnswer, { lang }: Situation): Table => {
  const rows: readonly (readonly [string, number])[] =
    lang === 'zh'
      ? [
          ['届满未换届', overdue],
          ['其中逾期一年以上', overdueByYear],
          ...quarters.map(({ period, ending }) => [`${period} 届满`, ending] as const),
          ['更晚', later],
          ['任期不详', unknown],
        ]
      : [
          ['past term', overdue],
          ['of these by a year or more', overdueByYear],
          ...quarters.map(({ period, ending }) => [`ends in ${period}`, ending] as const),
          ['later', later],
          ['not known', unknown],
        ];
  return {
    id: 'terms',
    title: { zh: '届期', en: 'Terms' },
    note: null,
    columns: [textColumn('when', '届期', 'Term'), countColumn('organizations', { zh: '组织数', en: 'Organisations' }, ITEMS)],
    rows,
  };
};

const shellTable = (page: Page<OrganizationRow> | null, names: ReadonlyMap<string, string>, { lang, selection }: Situation): Table => ({
  id: 'shells',
  title: selection.listed === 'flagged' ? { zh: '空壳核查清单', en: 'Organisations to check' } : { zh: '组织清单', en: 'Organisations' },
  note: cutNote(page, ITEMS),
  columns: [
    textColumn('organizationCode', '组织代码', 'Organisation code'),
    textColumn('name', '组织名称', 'Name'),
    textColumn('code', '地区代码', 'Region code'),
    textColumn('region', '地区', 'Region'),
    textColumn('form', '组织形式', 'Form'),
    textColumn('setup', '组建方式', 'Setup'),
    dateColumn('foundedOn', '成立日期', 'Founded on'),
    dateColumn('termEndsOn', '本届届满', 'Term ends on'),
    textColumn('secretary', '书记来源', 'Secretary'),
    countColumn('unitsCovered', { zh: '覆盖单位', en: 'Units covered' }, { zh: '家', en: 'units' }),
    countColumn('fullMembers', { zh: '正式党员', en: 'Full members' }, { zh: '名', en: 'persons' }),
    textColumn('flags', '标记', 'Flags'),
    textColumn('why', '依据', 'Why'),
  ],
  rows: (page?.rows ?? []).map(({ node }): readonly Cell[] => [
    node.code,
    node.name,
    node.region,
    names.get(node.region) ?? node.region,
    FORMS[node.form][lang],
    SETUPS[node.setup][lang],
    node.foundedOn,
    node.termEndsOn,
    node.secretarySource === null ? null : SECRETARY_SOURCES[node.secretarySource][lang],
    node.unitsCovered,
    node.fullMembers,
    node.flags.map(({ flag }) => SHELL_FLAGS[flag][lang]).join('；'),
    node.flags.map(({ explanation }) => explanation[lang]).join('；'),
  ]),
});

function shells({ view, region, selection }: Situation, period: Quarter): Promise<Page<OrganizationRow>> {
  const { form, setup, secretary, flags, search, after, subject, listed } = selection;
  return view.organizations({
    where: {
      region: region.code,
      ...(listed === 'flagged' ? { shell: true } : {}),
      ...given({ subject: [subject], form, setup, secretarySource: secretary, flags }),
      ...(search === '' ? {} : { search }),
    },
    period,
    first: MOST_ROWS,
    after: after ?? undefined,
  });
}

export const organizationsSheet: BuildSheet = async (situation) => {
  const { view, period, region, covered, selection } = situation;
  const { subject } = selection;
  if (!covered || period === null) return blankSheet('organizations', situation, { zh: '组织状况', en: 'Organisations' });
  const here = { regions: { codes: [region.code] }, periods: { only: [period] }, compare: false, where: { subject } };
  const splits: Dimension[] = subject === 'PARTY' ? ['FORM', 'SETUP', 'SECRETARY'] : ['FORM', 'SETUP'];
  const split = new Map<Dimension, readonly ObservationRow[]>();
  for (const dimension of splits)
    split.set(dimension, ofSubject(await view.observations({ ...here, indicators: ['shell_rate'], by: [dimension] }), subject));
  const indicators = indicatorsOf(subject);
  const whole = await view.observations({ ...here, indicators, basis: selection.basis });
  const parts = await view.observations({ ...here, indicators, regions: regionsAsked(situation), basis: selection.basis });
  const terms = await seenOrNot(view.terms({ region: region.code, subject, period }));
  const list = await seenOrNot(shells(situation, period));
  const names = await namesOf(situation, [
    ...[...whole, ...parts].map((row) => row.region),
    ...(list?.rows ?? []).map(({ node }) => node.region),
  ]);
  const kinds = (dimension: Dimension) => countedOf(split.get(dimension) ?? [], situation);
  return {
    ...(await said(situation, { page: 'organizations' }, SUBJECTS[subject])),
    name: nameOf('organizations', situation),
    charts: splits.flatMap((dimension) =>
      countBars({
        id: `by-${dimension.toLowerCase()}`,
        title: { zh: `${DIMENSIONS[dimension].zh}（个）`, en: DIMENSIONS[dimension].en },
        rows: kinds(dimension),
        unit: ITEMS[situation.lang],
      }),
    ),
    tables: [
      wideTable({
        id: 'organizations',
        title: { zh: '各地组织状况', en: 'Organisations by region' },
        indicators,
        rows: [...whole, ...parts],
        names,
      }),
      ...splits.map((dimension) => splitTable(dimension, split.get(dimension) ?? [], situation)),
      ...(terms === null ? [] : [termsTable(terms, situation)]),
      shellTable(list, names, situation),
    ],
    footer: footerOf({
      situation: { ...situation, indicator: 'party_org_coverage', basis: selection.basis },
      stands: whole[0] ?? null,
      basis: indicators.some((id) => indicatorOf(id).basis !== null),
      listed: organizationListConditions(selection),
    }),
    answer: {
      whole,
      parts,
      splits: Object.fromEntries(split),
      terms,
      shells: list && { ...list, rows: list.rows.map(({ node }) => node) },
    },
  };
};
