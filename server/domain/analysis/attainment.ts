/** Will a target be met by its date? A forecast with its band and its own back-test, or a refusal (domain.md §7). */
import { formatCount, formatNumber, formatPercent, THIN } from '../format.ts';
import { asOfDate, quarterOfDate, quartersBetween, shiftQuarter, type Quarter } from '../period.ts';
import type { Rate, RateShape } from '../rate.ts';
import type { Direction } from '../bands.ts';
import type { Words } from '../words.ts';
import { backTest, Z80, type BackTest } from './backTest.ts';
import { forecast, FORECAST_METHODS, type ForecastMethod, type Point } from './forecast.ts';
import { countOf, isTarget, targetText, unitsFromTarget, type Way } from './gap.ts';
import { refuse, type Refused } from './refusal.ts';

/** Fewer quarters with a value say nothing of the next. */
export const LEAST_PERIODS = 8;
/** From so few quarters nothing is surer than one in a hundred. */
const SUREST = 0.99;
const YEAR = 4;

export type AttainmentRefusal = 'TOO_FEW_PERIODS' | 'ALREADY_DUE' | 'NOT_A_SHARE' | 'TARGET_OUT_OF_RANGE';

/** `history` in any order, one rate a quarter, all of one basis, rule set and boundary: a series is cut at its last break by the asker. */
export interface AttainmentAsk {
  readonly shape: RateShape;
  readonly direction: Direction;
  /** Percent, 0–100. */
  readonly target: number;
  /** Day by which it is to be met, `2026-12-31`. */
  readonly due: string;
  readonly history: readonly { readonly period: Quarter; readonly rate: Rate }[];
  /** Names the units: 家, units. */
  readonly counted: Words;
  /** Reporting regions that every quarter of the history holds, where the present figure stands on others too; else null. */
  readonly steady?: number | null;
}

/** Percent, within 0–100; `low` ≤ `value` ≤ `high`. */
export interface ForecastPoint {
  readonly period: Quarter;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Attainment {
  readonly target: number;
  readonly due: string;
  /** Last quarter with a value, and the last that ends on or before the due date. */
  readonly from: Quarter;
  readonly to: Quarter;
  readonly quartersLeft: number;
  readonly method: ForecastMethod;
  /** Every quarter after `from` up to `to`, with its 80 % band. */
  readonly path: readonly ForecastPoint[];
  /** That the value at `to` meets the target, 0.01–0.99. */
  readonly probability: number;
  /** Units missing now, and a quarter until `to`, with the denominator of `from` (for LOWER: units too many). */
  readonly unitsMissing: number;
  readonly unitsPerQuarter: number;
  /** Units gained a quarter over the last year; negative where they were lost. For LOWER: lost a quarter. */
  readonly recentPace: number;
  /** Furthest horizon that the back-test reached: beyond it the band is carried on. */
  readonly testedQuarters: number;
  readonly backTest: BackTest;
  readonly explanation: Words;
}

/** Normal distribution function, to 1.5e-7 (Abramowitz and Stegun 7.1.26). */
function normal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const upper = (poly * Math.exp(-x * x)) / 2;
  return z < 0 ? upper : 1 - upper;
}

interface Known {
  readonly period: Quarter;
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number;
}

