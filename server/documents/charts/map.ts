/** The parts of a region on their map. A map has no series that an office program could draw. */
import { registerMap } from 'echarts/core';
import { BANDS } from '../../domain/bands.ts';
import { indicatorOf } from '../../domain/indicators.ts';
import { MISSING_REASONS } from '../../domain/rate.ts';
import type { RankRow } from '../../reports/types.ts';
import { classOf, policyClasses, relativeClasses, type Classes } from '../../../web/src/charts/classes.ts';
import { mapOption, type MapRegion } from '../../../web/src/charts/mapOption.ts';
import type { MapShapes } from '../../../web/src/charts/shapes.ts';
import type { Lang } from '../../../web/src/state/selection.ts';
import type { DrawnMap } from '../mapPack.ts';
import type { SheetChart } from '../sheet.ts';
import { paperTheme } from './look.ts';
import type { RankingParts } from './ranking.ts';
import { valueText } from './trendInput.ts';

export interface MapParts extends RankingParts {
  readonly map: DrawnMap | null;
}

const RELATIVE_CLASSES = 5;
const INSET_NAME = { zh: '南海诸岛', en: 'South China Sea' } as const;

/** Policy classes where the indicator has them, else classes of the values shown. */
export function classesOf({ indicator, ranking }: Pick<RankingParts, 'indicator' | 'ranking'>): Classes {
  const bands = indicatorOf(indicator).bands;
  if (bands !== null) return policyClasses(bands.classes);
  const values = ranking.flatMap(({ observation: { rate } }) => (rate.value === null ? [] : [rate.value]));
  return relativeClasses(values, RELATIVE_CLASSES);
}

function toRegion({ observation: { region, indicator, rate, band } }: RankRow, name: string, classes: Classes, lang: Lang): MapRegion {
  const { value } = rate;
  return {
    code: region,
    name,
    text: value === null ? MISSING_REASONS[rate.missing ?? 'NOT_RECEIVED'][lang] : valueText(indicator, value),
    value,
    fill: value === null ? (rate.missing ?? 'NOT_APPLICABLE') : classOf(value, classes.edges),
    sign: band === 'MISSED' && value !== null ? BANDS.MISSED.shape : null,
    marked: false,
  };
}

const known = new Set<string>();

/** The library draws only what it has been told of; once an id. */
function register({ id, shapes, inset }: MapShapes): void {
  if (known.has(id)) return;
  registerMap(id, shapes);
  if (inset !== null) registerMap(`${id}-inset`, inset);
  known.add(id);
}

/** None where no shapes are at hand: the table has every region. `names` are the short ones of a map. */
export function mapChart(parts: MapParts): readonly SheetChart[] {
  const { map, ranking, names, situation } = parts;
  if (map === null || ranking.length === 0) return [];
  const { shapes } = map;
  const classes = classesOf(parts);
  const regions = ranking.map((row) => toRegion(row, names.get(row.observation.region) ?? row.observation.region, classes, situation.lang));
  const input = { regions, classes: classes.edges.length + 1, insetName: INSET_NAME[situation.lang] };
  return [
    {
      id: 'map',
      title: { zh: '各地', en: 'By region' },
      picture: (look, box) => {
        register(shapes);
        return mapOption(shapes, input, paperTheme(look, box), box);
      },
      native: null,
    },
  ];
}
