/** Which rules hold for a region on a date: the most local set that says a thing says it; the rest comes from above. Pure and total. */
import { GROUND, NATIONAL_SET } from './national.ts';
import { RULE_FIELDS, type RuleEntry, type RuleField, type Rules, type RuleSet, type RuleSetDocument } from './ruleSet.ts';

/** SHIPPED: the set's own region and dates. ADMINISTRATOR: a person put `set` in force for a region, also one it was not issued for. */
export const ASSIGNERS = {
  SHIPPED: { zh: '随产品提供', en: 'Shipped' },
  ADMINISTRATOR: { zh: '管理员指定', en: 'Set by an administrator' },
} as const;
export type Assigner = keyof typeof ASSIGNERS;

/** A set in force for `region` and all below it from `validFrom`, until the day before `validTo`; null is open. Dates are `YYYY-MM-DD`. */
export interface RuleAssignment {
  readonly region: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly by: Assigner;
  readonly set: RuleSetDocument;
}

/** Where one rule comes from. */
export interface RuleOrigin {
  readonly ruleSet: string;
  readonly citation: string;
}

/** Rules to classify by, and for each of them the set and the words that lay it down. */
export interface ResolvedRules extends RuleSet {
  readonly origins: Readonly<Record<RuleField, RuleOrigin>>;
}

export interface RulesInForce {
  /** The sets that at least one rule comes from, most local first; never empty. */
  readonly ids: readonly string[];
  readonly rules: ResolvedRules;
}

/** The sets as they ship: each in force for its own region and dates. */
export const shippedAssignments = (sets: readonly RuleSetDocument[]): RuleAssignment[] =>
  sets.map((set) => ({ region: set.region, validFrom: set.validFrom, validTo: set.validTo, by: 'SHIPPED', set }));

const holdsOn = (one: RuleAssignment, date: string): boolean => one.validFrom <= date && (one.validTo === null || date < one.validTo);

/** An administrator's word before the shipped one; then the later; equal ones, which the lint refuses, by id, so that the order given never matters. */
function precedes(a: RuleAssignment, b: RuleAssignment): boolean {
  if (a.by !== b.by) return a.by === 'ADMINISTRATOR';
  return a.validFrom === b.validFrom ? a.set.id > b.set.id : a.validFrom > b.validFrom;
}

/**
 * The sets in force on `date` along `line`, most local first, at most one a region.
 * @param line the region, then its ancestors upward
 */
export function setsInForce(assignments: readonly RuleAssignment[], line: readonly string[], date: string): RuleSetDocument[] {
  return line.flatMap((region) => {
    const held = assignments.filter((one) => one.region === region && holdsOn(one, date));
    const [first, ...others] = held;
    return first === undefined ? [] : [others.reduce((best, one) => (precedes(one, best) ? one : best), first).set];
  });
}

/** Below all sets lies the ground, which says everything. */
function whoSays(sets: readonly RuleSetDocument[], field: RuleField): { readonly id: string; readonly entry: RuleEntry<Rules[RuleField]> } {
  for (const { id, rules } of sets) {
    const entry = rules[field];
    if (entry !== undefined) return { id, entry };
  }
  return { id: NATIONAL_SET.id, entry: GROUND[field] };
}

/**
 * The rules of a region on a date, the as-of date of a period. Where no set is assigned, those of the national ground.
 * @param line the region, then its ancestors upward
 */
export function rulesFor(assignments: readonly RuleAssignment[], line: readonly string[], date: string): RulesInForce {
  const sets = setsInForce(assignments, line, date);
  const told = RULE_FIELDS.map((field) => ({ field, ...whoSays(sets, field) }));
  const ids = [...sets, NATIONAL_SET]
    .map((set) => set.id)
    .filter((id, at, all) => all.indexOf(id) === at && told.some((one) => one.id === id));
  const values = Object.fromEntries(told.map(({ field, entry }) => [field, entry.is])) as unknown as Rules;
  const origins = Object.fromEntries(told.map(({ field, id, entry }) => [field, { ruleSet: id, citation: entry.citation }]));
  return { ids, rules: { ...values, id: ids.join('+'), origins: origins as ResolvedRules['origins'] } };
}
