/** Rolling origin: every method forecasts what is known by now from what was known then, and its errors make its band. */
import { formRate, type Rate } from '../rate.ts';
import { forecast, FORECAST_METHOD_IDS, type ForecastMethod, type Point } from './forecast.ts';

/** Values a forecast is made from at the least. */
const LEAST_TRAINING = 4;
/** Near horizons are tested even for a target one quarter away: one horizon alone leaves too few errors. */
const LEAST_HORIZON = 4;
/** Share of errors that the band should hold. */
const BAND = 0.8;
/** A horizon with this many errors of its own is not narrower than they ask for. */
const OWN_ERRORS = 5;

/** One forecast of the past: `error` in points, actual − forecast. `origin` is the number of values it was made from. */
interface Miss {
  readonly origin: number;
  readonly horizon: number;
  readonly error: number;
}

/** How one method did at one horizon. */
export interface HorizonTest {
  readonly horizon: number;
  readonly n: number;
  readonly meanAbsoluteError: number;
}

/** `meanAbsoluteError` in points over `n` forecasts. `coverage`: forecasts inside a band made without the errors of their own origin. */
export interface BackTest {
  readonly method: ForecastMethod;
  readonly n: number;
  readonly meanAbsoluteError: number;
  readonly coverage: Rate;
  readonly horizons: readonly HorizonTest[];
  /** Every method tried, in registry order. */
  readonly tried: readonly { readonly method: ForecastMethod; readonly meanAbsoluteError: number }[];
}

function missesOf(method: ForecastMethod, series: readonly Point[], furthest: number): Miss[] {
  const misses: Miss[] = [];
  for (let origin = LEAST_TRAINING; origin < series.length; origin += 1) {
    const known = series.slice(0, origin);
    const from = series[origin - 1]!.at;
    for (const { at, value } of series.slice(origin)) {
      const horizon = at - from;
      if (horizon <= furthest) misses.push({ origin, horizon, error: value - forecast(method, known, horizon) });
    }
  }
  return misses;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanAbsoluteError = (misses: readonly Miss[]): number => mean(misses.map(({ error }) => Math.abs(error)));

/** The size that BAND of the errors do not pass, counting the error to come as one more (so never below the plain quantile). */
function bandSize(sizes: readonly number[]): number {
  const rank = Math.min(sizes.length, Math.ceil(BAND * (sizes.length + 1)));
  return sizes.toSorted((a, b) => a - b)[rank - 1]!;
}

/**
 * Half widths of the band at horizons 1 … `furthest`. All errors together, taken to grow with the square root of the horizon; where a
 * horizon has errors enough of its own that ask for more, more; and never narrower than at the horizon before or than `least`.
 */
function halfWidths(misses: readonly Miss[], furthest: number, least: number): number[] {
  const perRoot = bandSize(misses.map(({ error, horizon }) => Math.abs(error) / Math.sqrt(horizon)));
  const widths: number[] = [];
  for (let horizon = 1; horizon <= furthest; horizon += 1) {
    const own = misses.filter((miss) => miss.horizon === horizon).map(({ error }) => Math.abs(error));
    widths.push(Math.max(widths.at(-1) ?? least, perRoot * Math.sqrt(horizon), own.length >= OWN_ERRORS ? bandSize(own) : least));
  }
  return widths;
}

function coverageOf(misses: readonly Miss[], least: number): Rate {
  const furthest = Math.max(...misses.map(({ horizon }) => horizon));
  const inside = [...new Set(misses.map(({ origin }) => origin))].flatMap((origin) => {
    const others = misses.filter((miss) => miss.origin !== origin);
    if (others.length === 0) return [];
    const widths = halfWidths(others, furthest, least);
    return misses.filter((miss) => miss.origin === origin).map(({ horizon, error }) => Math.abs(error) <= widths[horizon - 1]!);
  });
  return formRate('percent', inside.filter(Boolean).length, inside.length);
}

function horizonsOf(misses: readonly Miss[]): HorizonTest[] {
  return [...new Set(misses.map(({ horizon }) => horizon))]
    .sort((a, b) => a - b)
    .map((horizon) => {
      const own = misses.filter((miss) => miss.horizon === horizon);
      return { horizon, n: own.length, meanAbsoluteError: meanAbsoluteError(own) };
    });
}

/** Differences of error below this are noise of floating point, and the simpler method is kept. */
const NOISE = 1e-9;

/**
 * Chooses the method with the least mean absolute error on `series` (ascending, more than LEAST_TRAINING points) for targets up to
 * `furthest` quarters away. `least` is the narrowest half width worth stating, in points.
 */
export function backTest(series: readonly Point[], furthest: number, least: number): { readonly test: BackTest; readonly halfWidths: readonly number[] } {
  const tested = FORECAST_METHOD_IDS.map((method) => ({ method, misses: missesOf(method, series, Math.max(furthest, LEAST_HORIZON)) }));
  const tried = tested.map(({ method, misses }) => ({ method, misses, meanAbsoluteError: meanAbsoluteError(misses) }));
  const best = tried.reduce((kept, next) => (next.meanAbsoluteError < kept.meanAbsoluteError - NOISE ? next : kept));
  return {
    test: {
      method: best.method,
      n: best.misses.length,
      meanAbsoluteError: best.meanAbsoluteError,
      coverage: coverageOf(best.misses, least),
      horizons: horizonsOf(best.misses),
      tried: tried.map(({ method, meanAbsoluteError }) => ({ method, meanAbsoluteError })),
    },
    halfWidths: halfWidths(best.misses, furthest, least),
  };
}
