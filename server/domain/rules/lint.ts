/** What is wrong with a rule set as it was printed: findings for people, in both languages. Pure. */
import type { Severity } from '../checks/verdicts.ts';
import type { Form } from '../organizations.ts';
import { FORMS } from '../organizations.ts';
import type { Words } from '../words.ts';
import { wasInForce } from './goals.ts';
import { shippedAssignments, type RuleAssignment } from './resolve.ts';
import {
  COUNTED,
  FORMS_FIELD,
  RULES,
  type FormBand,
  type FormLadder,
  type RuleField,
  type RuleSetDocument,
  type StagedTarget,
} from './ruleSet.ts';

/** A SERIOUS finding is a reason not to put the set in force; the others are what the document itself says. */
export const RULE_FINDINGS = {
  OVERLAP: { zh: '门槛重叠', en: 'Thresholds overlap', severity: 'ORDINARY' },
  HOLE: { zh: '门槛有空档', en: 'Thresholds leave a hole', severity: 'ORDINARY' },
  TARGET_DUE_BEFORE_ISSUE: { zh: '目标早于发文', en: 'Target due before its issue', severity: 'ORDINARY' },
  TARGET_FALLS: { zh: '目标倒退', en: 'Target falls', severity: 'NOTICE' },
  UNKNOWN_REGION: { zh: '未知区划', en: 'Unknown region', severity: 'SERIOUS' },
  DATES_OUT_OF_ORDER: { zh: '日期颠倒', en: 'Dates out of order', severity: 'SERIOUS' },
  SAME_REGION_AND_DATE: { zh: '同地同日两套规则', en: 'Two sets for one region and date', severity: 'SERIOUS' },
} as const satisfies Record<string, Words & { readonly severity: Severity }>;
export type RuleFindingCode = keyof typeof RULE_FINDINGS;

/** `field` is the rule it concerns, or `targets`, `region`, `dates`. `words` is a sentence with the numbers. */
export interface RuleFinding {
  readonly code: RuleFindingCode;
  readonly severity: Severity;
  readonly ruleSet: string;
  readonly field: RuleField | 'targets' | 'region' | 'dates';
  readonly words: Words;
}

type Found = Pick<RuleFinding, 'code' | 'field' | 'words'>;
const ANYWHERE = (): boolean => true;

const formNames = (forms: readonly Form[]): Words => ({
  zh: forms.map((form) => FORMS[form].zh).join('、'),
  en: forms.map((form) => FORMS[form].en).join(', '),
});
const rangeOf = ({ from, to }: Pick<FormBand, 'from' | 'to'>): Words =>
  to === null
    ? { zh: `${from} 以上`, en: `${from} and above` }
    : from === to
      ? { zh: `${from}`, en: `${from}` }
      : { zh: `${from}–${to}`, en: `${from}–${to}` };

/** Two bands must meet: the upper begins one above where the lower ends. */
function lintNeighbours(field: RuleField, ladder: FormLadder, lower: FormBand, upper: FormBand): Found[] {
  const counted = COUNTED[ladder.by];
  const [low, high] = [rangeOf(lower), rangeOf(upper)];
  const [small, large] = [formNames(lower.forms), formNames(upper.forms)];
  const zh = `${RULES[field].zh}：按${counted.zh}，${small.zh}为 ${low.zh}，${large.zh}为 ${high.zh}，`;
  const en = `${RULES[field].en}, by ${counted.en}: ${small.en} ${low.en}, ${large.en} ${high.en}; `;
  if (lower.to === null || lower.to >= upper.from) {
    const end = lower.to === null ? upper.to : upper.to === null ? lower.to : Math.min(lower.to, upper.to);
    const shared = rangeOf({ from: upper.from, to: end });
    return [
      {
        code: 'OVERLAP',
        field,
        words: { zh: `${zh}在 ${shared.zh} 处重叠；判断时取较大一档`, en: `${en}they overlap at ${shared.en}; the larger form is taken` },
      },
    ];
  }
  if (lower.to + 1 === upper.from) return [];
  const missing = rangeOf({ from: lower.to + 1, to: upper.from - 1 });
  return [{ code: 'HOLE', field, words: { zh: `${zh}缺 ${missing.zh}`, en: `${en}nothing is said for ${missing.en}` } }];
}

/** The band that reaches furthest up so far is the one the next has to meet. */
function lintLadder(field: RuleField, ladder: FormLadder): Found[] {
  const [first, ...others] = ladder.bands;
  if (first === undefined) return [];
  const found: Found[] = [];
  let furthest = first;
  for (const band of others) {
    found.push(...lintNeighbours(field, ladder, furthest, band));
    if (furthest.to !== null && (band.to === null || band.to > furthest.to)) furthest = band;
  }
  return found;
}

const lintForms = (set: RuleSetDocument): Found[] =>
  Object.values(FORMS_FIELD).flatMap((field) => (set.rules[field]?.is ?? []).flatMap((ladder) => lintLadder(field, ladder)));

