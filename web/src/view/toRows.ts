/** The ranking as the API gives it becomes rows for map, tiles and table. */
import { accountWords } from '../i18n/account.ts';
import type { RankRow } from '../api/overview.ts';
import type { Dataset } from '../api/dataset.ts';
import type { IndicatorDefinition } from '../api/indicators.ts';
import { classOf, policyClasses, relativeClasses, type Classes } from '../charts/classes.ts';
import { changeWords } from '../i18n/change.ts';
import type { OverviewWords } from '../i18n/overview.ts';
import { pickLabel, regionName } from '../i18n/words.ts';
import type { Lang } from '../state/selection.ts';
import { changeDirection, count, points } from '../theme/format.ts';
import { MARK_KINDS, type Change, type Mark, type Row } from './row.ts';
import { missedOf, valueText } from './valueText.ts';

const RELATIVE_CLASSES = 5;

/** Policy classes where the indicator has them, else classes of the values shown. */
export const classesOf = (indicator: IndicatorDefinition, ranking: readonly RankRow[]): Classes =>
  indicator.classes.length > 0
    ? policyClasses(indicator.classes)
    : relativeClasses(
        ranking.flatMap(({ rate }) => (rate.value === null ? [] : [rate.value])),
        RELATIVE_CLASSES,
      );

/** Short name on maps: the Chinese one without its suffix, the English one as it is. */
export const shortNameOf = (
  region: { readonly shortName: string; readonly name: string; readonly nameEn?: string | null },
  lang: Lang,
): string => (lang === 'en' ? (region.nameEn ?? region.shortName) : region.shortName);

/** With the decimals of its indicator: points of a percentage, or the unit of a count. */
export const toChange = (change: number | null | undefined, decimals: number): Change | null =>
  change === null || change === undefined ? null : { text: points(change, decimals), direction: changeDirection(change, decimals) };

/** What stands in the cell of a change: the change, or why a value has none. */
export const changeCell = (
  change: number | null | undefined,
  missing: RankRow['changeOnPreviousMissing'] | undefined,
  decimals: number,
  lang: Lang,
): Change | null => {
  if (typeof change === 'number' || !missing) return toChange(change, decimals);
  const { short, long } = changeWords[lang];
  return { text: short[missing], direction: 'unknown', reason: long[missing] };
};

/** What all names begin with, up to the 市, 县 or 区 that the regions lie in: said once by the page, not in every line. */
const WITHIN = /^.{2,}?[市县区](?=.)/;
export function sharedPrefix(names: readonly string[]): string {
  const [first, ...more] = names;
  const prefix = WITHIN.exec(first ?? '')?.[0] ?? '';
  return more.length > 0 && prefix !== '' && more.every((name) => name.length > prefix.length && name.startsWith(prefix)) ? prefix : '';
}

export function toMark(band: RankRow['band'], dataset: Dataset, lang: Lang): Mark | null {
  const definition = dataset.bands.find(({ id }) => id === band);
  return definition ? { kind: MARK_KINDS[definition.id], shape: definition.shape, word: pickLabel(definition.label, lang) } : null;
}

export const absenceWord = (missing: RankRow['rate']['missing'], dataset: Dataset, lang: Lang): string | null => {
  // A cell has room for the word; the footer of the page explains it.
  if (missing === 'SUPPRESSED') return accountWords[lang].suppressed;
  const definition = dataset.missingReasons.find(({ id }) => id === missing);
  return definition ? pickLabel(definition.label, lang) : null;
};

export interface RowsAsk {
  readonly ranking: readonly RankRow[];
  readonly indicator: IndicatorDefinition;
  readonly classes: Classes;
  readonly dataset: Dataset;
  readonly lang: Lang;
  /** Only accepted ledgers count. */
  readonly accepted?: boolean;
}

/** What of the receipt a value stands on, where that is not all. */
function partlyOf({ rate, receipt }: RankRow, accepted: boolean): Row['partly'] {
  const came = accepted ? receipt.accepted : receipt.received;
  if (typeof rate.value !== 'number' || came === undefined || came >= receipt.expected) return null;
  return { received: count(came), expected: count(receipt.expected) };
}

/** In the order of the ranking. */
export function toRows({ ranking, indicator, classes, dataset, lang, accepted = false }: RowsAsk): readonly Row[] {
  const within = sharedPrefix(ranking.map(({ region }) => regionName(region, lang))).length;
  const own = (name: string): string => (within > 0 && name.length > within ? name.slice(within) : name);
  return ranking.map((one): Row => {
    const { region, rate, rank, gap, target, band } = one;
    const mark = toMark(band, dataset, lang);
    const { value, numerator, denominator } = rate;
    const absence = absenceWord(rate.missing, dataset, lang);
    return {
      code: region.code,
      name: region.shortName === region.name ? own(shortNameOf(region, lang)) : shortNameOf(region, lang),
      fullName: own(regionName(region, lang)),
      value: value ?? null,
      text: typeof value === 'number' ? valueText(value, indicator, missedOf(one, indicator)) : absence,
      fill: typeof value === 'number' ? classOf(value, classes.edges) : (rate.missing ?? 'NOT_APPLICABLE'),
      sign: mark?.kind === 'missed' ? mark.shape : null,
      marked: false,
      rank: typeof rank === 'number' ? String(rank) : '',
      parts:
        typeof numerator === 'number' && typeof denominator === 'number'
          ? { numerator: count(numerator), denominator: count(denominator) }
          : null,
      gap: typeof gap === 'number' ? gapText(gap) : null,
      partly: one.origin === 'SUMMARY' ? null : partlyOf(one, accepted),
      summary: one.origin === 'SUMMARY' && typeof value === 'number',
      onPrevious: changeCell(one.changeOnPrevious, one.changeOnPreviousMissing, indicator.decimals, lang),
      onYear: changeCell(one.changeOnYear, one.changeOnYearMissing, indicator.decimals, lang),
      mark,
      target: target ?? indicator.met ?? null,
      absence: typeof value === 'number' ? null : absence,
    };
  });
}

/** «—» says that nothing is lacking, never that a figure is. */
export const gapText = (gap: number): string => (gap === 0 ? '—' : count(gap));

/** How many stand below target among those with a figure, and how many have none, by reason. */
export function rankNote(rows: readonly Row[], words: OverviewWords, lang: Lang): string {
  const known = rows.filter(({ value }) => value !== null);
  if (known.length === 0) return words.noRanked;
  const short = known.filter(({ mark }) => mark !== null && mark.kind !== 'met').length;
  const banded = known.some(({ mark }) => mark !== null);
  const absent = Map.groupBy(
    rows.flatMap(({ absence }) => (absence === null ? [] : [absence])),
    (word) => word,
  );
  return [
    banded ? words.rankNoteLow(count(short), count(known.length)) : words.rankNotePlain(count(known.length)),
    ...[...absent].map(([word, of]) => words.rankNoteAbsent(word, count(of.length))),
  ].join(lang === 'zh' ? '，' : ', ');
}

export type RowOrder = 'low' | 'high' | 'code';

/** `low` is the order of the API, worst first, what has no value last. */
export function orderRows(rows: readonly Row[], order: RowOrder): readonly Row[] {
  if (order === 'low') return rows;
  if (order === 'code') return rows.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return [...rows.filter(({ value }) => value !== null).toReversed(), ...rows.filter(({ value }) => value === null)];
}
