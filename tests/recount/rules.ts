/** The rules of domain.md §2, §3, §4 and §6, written down a second time: bases, tiers, meetings due, terms and shells. */
import type { LedgerOrganization, LedgerUnit } from './files.ts';
import type { Register } from './register.ts';
import { ALL_SUBJECTS, type Subject } from './words.ts';

export const ALL_BASES = ['REGISTERED', 'OPERATING', 'THREE_HAVE', 'ABOVE_SCALE', 'ELIGIBLE', 'BASE_LIST'] as const;
export type BasisName = (typeof ALL_BASES)[number];

/** A count that the ledger does not give cannot reach a threshold. */
const atLeast = (count: number | null, least: number): boolean => count !== null && count >= least;

const founding: Readonly<Record<Subject, (unit: LedgerUnit) => boolean>> = {
  PARTY: (unit) => unit.fullMembers >= 3,
  UNION: (unit) => atLeast(unit.unionMembers, 25),
  LEAGUE: (unit) => atLeast(unit.leagueMembers, 3),
  // No national number for women's organizations in general; that for 女职工委员会 is the only one.
  WOMEN: (unit) => atLeast(unit.womenUnionMembers, 10),
};

/** Whether a unit belongs to a basis (§2); `subject` matters to ELIGIBLE alone. */
export function isIn(basis: BasisName, subject: Subject, unit: LedgerUnit): boolean {
  const operating = unit.status === 'OPERATING';
  if (basis === 'REGISTERED') return unit.status !== 'CANCELLED' && unit.status !== 'MOVED';
  if (basis === 'OPERATING') return operating;
  if (basis === 'THREE_HAVE') return operating && unit.premises === true && unit.staff >= 10;
  if (basis === 'ABOVE_SCALE') return operating && ((unit.staff >= 50 && atLeast(unit.revenue, 500)) || unit.staff >= 100);
  if (basis === 'ELIGIBLE') return operating && founding[subject](unit);
  return unit.listed === true;
}

export type TierName = 'SOLE' | 'JOINT' | 'WORK' | 'NONE';

/** Exactly one tier for each subject (§4). WORK exists for PARTY alone, through an instructor, a liaison or a mass organization. */
export function tierOf(subject: Subject, by: Readonly<Record<Subject, LedgerOrganization | undefined>>, unit: LedgerUnit): TierName {
  const own = by[subject];
  if (own !== undefined) return own.covers;
  if (subject !== 'PARTY') return 'NONE';
  const masses = ALL_SUBJECTS.some((other) => other !== 'PARTY' && by[other] !== undefined);
  return masses || atLeast(unit.instructors, 1) || atLeast(unit.liaisons, 1) ? 'WORK' : 'NONE';
}

export const fullMembersOf = (units: readonly LedgerUnit[]): number => units.reduce((sum, unit) => sum + unit.fullMembers, 0);

/** Due and held in one quarter for each kind of 三会一课 (§6), for a Party branch whose units have so many full members. */
export function meetingsOf(one: LedgerOrganization, fullMembers: number): { due: number; held: number }[] {
  const kinds: [due: number, held: number | null][] = [
    [1, one.congress],
    [fullMembers >= 7 ? 3 : 0, one.committee],
    [atLeast(one.groups, 1) ? 3 : 0, one.groupMeetings],
    [1, one.lectures],
  ];
  // An empty cell counts on neither side.
  return kinds.flatMap(([due, held]) => (held === null ? [] : [{ due, held: Math.min(held, due) }]));
}

/** 支部工作条例 speaks of branches: not of a general branch or a committee, which stand above branches. */
export const isPartyBranch = (one: LedgerOrganization): boolean => one.form === 'BRANCH' || one.form === 'JOINT_BRANCH';

/** The last day of a quarter, `2026-09-30`. */
export function lastDay(period: string): string {
  const [year = '', quarter = ''] = period.split('Q');
  return `${year}-${{ 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' }[quarter] ?? ''}`;
}

/** The first day of a quarter, `2026-07-01`. */
export const firstDayOf = (period: string): string =>
  `${period.slice(0, 4)}-${String(Number(period.slice(5)) * 3 - 2).padStart(2, '0')}-01`;

const yearsLater = (date: string, years: number): string => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;

const YEARS_OF_A_PARTY_BRANCH = 3;

/** The day a term ends; null when the ledger does not say, and §3 does not either. */
export function termEnd(one: LedgerOrganization): string | null {
  const years = one.termYears ?? (isPartyBranch(one) ? YEARS_OF_A_PARTY_BRANCH : null);
  return one.termStart === null || years === null ? null : yearsLater(one.termStart, years);
}

const GONE = new Set(['CANCELLED', 'MOVED', 'DORMANT']);
const MOST_UNITS_OF_A_JOINT_BRANCH = 5;

/** True or false as the row says, null when it says nothing on any activity. */
function wasActive(one: LedgerOrganization): boolean | null {
  const counts = [
    one.congress,
    one.committee,
    one.groupMeetings,
    one.lectures,
    one.themeMonths,
    one.trainings,
    one.trained,
    one.issuesFound,
    one.issuesResolved,
    one.suggestions,
    one.adopted,
    one.workersCongress,
  ];
  const flags = [one.shuangliang, one.review];
  if ([...counts, ...flags].every((value) => value === null)) return null;
  return counts.some((count) => atLeast(count, 1)) || flags.includes(true);
}

/** The flags that one quarter alone raises. */
function seenIn(one: LedgerOrganization, units: readonly LedgerUnit[]): { idle: boolean; thin: boolean } {
  return { idle: wasActive(one) === false, thin: one.subject === 'PARTY' && fullMembersOf(units) < 3 };
}

/** The named flags of a shell (§6); empty when there is none. `region` is the reporting region of the organization. */
export function shellFlags(register: Register, one: LedgerOrganization, region: string, period: string): string[] {
  const units = register.covered(one, region, period);
  const flags: string[] = [];
  const earlier = register.before(region, period);
  const then =
    earlier === undefined ? undefined : register.submission(region, earlier)?.organizations.find((other) => other.code === one.code);
  if (earlier !== undefined && then !== undefined) {
    const [now, before] = [seenIn(one, units), seenIn(then, register.covered(then, region, earlier))];
    if (now.idle && before.idle) flags.push('NO_ACTIVITY');
    if (now.thin && before.thin) flags.push('TOO_FEW_MEMBERS');
  }
  if (units.length > 0 && units.every((unit) => GONE.has(unit.status))) flags.push('UNITS_GONE');
  const end = termEnd(one);
  if (end !== null && lastDay(period) > yearsLater(end, 1)) flags.push('TERM_OVERDUE');
  if (one.form === 'JOINT_BRANCH' && units.length > MOST_UNITS_OF_A_JOINT_BRANCH) flags.push('OVERSTRETCHED');
  return flags;
}