const tooEarly = ({ percent, issuedOn, dueOn }: StagedTarget): Found => ({
  code: 'TARGET_DUE_BEFORE_ISSUE',
  field: 'targets',
  words: {
    zh: `目标 ${percent}% 的期限 ${dueOn} 早于发文日期 ${issuedOn}；此目标不作考核`,
    en: `The target of ${percent}% is due ${dueOn}, before its issue on ${issuedOn}; it is not held against anybody`,
  },
});

/** Per indicator, targets that were in force must not fall, and one day has one target. */
function lintTargets(set: RuleSetDocument): Found[] {
  const found: Found[] = set.targets.filter((target) => !wasInForce(target)).map(tooEarly);
  const steps = set.targets.filter(wasInForce).sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  for (const [at, later] of steps.entries()) {
    const earlier = steps
      .slice(0, at)
      .findLast((one) => one.basis === later.basis && one.indicators.some((id) => later.indicators.includes(id)));
    if (earlier === undefined) continue;
    if (earlier.dueOn === later.dueOn) {
      const zh = `同一指标在 ${later.dueOn} 有两个目标：${earlier.percent}% 与 ${later.percent}%`;
      found.push({
        code: 'DATES_OUT_OF_ORDER',
        field: 'targets',
        words: { zh, en: `One indicator has two targets due ${later.dueOn}: ${earlier.percent}% and ${later.percent}%` },
      });
    } else if (later.percent < earlier.percent) {
      const zh = `目标由 ${earlier.dueOn} 的 ${earlier.percent}% 降为 ${later.dueOn} 的 ${later.percent}%`;
      found.push({
        code: 'TARGET_FALLS',
        field: 'targets',
        words: { zh, en: `The target falls from ${earlier.percent}% on ${earlier.dueOn} to ${later.percent}% on ${later.dueOn}` },
      });
    }
  }
  return found;
}

function lintDates({ issuedOn, validFrom, validTo }: Pick<RuleSetDocument, 'issuedOn' | 'validFrom' | 'validTo'>): Found[] {
  const found: Found[] = [];
  const add = (zh: string, en: string): number => found.push({ code: 'DATES_OUT_OF_ORDER', field: 'dates', words: { zh, en } });
  if (issuedOn !== null && validFrom < issuedOn)
    add(`生效日期 ${validFrom} 早于发文日期 ${issuedOn}`, `In force from ${validFrom}, before its issue on ${issuedOn}`);
  if (validTo !== null && validTo <= validFrom)
    add(`失效日期 ${validTo} 不晚于生效日期 ${validFrom}`, `Ends on ${validTo}, not after it begins on ${validFrom}`);
  return found;
}

const unknownRegion = (region: string): Found => ({
  code: 'UNKNOWN_REGION',
  field: 'region',
  words: { zh: `没有代码为 ${region} 的行政区划`, en: `There is no region with the code ${region}` },
});

const toFinding = (ruleSet: string, found: Found): RuleFinding => ({ ...found, ruleSet, severity: RULE_FINDINGS[found.code].severity });

/**
 * Findings of one set: forms, then targets, then dates, then region.
 * @param isRegion whether a code is known; without it every code is taken
 */
export function lintRuleSet(set: RuleSetDocument, isRegion: (code: string) => boolean = ANYWHERE): RuleFinding[] {
  const found = [...lintForms(set), ...lintTargets(set), ...lintDates(set), ...(isRegion(set.region) ? [] : [unknownRegion(set.region)])];
  return found.map((one) => toFinding(set.id, one));
}

/** Findings of who put what in force where: unknown regions, ends before beginnings, two sets for one region and date by the same hand. */
export function lintAssignments(assignments: readonly RuleAssignment[], isRegion: (code: string) => boolean = ANYWHERE): RuleFinding[] {
  return assignments.flatMap((one, at) => {
    const { region, validFrom, validTo, by, set } = one;
    const twin = assignments.slice(0, at).find((other) => other.region === region && other.validFrom === validFrom && other.by === by);
    const twice: Found[] =
      twin === undefined
        ? []
        : [
            {
              code: 'SAME_REGION_AND_DATE',
              field: 'region',
              words: {
                zh: `${region} 自 ${validFrom} 起有两套规则：${twin.set.id} 与 ${set.id}`,
                en: `${region} has two rule sets from ${validFrom}: ${twin.set.id} and ${set.id}`,
              },
            },
          ];
    return [...(isRegion(region) ? [] : [unknownRegion(region)]), ...lintDates({ issuedOn: null, validFrom, validTo }), ...twice].map(
      (found) => toFinding(set.id, found),
    );
  });
}

/** Findings of sets that are to stand together: of each, and of any two for the same region and date. */
export function lintRuleSets(sets: readonly RuleSetDocument[], isRegion: (code: string) => boolean = ANYWHERE): RuleFinding[] {
  const together = lintAssignments(shippedAssignments(sets)).filter(({ code }) => code === 'SAME_REGION_AND_DATE');
  return [...sets.flatMap((set) => lintRuleSet(set, isRegion)), ...together];
}
