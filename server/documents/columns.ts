/** Columns that the tables of several pages share, and the cells that stand in them. */
import { missedOf } from '../reports/briefStanding.ts';
import { BANDS } from '../domain/bands.ts';
import type { ChangeMissing } from '../domain/changeMissing.ts';
import { indicatorOf, type IndicatorId } from '../domain/indicators.ts';
import { countingWord } from '../domain/measures.ts';
import { askIndicator } from '../domain/indicators.ts';
import type { Rate } from '../domain/rate.ts';
import { OBSERVATION_ORIGINS } from '../domain/summaries.ts';
import type { Words } from '../domain/words.ts';
import type { Comparison, ObservationRow } from '../reports/types.ts';
import type { Lang } from '../../web/src/state/selection.ts';
import { summaryNote } from './origin.ts';
import type { Cell, Column } from './sheet.ts';

const FACTORS = { percent: 100, ratio: 1, count: null } as const;

export const textColumn = (id: string, zh: string, en: string): Column => ({
  id,
  label: { zh, en },
  kind: 'text',
  decimals: 0,
  unit: null,
});

export const dateColumn = (id: string, zh: string, en: string): Column => ({ ...textColumn(id, zh, en), kind: 'date' });

export const countColumn = (id: string, label: Words, unit: Words | null = null): Column => ({
  id,
  label,
  kind: 'count',
  decimals: 0,
  unit,
});

export const pointsColumn = (id: string, zh: string, en: string, decimals: number): Column => ({
  id,
  label: { zh, en },
  kind: 'points',
  decimals,
  unit: { zh: '百分点', en: 'points' },
});

/** What the numerator of an indicator is counted in: 家, 人, 个. */
export const unitOfCounts = (id: IndicatorId): { readonly numerator: Words; readonly denominator: Words | null } => {
  const { numerator, denominator } = askIndicator(id);
  const [first = ''] = numerator;
  const [below] = denominator ?? [];
  return { numerator: countingWord(first), denominator: below === undefined ? null : countingWord(below) };
};

/** The value of an indicator, which a workbook works out from the two counts beside it. */
export function rateColumn(id: IndicatorId, columnId = 'rate', parts: readonly [string, string] = ['numerator', 'denominator']): Column {
  const indicator = indicatorOf(id);
  const factor = FACTORS[indicator.shape];
  return {
    id: columnId,
    label: { zh: indicator.zh, en: indicator.en },
    kind: indicator.shape === 'percent' ? 'percent' : indicator.shape === 'ratio' ? 'number' : 'count',
    decimals: indicator.decimals,
    unit: indicator.unit,
    ...(factor === null ? {} : { of: { numerator: parts[0], denominator: parts[1], factor } }),
  };
}

/** Value, numerator and denominator; a count has no parts beside itself. `rows`: what the lines of the table show, in their order. */
export function rateColumns(id: IndicatorId, rows: readonly ObservationRow[] = []): readonly Column[] {
  const { counts, shape } = indicatorOf(id);
  const rate = { ...rateColumn(id), rowMissed: rows.map(missedOf) };
  if (shape === 'count') return [rate];
  const units = unitOfCounts(id);
  return [
    rate,
    countColumn('numerator', counts.numerator, units.numerator),
    ...(counts.denominator === null ? [] : [countColumn('denominator', counts.denominator, units.denominator)]),
  ];
}

/** Change of a value: points of a percentage, or the unit of the value. */
export function changeColumn(id: IndicatorId, columnId: string, zh: string, en: string): Column {
  const indicator = indicatorOf(id);
  if (indicator.shape === 'percent') return pointsColumn(columnId, zh, en, indicator.decimals);
  return { id: columnId, label: { zh, en }, kind: 'number', decimals: indicator.decimals, unit: indicator.unit };
}

