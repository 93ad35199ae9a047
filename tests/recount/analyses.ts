/** Laws of the analyses, over the product's own answers: splits add up to the change, and the list of a gap closes it. */
import { isRefused } from '../../server/domain/analysis/refusal.ts';
import { INDICATOR_IDS, INDICATORS, type IndicatorId } from '../../server/domain/indicators.ts';
import type { View } from '../../server/reports/types.ts';

const NOISE = 1e-9;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= NOISE * Math.max(1, Math.abs(a), Math.abs(b));

/** Every indicator with a denominator, region by region: numerator and denominator effects, and each split by parts, sum to the change. */
export async function brokenSplits(
  view: View,
  codes: readonly string[],
  from: string,
  to: string,
): Promise<{ splits: number; broken: string[] }> {
  const broken: string[] = [];
  let splits = 0;
  for (const indicator of INDICATOR_IDS.filter((id) => INDICATORS[id].shape !== 'count' && INDICATORS[id].group !== 'RECEIPT')) {
    for (const region of codes) {
      const answer = await view.change({ indicator, region, from, to });
      if (isRefused(answer)) continue;
      const { change, byChildren, bySector, byScale } = answer;
      const say = (what: string, sum: number): void => {
        splits += 1;
        if (!near(sum, change.change)) broken.push(`${indicator} ${region}: ${what} ${sum}, change ${change.change}`);
      };
      say('fraction', Number(change.numeratorEffect) + Number(change.denominatorEffect));
      for (const [name, split] of Object.entries({ byChildren, bySector, byScale })) {
        if (split === null) continue;
        say(`${name} effects`, Number(split.rateEffect) + Number(split.compositionEffect));
        say(
          `${name} contributions`,
          split.parts.reduce((sum, part) => sum + part.contribution, 0),
        );
      }
    }
  }
  return { splits, broken };
}

const COVERAGES: readonly IndicatorId[] = [
  'party_org_coverage',
  'party_built_of_eligible',
  'union_coverage',
  'league_coverage',
  'women_coverage',
];

/** The smallest set of children closes the gap exactly where their own gaps reach it; founding in as many listed units as are missing reaches the target. */
export async function brokenGaps(
  view: View,
  codes: readonly string[],
  period: string,
): Promise<{ gaps: number; reached: number; broken: string[] }> {
  const broken: string[] = [];
  let gaps = 0;
  let reached = 0;
  for (const indicator of COVERAGES) {
    for (const region of codes) {
      const answer = await view.gap({ indicator, region, period });
      if (isRefused(answer)) continue;
      const { gap, rate, candidates, afterFounding } = answer;
      gaps += 1;
      const [numerator, denominator] = [Number(rate.numerator), Number(rate.denominator)];
      const closed = ((numerator + gap.gap) / denominator) * 100;
      const short = ((numerator + gap.gap - 1) / denominator) * 100;
      if (gap.gap > 0 && (closed < gap.target - NOISE || short >= gap.target))
        broken.push(`${indicator} ${region}: gap ${gap.gap} of ${numerator}/${denominator}`);
      if (gap.byParts) {
        const given = gap.byParts.parts.reduce((sum, part) => sum + part.toClose, 0);
        const { sumOfGaps, sumOfSurpluses, rounding, ownTargets, smallestSet } = gap.byParts;
        const whole = sumOfGaps - sumOfSurpluses - rounding - ownTargets;
        const enough = sumOfGaps >= gap.gap;
        if (given !== Math.min(gap.gap, sumOfGaps) || whole !== gap.gap - gap.surplus || (enough && gap.gap > 0) !== smallestSet.length > 0)
          broken.push(`${indicator} ${region}: parts give ${given} and ${whole}, gap ${gap.gap}`);
      }
      if (afterFounding && candidates !== null && candidates >= gap.gap) {
        reached += 1;
        if (afterFounding.missing !== 0 || Number(afterFounding.rate.value) < gap.target - NOISE)
          broken.push(`${indicator} ${region}: ${candidates} founded, still ${afterFounding.missing} missing`);
      }
    }
  }
  return { gaps, reached, broken };
}
