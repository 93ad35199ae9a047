/** The pictures of slides out of their answers: few rows, few lines, everything printed. Pure. */
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { SlideAnswer, SlidePoint } from '../../api/present.ts';
import { countAxis, percentAxis, type Axis } from '../../charts/axis.ts';
import type { BarsInput, BarsRow } from '../../charts/barsOption.ts';
import type { LinesInput } from '../../charts/linesOption.ts';
import type { OverviewWords } from '../../i18n/overview.ts';
import type { PresentWords } from '../../i18n/present.ts';
import { pickLabel } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { count, percent, plain } from '../../theme/format.ts';
import type { Row } from '../../view/row.ts';
import { classesOf, shortNameOf, toRows } from '../../view/toRows.ts';
import { valueText } from '../../view/valueText.ts';
import type { Plan } from './plan.ts';

/** What every function here needs to turn an answer into text. */
export interface Telling {
  readonly indicator: IndicatorDefinition;
  readonly dataset: Dataset;
  readonly words: PresentWords;
  readonly overview: OverviewWords;
  readonly lang: Lang;
  readonly labels: boolean;
}

export const rowsOf = ({ ranking }: SlideAnswer, { indicator, dataset, lang }: Telling): readonly Row[] =>
  toRows({ ranking, indicator, classes: classesOf(indicator, ranking), dataset, lang });

const LOW = 50;

/** The whole of 0 to 100 for rates; rates that are all small, and counts, get an axis of their own that still begins at 0. */
function barAxis(values: readonly number[], { indicator }: Telling): Axis {
  const high = Math.max(0, ...values);
  return indicator.shape === 'PERCENT' && high >= LOW ? { min: 0, max: 100, step: 20 } : countAxis(values);
}

const ticksOf = ({ min, max, step }: Axis): BarsInput['ticks'] =>
  Array.from({ length: Math.round((max - min) / step) + 1 }, (_, index) => ({
    at: min + index * step,
    text: plain(min + index * step, 2),
  }));

const emptyRow = (name: string, note: string | null): BarsRow => ({
  name,
  value: null,
  absence: null,
  text: '',
  note,
  target: null,
  focus: false,
});

/** Which rows stand on a slide: all where they fit, else the worst and the two best with the number left out between them. */
export function shortened<Kept>(
  rows: readonly Kept[],
  most: number,
): { readonly first: readonly Kept[]; readonly between: readonly Kept[]; readonly last: readonly Kept[] } {
  if (rows.length <= most) return { first: rows, between: [], last: [] };
  const best = most >= 6 ? 2 : most >= 4 ? 1 : 0;
  const worst = Math.max(1, most - best - 1);
  return { first: rows.slice(0, worst), between: rows.slice(worst, rows.length - best), last: rows.slice(rows.length - best) };
}

/** The ranking, worst first; `focus` stands out. */
export function toRanked(rows: readonly Row[], plan: Plan, focus: string | null, telling: Telling): BarsInput | null {
  const known = rows.filter(({ value }) => value !== null);
  if (known.length === 0) return null;
  const absent = rows.filter(({ value }) => value === null);
  const { words, labels, indicator } = telling;
  const toBar = (row: Row): BarsRow => ({
    name: row.name,
    key: row.code,
    value: row.value,
    absence: typeof row.fill === 'number' ? null : row.fill,
    text: row.value === null ? (row.text ?? '') : labels ? (row.text ?? '') : '',
    state: row.mark?.kind ?? null,
    note: labels && plan.notes && row.parts !== null ? `${row.parts.numerator}/${row.parts.denominator}` : null,
    target: row.target,
    focus: row.code === focus,
  });
  const { first, between, last } = shortened([...known, ...absent], plan.rows);
  const range = between.flatMap(({ value }) => (value === null ? [] : [value]));
  const middle =
    between.length === 0
      ? []
      : [
          emptyRow(
            words.between(count(between.length)),
            plan.notes && labels && range.length > 0
              ? rangeText(valueText(Math.min(...range), indicator), valueText(Math.max(...range), indicator), words)
              : null,
          ),
        ];
  const drawn = [...first, ...last];
  const targets = new Set(drawn.map(({ target }) => target));
  const [target] = targets.size === 1 ? targets : [null];
  const axis = barAxis([...known.flatMap(({ value }) => value ?? []), ...drawn.flatMap((row) => row.target ?? [])], telling);
  return {
    rows: [...first.map(toBar), ...middle, ...last.map(toBar)],
    max: axis.max,
    ticks: ticksOf(axis),
    target: targets.size > 1 ? words.targets : target === null || target === undefined ? null : words.target(plain(target)),
  };
}

const rangeText = (low: string, high: string, words: PresentWords): string => (low === high ? low : words.betweenRange(low, high));

/** What each child lacks on its own, most first. */
export function toGaps({ gap }: SlideAnswer, plan: Plan, telling: Telling): BarsInput | null {
  const { lang, labels, indicator } = telling;
  const parts = (gap?.parts ?? [])
    .flatMap((part) => (typeof part.gap === 'number' && part.gap > 0 ? [{ ...part, gap: part.gap }] : []))
    .toSorted((a, b) => b.gap - a.gap)
    .slice(0, plan.rows);
  if (parts.length === 0) return null;
  const axis = countAxis(parts.map((part) => part.gap));
  return {
    rows: parts.map((part): BarsRow => ({
      name: part.region ? shortNameOf(part.region, lang) : pickLabel(part.label, lang),
      ...(part.key === null ? {} : { key: part.key }),
      value: part.gap,
      absence: null,
      text: labels ? count(part.gap) : '',
      note: labels && typeof part.rate.value === 'number' ? `${valueText(part.rate.value, indicator)} %` : null,
      target: null,
      focus: false,
    })),
    max: axis.max,
    ticks: ticksOf(axis).map(({ at }) => ({ at, text: count(at) })),
    target: null,
  };
}