/** What a region says about one indicator: value and parts, 差额, 目标, 环比, 同比, 报送, 状态. `rows`: the lines of the table in their order. */
export const observationColumns = (id: IndicatorId, rows: readonly ObservationRow[]): readonly Column[] => [
  ...rateColumns(id, rows),
  countColumn('gap', { zh: '差额', en: 'Gap' }, unitOfCounts(id).numerator),
  { id: 'target', label: { zh: '目标', en: 'Target' }, kind: 'percent', decimals: 1, unit: { zh: '%', en: '%' } },
  changeColumn(id, 'onPrevious', '环比', 'QoQ'),
  changeColumn(id, 'onYear', '同比', 'YoY'),
  textColumn('receipt', '报送', 'Received'),
  textColumn('band', '状态', 'State'),
];

/** A count of a rate; null in a rate that is missing is missing for the rate's reason. */
export const part = (rate: Rate, count: number | null): Cell => count ?? (rate.missing === null ? null : { missing: rate.missing });

export const rateCell = (rate: Rate): Cell => part(rate, rate.value);

export function rateCells(id: IndicatorId, rate: Rate): readonly Cell[] {
  const { shape, counts } = indicatorOf(id);
  if (shape === 'count') return [rateCell(rate)];
  return [rateCell(rate), part(rate, rate.numerator), ...(counts.denominator === null ? [] : [part(rate, rate.denominator)])];
}

/** A change of a missing value is missing for that value's reason; of a value that is there, for what stands against comparing it. */
export function changeCell(now: Rate, before: Comparison | null, why: ChangeMissing | null): Cell {
  const missing = now.missing ?? why;
  return before?.change ?? (missing === null ? null : { missing });
}

/** What a gap is counted to where there is no target; null where every gap is to a target. */
function boundNote(rows: readonly ObservationRow[]): Words | null {
  const bounds = rows.flatMap(({ indicator, gap, target }) => (gap !== null && target === null ? [indicatorOf(indicator)] : []));
  const [first] = bounds;
  if (!first?.bands) return null;
  const { met } = first.bands;
  const single = bounds.every(({ bands }) => bands?.met === met);
  return single
    ? { zh: `未设目标的，差额按达标线 ${met} % 计。`, en: `Where no target is set, the gap is to the bound of “met”, ${met} %.` }
    : { zh: '未设目标的，差额按各指标的达标线计。', en: 'Where no target is set, the gap is to the bound of “met” of each indicator.' };
}

/** What is said under a table of rates: what its gaps are counted to, and which of its values no ledger backs. */
export const gapNote = (rows: readonly ObservationRow[]): Words | null => joinNotes([boundNote(rows), summaryNote(rows)]);

/** Notes of a table in one; null without any. */
export function joinNotes(notes: readonly (Words | null)[]): Words | null {
  const said = notes.filter((note) => note !== null);
  return said.length === 0 ? null : { zh: said.map(({ zh }) => zh).join(''), en: said.map(({ en }) => en).join(' ') };
}

/** «16/18»: reporting regions received of those expected; where the sums of a region are not told, neither is this. */
const receiptCell = ({ rate, origin, receipt: { received, expected } }: ObservationRow, lang: Lang): Cell => {
  if (rate.missing === 'NO_PERMISSION') return { missing: rate.missing };
  return origin === 'SUMMARY' ? OBSERVATION_ORIGINS.SUMMARY[lang] : `${received}/${expected}`;
};

export function bandText(band: ObservationRow['band'], lang: Lang): Cell {
  return band === null ? null : `${BANDS[band].shape} ${BANDS[band][lang]}`;
}

/** The cells of observationColumns. */
export const observationCells = (row: ObservationRow, lang: Lang): readonly Cell[] => [
  ...rateCells(row.indicator, row.rate),
  row.gap,
  row.target,
  changeCell(row.rate, row.previous, row.previousMissing),
  changeCell(row.rate, row.yearAgo, row.yearAgoMissing),
  receiptCell(row, lang),
  row.rate.missing === null ? bandText(row.band, lang) : { missing: row.rate.missing },
];
