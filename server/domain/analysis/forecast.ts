/** A few simple ways to carry a share forward. Each is exact on the series it is made for, and none knows more than the past. */
import type { Entry } from '../words.ts';

/** `at` counts quarters; a quarter without a value is absent, and leaves a hole in `at`. `value` in percent. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

const last = (series: readonly Point[], back = 0): Point => series[Math.max(0, series.length - 1 - back)]!;

/** Least squares through the points; slope 0 where all lie in one quarter. */
function line(series: readonly Point[]): (at: number) => number {
  const n = series.length;
  const meanAt = series.reduce((sum, point) => sum + point.at, 0) / n;
  const meanValue = series.reduce((sum, point) => sum + point.value, 0) / n;
  const spread = series.reduce((sum, point) => sum + (point.at - meanAt) ** 2, 0);
  const slope = spread === 0 ? 0 : series.reduce((sum, point) => sum + (point.at - meanAt) * (point.value - meanValue), 0) / spread;
  return (at) => meanValue + slope * (at - meanAt);
}

/** Mean change a quarter over the last `steps` values; 0 for a single value. */
function pace(series: readonly Point[], steps: number): number {
  const [first, now] = [last(series, steps), last(series)];
  return now.at === first.at ? 0 : (now.value - first.value) / (now.at - first.at);
}

/** Log odds are infinite at 0 and 100 %: shares are kept this far inside, in percent. */
const INSIDE = 0.05;
const toLogit = (value: number): number => {
  const share = Math.min(100 - INSIDE, Math.max(INSIDE, value)) / 100;
  return Math.log(share / (1 - share));
};
const fromLogit = (logit: number): number => 100 / (1 + Math.exp(-logit));

/** What is left of a trend after each further quarter. */
const DAMPING = 0.8;
const damped = (horizon: number): number => (DAMPING * (1 - DAMPING ** horizon)) / (1 - DAMPING);

const RECENT = 4;

/** From the simplest up: of two that did equally well the first is taken. `forward` is asked with at least one point and a horizon ≥ 1. */
export const FORECAST_METHODS = {
  LAST: { zh: '沿用末期值', en: 'Last value', forward: (series) => last(series).value },
  DAMPED: { zh: '阻尼趋势', en: 'Damped trend', forward: (series, horizon) => last(series).value + pace(series, RECENT) * damped(horizon) },
  DRIFT: { zh: '平均增幅', en: 'Mean change', forward: (series, horizon) => last(series).value + pace(series, series.length) * horizon },
  LINEAR: { zh: '线性趋势', en: 'Linear trend', forward: (series, horizon) => line(series)(last(series).at + horizon) },
  LOG_ODDS: {
    zh: '对数优势线性趋势',
    en: 'Linear trend of the log odds',
    forward: (series, horizon) =>
      fromLogit(line(series.map(({ at, value }) => ({ at, value: toLogit(value) })))(last(series).at + horizon)),
  },
} as const satisfies Record<string, Entry & { readonly forward: (series: readonly Point[], horizon: number) => number }>;
export type ForecastMethod = keyof typeof FORECAST_METHODS;
export const FORECAST_METHOD_IDS = Object.keys(FORECAST_METHODS) as ForecastMethod[];

/** The value `horizon` quarters after the last point, kept within 0–100. */
export const forecast = (method: ForecastMethod, series: readonly Point[], horizon: number): number =>
  Math.min(100, Math.max(0, FORECAST_METHODS[method].forward(series, horizon)));
