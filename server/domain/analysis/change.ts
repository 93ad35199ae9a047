/** Change of a rate between two periods, split three ways without a residual, or a refusal that says why (domain.md §7). */
import { BASES, type Basis } from '../bases.ts';
import { asOfDate, type Period } from '../period.ts';
import { MISSING_REASONS, type MissingReason, type Rate, type RateShape } from '../rate.ts';
import type { Words } from '../words.ts';
import { isNegative, isNothing, rateOf, restOf, sumsOf, type PartKey, type Sums } from './parts.ts';
import { refuse, type Refused } from './refusal.ts';
import { splitFraction, splitPart, type PartEffects } from './splits.ts';

export type ChangeRefusal = 'BASIS_CHANGED' | 'BOUNDARY_CHANGED' | 'ABSENT';

/** The whole in one period. `ruleSet` is named only where the rate reads it (its basis or its numerator), else null. */
export interface Side {
  readonly period: Period;
  readonly basis: Basis | null;
  readonly ruleSet: string | null;
  readonly rate: Rate;
}

/** The outer boundary of the region moved on that day: land or units came or went. A rename is none. */
export interface BoundaryMove {
  readonly on: string;
  readonly what: Words;
}

/** One part on both sides. A part that did not exist in a period has 0 of both counts there, or NOT_APPLICABLE. */
export interface PartPair {
  readonly key: string;
  readonly before: Rate;
  readonly after: Rate;
}

/**
 * Both sides and all parts stand on the same reporting regions: what one period lacks is left out of both wholes by the asker.
 * `parts` are disjoint; empty: no split by parts is wanted.
 */
export interface ChangeAsk {
  readonly shape: RateShape;
  readonly before: Side;
  readonly after: Side;
  readonly boundaryMoves: readonly BoundaryMove[];
  readonly parts: readonly PartPair[];
}

/** One part's rates and effects. For a count both effects are null and the contribution is its own change. */
export interface PartChange {
  readonly key: PartKey;
  readonly before: Rate;
  readonly after: Rate;
  readonly rateEffect: number | null;
  readonly compositionEffect: number | null;
  readonly contribution: number;
}

/** `rateEffect + compositionEffect`, and Σ `contribution`, are the change. Parts in the order asked, the rest (key null) last. */
export interface PartSplit {
  readonly rateEffect: number | null;
  readonly compositionEffect: number | null;
  readonly parts: readonly PartChange[];
}

/** `change` is in points for a percent shape, else in the unit of the value. */
export interface Change {
  readonly shape: RateShape;
  readonly from: Period;
  readonly to: Period;
  readonly before: Rate;
  readonly after: Rate;
  readonly change: number;
  /** Sum to the change; null for a count, which has no denominator. */
  readonly numeratorEffect: number | null;
  readonly denominatorEffect: number | null;
  /** Null: no parts were given, or they count more than the whole, so that they overlap and cannot explain it. */
  readonly byParts: PartSplit | null;
  /** Parts that one side does not know, with the reason; they are in neither whole. */
  readonly leftOut: readonly { readonly key: string; readonly missing: MissingReason }[];
}

const scaleOf = (shape: RateShape): number => (shape === 'percent' ? 100 : 1);
const basisWords = (side: Side): Words => ({
  zh: [side.basis === null ? null : BASES[side.basis].zh, side.ruleSet].filter((word) => word !== null).join('，'),
  en: [side.basis === null ? null : BASES[side.basis].en, side.ruleSet].filter((word) => word !== null).join(', '),
});

