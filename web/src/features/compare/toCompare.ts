/** The ranking becomes rows of a table that says how sure each rank is, and bars. Pure. */
import type { CompareAnswer, CompareRank } from '../../api/compare.ts';
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { axisTexts, countAxis, type Axis } from '../../charts/axis.ts';
import type { BarsInput } from '../../charts/barsOption.ts';
import type { CompareWords } from '../../i18n/compare.ts';
import { regionName } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { count, percent, plain } from '../../theme/format.ts';
import type { Change, Row } from '../../view/row.ts';
import { classesOf, toRows } from '../../view/toRows.ts';

/** From one point a unit on, that is below 100 units, a rate is uncertain enough to say so. */
const UNSURE = 1;

export interface CompareScene {
  readonly answer: CompareAnswer;
  readonly indicator: IndicatorDefinition;
  readonly dataset: Dataset;
  /** The quarter that ranks are held against. */
  readonly against: string | null;
  readonly words: CompareWords;
  readonly lang: Lang;
}

/** What a column sorts by; null where there is nothing. */
export interface SortKeys {
  readonly rank: number | null;
  readonly region: string;
  readonly value: number | null;
  readonly parts: number | null;
  readonly gap: number | null;
  readonly previous: number | null;
  readonly year: number | null;
  readonly receipt: number | null;
  readonly state: number | null;
  readonly move: number | null;
}
export type CompareColumn = keyof SortKeys;

export interface CompareRow extends Row {
  /** Where regions of several parents stand in one list: the parent's name. */
  readonly parent: string | null;
  /** Wilson 95 %, in percent; null where the denominator is large enough. */
  readonly interval: { readonly low: number; readonly high: number; readonly text: string } | null;
  /** Why its rank may be chance; null where it is not. */
  readonly unstable: string | null;
  /** Places on the bar, in percent of its length; null where there is no value. */
  readonly bar: {
    readonly width: number;
    readonly target: number | null;
    readonly whisker: readonly [low: number, high: number] | null;
  } | null;
  readonly received: { readonly text: string; readonly parts: string | null } | null;
  readonly move: Change | null;
  /** Where it stood and stands among those that have a rank in both quarters. */
  readonly moveNote: string | null;
  readonly keys: SortKeys;
}

const BAND_ORDER = { MISSED: 0, NEAR: 1, MET: 2 } as const;

/** Places gained, in words: above 0 is a rise. */
export function toMove(gained: number | null, words: Pick<CompareWords, 'rose' | 'fell' | 'stayed'>): Change | null {
  if (gained === null) return null;
  if (gained === 0) return { text: words.stayed, direction: 'same' };
  return gained > 0
    ? { text: words.rose(count(gained)), direction: 'up' }
    : { text: words.fell(count(Math.abs(gained))), direction: 'down' };
}

/** A rank is unsure when the denominator is small and one unit more or less would reach another's rate. */
function isUnsure({ rate, pointsPerUnit, region }: CompareRank, ranking: readonly CompareRank[]): boolean {
  const { value } = rate;
  if (typeof value !== 'number' || typeof pointsPerUnit !== 'number' || pointsPerUnit < UNSURE) return false;
  return ranking.some(
    (other) =>
      other.region.code !== region.code && typeof other.rate.value === 'number' && Math.abs(other.rate.value - value) <= pointsPerUnit,
  );
}

function intervalOf({ intervalLow, intervalHigh, pointsPerUnit, rate }: CompareRank): CompareRow['interval'] {
  if (typeof rate.value !== 'number' || typeof intervalLow !== 'number' || typeof intervalHigh !== 'number') return null;
  if (typeof pointsPerUnit !== 'number' || pointsPerUnit < UNSURE) return null;
  return { low: intervalLow, high: intervalHigh, text: `${percent(intervalLow)}–${percent(intervalHigh)}` };
}

/** Rates are drawn to 100 unless all lie so low that nothing could be told apart; the axis begins at 0 either way. */
const HALF = 50;

/** Where bars end. */
export function scaleOf(ranking: readonly CompareRank[], { shape }: Pick<IndicatorDefinition, 'shape'>): Axis {
  const values = ranking.flatMap((row) => [row.rate.value, row.target, intervalOf(row)?.high].filter((value) => typeof value === 'number'));
  const high = Math.max(0, ...values);
  return shape === 'PERCENT' && high > HALF ? { min: 0, max: 100, step: 20 } : countAxis(values);
}

const receivedOf = (receipt: CompareAnswer['receipts'][number] | undefined): CompareRow['received'] => {
  const { value, numerator, denominator } = receipt?.rate ?? {};
  if (typeof value !== 'number') return null;
  const parts = typeof numerator === 'number' && typeof denominator === 'number' ? `${count(numerator)}/${count(denominator)}` : null;
  return { text: percent(value), parts };
};

function barOf(base: Row, interval: CompareRow['interval'], { max }: Axis): CompareRow['bar'] {
  const along = (value: number): number => (value / max) * 100;
  if (base.value === null) return null;
  return {
    width: along(base.value),
    target: base.target === null ? null : along(base.target),
    whisker: interval === null ? null : [along(interval.low), along(interval.high)],
  };
}

