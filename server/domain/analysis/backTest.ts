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

/** Differences of error below this are noise of floating point, and the simpler method is kept. */
const NOISE = 1e-9;
/** Standard deviations on either side that hold BAND of a normal spread. */
export const Z80 = 1.2815515655446004;

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

/** `meanAbsoluteError` in points over `n` forecasts. `coverage`: forecasts inside a band chosen without their own origin, method and all. */
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

/** How much wider a band must be that rests on few origins: Student's t over the normal quantile at 80 % (Cornish and Fisher). */
function widening(origins: number): number {
  const degrees = Math.max(1, origins - 1);
  const z = Z80;
  return 1 + (z ** 2 + 1) / (4 * degrees) + (5 * z ** 4 + 16 * z ** 2 + 3) / (96 * degrees ** 2);
}

const originsOf = (misses: readonly Miss[]): number[] => [...new Set(misses.map(({ origin }) => origin))];

/**
 * Half widths of the band at horizons 1 … `furthest`. All errors together, taken to grow with the square root of the horizon; where a
 * horizon has errors enough of its own that ask for more, more. Beyond the last tested horizon the width grows with the horizon itself:
 * nothing there says that it slows. Never narrower than at the horizon before or than `least`.
 */
function halfWidths(misses: readonly Miss[], furthest: number, least: number): number[] {
  const wider = widening(originsOf(misses).length);
  const perRoot = wider * bandSize(misses.map(({ error, horizon }) => Math.abs(error) / Math.sqrt(horizon)));
  const tested = Math.max(...misses.map(({ horizon }) => horizon));
  const widths: number[] = [];
  for (let horizon = 1; horizon <= furthest; horizon += 1) {
    const before = widths.at(-1) ?? least;
    const own = misses.filter((miss) => miss.horizon === horizon).map(({ error }) => Math.abs(error));
    const asked = own.length >= OWN_ERRORS ? wider * bandSize(own) : least;
    widths.push(horizon > tested ? (before * horizon) / (horizon - 1) : Math.max(before, perRoot * Math.sqrt(horizon), asked));
  }
  return widths;
}

interface Tried {
  readonly method: ForecastMethod;
  readonly misses: readonly Miss[];
  readonly meanAbsoluteError: number;
}

/** The first of the methods that no other beats by more than noise. */
const bestOf = (tried: readonly Tried[]): Tried =>
  tried.reduce((kept, next) => (next.meanAbsoluteError < kept.meanAbsoluteError - NOISE ? next : kept));

const trial = (method: ForecastMethod, misses: readonly Miss[]): Tried => ({
  method,
  misses,
  meanAbsoluteError: meanAbsoluteError(misses),
});

/** Forecasts inside their band, each origin judged by the method and the band that the other origins alone would have chosen. */
function coverageOf(tried: readonly Tried[], least: number): Rate {
  const origins = originsOf(tried.flatMap(({ misses }) => misses));
  const inside = origins.flatMap((origin) => {
    const others = tried.map(({ method, misses }) =>
      trial(
        method,
        misses.filter((miss) => miss.origin !== origin),
      ),
    );
    const chosen = bestOf(others);
    const own = tried.find(({ method }) => method === chosen.method)!.misses.filter((miss) => miss.origin === origin);
    const widths = halfWidths(chosen.misses, Math.max(...own.map(({ horizon }) => horizon)), least);
    return own.map(({ horizon, error }) => Math.abs(error) <= widths[horizon - 1]!);
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

/** The longest step between two values that follow each other: a series with holes has no nearer forecast to test. */
const longestStep = (series: readonly Point[]): number => Math.max(...series.slice(1).map(({ at }, before) => at - series[before]!.at));

/**
 * Chooses the method with the least mean absolute error on `series` (ascending, one point a quarter, at least two more than LEAST_TRAINING) for targets up to
 * `furthest` quarters away. `least` is the narrowest half width worth stating, in points.
 */
export function backTest(
  series: readonly Point[],
  furthest: number,
  least: number,
): { readonly test: BackTest; readonly halfWidths: readonly number[] } {
  const within = Math.max(furthest, LEAST_HORIZON, longestStep(series));
  const tried = FORECAST_METHOD_IDS.map((method) => trial(method, missesOf(method, series, within)));
  const best = bestOf(tried);
  return {
    test: {
      method: best.method,
      n: best.misses.length,
      meanAbsoluteError: best.meanAbsoluteError,
      coverage: coverageOf(tried, least),
      horizons: horizonsOf(best.misses),
      tried: tried.map(({ method, meanAbsoluteError }) => ({ method, meanAbsoluteError })),
    },
    halfWidths: halfWidths(best.misses, furthest, least),
  };
}
