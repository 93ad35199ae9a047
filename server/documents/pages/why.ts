/** 为什么: the parts of one region's rate, the exact splits of its change, what closes the gap, and how sure it is. */
import type { Change, PartSplit } from '../../domain/analysis/change.ts';
import { isRefused } from '../../domain/analysis/refusal.ts';
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import { TIERS, type Tier } from '../../domain/organizations.ts';
import { shiftQuarter, type Quarter } from '../../domain/period.ts';
import { SCALES, UNIT_SECTORS } from '../../domain/units.ts';
import type { Words } from '../../domain/words.ts';
import type { ChangeAnswer, GapAnswer } from '../../reports/analysisTypes.ts';
import type { ObservationRow } from '../../reports/types.ts';
import { contributionChart } from '../charts/contributions.ts';
import { splitChart } from '../charts/split.ts';
import {
  changeColumn,
  countColumn,
  gapNote,
  observationCells,
  observationColumns,
  part,
  rateCell,
  rateColumn,
  rateColumns,
  textColumn,
} from '../columns.ts';
import { footerOf } from '../footer.ts';
import type { Cell, Table } from '../sheet.ts';
import { hasLedger, regionName, type Situation } from '../situation.ts';
import { blankSheet } from './blank.ts';
import { indicatorWords, namesOf, nameOf, type BuildSheet } from './build.ts';
import { said } from './said.ts';

const UNITS = { zh: '家', en: 'units' } as const;
const REST = { zh: '其余', en: 'the rest' } as const;

type NameOf = (key: string | null) => string;

interface Split {
  readonly parts: PartSplit['parts'];
  readonly nameAt: NameOf;
  readonly coded: boolean;
}

const nowTable = (row: ObservationRow, name: string, { lang, indicator }: Situation): Table => ({
  id: 'now',
  title: { zh: '本期', en: 'Now' },
  note: gapNote([row]),
  columns: [textColumn('code', '代码', 'Code'), textColumn('region', '地区', 'Region'), ...observationColumns(indicator, [row])],
  rows: [[row.region, name, ...observationCells(row, lang)]],
});

/** How the units are covered. */
const tiersTable = (rows: readonly ObservationRow[], { lang }: Situation): Table => ({
  id: 'parts',
  title: { zh: '组成', en: 'What it is made of' },
  note: null,
  columns: [textColumn('tier', '覆盖方式', 'Tier'), countColumn('units', { zh: '单位', en: 'Units' }, UNITS)],
  rows: rows.map(({ dimensions, rate }): readonly Cell[] => {
    const tier = dimensions[0]?.value ?? null;
    return [tier === null ? null : TIERS[tier as Tier][lang], part(rate, rate.denominator)];
  }),
});

const effectColumn = (id: IndicatorId, columnId: string, label: Words) => ({
  ...changeColumn(id, columnId, label.zh, label.en),
  decimals: 2,
});

const MOVED = { numerator: { zh: '分子变动', en: 'Numerator' }, denominator: { zh: '分母变动', en: 'Denominator' } } as const;

const changeTable = (
  { change, from, to, before, after, numeratorEffect, denominatorEffect }: Change,
  explanation: Words,
  { indicator: id, lang }: Situation,
): Table => ({
  id: 'change',
  title: { zh: '变化及其分解', en: 'The change and its splits' },
  note: explanation,
  columns: [
    textColumn('item', '项目', 'Item'),
    rateColumn(id, 'rate'),
    countColumn('numerator', indicatorOf(id).counts.numerator),
    countColumn('denominator', indicatorOf(id).counts.denominator ?? indicatorOf(id).counts.numerator),
    effectColumn(id, 'effect', { zh: '影响', en: 'Effect' }),
  ],
  rows: [
    [from, rateCell(before), part(before, before.numerator), part(before, before.denominator), null],
    [MOVED.numerator[lang], null, null, null, numeratorEffect],
    [MOVED.denominator[lang], null, null, null, denominatorEffect],
    [to, rateCell(after), part(after, after.numerator), part(after, after.denominator), change],
  ],
});

/** Parts with their effects; only regions have a code that others know them by. */
const splitTable = (tableId: string, title: Words, { parts, nameAt, coded }: Split, id: IndicatorId): Table => ({
  id: tableId,
  title,
  note: null,
  columns: [
    ...(coded ? [textColumn('code', '代码', 'Code')] : []),
    textColumn('name', '名称', 'Name'),
    rateColumn(id, 'before', ['beforeNumerator', 'beforeDenominator']),
    countColumn('beforeNumerator', { zh: '上期分子', en: 'Earlier numerator' }),
    countColumn('beforeDenominator', { zh: '上期分母', en: 'Earlier denominator' }),
    rateColumn(id, 'after', ['afterNumerator', 'afterDenominator']),
    countColumn('afterNumerator', { zh: '本期分子', en: 'Numerator' }),
    countColumn('afterDenominator', { zh: '本期分母', en: 'Denominator' }),
    effectColumn(id, 'rateEffect', { zh: '自身影响', en: 'Own rate' }),
    effectColumn(id, 'compositionEffect', { zh: '结构影响', en: 'Composition' }),
    effectColumn(id, 'contribution', { zh: '贡献', en: 'Contribution' }),
  ].map((column) =>
    column.id === 'before'
      ? { ...column, label: { zh: `上期${column.label.zh}`, en: `Earlier ${column.label.en}` } }
      : column.id === 'after'
        ? { ...column, label: { zh: `本期${column.label.zh}`, en: column.label.en } }
        : column,
  ),
  rows: parts.map(({ key, before, after, rateEffect, compositionEffect, contribution }): readonly Cell[] => [
    ...(coded ? [key] : []),
    nameAt(key),
    rateCell(before),
    part(before, before.numerator),
    part(before, before.denominator),
    rateCell(after),
    part(after, after.numerator),
    part(after, after.denominator),
    rateEffect,
    compositionEffect,
    contribution,
  ]),
});