/** How the units of the denominator are covered: one bar a way, in the order of the registry. */
export function toTiers({ tiers = [] }: SlideAnswer, telling: Telling): BarsInput | null {
  const { words, lang, labels, dataset } = telling;
  const order = dataset.vocabularies.find(({ name }) => name === 'Tier')?.members.map(({ id }) => id) ?? [];
  const place = (tier: (typeof tiers)[number]): number => order.indexOf(tier.dimensions[0]?.value ?? '');
  const rows = tiers
    .toSorted((a, b) => place(a) - place(b))
    .flatMap(({ dimensions, share, rate }): BarsRow[] => {
      const [dimension] = dimensions;
      if (dimension === undefined || share === null || share === undefined) return [];
      const units = rate.denominator;
      return [
        {
          name: pickLabel(dimension.label, lang),
          value: share,
          absence: null,
          text: labels ? percent(share) : '',
          note: labels && typeof units === 'number' ? words.tierUnits(count(units)) : null,
          target: null,
          focus: false,
        },
      ];
    });
  if (rows.length === 0) return null;
  const axis = barAxis(
    rows.flatMap(({ value }) => value ?? []),
    telling,
  );
  return { rows, max: axis.max, ticks: ticksOf(axis), target: null };
}

/** `2025Q4` in the last quarter of a year and at the ends, `Q1` between. */
const tickOf = (period: string, index: number, all: readonly string[]): string =>
  period.endsWith('Q4') || index === 0 || index === all.length - 1 ? period : period.slice(4);

/** The own line leads; then the worst and the best of those below it, or the chosen regions in their order. Null when the own line has no value. */
export function toLines(answer: SlideAnswer, region: string, chosen: boolean, plan: Plan, telling: Telling): LinesInput | null {
  const { indicator, words, lang, labels } = telling;
  const points = [...(answer.points ?? []), ...(answer.below ?? [])];
  const periods = [...new Set(points.map(({ period }) => period))].sort();
  const byRegion = Map.groupBy(points, (point) => point.region.code);
  const ranked = answer.ranking.flatMap(({ region: { code }, rate }) => (rate.value === null || code === region ? [] : [code]));
  const { first, last } = shortened(ranked, Math.max(0, plan.lines - 1));
  const others = chosen ? [...byRegion.keys()].filter((code) => code !== region) : [...first, ...last];
  const lead = byRegion.has(region) ? region : [...byRegion.keys()][0];
  const codes = [lead, ...others.filter((code) => code !== lead)].flatMap((code) => code ?? []).slice(0, plan.lines);
  const valueAt = (code: string): readonly (number | null)[] => {
    const mine = new Map((byRegion.get(code) ?? []).map((point) => [point.period, point.rate.value ?? null]));
    return periods.map((period) => mine.get(period) ?? null);
  };
  const lines = codes.flatMap((code): LinesInput['lines'][number][] => {
    const values = valueAt(code);
    const end = values.findLast((value) => value !== null) ?? null;
    const [point] = byRegion.get(code) ?? [];
    if (end === null || point === undefined) return [];
    return [
      {
        name: shortNameOf(point.region, lang),
        key: code,
        voice: code === lead ? 'lead' : 'mute',
        dashed: false,
        values,
        end: labels ? valueText(end, indicator) : '',
        breaks: breaksAt(byRegion.get(code) ?? [], periods),
      },
    ];
  });
  if (lines.length === 0) return null;
  const own = new Map((byRegion.get(lead ?? '') ?? []).map((point) => [point.period, point.target ?? null]));
  const targets = periods.map((period) => own.get(period) ?? null);
  const values = [...lines.flatMap((line) => line.values), ...targets].filter((value) => value !== null);
  const axis = indicator.shape === 'PERCENT' ? percentAxis(values) : countAxis(values);
  return {
    ticks: periods.map(tickOf),
    longTicks: periods,
    lines,
    targets: targets.every((target) => target === null)
      ? []
      : [{ values: targets, texts: targets.map((target) => (target === null ? null : words.target(plain(target)))) }],
    axis,
    current: null,
    breaks: breakWords(byRegion.get(lead ?? '') ?? [], periods, lang),
    cut: axis.min === 0 ? null : words.cut(plain(axis.min)),
  };
}

const breaksAt = (points: readonly SlidePoint[], periods: readonly string[]): readonly number[] =>
  points.filter(({ breaks }) => breaks.length > 0).flatMap(({ period }) => (period === periods[0] ? [] : [periods.indexOf(period)]));

const breakWords = (points: readonly SlidePoint[], periods: readonly string[], lang: Lang): LinesInput['breaks'] =>
  points.flatMap(({ period, breaks }) => {
    const [event] = breaks;
    return event === undefined || period === periods[0] ? [] : [{ at: periods.indexOf(period), word: pickLabel(event.label, lang) }];
  });
