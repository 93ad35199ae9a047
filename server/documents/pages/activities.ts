/** 活动: due against held, by region and quarter, and what else was done in the period. */
import type { IndicatorId } from '../../domain/indicators.ts';
import { indicatorOf } from '../../domain/indicators.ts';
import type { ObservationRow } from '../../reports/types.ts';
import { heatChart } from '../charts/heat.ts';
import { part, rateCell, textColumn } from '../columns.ts';
import { footerOf } from '../footer.ts';
import type { Cell, Table } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { blankSheet } from './blank.ts';
import { namesOf, nameOf, regionsAsked, type BuildSheet } from './build.ts';
import { said } from './said.ts';
import { wideTable } from './wide.ts';

/** What is due by rule. */
const DUE: readonly IndicatorId[] = ['meetings_held', 'theme_day_held'];
/** What is counted without being due. */
const DONE: readonly IndicatorId[] = [
  'issues_resolved',
  'suggestions_adopted',
  'trainings',
  'trained',
  'instructor_visits',
  'instructor_visits_per_unit',
  'funds_per_member',
];
const QUARTERS = 8;

const doneTable = (rows: readonly ObservationRow[], { lang }: Situation): Table => ({
  id: 'done',
  title: { zh: '本期其他活动', en: 'What else was done' },
  note: null,
  columns: [
    textColumn('indicator', '指标', 'Indicator'),
    {
      id: 'value',
      label: { zh: '数值', en: 'Value' },
      kind: 'number',
      decimals: 1,
      unit: null,
      rowDecimals: rows.map(({ indicator }) => indicatorOf(indicator).decimals),
    },
    textColumn('unit', '单位', 'Unit'),
    { id: 'numerator', label: { zh: '分子', en: 'Numerator' }, kind: 'count', decimals: 0, unit: null },
    { id: 'denominator', label: { zh: '分母', en: 'Denominator' }, kind: 'count', decimals: 0, unit: null },
  ],
  rows: rows.map(({ indicator, rate }): readonly Cell[] => [
    indicatorOf(indicator)[lang],
    rateCell(rate),
    indicatorOf(indicator).unit[lang],
    part(rate, rate.numerator),
    indicatorOf(indicator).shape === 'count' ? null : part(rate, rate.denominator),
  ]),
});

export const activitiesSheet: BuildSheet = async (situation) => {
  const { view, period, region, covered, dataset, indicator, lang } = situation;
  if (!covered || period === null) return blankSheet('activities', situation, { zh: '活动', en: 'Activities' });
  const shown = DUE.includes(indicator) ? indicator : 'meetings_held';
  const periods = dataset.periods.filter((one) => one <= period).slice(-QUARTERS);
  const asked = { indicators: DUE, periods: { only: periods }, compare: false };
  const whole = await view.observations({ ...asked, regions: { codes: [region.code] } });
  const parts = await view.observations({ ...asked, regions: regionsAsked(situation) });
  const done = await view.observations({
    indicators: DONE,
    regions: { codes: [region.code] },
    periods: { only: [period] },
    compare: false,
  });
  const rows = [...whole, ...parts];
  const names = await namesOf(
    situation,
    rows.map((row) => row.region),
  );
  return {
    ...(await said(situation, { page: 'activities', indicator: shown }, { zh: '活动', en: 'Activities' })),
    name: nameOf('activities', situation),
    charts: heatChart({
      id: 'heat',
      indicator: shown,
      rows: rows.filter((row) => row.indicator === shown),
      names,
      focus: region.code,
      lang,
    }),
    tables: [
      wideTable({ id: 'activities', title: { zh: '应开与已开', en: 'Due and held' }, indicators: DUE, rows, names, periods: true }),
      doneTable(done, situation),
    ],
    footer: footerOf({ situation: { ...situation, indicator: shown, basis: null }, stands: whole.at(-1) ?? null }),
    answer: { whole, parts, done },
  };
};