/** Quarters with a value, ascending, the last one given of each. */
function knownOf(history: AttainmentAsk['history']): Known[] {
  const byPeriod = new Map<Quarter, Known>();
  for (const { period, rate } of history) {
    const { numerator, denominator, value } = rate;
    if (numerator !== null && denominator !== null && value !== null) byPeriod.set(period, { period, numerator, denominator, value });
  }
  return [...byPeriod.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}

const indexOf = (quarter: Quarter): number => Number(quarter.slice(0, 4)) * YEAR + Number(quarter.slice(5));

/** The last quarter that ends on or before a day. */
function lastQuarterBy(day: string): Quarter {
  const quarter = quarterOfDate(day);
  return asOfDate(quarter) <= day ? quarter : shiftQuarter(quarter, -1);
}

/** Mean gain in numerator a quarter since the value nearest to a year ago that is no younger. */
function recentPaceOf(known: readonly Known[]): number {
  const now = known.at(-1)!;
  const then = known.findLast(({ period }) => indexOf(period) <= indexOf(now.period) - YEAR) ?? known[0]!;
  return (now.numerator - then.numerator) / (indexOf(now.period) - indexOf(then.period));
}

function pathOf(method: ForecastMethod, series: readonly Point[], halfWidths: readonly number[], from: Quarter): ForecastPoint[] {
  return halfWidths.map((half, at) => {
    const value = forecast(method, series, at + 1);
    return { period: shiftQuarter(from, at + 1), value, low: Math.max(0, value - half), high: Math.min(100, value + half) };
  });
}

const percent = (value: number): string => `${formatPercent(value)}${THIN}%`;
const whole = (value: number): string => `${formatNumber(value, 0)}${THIN}%`;

/** Units still needed and the pace so far; nothing is needed where the target is met now. */
function needWords(found: Omit<Attainment, 'explanation'>, way: Way, { counted, steady }: AttainmentAsk): Words {
  const [all, quarterly] = [countOf(found.unitsMissing, counted), countOf(found.unitsPerQuarter, counted)];
  const over =
    typeof steady === 'number'
      ? {
          zh: `按各期都报的 ${formatCount(steady)}${THIN}个地区计，`,
          en: `over the ${formatCount(steady)} regions that reported in every quarter, `,
        }
      : { zh: '', en: '' };
  if (found.unitsMissing === 0) return { zh: `${over.zh}目前已达标`, en: `${over.en}it is met now` };
  const grew = found.recentPace >= 0 === (way === 'HIGHER');
  const pace = countOf(Math.round(Math.abs(found.recentPace)), counted);
  const lately = {
    zh: `近一年每季约${grew ? '增' : '减'} ${pace.zh}`,
    en: `about ${pace.en} a quarter ${grew ? 'gained' : 'lost'} over the last year`,
  };
  return way === 'HIGHER'
    ? {
        zh: `${over.zh}还差 ${all.zh}，每季须增 ${quarterly.zh}，${lately.zh}`,
        en: `${over.en}${all.en} short, ${quarterly.en} a quarter needed, ${lately.en}`,
      }
    : {
        zh: `${over.zh}还多 ${all.zh}，每季须减 ${quarterly.zh}，${lately.zh}`,
        en: `${over.en}${all.en} too many, ${quarterly.en} a quarter to lose, ${lately.en}`,
      };
}

function explain(found: Omit<Attainment, 'explanation'>, way: Way, ask: AttainmentAsk): Words {
  const end = found.path.at(-1)!;
  const { n, meanAbsoluteError, coverage } = found.backTest;
  const method = FORECAST_METHODS[found.method];
  const need = needWords(found, way, ask);
  const chance = whole(found.probability * 100);
  const error = formatNumber(meanAbsoluteError, 1);
  const held =
    coverage.value === null
      ? { zh: '', en: '' }
      : { zh: `，区间命中 ${whole(coverage.value)}`, en: `, ${whole(coverage.value)} inside the band` };
  return {
    zh: `按${method.zh}，${end.period} 预计 ${percent(end.value)}（80${THIN}% 区间 ${percent(end.low)} 至 ${percent(end.high)}），达到目标 ${targetText(found.target)} 的可能性 ${chance}；${need.zh}。回测 ${n} 次，平均误差 ${error} 个百分点${held.zh}。`,
    en: `${method.en}: ${percent(end.value)} expected in ${end.period} (80${THIN}% band ${percent(end.low)} to ${percent(end.high)}), chance of the target ${targetText(found.target)} ${chance}; ${need.en}. Back-test of ${n} forecasts: mean error ${error} points${held.en}.`,
  };
}

function refusalOf(ask: AttainmentAsk, known: readonly Known[]): Refused<AttainmentRefusal> | null {
  if (ask.shape !== 'percent' || ask.direction === 'NEUTRAL')
    return refuse('NOT_A_SHARE', '该指标不是有方向的比率，不作达标预测', 'The indicator is no share with a direction; no forecast is made');
  if (!isTarget(ask.target))
    return refuse(
      'TARGET_OUT_OF_RANGE',
      `目标须在 0 到 100 之间，收到 ${ask.target}`,
      `A target lies between 0 and 100; this is ${ask.target}`,
    );
  const now = known.at(-1);
  if (now && lastQuarterBy(ask.due) <= now.period)
    return refuse(
      'ALREADY_DUE',
      `目标期限 ${ask.due} 之前已无待报的季度：${now.period} 为 ${percent(now.value)}`,
      `No quarter is left before ${ask.due}: ${now.period} stands at ${percent(now.value)}`,
    );
  if (known.length < LEAST_PERIODS)
    return refuse(
      'TOO_FEW_PERIODS',
      `只有 ${known.length} 个季度有数，至少 ${LEAST_PERIODS} 个季度才作预测`,
      `Only ${known.length} quarters have a value; a forecast needs ${LEAST_PERIODS}`,
    );
  return null;
}

/** Forecasts from ≥ 8 quarters by the method that did best on them; the same history always gives the same answer. */
export function attainmentOf(ask: AttainmentAsk): Attainment | Refused<AttainmentRefusal> {
  const known = knownOf(ask.history);
  const refused = refusalOf(ask, known);
  if (refused) return refused;
  const way = ask.direction as Way;
  const [now, to] = [known.at(-1)!, lastQuarterBy(ask.due)];
  const quartersLeft = quartersBetween(now.period, to).length - 1;
  const series = known.map(({ period, value }): Point => ({ at: indexOf(period), value }));
  // One unit either way is always possible: a history without any error still leaves that much open.
  const { test, halfWidths } = backTest(series, quartersLeft, 100 / now.denominator);
  const end = forecast(test.method, series, quartersLeft);
  const above = normal((end - ask.target) / (halfWidths.at(-1)! / Z80));
  const unitsMissing = Math.max(0, unitsFromTarget(now.numerator, now.denominator, ask.target, way));
  const found = {
    target: ask.target,
    due: ask.due,
    from: now.period,
    to,
    quartersLeft,
    method: test.method,
    path: pathOf(test.method, series, halfWidths, now.period),
    probability: Math.min(SUREST, Math.max(1 - SUREST, way === 'HIGHER' ? above : 1 - above)),
    unitsMissing,
    unitsPerQuarter: Math.ceil(unitsMissing / quartersLeft),
    recentPace: way === 'HIGHER' ? recentPaceOf(known) : -recentPaceOf(known),
    testedQuarters: Math.max(...test.horizons.map(({ horizon }) => horizon)),
    backTest: test,
  };
  return { ...found, explanation: explain(found, way, ask) };
}
