/** One observation becomes a card: the rate never stands alone. */
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { OverviewCard } from '../../api/overview.ts';
import type { Absence } from '../../charts/patterns.ts';
import { changeWords } from '../../i18n/change.ts';
import type { OverviewWords } from '../../i18n/overview.ts';
import { viewWords } from '../../i18n/view.ts';
import { pickLabel } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { count, plain } from '../../theme/format.ts';
import type { Change, Mark } from '../../view/row.ts';
import { absenceWord, gapText, toChange, toMark } from '../../view/toRows.ts';
import { missedOf, valueText } from '../../view/valueText.ts';
import { quartersBefore } from './quarters.ts';

export interface Fact {
  readonly term: string;
  readonly strong: string;
  readonly unit: string;
  readonly direction: Change['direction'] | null;
}

export interface CardInput {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  /** Null when there is no value; then `absence` says why. */
  readonly value: { readonly text: string; readonly length: number } | null;
  readonly absence: { readonly absence: Absence; readonly word: string } | null;
  readonly mark: Mark | null;
  readonly target: { readonly at: number; readonly text: string } | null;
  readonly facts: readonly Fact[];
}

interface CardAsk {
  readonly card: OverviewCard;
  readonly indicator: IndicatorDefinition;
  readonly dataset: Dataset;
  readonly period: string;
  readonly words: OverviewWords;
  readonly lang: Lang;
  /** Only accepted ledgers count. */
  readonly accepted?: boolean;
}

/** What the figures stand on: the ledgers that came in, or of them the accepted. */
function receiptFact(
  { received, accepted, expected }: OverviewCard['receipt'],
  onlyAccepted: boolean,
  words: OverviewWords,
  lang: Lang,
): Fact {
  return {
    term: onlyAccepted ? viewWords[lang].receiptAccepted : words.received,
    strong: `${count(onlyAccepted ? accepted : received)}/${count(expected)}`,
    unit: words.reportingRegions,
    direction: null,
  };
}

export function toCard({ card, indicator, dataset, period, words, lang, accepted = false }: CardAsk): CardInput {
  const { value, numerator, denominator, missing } = card.rate;
  const target = card.target ?? indicator.met ?? null;
  const change = (term: string, of: number | null | undefined, back: number, without: OverviewCard['changeOnYearMissing']): Fact[] => {
    if (typeof value !== 'number') return [];
    const found = toChange(of, indicator.decimals);
    if (found !== null) return [{ term, strong: found.text, unit: words.pointsUnit, direction: found.direction }];
    const reason = dataset.periods.includes(quartersBefore(period, back)) ? (without ?? 'EARLIER_MISSING') : 'NO_EARLIER';
    return [{ term, strong: '', unit: changeWords[lang].long[reason], direction: null }];
  };
  const known = typeof numerator === 'number' && typeof denominator === 'number';
  return {
    key: card.indicator,
    title: pickLabel(indicator.label, lang),
    unit: pickLabel(indicator.unit, lang),
    value: typeof value === 'number' ? { text: valueText(value, indicator, missedOf(card, indicator)), length: value } : null,
    absence: typeof value === 'number' ? null : { absence: missing ?? 'NOT_APPLICABLE', word: absenceWord(missing, dataset, lang) ?? '' },
    mark: toMark(card.band, dataset, lang),
    target: target === null ? null : { at: target, text: words.target(plain(target)) },
    facts: [
      ...(typeof card.gap === 'number'
        ? [{ term: words.gap, strong: gapText(card.gap), unit: card.gap === 0 ? '' : words.whichUnits, direction: null }]
        : []),
      ...(known
        ? [{ term: words.parts, strong: `${count(numerator)} / ${count(denominator)}`, unit: words.whichUnits, direction: null }]
        : []),
      ...change(words.onPrevious, card.changeOnPrevious, 1, card.changeOnPreviousMissing),
      ...change(words.onYear, card.changeOnYear, 4, card.changeOnYearMissing),
      // Where the sums of a region are not told, neither is what came in.
      ...(missing === 'NO_PERMISSION' ? [] : [receiptFact(card.receipt, accepted, words, lang)]),
    ],
  };
}
