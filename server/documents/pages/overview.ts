/** 总览: the region itself, its parts ranked worst first, and its course; what others have published where there is no ledger. */
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import type { ObservationRow, RankRow } from '../../reports/types.ts';
import { gapNote, observationCells, observationColumns, rateCells, rateColumns, textColumn } from '../columns.ts';
import { footerOf } from '../footer.ts';
import { summaryNote } from '../origin.ts';
import type { Cell, Sheet, Table } from '../sheet.ts';
import { askingOf, type Situation } from '../situation.ts';
import { mapChart } from '../charts/map.ts';
import { rankingChart } from '../charts/ranking.ts';
import { trendChart } from '../charts/trend.ts';
import { said } from './said.ts';
import { indicatorWords, namesOf, nameOf, rankedParts, shortNamesOf, type BuildSheet } from './build.ts';
import { publishedSheet } from './published.ts';

/** Three years. */
const QUARTERS = 12;
const CARDS: readonly IndicatorId[] = ['party_org_coverage', 'party_work_coverage'];

/** A coverage rate leads the two of the Party; anything else would be flattened by their axis and stands alone. */
export const trendIndicators = (id: IndicatorId): readonly IndicatorId[] =>
  indicatorOf(id).group === 'COVERAGE' && indicatorOf(id).shape === 'percent' ? [...new Set([id, ...CARDS])] : [id];

const cardsTable = (rows: readonly ObservationRow[], { lang }: Situation): Table => ({
  id: 'rates',
  title: { zh: '两个覆盖', en: 'The two coverage rates' },
  note: gapNote(rows),
  columns: [
    textColumn('indicator', '指标', 'Indicator'),
    ...observationColumns('party_org_coverage', rows).map((column) =>
      column.id === 'rate' ? { ...column, label: { zh: '覆盖率', en: 'Coverage' } } : column,
    ),
  ],
  rows: rows.map((row) => [indicatorOf(row.indicator)[lang], ...observationCells(row, lang)]),
});

/** Worst first; regions without a value last, each with its reason. */
export const rankingTable = (
  id: IndicatorId,
  ranking: readonly RankRow[],
  names: ReadonlyMap<string, string>,
  { lang }: Situation,
): Table => ({
  id: 'ranking',
  title: { zh: '各地排名', en: 'Ranking' },
  note: gapNote(ranking.map(({ observation }) => observation)),
  columns: [
    { id: 'rank', label: { zh: '名次', en: 'Rank' }, kind: 'count', decimals: 0, unit: null },
    textColumn('code', '代码', 'Code'),
    textColumn('region', '地区', 'Region'),
    ...observationColumns(
      id,
      ranking.map(({ observation }) => observation),
    ),
  ],
  rows: ranking.map(({ rank, observation }): readonly Cell[] => [
    rank,
    observation.region,
    names.get(observation.region) ?? observation.region,
    ...observationCells(observation, lang),
  ]),
});

const trendTable = (id: IndicatorId, rows: readonly ObservationRow[]): Table => ({
  id: 'trend',
  title: { zh: '走势', en: 'Over time' },
  note: summaryNote(rows),
  columns: [
    textColumn('period', '报告期', 'Period'),
    ...rateColumns(id, rows),
    { id: 'target', label: { zh: '目标', en: 'Target' }, kind: 'percent', decimals: 1, unit: { zh: '%', en: '%' } },
  ],
  rows: rows.map((row) => [row.period, ...rateCells(id, row.rate), row.target]),
});

export const overviewSheet: BuildSheet = async (situation, maps): Promise<Sheet> => {
  const { view, region, period, indicator, selection, covered, dataset } = situation;
  if (!covered || period === null || selection.view === 'published') return publishedSheet(situation, maps);
  const asked = askingOf(situation);
  const here = { codes: [region.code] };
  const cards = await view.observations({ ...asked, indicators: CARDS, regions: here, periods: { only: [period] } });
  const ranking = await rankedParts(situation, { indicator, period });
  const shown = trendIndicators(indicator);
  const periods = dataset.periods.filter((one) => one <= period).slice(-QUARTERS);
  const trend = await view.observations({ ...asked, indicators: shown, regions: here, periods: { only: periods }, compare: false });
  const codes = ranking.map(({ observation }) => observation.region);
  const names = await namesOf(situation, codes);
  const map = await maps.mapOf(region, new Set());
  const title = await said(situation, { page: 'overview', filtered: true }, indicatorWords(indicator));
  return {
    ...title,
    name: nameOf('overview', situation),
    charts: [
      ...mapChart({ map, indicator, ranking, names: await shortNamesOf(situation, codes), situation }),
      ...rankingChart({ indicator, ranking, names, situation }),
      ...trendChart({ indicators: shown, rows: trend, situation }),
    ],
    tables: [
      rankingTable(indicator, ranking, names, situation),
      cardsTable(cards, situation),
      trendTable(
        indicator,
        trend.filter((row) => row.indicator === indicator),
      ),
    ],
    footer: footerOf({ situation, stands: cards[0] ?? null, map: map?.manifest ?? null, filtered: true }),
    answer: { cards, ranking, trend },
  };
};
