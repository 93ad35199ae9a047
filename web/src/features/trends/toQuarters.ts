/** The table twin: every region in every quarter, each number with its counts and receipt, each absence with its reason. Pure. */
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { TrendsLatest, TrendsPoint } from '../../api/trends.ts';
import { pickLabel, regionName } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';
import { absenceWord } from '../../view/toRows.ts';
import { missedOf, valueText } from '../../view/valueText.ts';
import { periodsOf, type TrendsScene } from './toTrends.ts';

export interface QuarterCell {
  readonly period: string;
  /** The value, or the word for its absence. */
  readonly text: string;
  /** `1 879 / 2 592，报送 16/18`; null where there is nothing to say. */
  readonly title: string | null;
  /** Null where there is a value. */
  readonly absence: TrendsPoint['rate']['missing'];
  /** The ground was cut otherwise before this quarter. */
  readonly broken: boolean;
  /** Not every part has reported. */
  readonly partly: boolean;
}

export interface QuarterRow {
  readonly key: string;
  /** Of the region. */
  readonly code: string;
  readonly name: string;
  /** Beside the name, where each row has its own. */
  readonly unit: string | null;
  readonly own: boolean;
  readonly cells: readonly QuarterCell[];
}

export interface QuarterTable {
  /** Null where the rows are indicators of one region. */
  readonly indicator: IndicatorDefinition | null;
  readonly periods: readonly string[];
  readonly rows: readonly QuarterRow[];
  /** Region changes inside the range, a sentence each. */
  readonly breaks: readonly string[];
}

function cellOf(
  period: string,
  point: TrendsPoint | null,
  indicator: IndicatorDefinition,
  scene: TrendsScene,
  first: boolean,
): QuarterCell {
  const { words, dataset, lang } = scene;
  const absent: QuarterCell = { period, text: '', title: null, absence: 'NOT_APPLICABLE', broken: false, partly: false };
  if (!point) return absent;
  const { rate, origin, receipt } = point;
  const came = scene.accepted ? receipt.accepted : receipt.received;
  const partly = came < receipt.expected;
  const parts =
    typeof rate.numerator === 'number' && typeof rate.denominator === 'number'
      ? [words.cellParts(count(rate.numerator), count(rate.denominator))]
      : [];
  const summary = origin === 'SUMMARY';
  const stands = (scene.accepted ? words.cellAccepted : words.cellReceipt)(count(came), count(receipt.expected));
  const title = [...parts, summary ? words.cellSummary : stands].join(lang === 'zh' ? '，' : ', ');
  const known = typeof rate.value === 'number';
  return {
    period,
    text:
      typeof rate.value === 'number'
        ? valueText(rate.value, indicator, missedOf(point, indicator))
        : (absenceWord(rate.missing, dataset, lang) ?? ''),
    title,
    absence: known ? null : (rate.missing ?? 'NOT_APPLICABLE'),
    broken: !first && point.breaks.length > 0,
    partly: known && partly && !summary,
  };
}

/** The region of the page on top, then worst first as they stand in the last quarter, what has no value last. */
function ordered(latest: readonly TrendsLatest[], own: string, indicator: IndicatorDefinition): readonly TrendsLatest[] {
  const sign = indicator.direction === 'LOWER' ? -1 : 1;
  return latest.toSorted((a, b) => {
    if (a.region.code === own || b.region.code === own) return a.region.code === own ? -1 : 1;
    const [one, other] = [a.rate.value ?? null, b.rate.value ?? null];
    return one === null ? (other === null ? 0 : 1) : other === null ? -1 : sign * (one - other);
  });
}

export function toQuarters(indicator: IndicatorDefinition, scene: TrendsScene): QuarterTable {
  const { answer, own, words, lang } = scene;
  const periods = periodsOf(answer);
  const points = Map.groupBy(
    answer.points.filter((point) => point.indicator === indicator.id),
    ({ region }) => region.code,
  );
  const latest = ordered(
    answer.latest.filter((row) => row.indicator === indicator.id),
    own,
    indicator,
  );
  const names = new Map(latest.map(({ region }) => [region.code, regionName(region, lang)]));
  const events = [...points].flatMap(([code, mine]) =>
    mine
      .filter(({ period }) => period !== periods[0])
      .flatMap(({ breaks }) => breaks.map(({ on, label }) => words.breakText(names.get(code) ?? code, on, pickLabel(label, lang)))),
  );
  return {
    indicator,
    periods,
    rows: latest.map(({ region }) => ({
      key: region.code,
      code: region.code,
      name: regionName(region, lang),
      unit: null,
      own: region.code === own,
      cells: periods.map((period, at) => {
        const point = points.get(region.code)?.find((one) => one.period === period) ?? null;
        return cellOf(period, point, indicator, scene, at === 0);
      }),
    })),
    breaks: [...new Set(events)],
  };
}

/** The rows are the indicators of the only region of the answer: one table instead of many of one row. */
export function toQuartersOfRegion(indicators: readonly IndicatorDefinition[], scene: TrendsScene): QuarterTable {
  const { lang } = scene;
  const tables = indicators.map((indicator) => ({ indicator, table: toQuarters(indicator, scene) }));
  return {
    indicator: null,
    periods: periodsOf(scene.answer),
    rows: tables.flatMap(({ indicator, table }) =>
      table.rows.map((row) => ({
        ...row,
        key: indicator.id,
        name: pickLabel(indicator.label, lang),
        unit: pickLabel(indicator.unit, lang),
        own: false,
      })),
    ),
    breaks: [...new Set(tables.flatMap(({ table }) => table.breaks))],
  };
}

/** One table an indicator; a single one where there is a single region. */
export function toTables(indicators: readonly IndicatorDefinition[], scene: TrendsScene): readonly QuarterTable[] {
  const regions = new Set(scene.answer.latest.map(({ region }) => region.code));
  return regions.size === 1 && indicators.length > 1
    ? [toQuartersOfRegion(indicators, scene)]
    : indicators.map((indicator) => toQuarters(indicator, scene));
}
