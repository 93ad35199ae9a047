/** The parts of a region by one indicator, worst first, with the target of each. */
import { missedOf } from '../../reports/briefStanding.ts';
import { formatCount } from '../../domain/format.ts';
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import type { Band } from '../../domain/bands.ts';
import { MISSING_REASONS } from '../../domain/rate.ts';
import type { ObservationRow, RankRow } from '../../reports/types.ts';
import { barsOption, type BarsInput, type BarsRow } from '../../../web/src/charts/barsOption.ts';
import { unitOfCounts } from '../columns.ts';
import type { SheetChart } from '../sheet.ts';
import { markedName } from '../origin.ts';
import type { Situation } from '../situation.ts';
import { paperTheme } from './look.ts';
import { barScale, rankedBars } from './native.ts';
import { valueText } from './trendInput.ts';
import type { Lang } from '../../../web/src/state/selection.ts';

export interface RankingParts {
  readonly indicator: IndicatorId;
  readonly ranking: readonly RankRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly situation: Situation;
}

const STATES = { MET: 'met', NEAR: 'near', MISSED: 'missed' } as const satisfies Record<Band, BarsRow['state']>;

const rowWords = (row: ObservationRow, lang: Lang): string =>
  row.rate.value === null
    ? MISSING_REASONS[row.rate.missing ?? 'NOT_RECEIVED'][lang]
    : valueText(row.indicator, row.rate.value, missedOf(row));

function gapWords({ indicator, gap }: ObservationRow, lang: Lang): string | null {
  if (gap === null || gap === 0) return null;
  const unit = unitOfCounts(indicator).numerator;
  return lang === 'zh' ? `差 ${formatCount(gap)} ${unit.zh}` : `${formatCount(gap)} short`;
}

/** The value axis of bars with its steps. */
export function barAxis(id: IndicatorId, values: readonly (number | null)[]): Pick<BarsInput, 'max' | 'ticks'> {
  const { decimals } = indicatorOf(id);
  const { max, step } = barScale(id, values);
  const count = Math.round(max / step);
  const text = (at: number): string => valueText(id, at).replace(/\.0+$/, decimals === 0 ? '$&' : '');
  return { max, ticks: Array.from({ length: count + 1 }, (_, index) => ({ at: index * step, text: text(index * step) })) };
}

export function toBars({ indicator, ranking, names, situation }: RankingParts): BarsInput {
  const { lang } = situation;
  const rows = ranking.map(({ observation }, index): BarsRow => ({
    name: markedName(names.get(observation.region) ?? observation.region, observation, situation.lang),
    value: observation.rate.value,
    absence: observation.rate.missing,
    text: rowWords(observation, lang),
    state: observation.rate.value === null || observation.band === null ? null : STATES[observation.band],
    note: gapWords(observation, lang),
    target: observation.target,
    focus: index === 0 && observation.rate.value !== null,
  }));
  const targets = new Set(rows.map(({ target }) => target));
  const [target] = targets;
  const single = targets.size === 1 && typeof target === 'number' ? valueText(indicator, target).replace(/\.0+$/, '') : null;
  return {
    rows,
    ...barAxis(
      indicator,
      rows.flatMap(({ value, target: own }) => [value, own]),
    ),
    target: single === null ? null : lang === 'zh' ? `目标 ${single}` : `target ${single}`,
  };
}

/** None where no part has a value. */
export function rankingChart(parts: RankingParts): readonly SheetChart[] {
  const { indicator, ranking, names, situation } = parts;
  const native = rankedBars(indicator, ranking, names, situation.lang);
  if (native === null) return [];
  const input = toBars(parts);
  return [
    {
      id: 'ranking',
      title: { zh: '各地排名', en: 'Ranking' },
      picture: (look, box) => barsOption(input, paperTheme(look, box), box),
      native,
    },
  ];
}
