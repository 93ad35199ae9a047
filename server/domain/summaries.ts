/** Summary returns: totals that a region reports beside or instead of a ledger, which measures those are, and what they give. */
import { BASES, type Basis } from './bases.ts';
import { askIndicator, INDICATOR_IDS, indicatorOf, type Asked } from './indicators.ts';
import { countingWord, MEASURES, measureOf, type Measure } from './measures.ts';
import { measureWords } from './measureWords.ts';
import { SUBJECTS, type Subject } from './organizations.ts';
import { formRate, type Rate } from './rate.ts';
import type { Words } from './words.ts';

/** What an observation stands on. */
export const OBSERVATION_ORIGINS = {
  LEDGER: { zh: '台账', en: 'Ledger' },
  SUMMARY: { zh: '汇总上报', en: 'Summary return' },
} as const satisfies Record<string, Words>;
export type ObservationOrigin = keyof typeof OBSERVATION_ORIGINS;

/** A measure that a region may report as a total. */
export interface SummaryMeasure {
  /** Id of a measure. */
  readonly measure: string;
  readonly label: Words;
  readonly unit: Words;
  /** An indicator in its own basis is made of it: what a form asks for first. */
  readonly usual: boolean;
}

const BASIS_IDS = Object.keys(BASES) as Basis[];
const SUBJECT_IDS = Object.keys(SUBJECTS) as Subject[];

/** Every indicator that is no receipt, in every basis (its own first) and of every subject. */
const ASKED: readonly (Asked & { readonly own: boolean })[] = INDICATOR_IDS.filter((id) => indicatorOf(id).group !== 'RECEIPT').flatMap(
  (id) => {
    const { basis, subject } = indicatorOf(id);
    const subjects = subject === 'EACH' ? SUBJECT_IDS : [null];
    const bases = basis === null ? [null] : [basis, ...BASIS_IDS.filter((one) => one !== basis)];
    return subjects.flatMap((who) => bases.map((on) => ({ ...askIndicator(id, on, who), own: on === basis })));
  },
);

const partsOf = ({ numerator, denominator }: Asked): readonly string[] => [...numerator, ...(denominator ?? [])];
const USUAL = new Set(ASKED.filter(({ own }) => own).flatMap(partsOf));
const ASKED_FOR = new Set(ASKED.flatMap(partsOf));

/** What an organization ended since the last period is said by two ledgers, and by no total. */
const isReported = ({ id, source }: Measure): boolean => source !== 'receipt' && ASKED_FOR.has(id);

/** In the order of the registry of measures, the usual ones first. */
export const SUMMARY_MEASURES: readonly SummaryMeasure[] = MEASURES.filter(isReported)
  .map(({ id }) => ({ measure: id, label: measureWords(id), unit: countingWord(id), usual: USUAL.has(id) }))
  .toSorted((a, b) => Number(b.usual) - Number(a.usual));

const BY_ID = new Map(SUMMARY_MEASURES.map((one) => [one.measure, one]));
export const summaryMeasureOf = (id: string): SummaryMeasure | undefined => BY_ID.get(id);

/** The measure that a cell of a workbook names: by its id, its Chinese label, or that label without its basis where it has one meaning. */
export function summaryMeasureNamed(text: string): SummaryMeasure | undefined {
  const wanted = text.trim().toLowerCase();
  return SUMMARY_MEASURES.find(
    ({ measure, label }) => measure === wanted || label.zh.toLowerCase() === wanted || label.en.toLowerCase() === wanted,
  );
}

/** Money may have a fraction; whatever is counted has none. */
export const isWholeMeasure = (id: string): boolean => measureOf(id)?.value !== 'funds';

/** One total. */
export interface SummaryEntry {
  readonly measure: string;
  readonly value: number;
}

/** A part that is more than its whole: both with their measures, added where an indicator adds them. */
export interface PartOverWhole {
  readonly indicator: Words;
  /** Labels and sums. */
  readonly part: Words;
  readonly partValue: number;
  readonly whole: Words;
  readonly wholeValue: number;
  /** Measures of the part, of which the first is the place to say it. */
  readonly measures: readonly string[];
}

const namesOf = (ids: readonly string[]): Words => ({
  zh: ids.map((id) => measureWords(id).zh).join(' + '),
  en: ids.map((id) => measureWords(id).en).join(' + '),
});

/** Shares of a whole whose numerator is more than it, each pair once; a rate that lacks a part says nothing. */
export function partsOverWholes(entries: readonly SummaryEntry[]): readonly PartOverWhole[] {
  const values = new Map(entries.map(({ measure, value }) => [measure, value]));
  const found = new Map<string, PartOverWhole>();
  for (const asked of ASKED) {
    const { denominator } = asked;
    // What was found in earlier quarters may be resolved in this one, and suggestions adopted.
    if (
      denominator === null ||
      indicatorOf(asked.id).shape !== 'percent' ||
      asked.id === 'issues_resolved' ||
      asked.id === 'suggestions_adopted'
    )
      continue;
    const [partValue, wholeValue] = [totalOf(values, asked.numerator), totalOf(values, denominator)];
    if (partValue === null || wholeValue === null || partValue <= wholeValue) continue;
    // Of sums that begin with the same part and stand on the same whole the first says it.
    const key = `${String(asked.numerator[0])} ${denominator.join()}`;
    if (!found.has(key))
      found.set(key, {
        indicator: indicatorOf(asked.id),
        part: namesOf(asked.numerator),
        partValue,
        whole: namesOf(denominator),
        wholeValue,
        measures: asked.numerator,
      });
  }
  return [...found.values()];
}

/** Null unless every one of `ids` was reported. */
function totalOf(values: ReadonlyMap<string, number>, ids: readonly string[]): number | null {
  let sum = 0;
  for (const id of ids) {
    const value = values.get(id);
    if (value === undefined) return null;
    sum += value;
  }
  return sum;
}

/** The rate that totals of some quarters give, where each of them holds every part; null otherwise. A stock that divides a flow is that of the last. */
export function summaryRate(asked: Asked, quarters: readonly ReadonlyMap<string, number>[]): Rate | null {
  const indicator = indicatorOf(asked.id);
  const added = (ids: readonly string[], of: readonly ReadonlyMap<string, number>[]): number | null => {
    const sums = of.map((values) => totalOf(values, ids));
    return sums.length === 0 || sums.includes(null) ? null : sums.reduce<number>((sum, one) => sum + Number(one), 0);
  };
  const numerator = added(asked.numerator, quarters);
  if (numerator === null) return null;
  if (asked.denominator === null) return formRate(indicator.shape, numerator, null);
  const denominator = added(asked.denominator, indicator.stockDenominator ? quarters.slice(-1) : quarters);
  return denominator === null ? null : formRate(indicator.shape, numerator, denominator);
}

/** Ids of findings that hold a total against the ledger. */
export const summaryFindingId = (region: string, period: string, measure: string): string => `summary:${region}:${period}:${measure}`;
/** The measure of such a finding; null for any other. */
export function summaryFindingMeasure(id: string): string | null {
  const [kind, , , measure] = id.split(':');
  return kind === 'summary' && measure !== undefined ? measure : null;
}
