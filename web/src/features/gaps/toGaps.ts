/** The gap of a region → figures, sentences and lines of the page. Pure. */
import type { GapAnswer } from '../../api/gaps.ts';
import type { Indicator, Subject } from '../../api/gql/enums.ts';
import type { GapsWords } from '../../i18n/gaps.ts';
import { pickLabel } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { count, percentSign, plain, THIN } from '../../theme/format.ts';
import { PERCENT, valueText } from '../../view/valueText.ts';

/** Coverages by organization, of each subject; the first stands where the address names another indicator. */
const COVERAGES: Readonly<Record<Subject, readonly [Indicator, ...Indicator[]]>> = {
  PARTY: ['PARTY_ORG_COVERAGE', 'PARTY_WORK_COVERAGE'],
  UNION: ['UNION_COVERAGE'],
  LEAGUE: ['LEAGUE_COVERAGE'],
  WOMEN: ['WOMEN_COVERAGE'],
};

export const coverageFor = (subject: Subject, wanted: Indicator): Indicator =>
  COVERAGES[subject].find((id) => id === wanted) ?? COVERAGES[subject][0];

type Gap = GapAnswer['gap'];
type Part = Gap['parts'][number];

export interface GapLine {
  readonly key: string;
  readonly name: string;
  /** Region to go to; null for the rest. */
  readonly code: string | null;
  readonly rate: number | null;
  readonly rateText: string;
  readonly counts: string;
  /** Its own, percent. */
  readonly target: number;
  readonly gap: number;
  readonly gapText: string;
  /** Length of the gap's bar, percent of the longest. */
  readonly length: number;
  readonly surplusText: string | null;
  readonly toClose: number;
  readonly toCloseText: string;
  /** Null where they are not known. */
  readonly candidates: number | null;
  readonly candidatesText: string;
}

const whole = (value: number | null | undefined): string => (typeof value === 'number' ? count(value) : '');

function toLine(part: Part, candidates: GapAnswer['candidates'], longest: number, words: GapsWords, lang: Lang): GapLine {
  const { rate, target, gap, surplus, toClose } = part;
  const held = candidates.find(({ region }) => region.code === part.key)?.rate.denominator ?? null;
  const name = part.key === null ? words.rest : pickLabel(part.label, lang);
  return {
    key: part.key ?? 'rest',
    name,
    code: part.key ?? null,
    rate: rate.value ?? null,
    rateText: typeof rate.value === 'number' ? valueText(rate.value, PERCENT, gap > 0 ? target : null) : '',
    counts:
      typeof rate.numerator === 'number' && typeof rate.denominator === 'number'
        ? `${count(rate.numerator)} / ${count(rate.denominator)}`
        : '',
    target,
    gap,
    gapText: gap === 0 ? '—' : count(gap),
    length: longest === 0 ? 0 : (gap / longest) * 100,
    surplusText: surplus > 0 ? count(surplus) : null,
    toClose,
    toCloseText: toClose === 0 ? '' : count(toClose),
    candidates: held,
    candidatesText: whole(held),
  };
}

/** The parts, the largest gap first. */
export function toLines(answer: GapAnswer, words: GapsWords, lang: Lang): readonly GapLine[] {
  const { parts } = answer.gap;
  const longest = Math.max(0, ...parts.map(({ gap }) => gap));
  return parts.map((part) => toLine(part, answer.candidates, longest, words, lang));
}

/** Columns of the table that can be sorted by, as the address names them. */
export const GAP_COLUMNS: Readonly<Record<string, (line: GapLine) => number | string | null>> = {
  region: ({ code }) => code,
  rate: ({ rate }) => rate,
  gap: ({ gap }) => gap,
  candidates: ({ candidates }) => candidates,
  closes: ({ toClose }) => toClose,
};

export interface GapFigure {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly unit: string;
  readonly note: string;
}

/** What is missing, what could close it, and what the rate would be then. */
export function toFigures(gap: Gap, words: GapsWords): readonly GapFigure[] {
  const { rate, target, surplus, candidates, afterFounding } = gap;
  if (!rate || typeof target !== 'number') return [];
  const goal = `${plain(target)}${THIN}%`;
  const short = typeof gap.gap === 'number' && gap.gap > 0;
  const figures: GapFigure[] = [
    {
      id: 'now',
      name: words.now,
      text: typeof rate.value === 'number' ? valueText(rate.value, PERCENT, short ? target : null) : '',
      unit: '%',
      note: `${whole(rate.numerator)} / ${whole(rate.denominator)}`,
    },
    short
      ? { id: 'gap', name: words.gap, text: whole(gap.gap), unit: words.units, note: words.toTarget(goal) }
      : { id: 'gap', name: words.surplus, text: whole(surplus), unit: words.units, note: words.pastTarget(goal) },
  ];
  if (typeof candidates === 'number')
    figures.push({ id: 'candidates', name: words.candidates, text: count(candidates), unit: words.units, note: words.candidatesNote });
  if (typeof afterFounding?.rate.value === 'number')
    figures.push({
      id: 'after',
      name: words.after,
      text: valueText(afterFounding.rate.value, PERCENT, afterFounding.missing === 0 ? null : target),
      unit: '%',
      note: afterFounding.missing === 0 ? words.afterMet : words.afterShort(count(afterFounding.missing)),
    });
  return figures;
}

/** That gaps do not add up, and which few regions are enough. */
export function toSentences(gap: Gap, words: GapsWords, lang: Lang): readonly string[] {
  const sentences: string[] = [];
  const { sumOfGaps, smallestSet } = gap;
  if (typeof gap.gap === 'number' && typeof sumOfGaps === 'number' && gap.parts.length > 0 && sumOfGaps !== gap.gap)
    sentences.push(pickLabel(gap.explanation, lang));
  if (smallestSet.length > 0 && smallestSet.length < gap.parts.length) {
    const names = smallestSet.map(({ key, label, toClose }) =>
      words.smallestItem(key === null ? words.rest : pickLabel(label, lang), count(toClose)),
    );
    sentences.push(words.smallest(count(smallestSet.length), names.join(words.listBetween)));
  }
  if (gap.leftOut.length > 0) sentences.push(words.leftOut(gap.leftOut.map(({ label }) => pickLabel(label, lang)).join(words.listBetween)));
  return sentences;
}

export interface ReasonLine {
  /** Null: the ledger gives none. */
  readonly reason: string | null;
  readonly label: string;
  readonly units: number;
  readonly unitsText: string;
  readonly share: string;
  /** Percent of the longest bar. */
  readonly length: number;
}

/** Reasons with the most units first; those without a reason last. */
export function toReasons(answer: GapAnswer, words: GapsWords, lang: Lang): readonly ReasonLine[] {
  const found = answer.reasons.flatMap(({ dimensions: [dimension], rate, share }) =>
    dimension && typeof rate.denominator === 'number' && rate.denominator > 0 ? [{ dimension, units: rate.denominator, share }] : [],
  );
  const longest = Math.max(1, ...found.map(({ units }) => units));
  return found
    .toSorted((a, b) => Number(a.dimension.value === null) - Number(b.dimension.value === null) || b.units - a.units)
    .map(({ dimension, units, share }) => ({
      reason: dimension.value ?? null,
      label: dimension.value === null ? words.unsaid : pickLabel(dimension.label, lang),
      units,
      unitsText: count(units),
      share: typeof share === 'number' ? percentSign(share) : '',
      length: (units / longest) * 100,
    }));
}
