/** Where the missing units can come from: the parts that are short, the smallest gap first, and those that have some to spare. */
import type { WhyGap } from '../../api/why.ts';
import { count, percentSign, plain, THIN } from '../../theme/format.ts';
import { absenceWord } from '../../view/toRows.ts';
import { valueText } from '../../view/valueText.ts';
import { amount, countedOf, nameOf, type Speaking } from '../../view/why/speaking.ts';

export interface GapRow {
  readonly key: string;
  readonly code: string | null;
  readonly name: string;
  readonly value: string;
  readonly parts: string | null;
  /** «12» and «家»; null for a part that has met the target. */
  readonly missing: { readonly count: string; readonly unit: string } | null;
  /** «已达标，余 6 家»; null for a part that has not. */
  readonly met: string | null;
  /** «目标 75 %», where it is not that of the whole. */
  readonly own: string | null;
}

export interface Gaps {
  readonly target: string;
  readonly lower: boolean;
  /** Whether some part is measured against a target of its own. */
  readonly apart: boolean;
  readonly short: readonly GapRow[];
  readonly done: readonly GapRow[];
  /** «只要禹州市、长葛市这 2 个补足，整体即达标»; null where there is no gap or no part. */
  readonly smallest: string | null;
  readonly leftOut: readonly string[];
}

/** Longest list of names in a sentence. */
const NAMES = 4;

/** Null where the gap is refused. */
export function toGaps(gap: WhyGap, speaking: Speaking): Gaps | null {
  const { indicator, words, dataset, lang } = speaking;
  if (gap.refusal !== null || gap.target === null) return null;
  const { below } = countedOf(speaking);
  const rows = gap.parts.map((part): GapRow & { readonly gap: number; readonly surplus: number } => ({
    key: part.key ?? 'rest',
    code: part.key,
    name: nameOf(part, lang),
    value:
      part.rate.value === null
        ? (absenceWord(part.rate.missing, dataset, lang) ?? '')
        : valueText(part.rate.value, indicator, part.gap > 0 ? part.target : null),
    parts:
      part.rate.numerator === null || part.rate.denominator === null
        ? null
        : `${count(part.rate.numerator)} / ${count(part.rate.denominator)}`,
    missing: part.gap > 0 ? { count: count(part.gap), unit: below ?? '' } : null,
    met: part.gap > 0 ? null : part.surplus > 0 ? words.met(amount(part.surplus, below)) : words.metExactly,
    own: part.target === gap.target ? null : words.ownTarget(`${plain(part.target)}${THIN}%`),
    gap: part.gap,
    surplus: part.surplus,
  }));
  return {
    target: `${plain(gap.target)}${THIN}%`,
    lower: indicator.direction === 'LOWER',
    apart: rows.some(({ own }) => own !== null),
    short: rows.filter((row) => row.gap > 0).toSorted((a, b) => a.gap - b.gap),
    done: rows.filter((row) => row.gap === 0).toSorted((a, b) => a.surplus - b.surplus),
    smallest: smallestOf(gap, speaking),
    leftOut: gap.leftOut.map((one) => words.gapUnknown(nameOf(one, lang), absenceWord(one.missing, dataset, lang) ?? '')),
  };
}

function smallestOf({ parts, smallestSet }: WhyGap, { words, lang }: Speaking): string | null {
  const names = smallestSet.flatMap(({ key }) => {
    const part = parts.find((one) => one.key === key);
    return part === undefined ? [] : [nameOf(part, lang)];
  });
  const [only] = names;
  if (only === undefined || names.length > NAMES) return null;
  return names.length === 1 ? words.smallestOne(only) : words.smallest(names.join(lang === 'zh' ? '、' : ', '), count(names.length));
}

/** «79.3 %» of what the rate would be. */
export const shareText = (value: number | null, decimals: number): string => (value === null ? '' : percentSign(value, decimals));
