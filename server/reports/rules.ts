/** Which rules hold for a place on a day, and what the lint finds in all that were put in force. */
import { asOfDate } from '../domain/period.ts';
import { NATION } from '../domain/region.ts';
import { lineIn } from '../domain/regionTree.ts';
import { lintAssignments, lintRuleSet, type RuleFinding } from '../domain/rules/lint.ts';
import { NATIONAL_SET } from '../domain/rules/national.ts';
import { rulesFor, setsInForce, type RuleAssignment } from '../domain/rules/resolve.ts';
import { RULE_FIELDS, RULES, type RuleSetDocument } from '../domain/rules/ruleSet.ts';
import { lineOf, NOW, type Ground } from './ground.ts';
import type { RuleDocumentRow, RuleRow, RuleSetRow } from './ruleTypes.ts';
import { ruleWords } from './ruleWords.ts';
import { mustExist } from './selection.ts';

const onceById = (sets: readonly RuleSetDocument[]): RuleSetDocument[] => [...new Map(sets.map((set) => [set.id, set])).values()];

/**
 * The sets in force, most local first, the national ground last; every rule stands under exactly one of them.
 * @param region the nation when not given
 * @param date the last day of the latest quarter when not given
 */
export function rulesInForce(ground: Ground, region: string = NATION, date?: string): RuleSetRow[] {
  const { code } = mustExist(ground, region);
  const latest = ground.periods.at(-1);
  const day = date ?? (latest === undefined ? NOW : asOfDate(latest));
  const held = lineIn(ground.treeAt(day), code);
  const line = held.length > 0 ? held : lineOf(ground, code);
  const { rules } = rulesFor(ground.ruleAssignments, line, day);
  const rowsOf = (set: string): RuleRow[] =>
    RULE_FIELDS.filter((field) => rules.origins[field].ruleSet === set).map((field) => ({
      field,
      label: { zh: RULES[field].zh, en: RULES[field].en },
      text: ruleWords(field, rules),
      ...rules.origins[field],
    }));
  return onceById([...setsInForce(ground.ruleAssignments, line, day), NATIONAL_SET]).map(
    ({ id, zh, en, region, issuedOn, validFrom, validTo, citation }) => ({
      id,
      label: { zh, en },
      region,
      issuedOn,
      validFrom,
      validTo,
      citation,
      rules: rowsOf(id),
    }),
  );
}

const order = (one: RuleAssignment): string => `${one.set.id} ${one.region} ${one.validFrom} ${one.by}`;

/** Findings of each set that was put in force anywhere, by id, then of where and when they were; the same finding once. */
export function ruleFindings(ground: Ground): RuleFinding[] {
  const assignments = ground.ruleAssignments.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  const isRegion = (code: string): boolean => ground.latest.has(code);
  const sets = onceById(assignments.map((one) => one.set));
  const found = [...sets.flatMap((set) => lintRuleSet(set, isRegion)), ...lintAssignments(assignments, isRegion)];
  return [...new Map(found.map((one) => [`${one.ruleSet} ${one.code} ${one.field} ${one.words.zh}`, one])).values()];
}

/** Every set that was put in force anywhere, by id, with its text and where it holds. */
export function ruleDocuments(ground: Ground): RuleDocumentRow[] {
  const assignments = ground.ruleAssignments.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  return onceById(assignments.map((one) => one.set)).map((set) => ({
    id: set.id,
    label: { zh: set.zh, en: set.en },
    document: JSON.stringify(set, null, 2),
    assignments: assignments
      .filter((one) => one.set.id === set.id)
      .map(({ region, validFrom, validTo, by }) => ({ region, validFrom, validTo, by })),
  }));
}