/** What one row is held against. */
interface Beside {
  readonly base: Row;
  readonly receipt: CompareAnswer['receipts'][number] | undefined;
  readonly scale: Axis;
  /** Whether the regions have more than one parent. */
  readonly apart: boolean;
}

const keysOf = (row: CompareRank, { receipt }: Beside, gained: number | null): SortKeys => ({
  rank: row.rank ?? null,
  region: row.region.code,
  value: row.rate.value ?? null,
  parts: row.rate.denominator ?? null,
  gap: row.gap ?? null,
  previous: row.changeOnPrevious ?? null,
  year: row.changeOnYear ?? null,
  receipt: receipt?.rate.value ?? null,
  state: row.band ? BAND_ORDER[row.band] : null,
  move: gained,
});

function rowOf(row: CompareRank, beside: Beside, { answer, against, words, lang }: CompareScene): CompareRow {
  const { base, receipt, scale, apart } = beside;
  const { region, pointsPerUnit } = row;
  const moved = against === null ? null : (row.move ?? null);
  const gained = moved === null ? null : moved.from - moved.to;
  const interval = intervalOf(row);
  return {
    ...base,
    parent: apart && region.parent ? regionName(region.parent, lang) : null,
    interval,
    bar: barOf(base, interval, scale),
    unstable: isUnsure(row, answer.ranking) && typeof pointsPerUnit === 'number' ? words.unstableNote(percent(pointsPerUnit)) : null,
    received: receivedOf(receipt),
    move: toMove(gained, words),
    moveNote: moved === null ? null : words.moved(moved.period, count(moved.from), count(moved.to), count(moved.of)),
    keys: keysOf(row, beside, gained),
  };
}

/** In the order of the ranking, worst first. */
export function toCompare(scene: CompareScene): readonly CompareRow[] {
  const { answer, indicator, dataset, lang } = scene;
  const { ranking } = answer;
  const bases = toRows({ ranking, indicator, classes: classesOf(indicator, ranking), dataset, lang });
  const receipts = new Map(answer.receipts.map((row) => [row.region.code, row]));
  const apart = new Set(ranking.map(({ region }) => region.parent?.name)).size > 1;
  const scale = scaleOf(ranking, indicator);
  return ranking.flatMap((row, at): CompareRow[] => {
    const base = bases[at];
    const { code } = row.region;
    return base ? [rowOf(row, { base, receipt: receipts.get(code), scale, apart }, scene)] : [];
  });
}

/** How columns sort, for `sortedBy`. */
export const COLUMNS: Readonly<Record<CompareColumn, (row: CompareRow) => number | string | null>> = {
  rank: ({ keys }) => keys.rank,
  region: ({ keys }) => keys.region,
  value: ({ keys }) => keys.value,
  parts: ({ keys }) => keys.parts,
  gap: ({ keys }) => keys.gap,
  previous: ({ keys }) => keys.previous,
  year: ({ keys }) => keys.year,
  receipt: ({ keys }) => keys.receipt,
  state: ({ keys }) => keys.state,
  move: ({ keys }) => keys.move,
};

/** Names that occur once: two regions of one name get their parents' before them. */
export function distinctNames(rows: readonly Pick<CompareRow, 'code' | 'fullName' | 'parent'>[]): ReadonlyMap<string, string> {
  const taken = Map.groupBy(rows, ({ fullName }) => fullName);
  return new Map(
    rows.map(({ code, fullName, parent }) => [
      code,
      parent !== null && (taken.get(fullName)?.length ?? 1) > 1 ? `${parent}${fullName}` : fullName,
    ]),
  );
}

/** The one target of all rows; null where there is none, or more than one. */
export function commonTarget(rows: readonly Pick<Row, 'target'>[]): number | null {
  const targets = new Set(rows.flatMap(({ target }) => (target === null ? [] : [target])));
  const [only] = targets;
  return targets.size === 1 && only !== undefined ? only : null;
}

interface BarsAsk {
  readonly rows: readonly CompareRow[];
  readonly scale: Axis;
  /** What gaps are counted in; null where the indicator has none. */
  readonly counted: string | null;
  readonly focus: string | null;
  readonly words: CompareWords;
}

export function toBars({ rows, scale, counted, focus, words }: BarsAsk): BarsInput {
  const target = commonTarget(rows);
  const names = distinctNames(rows);
  return {
    rows: rows.map((row) => ({
      name: names.get(row.code) ?? row.fullName,
      value: row.value,
      absence: typeof row.fill === 'number' ? null : row.fill,
      text: `${row.text ?? ''}${row.sign === null ? '' : ` ${row.sign}`}`,
      note: row.keys.gap === null || row.keys.gap === 0 || counted === null ? null : words.missing(count(row.keys.gap), counted),
      target: row.target,
      focus: row.code === focus,
    })),
    max: scale.max,
    ticks: axisTexts(scale),
    target: target === null ? null : words.target(plain(target)),
  };
}
