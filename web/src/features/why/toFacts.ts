/** The rate and what keeps it from standing alone: its two counts with those of the quarter before, gap, changes, rank. */
import type { WhyAnswer, WhyObservation } from '../../api/why.ts';
import type { Absence } from '../../charts/patterns.ts';
import { pickLabel } from '../../i18n/words.ts';
import { count, plain, THIN } from '../../theme/format.ts';
import type { Change, Mark } from '../../view/row.ts';
import { absenceWord, toChange, toMark } from '../../view/toRows.ts';
import { missedOf, valueText } from '../../view/valueText.ts';
import { changeUnit, countedOf, type Speaking } from '../../view/why/speaking.ts';

export interface Fact {
  readonly key: string;
  readonly term: string;
  /** What it was a quarter before, small beside it. */
  readonly before: string | null;
  /** Empty where there is no number; the unit then says why. */
  readonly strong: string;
  readonly unit: string;
  readonly direction: Change['direction'] | null;
}

export interface Headline {
  readonly value: { readonly text: string; readonly length: number | null } | null;
  readonly unit: string;
  readonly absence: { readonly absence: Absence; readonly word: string } | null;
  readonly mark: Mark | null;
  readonly target: { readonly at: number; readonly text: string } | null;
  readonly facts: readonly Fact[];
  /** Said where the comparison stands on fewer reporting regions than the figure. */
  readonly remark: string | null;
}

export function toHeadline(answer: WhyAnswer, region: string, speaking: Speaking): Headline | null {
  const [card] = answer.card;
  if (card === undefined) return null;
  const { indicator, dataset, words, lang } = speaking;
  const { value, missing } = card.rate;
  const target = card.target ?? indicator.met ?? null;
  const percent = indicator.shape === 'PERCENT';
  const { sameRegionsPrevious: same, receipt } = card;
  return {
    value: value === null ? null : { text: valueText(value, indicator, missedOf(card, indicator)), length: percent ? value : null },
    unit: pickLabel(indicator.unit, lang),
    absence: value === null ? { absence: missing ?? 'NOT_APPLICABLE', word: absenceWord(missing, dataset, lang) ?? '' } : null,
    mark: toMark(card.band, dataset, lang),
    target: target === null || !percent ? null : { at: target, text: words.target(plain(target)) },
    facts: [
      ...partFacts(card, speaking),
      ...gapFacts(answer, speaking),
      ...changeFacts(card, speaking),
      ...rankFacts(answer, region, speaking),
    ],
    remark: same !== null && same < receipt.received ? words.sameRegions(count(same), count(receipt.received)) : null,
  };
}

function partFacts({ rate, previous }: WhyObservation, speaking: Speaking): readonly Fact[] {
  const { indicator, words, lang } = speaking;
  const counted = countedOf(speaking);
  if (indicator.shape === 'COUNT') {
    const was = previous?.value ?? null;
    if (rate.value === null) return [];
    const before = was === null ? null : words.before(count(was));
    return [
      {
        key: 'count',
        term: pickLabel(indicator.numeratorLabel, lang),
        before,
        strong: count(rate.value),
        unit: pickLabel(indicator.unit, lang),
        direction: null,
      },
    ];
  }
  const fact = (key: string, term: string, now: number | null, was: number | null, unit: string | null): readonly Fact[] =>
    now === null
      ? []
      : [{ key, term, before: was === null ? null : words.before(count(was)), strong: count(now), unit: unit ?? '', direction: null }];
  const below = indicator.denominatorLabel ? pickLabel(indicator.denominatorLabel, lang) : '';
  return [
    ...fact(
      'numerator',
      words.numerator(pickLabel(indicator.numeratorLabel, lang)),
      rate.numerator,
      previous?.numerator ?? null,
      counted.above,
    ),
    ...fact('denominator', words.denominator(below), rate.denominator, previous?.denominator ?? null, counted.below),
  ];
}

function gapFacts({ card: [card], gap }: WhyAnswer, speaking: Speaking): readonly Fact[] {
  const { words, indicator } = speaking;
  const { below } = countedOf(speaking);
  if (card === undefined || card.gap === null) return [];
  const target = card.target ?? indicator.met;
  if (target === null) return [];
  const text = indicator.shape === 'PERCENT' ? `${plain(target)}${THIN}%` : plain(target);
  const short = card.gap > 0;
  const spare = gap.refusal === null ? gap.surplus : null;
  if (short) return [{ key: 'gap', term: words.gap(text), before: null, strong: count(card.gap), unit: below ?? '', direction: null }];
  return spare === null || spare === 0
    ? [{ key: 'gap', term: words.gap(text), before: null, strong: '—', unit: words.gapNone, direction: null }]
    : [{ key: 'gap', term: words.surplus(text), before: null, strong: count(spare), unit: below ?? '', direction: null }];
}

function changeFacts(card: WhyObservation, speaking: Speaking): readonly Fact[] {
  const { indicator, words } = speaking;
  if (card.rate.value === null) return [];
  const unit = changeUnit(speaking);
  const fact = (key: string, term: string, change: number | null, was: number | null, none: string): Fact => {
    const found = toChange(change, indicator.decimals);
    if (found === null) return { key, term, before: null, strong: '', unit: none, direction: null };
    const before = was === null || indicator.shape === 'COUNT' ? null : valueText(was, indicator);
    return { key, term, before, strong: found.text, unit, direction: found.direction };
  };
  return [
    fact('previous', words.onPrevious, card.changeOnPrevious, card.previous?.value ?? null, words.noPrevious),
    fact('year', words.onYear, card.changeOnYear, card.yearAgo?.value ?? null, words.noYear),
  ];
}

function rankFacts({ standing }: WhyAnswer, region: string, { words }: Speaking): readonly Fact[] {
  const found = standing?.find((row) => row.region.code === region);
  // A rank among one says nothing.
  if (found === undefined || found.rank === null || found.of < 2) return [];
  const strong = words.standingText(count(found.rank), count(found.of));
  return [{ key: 'rank', term: words.standing, before: null, strong, unit: words.standingUnit, direction: null }];
}