const gapTable = (answer: GapAnswer, nameAt: NameOf, id: IndicatorId): readonly Table[] =>
  isRefused(answer) || answer.gap.byParts === null
    ? []
    : [
        {
          id: 'gap',
          title: { zh: '差额从哪里补', en: 'What closes the gap' },
          note: answer.gap.explanation,
          columns: [
            textColumn('code', '代码', 'Code'),
            textColumn('region', '地区', 'Region'),
            ...rateColumns(id),
            countColumn('gap', { zh: '差额', en: 'Gap' }, UNITS),
            countColumn('toClose', { zh: '补齐全部所需', en: 'Share in closing the gap' }, UNITS),
          ],
          rows: answer.gap.byParts.parts.map(({ key, rate, gap, toClose }): readonly Cell[] => [
            key,
            nameAt(key),
            rateCell(rate),
            part(rate, rate.numerator),
            part(rate, rate.denominator),
            gap,
            toClose,
          ]),
        },
      ];

/** Sectors and scales in the words and the order of their registry, the rest last. */
function registered(split: PartSplit | null, registry: Readonly<Record<string, Words>>, { lang }: Situation): Split | null {
  if (split === null) return null;
  const order = Object.keys(registry);
  const place = (key: string | null): number => (key === null || !order.includes(key) ? order.length : order.indexOf(key));
  return {
    parts: split.parts.toSorted((one, other) => place(one.key) - place(other.key)),
    nameAt: (key) => (key === null ? REST[lang] : (registry[key]?.[lang] ?? key)),
    coded: false,
  };
}

function changeTables(answer: ChangeAnswer, nameAt: NameOf, situation: Situation): readonly Table[] {
  if (isRefused(answer)) return [];
  const { indicator } = situation;
  const children = answer.byChildren === null ? null : { parts: answer.byChildren.parts, nameAt, coded: true };
  const splits: readonly (readonly [string, Words, Split | null])[] = [
    ['by-children', { zh: '按地区分解', en: 'By region' }, children],
    ['by-sector', { zh: '按领域分解', en: 'By sector' }, registered(answer.bySector, UNIT_SECTORS, situation)],
    ['by-scale', { zh: '按规模分解', en: 'By scale' }, registered(answer.byScale, SCALES, situation)],
  ];
  return [
    changeTable(answer.change, answer.explanation, situation),
    ...splits.flatMap(([id, title, split]) => (split === null ? [] : [splitTable(id, title, split, indicator)])),
  ];
}

const keysOf = (change: ChangeAnswer, gap: GapAnswer): readonly string[] => [
  ...(isRefused(change) ? [] : (change.byChildren?.parts ?? []).flatMap(({ key }) => key ?? [])),
  ...(isRefused(gap) ? [] : (gap.gap.byParts?.parts ?? []).flatMap(({ key }) => key ?? [])),
];

/** The quarter that the change is counted from: that of the address, else the one before. */
const fromOf = ({ selection, dataset }: Situation, period: Quarter): Quarter =>
  dataset.periods.find((one) => one === selection.against && one < period) ?? shiftQuarter(period, -1);

export const whySheet: BuildSheet = async (given) => {
  const [region = given.region] = await given.view.regionsByCode([given.selection.why ?? given.region.code]);
  // Unlike a page it never shows another region instead: a reason is about one place. Reasons are split over all units.
  const situation = { ...given, region, covered: await hasLedger(given.view, given.dataset, region) };
  const { view, period, indicator, selection, covered, lang } = situation;
  if (!covered || period === null) return blankSheet('why', situation, indicatorWords(indicator));
  const ask = { indicator, region: region.code, basis: selection.basis };
  const here = { regions: { codes: [region.code] }, periods: { only: [period] }, basis: selection.basis };
  const [now] = await view.observations({ ...here, indicators: [indicator] });
  const tiers = await view.observations({ ...here, indicators: ['party_org_coverage'], by: ['TIER'], compare: false });
  const change = await view.change({ ...ask, from: fromOf(situation, period), to: period });
  const gap = await view.gap({ ...ask, period });
  const bounds = await view.bounds({ ...ask, period });
  const names = await namesOf(situation, keysOf(change, gap));
  const nameAt: NameOf = (key) => (key === null ? REST[lang] : (names.get(key) ?? key));
  const story = await said(situation, { page: 'why', region: region.code }, indicatorWords(indicator));
  return {
    ...story,
    name: nameOf('why', situation),
    charts: [...splitChart(change, situation), ...contributionChart(change, nameAt, situation)],
    tables: [
      ...(now === undefined ? [] : [nowTable(now, regionName(region, lang), situation)]),
      // A meeting is shown one table behind the chart: that of what the chart draws.
      ...changeTables(change, nameAt, situation),
      tiersTable(tiers, situation),
      ...gapTable(gap, nameAt, indicator),
    ],
    footer: footerOf({ situation, stands: now ?? null }),
    answer: { now, tiers, change, gap, bounds },
  };
};