function refusalOf({ before, after, boundaryMoves }: ChangeAsk): Refused<ChangeRefusal> | null {
  if (before.basis !== after.basis || before.ruleSet !== after.ruleSet) {
    const [was, is] = [basisWords(before), basisWords(after)];
    return refuse(
      'BASIS_CHANGED',
      `口径变了：${before.period} 为「${was.zh}」，${after.period} 为「${is.zh}」，两期不可比，不作分解`,
      `The basis changed: «${was.en}» in ${before.period}, «${is.en}» in ${after.period}; the two are not compared`,
    );
  }
  const [first, last] = [asOfDate(before.period), asOfDate(after.period)].sort();
  const moved = boundaryMoves.find(({ on }) => on > String(first) && on <= String(last));
  if (moved)
    return refuse(
      'BOUNDARY_CHANGED',
      `区划变了：${moved.on} ${moved.what.zh}，前后范围不同，不作分解`,
      `The boundary changed on ${moved.on}: ${moved.what.en}; the two are not compared`,
    );
  const without = [before, after].find((side) => side.rate.value === null);
  if (without === undefined) return null;
  const reason = without.rate.missing === null ? null : MISSING_REASONS[without.rate.missing];
  return refuse(
    'ABSENT',
    `${without.period} 没有数值（${reason?.zh ?? '原因不详'}），不作分解`,
    `${without.period} has no value (${reason?.en ?? 'no reason given'}); nothing to split`,
  );
}

interface KnownPair {
  readonly key: PartKey;
  readonly before: Sums;
  readonly after: Sums;
}

const effectsOf = (
  shape: RateShape,
  pair: KnownPair,
  whole: { readonly before: Sums; readonly after: Sums },
): PartEffects | { rateEffect: null; compositionEffect: null; contribution: number } =>
  shape === 'count'
    ? { rateEffect: null, compositionEffect: null, contribution: pair.after.numerator - pair.before.numerator }
    : splitPart(pair, whole, scaleOf(shape));

const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((total, value) => (total === null || value === null ? null : total + value), 0);

function splitByParts(
  shape: RateShape,
  whole: { readonly before: Sums; readonly after: Sums },
  pairs: readonly KnownPair[],
): PartSplit | null {
  if (pairs.length === 0) return null;
  const rest = {
    key: null,
    before: restOf(
      whole.before,
      pairs.map((pair) => pair.before),
    ),
    after: restOf(
      whole.after,
      pairs.map((pair) => pair.after),
    ),
  };
  if (isNegative(rest.before) || isNegative(rest.after)) return null;
  const all = isNothing(rest.before) && isNothing(rest.after) ? pairs : [...pairs, rest];
  const parts = all.map((pair) => ({
    key: pair.key,
    before: rateOf(shape, pair.before),
    after: rateOf(shape, pair.after),
    ...effectsOf(shape, pair, whole),
  }));
  return {
    rateEffect: sumOf(parts.map((part) => part.rateEffect)),
    compositionEffect: sumOf(parts.map((part) => part.compositionEffect)),
    parts,
  };
}

/** Splits a change. Refuses across a basis or a boundary change, and where a side has no value. */
export function changeOf(ask: ChangeAsk): Change | Refused<ChangeRefusal> {
  const refused = refusalOf(ask);
  if (refused) return refused;
  const { shape, before, after } = ask;
  const [sumsBefore, sumsAfter] = [sumsOf(before.rate), sumsOf(after.rate)];
  if (before.rate.value === null || after.rate.value === null || sumsBefore === null || sumsAfter === null)
    return refuse('ABSENT', '缺少分子或分母，不作分解', 'A numerator or denominator is missing; nothing to split');
  const whole = { before: sumsBefore, after: sumsAfter };
  const pairs: KnownPair[] = [];
  const leftOut: { key: string; missing: MissingReason }[] = [];
  for (const part of ask.parts) {
    const [was, is] = [sumsOf(part.before), sumsOf(part.after)];
    if (was && is) pairs.push({ key: part.key, before: was, after: is });
    else leftOut.push({ key: part.key, missing: (was === null ? part.before.missing : part.after.missing) ?? 'NOT_RECEIVED' });
  }
  const effects =
    shape === 'count' ? { numeratorEffect: null, denominatorEffect: null } : splitFraction(whole.before, whole.after, scaleOf(shape));
  return {
    shape,
    from: before.period,
    to: after.period,
    before: before.rate,
    after: after.rate,
    change: after.rate.value - before.rate.value,
    ...effects,
    byParts: splitByParts(shape, whole, pairs),
    leftOut,
  };
}
