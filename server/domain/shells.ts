/** Is an organization alive? Due and held meetings, terms, and the named flags of a shell (domain.md §6). Pure. */
import { firstDay, asOfDate, type Quarter } from './period.ts';
import type { OrganizationFact } from './facts.ts';
import type { Form, ShellFlag } from './organizations.ts';
import { CHECKLISTS } from './rules/checklists.ts';
import type { Rules } from './rules/ruleSet.ts';
import type { UnitStatus } from './units.ts';

/** What the units that an organization covers add up to, in the same quarter. */
export interface Covered {
  readonly units: number;
  readonly fullMembers: number;
  readonly members: number;
  readonly statuses: readonly UnitStatus[];
}

/** The same organization one quarter before, as it was stored; null when it was not submitted then. */
export interface Earlier {
  readonly active: boolean;
  readonly fullMembers: number;
}

/** The derived columns of an organization row. Counts; flags are 0 or 1; null where the ledger does not say. */
export interface OrganizationClass {
  readonly units_covered: number;
  readonly covered_full_members: number;
  readonly covered_members: number;
  readonly active: 0 | 1 | null;
  readonly meetings_due: number;
  readonly meetings_held: number;
  readonly theme_due: number;
  readonly theme_held: number;
  readonly term_known: 0 | 1;
  readonly term_overdue: 0 | 1;
  readonly founded_now: 0 | 1;
  readonly standard_met: 0 | 1 | null;
  readonly congress_held: 0 | 1 | null;
  readonly shell_no_activity: 0 | 1;
  readonly shell_too_few_members: 0 | 1;
  readonly shell_units_gone: 0 | 1;
  readonly shell_term_overdue: 0 | 1;
  readonly shell_overstretched: 0 | 1;
  readonly shell: 0 | 1;
}

export const SHELL_COLUMN: Readonly<Record<ShellFlag, keyof OrganizationClass>> = {
  NO_ACTIVITY: 'shell_no_activity',
  TOO_FEW_MEMBERS: 'shell_too_few_members',
  UNITS_GONE: 'shell_units_gone',
  TERM_OVERDUE: 'shell_term_overdue',
  OVERSTRETCHED: 'shell_overstretched',
};

const flag = (holds: boolean): 0 | 1 => (holds ? 1 : 0);
const GONE: readonly UnitStatus[] = ['CANCELLED', 'MOVED', 'DORMANT'];
const COMMITTEE_MIN_MEMBERS = 7;
const BRANCHES: readonly Form[] = ['BRANCH', 'JOINT_BRANCH'];

/** Meetings due and held in the quarter, held capped at due. An item that the ledger leaves empty is neither. */
export function meetings(fact: OrganizationFact, fullMembers: number): { due: number; held: number } {
  if (!BRANCHES.includes(fact.form)) return { due: 0, held: 0 };
  const items: readonly (readonly [held: number | null, due: number])[] = [
    [fact.congressMeetings, 1],
    [fact.committeeMeetings, fullMembers >= COMMITTEE_MIN_MEMBERS ? 3 : 0],
    [fact.groupMeetings, fact.groups !== null && fact.groups > 0 ? 3 : 0],
    [fact.lectures, 1],
  ];
  let due = 0;
  let held = 0;
  for (const [count, wanted] of items) {
    if (count === null) continue;
    due += wanted;
    held += Math.min(count, wanted);
  }
  return { due, held };
}

/** True when any activity is recorded, false when all that is recorded is zero, null when nothing is recorded. */
export function isActive(fact: OrganizationFact): boolean | null {
  const counts = [
    fact.congressMeetings,
    fact.committeeMeetings,
    fact.groupMeetings,
    fact.lectures,
    fact.themeDayMonths,
    fact.trainings,
    fact.trained,
    fact.issuesFound,
    fact.issuesResolved,
    fact.suggestions,
    fact.adopted,
    fact.workersCongress,
    fact.shuangliang,
    fact.memberReview,
  ].filter((count) => count !== null);
  return counts.length === 0 ? null : counts.some((count) => Number(count) > 0);
}

/** Length of a term in years: the ledger's, or for a Party branch whose ledger leaves it empty that of the rules. Null when unknown. */
export const termYearsOf = (fact: Pick<OrganizationFact, 'form' | 'termYears'>, rules: Pick<Rules, 'branchTermYears'>): number | null =>
  fact.termYears ?? (BRANCHES.includes(fact.form) ? rules.branchTermYears : null);

/** Last day of the present term, `YYYY-MM-DD`; null when start or length is unknown. */
export function termEnd(term: Pick<OrganizationFact, 'termStartedOn' | 'termYears'>): string | null {
  if (term.termStartedOn === null || term.termYears === null) return null;
  return `${Number(term.termStartedOn.slice(0, 4)) + term.termYears}${term.termStartedOn.slice(4)}`;
}

/** Whether every item of the checklist that the rules name for the subject is met; null where no list is named or the ledger is silent. */
export function meetsChecklist(
  fact: Pick<OrganizationFact, 'subject' | 'standardItems'>,
  rules: Pick<Rules, 'partyChecklist' | 'unionChecklist'>,
): boolean | null {
  const named = { PARTY: rules.partyChecklist, UNION: rules.unionChecklist, LEAGUE: null, WOMEN: null }[fact.subject];
  return named === null || fact.standardItems === null ? null : fact.standardItems >= CHECKLISTS[named].items.length;
}

const yearLater = (date: string): string => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;

export function classifyOrganization(
  fact: OrganizationFact,
  covered: Covered,
  earlier: Earlier | null,
  period: Quarter,
  rules: Rules,
): OrganizationClass {
  const asOf = asOfDate(period);
  const party = fact.subject === 'PARTY';
  const { due, held } = meetings(fact, covered.fullMembers);
  const active = isActive(fact);
  const end = termEnd({ termStartedOn: fact.termStartedOn, termYears: termYearsOf(fact, rules) });
  const standard = meetsChecklist(fact, rules);
  const flags = {
    shell_no_activity: flag(active === false && earlier !== null && !earlier.active),
    shell_too_few_members: flag(
      party && covered.fullMembers < rules.partyMinFullMembers && earlier !== null && earlier.fullMembers < rules.partyMinFullMembers,
    ),
    shell_units_gone: flag(covered.units > 0 && covered.statuses.every((status) => GONE.includes(status))),
    shell_term_overdue: flag(end !== null && yearLater(end) < asOf),
    shell_overstretched: flag(fact.form === 'JOINT_BRANCH' && covered.units > rules.jointBranchMaxUnits),
  };
  const theme = BRANCHES.includes(fact.form) && fact.themeDayMonths !== null ? fact.themeDayMonths : null;
  return {
    units_covered: covered.units,
    covered_full_members: covered.fullMembers,
    covered_members: covered.members,
    active: active === null ? null : flag(active),
    meetings_due: due,
    meetings_held: held,
    theme_due: theme === null ? 0 : 3,
    theme_held: theme === null ? 0 : Math.min(theme, 3),
    term_known: flag(end !== null),
    term_overdue: flag(end !== null && end < asOf),
    founded_now: flag(fact.foundedOn >= firstDay(period) && fact.foundedOn <= asOf),
    standard_met: standard === null ? null : flag(standard),
    congress_held: fact.workersCongress === null ? null : flag(fact.workersCongress > 0),
    ...flags,
    shell: flag(Object.values(flags).some((raised) => raised === 1)),
  };
}
