/** 趋势: chosen regions over the quarters, one table an indicator. */
import { missedOf } from '../../reports/briefStanding.ts';
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import type { Quarter } from '../../domain/period.ts';
import type { ObservationRow } from '../../reports/types.ts';
import type { Voice } from '../../../web/src/charts/trendOption.ts';
import { periodsOf } from '../charts/trend.ts';
import { linesChart } from '../charts/lines.ts';
import type { Course } from '../charts/trendInput.ts';
import { gapNote, observationColumns, observationCells, textColumn } from '../columns.ts';
import { footerOf } from '../footer.ts';
import type { Cell, Table } from '../sheet.ts';
import { askingOf, indicatorAsked, unitsWhere, type Situation } from '../situation.ts';
import { blankSheet } from './blank.ts';
import { indicatorWords, namesOf, nameOf, type BuildSheet } from './build.ts';
import { said } from './said.ts';

/** A picture with more lines than this cannot be read. */
const MOST_LINES = 12;
/** Of the worst and of the best, where there are more children than lines. */
const ENDS = 5;

/** The regions of the address; else the region and its children, the worst and the best of them where they are many; a leaf with those above it. */
async function regionsOf(situation: Situation, period: Quarter): Promise<readonly string[]> {
  const { view, region, selection, indicator, dataset } = situation;
  if (selection.regions.length > 0) return selection.regions;
  const ranking = await view.ranking({
    indicator,
    parent: region.code,
    period,
    basis: selection.basis,
    where: unitsWhere(selection),
    acceptedOnly: selection.accepted,
  });
  const known = ranking.filter(({ rank }) => rank !== null).map(({ observation }) => observation.region);
  if (known.length === 0) {
    const [ancestors = []] = await view.ancestorsOf([region.code]);
    const covered = ancestors.findIndex(({ code }) => dataset.ledgerRegions.includes(code));
    return [region.code, ...(covered < 0 ? [] : ancestors.slice(covered).map(({ code }) => code))];
  }
  return [region.code, ...(known.length < MOST_LINES ? known : [...known.slice(0, ENDS), ...known.slice(-ENDS)])];
}

/** One row a region and quarter; a quarter whose ground was cut otherwise says so. */
const table = (id: IndicatorId, rows: readonly ObservationRow[], names: ReadonlyMap<string, string>, { lang }: Situation): Table => ({
  id: `trend-${id.replaceAll('_', '-')}`,
  title: indicatorWords(id),
  note: gapNote(rows),
  columns: [
    textColumn('code', '代码', 'Code'),
    textColumn('region', '地区', 'Region'),
    textColumn('period', '报告期', 'Period'),
    ...observationColumns(id, rows),
    textColumn('break', '断点', 'Break'),
  ],
  rows: rows.map((row): readonly Cell[] => [
    row.region,
    names.get(row.region) ?? row.region,
    row.period,
    ...observationCells(row, lang),
    row.breaks.length === 0 ? null : row.breaks.map(({ on }) => on).join('、'),
  ]),
});

function coursesOf(
  id: IndicatorId,
  regions: readonly string[],
  rows: readonly ObservationRow[],
  names: ReadonlyMap<string, string>,
  focus: string,
): readonly Course[] {
  const periods = periodsOf(rows);
  return regions.map((code): Course => {
    const at = periods.map((period) => rows.find((row) => row.indicator === id && row.region === code && row.period === period));
    const voice: Voice = code === focus ? 'lead' : 'mute';
    return {
      name: names.get(code) ?? code,
      indicator: id,
      voice,
      values: at.map((row) => row?.rate.value ?? null),
      targets: at.map((row) => row?.target ?? null),
      missed: at.map((row) => (row === undefined ? null : missedOf(row))),
    };
  });
}

export const trendsSheet: BuildSheet = async (situation) => {
  const { view, selection, period, indicator, dataset, region, covered } = situation;
  const [earliest] = dataset.periods;
  if (!covered || period === null || earliest === undefined) return blankSheet('trends', situation, { zh: '趋势', en: 'Trends' });
  const indicators = [...new Set([indicator, ...selection.indicators.map(indicatorAsked)])];
  const codes = await regionsOf(situation, period);
  const from = dataset.periods.find((one) => one === selection.against) ?? earliest;
  const rows = await view.observations({
    ...askingOf(situation),
    indicators,
    regions: { codes },
    periods: { from: from <= period ? from : earliest, to: period },
  });
  const names = await namesOf(situation, codes);
  const focus = codes.find((code) => code === selection.focus) ?? codes[0] ?? region.code;
  const here = await view.observations({
    ...askingOf(situation),
    indicators: [indicator],
    regions: { codes: [region.code] },
    periods: { only: [period] },
  });
  return {
    ...(await said(situation, { page: 'trends', filtered: true, others: !codes.includes(region.code) }, indicatorWords(indicator))),
    name: nameOf('trends', situation),
    charts: indicators.flatMap((id) =>
      linesChart(
        `trend-${id}`,
        indicatorWords(id),
        periodsOf(rows),
        coursesOf(id, codes.slice(0, MOST_LINES), rows, names, focus),
        situation,
      ),
    ),
    tables: indicators.map((id) =>
      table(
        id,
        rows.filter(({ indicator }) => indicator === id),
        names,
        situation,
      ),
    ),
    footer: footerOf({
      situation,
      stands: here[0] ?? null,
      basis: indicators.some((id) => indicatorOf(id).basis !== null),
      filtered: true,
    }),
    answer: { observations: rows },
  };
};
