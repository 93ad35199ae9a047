/** Observations of one region over the periods become lines and target steps. */
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { TrendPoint } from '../../api/overview.ts';
import { countAxis, percentAxis } from '../../charts/axis.ts';
import type { TrendInput, TrendLine, TrendTarget, Voice } from '../../charts/trendOption.ts';
import type { OverviewWords } from '../../i18n/overview.ts';
import { pickLabel } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { plain } from '../../theme/format.ts';
import { missedOf, valueText, valueWithUnit } from '../../view/valueText.ts';

/** Quarters in a year: the point that 同比 compares with gets its figure printed. */
const YEAR = 4;
const VOICES: readonly Voice[] = ['lead', 'second', 'mute'];

interface TrendAsk {
  readonly points: readonly TrendPoint[];
  /** The line in focus first. */
  readonly indicators: readonly IndicatorDefinition[];
  readonly current: string | null;
  readonly words: OverviewWords;
  readonly lang: Lang;
}

/** `2025Q4` in the last quarter of a year and at the ends, `Q1` between. */
const tickOf = (period: string, index: number, all: readonly string[]): string =>
  period.endsWith('Q4') || index === 0 || index === all.length - 1 ? period : period.slice(4);

/** «组织覆盖率» for «党的组织覆盖率»: beside a line there is little room, and both lines are of the Party. */
const shortLabel = (label: string): string => label.replace(/^党的/, '').replace(/^Party /, '');

/** Null when no period has a value. */
export function toTrend({ points, indicators, current, words, lang }: TrendAsk): TrendInput | null {
  const periods = [...new Set(points.map(({ period }) => period))].sort();
  const at = (indicator: IndicatorDefinition, period: string): TrendPoint | undefined =>
    points.find((point) => point.indicator === indicator.id && point.period === period);
  const known = points.flatMap(({ rate, target }) => [rate.value, target]).filter((value) => typeof value === 'number');
  if (!points.some(({ rate }) => typeof rate.value === 'number')) return null;
  const lines = indicators.map((indicator, index): TrendLine => {
    const values = periods.map((period) => at(indicator, period)?.rate.value ?? null);
    const last = values.findLastIndex((value) => value !== null);
    const labelled = new Set([values.findIndex((value) => value !== null), last - YEAR]);
    const end = values[last];
    const missed = periods.map((period) => missedOf(at(indicator, period) ?? {}, indicator));
    return {
      name: shortLabel(pickLabel(indicator.label, lang)),
      voice: VOICES[index] ?? 'mute',
      values,
      texts: values.map((value, place) => (value !== null && labelled.has(place) ? valueText(value, indicator, missed[place]) : null)),
      below: periods.map((period) => side(at(indicator, period)) === 'below'),
      end: typeof end === 'number' ? valueWithUnit(end, indicator, pickLabel(indicator.unit, lang), missed[last]) : '',
    };
  });
  return {
    ticks: periods.map(tickOf),
    longTicks: periods,
    lines: lines.filter(({ values }) => values.some((value) => value !== null)),
    targets: indicators.slice(0, 2).flatMap((indicator, index) =>
      targetOf(
        periods.map((period) => at(indicator, period) ?? null),
        VOICES[index] ?? 'mute',
        words,
      ),
    ),
    axis: indicators.every(({ shape }) => shape === 'PERCENT') ? percentAxis(known) : countAxis(known),
    current: current === null || !periods.includes(current) ? null : periods.indexOf(current),
  };
}

/** A step is named where it begins; nothing is drawn where there never was a target. */
function targetOf(points: readonly (TrendPoint | null)[], voice: Voice, words: OverviewWords): TrendTarget[] {
  const values = points.map((point) => point?.target ?? null);
  if (values.every((value) => value === null)) return [];
  return [
    {
      voice,
      values,
      texts: values.map((value, index) => (value !== null && value !== (values[index - 1] ?? null) ? words.target(plain(value)) : null)),
      below: points.map((point) => side(point) === 'above'),
    },
  ];
}

/** Where the value stands to its target; null when either is unknown. */
function side(point: TrendPoint | null | undefined): 'above' | 'below' | null {
  const { value } = point?.rate ?? {};
  if (typeof value !== 'number' || typeof point?.target !== 'number') return null;
  return value > point.target ? 'above' : 'below';
}
