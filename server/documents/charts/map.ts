/** The parts of a region on their map, coloured as the address says. A map has no series that an office program could draw. */
import { missedOf } from '../../reports/briefStanding.ts';
import { BANDS } from '../../domain/bands.ts';
import { formatPoints } from '../../domain/format.ts';
import { indicatorOf } from '../../domain/indicators.ts';
import { MISSING_REASONS } from '../../domain/rate.ts';
import type { ObservationRow } from '../../reports/types.ts';
import { classIn, DESK_CLASSES } from '../../../web/src/charts/classes.ts';
import type { EChartsOption } from '../../../web/src/charts/echartsTypes.ts';
import { mapOption, type MapInput, type MapRegion } from '../../../web/src/charts/mapOption.ts';
import { shadingOf, type Shading } from '../../../web/src/charts/shading.ts';
import { shortfall, shortfallOf } from '../../../web/src/theme/format.ts';
import { markedName } from '../origin.ts';
import type { DrawnMap } from '../mapPack.ts';
import type { SheetChart } from '../sheet.ts';
import type { Situation } from '../situation.ts';
import { legendMarks, type LegendParts } from './legend.ts';
import { paperTheme } from './look.ts';
import type { RankingParts } from './ranking.ts';
import { valueText } from './trendInput.ts';

export interface MapParts extends RankingParts {
  readonly map: DrawnMap | null;
}

const INSET_NAME = { zh: '南海诸岛', en: 'South China Sea' } as const;
const UNPLACED = { zh: '图上未标：', en: 'Not on the map:' } as const;
const NO_CHANGE = { zh: '无可比期', en: 'no earlier period' } as const;

/** What the map shows of a region: its rate, what that lacks to 100, or how it has changed. Null: nothing. */
function shownOf({ rate, previous }: ObservationRow, { selection }: Situation): number | null {
  if (rate.value === null || selection.scale === 'rate') return rate.value;
  return selection.scale === 'shortfall' ? shortfallOf(rate.value) : (previous?.change ?? null);
}

function wordsOf(row: ObservationRow, shown: number | null, { selection, lang }: Situation): string {
  if (row.rate.value === null) return MISSING_REASONS[row.rate.missing ?? 'NOT_RECEIVED'][lang];
  if (shown === null) return NO_CHANGE[lang];
  const { decimals } = indicatorOf(row.indicator);
  if (selection.scale === 'change') return formatPoints(shown, decimals);
  return selection.scale === 'shortfall' ? shortfall(row.rate.value, decimals) : valueText(row.indicator, shown, missedOf(row));
}

function toRegion(row: ObservationRow, name: string, { classes }: Shading, situation: Situation): MapRegion {
  const shown = shownOf(row, situation);
  return {
    code: row.region,
    name,
    text: wordsOf(row, shown, situation),
    value: shown,
    fill: shown === null ? (row.rate.missing ?? 'NOT_APPLICABLE') : classIn(shown, classes),
    sign: row.band === 'MISSED' && shown !== null && situation.selection.scale !== 'change' ? BANDS.MISSED.shape : null,
    marked: false,
  };
}

const valuesOf = ({ ranking, situation }: RankingParts): readonly number[] =>
  ranking.flatMap(({ observation }) => shownOf(observation, situation) ?? []);

function shade(parts: RankingParts): Shading {
  const { indicator, situation } = parts;
  const { bands, shape } = indicatorOf(indicator);
  return shadingOf({
    shown: situation.selection.scale,
    classing: situation.selection.classes,
    policy: bands?.classes ?? [],
    values: valuesOf(parts),
    most: DESK_CLASSES,
    points: shape === 'percent',
  });
}

const toLegend = (parts: RankingParts, shading: Shading): LegendParts => ({
  shading,
  values: valuesOf(parts),
  absences: parts.ranking.flatMap(({ observation: { rate } }) => (rate.value === null ? (rate.missing ?? []) : [])),
  bands: parts.ranking.flatMap(({ observation: { rate, band } }) => (rate.value === null ? [] : (band ?? []))),
  lang: parts.situation.lang,
});

const graphicOf = (graphic: EChartsOption['graphic']): readonly object[] => (graphic === undefined ? [] : [graphic].flat());

/** None where no shapes are at hand: the table has every region. `names` are the short ones of a map. */
export function mapChart(parts: MapParts): readonly SheetChart[] {
  const { map, ranking, names, situation } = parts;
  if (map === null || ranking.length === 0) return [];
  const { shapes } = map;
  const shading = shade(parts);
  const regions = ranking.map(({ observation }) =>
    toRegion(observation, markedName(names.get(observation.region) ?? observation.region, observation, situation.lang), shading, situation),
  );
  const input: MapInput = {
    regions,
    classes: shading.classes.edges.length + 1,
    palette: shading.palette,
    worst: ranking[0]?.observation.region ?? null,
    insetName: INSET_NAME[situation.lang],
    unplaced: UNPLACED[situation.lang],
  };
  return [
    {
      id: 'map',
      title: { zh: '各地', en: 'By region' },
      shapes,
      picture: (look, box) => {
        const theme = paperTheme(look, box);
        const legend = legendMarks(toLegend(parts, shading), theme, box);
        const option = mapOption(shapes, input, theme, { ...box, height: box.height - legend.height });
        return { ...option, graphic: [...graphicOf(option.graphic), ...legend.marks] };
      },
      native: null,
    },
  ];
}
