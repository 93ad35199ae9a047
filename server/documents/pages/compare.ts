/** 对比: regions side by side, where they stood before, and the 口径 switch with the ranks that it alone moves. */
import { BASES } from '../../domain/bases.ts';
import { indicatorOf } from '../../domain/indicators.ts';
import { shiftQuarter, type Quarter } from '../../domain/period.ts';
import type { RankRow } from '../../reports/types.ts';
import { dumbbellChart } from '../charts/dumbbell.ts';
import { mapChart } from '../charts/map.ts';
import { rankingChart } from '../charts/ranking.ts';
import {
  countColumn,
  gapNote,
  joinNotes,
  observationCells,
  observationColumns,
  part,
  rateCell,
  rateColumn,
  textColumn,
  unitOfCounts,
} from '../columns.ts';
import { footerOf } from '../footer.ts';
import type { MapPack } from '../mapPack.ts';
import type { Cell, Column, SheetChart, Table } from '../sheet.ts';
import { askingOf, type Situation } from '../situation.ts';
import { blankSheet } from './blank.ts';
import { indicatorWords, namesOf, nameOf, rankedRegions, shortNamesOf, type BuildSheet } from './build.ts';
import { said } from './said.ts';

type Ranked = ReadonlyMap<string, RankRow>;

const byRegion = (ranking: readonly RankRow[]): Ranked => new Map(ranking.map((row) => [row.observation.region, row]));

/** Places gained since, over the regions of both quarters: above 0 is a rise. */
const moved = ({ move }: RankRow): number | null => (move === null ? null : move.from - move.to);

interface Sides {
  readonly ranking: readonly RankRow[];
  readonly beforePeriod: Quarter;
  /** Under the other basis; null where none is set beside it. */
  readonly versus: Ranked | null;
}

function versusColumns({ indicator, selection }: Situation): readonly Column[] {
  const { versus } = selection;
  if (versus === null) return [];
  const { counts } = indicatorOf(indicator);
  const units = unitOfCounts(indicator);
  const named = (column: Column): Column => ({
    ...column,
    label: { zh: `${column.label.zh}（${BASES[versus].zh}口径）`, en: `${column.label.en} (${BASES[versus].en})` },
  });
  return [
    rateColumn(indicator, 'versus', ['versusNumerator', 'versusDenominator']),
    countColumn('versusNumerator', counts.numerator, units.numerator),
    countColumn('versusDenominator', counts.denominator ?? counts.numerator, units.denominator),
    countColumn('versusRank', { zh: '名次', en: 'Rank' }),
  ].map(named);
}

function versusCells(row: RankRow, { versus }: Sides): readonly Cell[] {
  if (versus === null) return [];
  const other = versus.get(row.observation.region);
  if (other === undefined) return [null, null, null, null];
  const { rate } = other.observation;
  return [rateCell(rate), part(rate, rate.numerator), part(rate, rate.denominator), other.rank];
}

/** « 17 个»: how many both quarters rank; nothing where none is. */
const ranksIn = ({ ranking }: Sides): string => {
  const of = ranking.find(({ move }) => move !== null)?.move?.of;
  return of === undefined ? '' : ` ${String(of)} 个`;
};

const table = (sides: Sides, names: ReadonlyMap<string, string>, situation: Situation): Table => ({
  id: 'compare',
  title: { zh: '各地对比', en: 'Regions side by side' },
  note: joinNotes([
    {
      zh: `上期为 ${sides.beforePeriod}；上期名次与名次变化按两期都参加排名的${ranksIn(sides)}地区计，变化为正是上升。`,
      en: `The earlier rank is of ${sides.beforePeriod}; it and the places gained are over the regions ranked in both; a rise is above 0.`,
    },
    gapNote(sides.ranking.map(({ observation }) => observation)),
  ]),
  columns: [
    countColumn('rank', { zh: '名次', en: 'Rank' }),
    countColumn('rankBefore', { zh: '上期名次', en: 'Earlier rank' }),
    { id: 'moved', label: { zh: '名次变化', en: 'Places gained' }, kind: 'number', decimals: 0, unit: null },
    textColumn('code', '代码', 'Code'),
    textColumn('region', '地区', 'Region'),
    ...observationColumns(
      situation.indicator,
      sides.ranking.map(({ observation }) => observation),
    ),
    ...versusColumns(situation),
  ],
  rows: sides.ranking.map((row): readonly Cell[] => {
    const { region } = row.observation;
    return [
      row.rank,
      row.move?.from ?? null,
      moved(row),
      region,
      names.get(region) ?? region,
      ...observationCells(row.observation, situation.lang),
      ...versusCells(row, sides),
    ];
  }),
});

async function readSides(situation: Situation, period: Quarter): Promise<Sides> {
  const { indicator, selection, dataset } = situation;
  const beforePeriod = dataset.periods.find((one) => one === selection.against && one < period) ?? shiftQuarter(period, -1);
  const ranking = await rankedRegions(situation, { indicator, period, against: beforePeriod });
  const versus = selection.versus === null ? null : await rankedRegions(situation, { indicator, period, basis: selection.versus });
  return { ranking, beforePeriod, versus: versus === null ? null : byRegion(versus) };
}

async function charts(
  sides: Sides,
  codes: readonly string[],
  names: ReadonlyMap<string, string>,
  situation: Situation,
  maps: MapPack,
): Promise<readonly SheetChart[]> {
  const { indicator, region, selection } = situation;
  const parts = { indicator, ranking: sides.ranking, names, situation };
  if (sides.versus !== null) return dumbbellChart({ ...parts, versus: sides.versus });
  const map = selection.regions.length > 0 ? null : await maps.mapOf(region, new Set());
  return [...rankingChart(parts), ...mapChart({ ...parts, map, names: await shortNamesOf(situation, codes) })];
}

export const compareSheet: BuildSheet = async (situation, maps) => {
  const { view, period, indicator, region, covered, selection } = situation;
  if (!covered || period === null) return blankSheet('compare', situation, { zh: '对比', en: 'Comparison' });
  const sides = await readSides(situation, period);
  const codes = sides.ranking.map(({ observation }) => observation.region);
  const names = await namesOf(situation, codes);
  const here = await view.observations({
    ...askingOf(situation),
    indicators: [indicator],
    regions: { codes: [region.code] },
    periods: { only: [period] },
  });
  return {
    ...(await said(
      situation,
      { page: 'compare', filtered: true, others: selection.regions.length === 0 && selection.among === 'counties' },
      indicatorWords(indicator),
    )),
    name: nameOf('compare', situation),
    charts: await charts(sides, codes, names, situation, maps),
    tables: [table(sides, names, situation)],
    footer: footerOf({ situation, stands: here[0] ?? null, filtered: true }),
    answer: {
      ranking: sides.ranking,
      versus: sides.versus === null ? null : [...sides.versus.values()],
    },
  };
};
