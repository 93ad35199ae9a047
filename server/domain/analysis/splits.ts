/**
 * The arithmetic of a change: exact splits without a residual (domain.md §7). All effects are in the unit of the value: percentage points
 * where `scale` is 100, the quotient's own unit where it is 1.
 */
import type { Sums } from './parts.ts';

const mean = (a: number, b: number): number => (a + b) / 2;

export interface FractionEffects {
  readonly numeratorEffect: number;
  readonly denominatorEffect: number;
}

/** Midpoint split of N₁/D₁ − N₀/D₀: (N₁ − N₀) at the mean of 1/D, and (1/D₁ − 1/D₀) at the mean of N. Both denominators above 0. */
export function splitFraction(before: Sums, after: Sums, scale: number): FractionEffects {
  const [ofBefore, ofAfter] = [1 / before.denominator, 1 / after.denominator];
  return {
    numeratorEffect: scale * (after.numerator - before.numerator) * mean(ofBefore, ofAfter),
    denominatorEffect: scale * mean(before.numerator, after.numerator) * (ofAfter - ofBefore),
  };
}

export interface PartEffects {
  /** Own rate moved, at the mean share of the part. */
  readonly rateEffect: number;
  /** Own share of the denominator moved, at the mean rate of the part. */
  readonly compositionEffect: number;
  /** Part in the change of the whole: own rate, and own share against the average of the whole. Adds up over the parts. */
  readonly contribution: number;
}

/** Own rate; that of the other side where the part has no share here. Null: counted without a denominator, or nowhere at all. */
function ownRate(here: Sums, there: Sums): number | null {
  if (here.denominator !== 0) return here.numerator / here.denominator;
  return here.numerator === 0 && there.denominator !== 0 ? there.numerator / there.denominator : null;
}

/**
 * Kitagawa's split of one part. A part that exists on one side only has share 0 on the other, where its rate is taken to be the one it has:
 * all its effect is composition. A part with a numerator and no denominator has no rate: all its effect is its own (rateEffect).
 */
export function splitPart(
  part: { readonly before: Sums; readonly after: Sums },
  whole: { readonly before: Sums; readonly after: Sums },
  scale: number,
): PartEffects {
  const { before, after } = part;
  const shares = [before.denominator / whole.before.denominator, after.denominator / whole.after.denominator] as const;
  const shareMove = shares[1] - shares[0];
  const middle = mean(whole.before.numerator / whole.before.denominator, whole.after.numerator / whole.after.denominator);
  const total = after.numerator / whole.after.denominator - before.numerator / whole.before.denominator;
  const [rateBefore, rateAfter] = [ownRate(before, after), ownRate(after, before)];
  const rated = rateBefore !== null && rateAfter !== null;
  const rateEffect = rated ? mean(...shares) * (rateAfter - rateBefore) : total;
  const compositionEffect = rated ? shareMove * mean(rateBefore, rateAfter) : 0;
  return {
    rateEffect: scale * rateEffect,
    compositionEffect: scale * compositionEffect,
    contribution: scale * (rateEffect + compositionEffect - middle * shareMove),
  };
}
