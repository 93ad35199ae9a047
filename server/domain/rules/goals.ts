/** What a rule set asks a region to reach: its staged targets as dated steps, and its standards. */
import type { IndicatorId } from '../indicators.ts';
import type { Target } from '../targets.ts';
import type { Rules, RuleSetDocument, StagedTarget } from './ruleSet.ts';

/** A goal that was due before it was issued was never in force: nobody could have worked towards it. */
export const wasInForce = (target: StagedTarget): boolean => target.dueOn >= target.issuedOn;

/** Each staged target as the step it is from its due date on, for every indicator it names; earliest first. */
export const stepsOf = (set: RuleSetDocument): Target[] =>
  set.targets
    .filter(wasInForce)
    .flatMap((target) =>
      target.indicators.map((indicator) => ({ region: set.region, indicator, validFrom: target.dueOn, target: target.percent })),
    )
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : a.indicator < b.indicator ? -1 : 1));

/** The standard that the rules lay on an indicator in its own unit; null where they lay none. A dated target of the region goes before it. */
export const standardOf = (indicator: IndicatorId, rules: Pick<Rules, 'fundsPerMember'>): number | null =>
  indicator === 'funds_per_member' ? rules.fundsPerMember : null;
