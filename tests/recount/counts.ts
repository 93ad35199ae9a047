/** Every indicator of domain.md §5 as plain counting over the units and organizations of one region and quarter. */
import type { JudgedOrganization, JudgedUnit, Sheaf } from './judged.ts';
import { firstDayOf, isIn, lastDay, type BasisName } from './rules.ts';
import type { Subject } from './words.ts';

/** Both parts of a rate; a count has no denominator. */
export type Parts = readonly [numerator: number | null, denominator: number | null];

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number | null): number => rows.reduce((total, row) => total + Number(of(row)), 0);
const many = <Row>(rows: readonly Row[], holds: (row: Row) => boolean): number =>
  rows.reduce((total, row) => (holds(row) ? total + 1 : total), 0);

const hasOrganization =
  (subject: Subject) =>
  (row: JudgedUnit): boolean =>
    row.tier[subject] === 'SOLE' || row.tier[subject] === 'JOINT';
const covered =
  (subject: Subject) =>
  (units: readonly JudgedUnit[]): Parts => [many(units, hasOrganization(subject)), units.length];
const membersOf = ({ unit }: JudgedUnit): number => unit.fullMembers + Number(unit.probationary);

/** Indicators over the units of a basis, with the subject whose founding condition makes ELIGIBLE. */
export const OVER_A_BASIS: Readonly<Record<string, readonly [Subject, (units: readonly JudgedUnit[]) => Parts]>> = {
  party_org_coverage: ['PARTY', covered('PARTY')],
  party_sole_coverage: ['PARTY', (units) => [many(units, (row) => row.tier.PARTY === 'SOLE'), units.length]],
  party_work_coverage: ['PARTY', (units) => [many(units, (row) => row.tier.PARTY !== 'NONE'), units.length]],
  party_work_only: [
    'PARTY',
    (units) => [many(units, (row) => row.tier.PARTY === 'WORK'), units.length - many(units, hasOrganization('PARTY'))],
  ],
  party_built_of_eligible: ['PARTY', covered('PARTY')],
  net_org_coverage: ['PARTY', (units) => [many(units, (row) => row.net), units.length]],
  union_coverage: ['UNION', covered('UNION')],
  league_coverage: ['LEAGUE', covered('LEAGUE')],
  women_coverage: ['WOMEN', covered('WOMEN')],
  union_density: [
    'UNION',
    (units) => {
      const known = units.filter(({ unit }) => unit.unionMembers !== null);
      return [sum(known, ({ unit }) => unit.unionMembers), sum(known, ({ unit }) => unit.staff)];
    },
  ],
  member_density: ['PARTY', (units) => [sum(units, membersOf), sum(units, ({ unit }) => unit.staff)]],
  memberless_share: ['PARTY', (units) => [many(units, (row) => membersOf(row) === 0), units.length]],
};

const withInstructor = (units: readonly JudgedUnit[]): number => many(units, ({ unit }) => Number(unit.instructors) >= 1);

/** A count that no row at all reports is not reported; where there is no row to report it, it is 0. */
const reported = <Row>(rows: readonly Row[], of: (row: Row) => number | null): Parts =>
  rows.length > 0 && rows.every((row) => of(row) === null) ? [null, null] : [sum(rows, of), null];

/** Indicators over every unit of the ledger, whatever its status. */
export const OVER_ALL_UNITS: Readonly<Record<string, (units: readonly JudgedUnit[]) => Parts>> = {
  applicants: (units) => reported(units, ({ unit }) => unit.applicants),
  activists: (units) => reported(units, ({ unit }) => unit.activists),
  admitted: (units) => reported(units, ({ unit }) => unit.admitted),
  instructor_load: (units) => [withInstructor(units), sum(units, ({ unit }) => unit.instructors)],
  instructor_visits: (units) => reported(units, ({ unit }) => unit.visits),
  instructor_visits_per_unit: (units) => [sum(units, ({ unit }) => unit.visits), withInstructor(units)],
};

type OfSubject = (sheaf: Sheaf, subject: Subject, period: string) => Parts;
const of = (rows: readonly JudgedOrganization[], subject: Subject): JudgedOrganization[] =>
  rows.filter(({ one }) => one.subject === subject);

/** Indicators that exist for each subject. */
export const PER_SUBJECT: Readonly<Record<string, OfSubject>> = {
  shell_rate: ({ organizations }, subject) => [
    many(of(organizations, subject), ({ flags }) => flags.length > 0),
    of(organizations, subject).length,
  ],
  units_per_organization: ({ units, organizations }, subject) => [many(units, hasOrganization(subject)), of(organizations, subject).length],
  founded: ({ organizations }, subject, period) => [
    many(of(organizations, subject), ({ one }) => one.founded >= firstDayOf(period) && one.founded <= lastDay(period)),
    null,
  ],
  dissolved: ({ gone, compared }, subject) => [compared ? many(gone, (one) => one.subject === subject) : null, null],
};

type OfOrganizations = (organizations: readonly JudgedOrganization[]) => Parts;
const shareOf =
  (subject: Subject, says: (row: JudgedOrganization) => boolean | null): OfOrganizations =>
  (organizations) => {
    const known = of(organizations, subject)
      .map(says)
      .filter((said) => said !== null);
    return [many(known, Boolean), known.length];
  };
type Amount = (row: JudgedOrganization) => number | null;
const added =
  (numerator: Amount, denominator: Amount | null): OfOrganizations =>
  (rows) => [sum(rows, numerator), denominator === null ? null : sum(rows, denominator)];
const addedOfParty =
  (numerator: Amount, denominator: Amount): OfOrganizations =>
  (rows) =>
    added(numerator, denominator)(of(rows, 'PARTY'));

/**
 * Indicators over organizations. A share and the money leave an organization out that leaves the cell empty. Trainings, issues and suggestions
 * are columns of every organization, whatever its subject.
 */
export const OVER_ORGANIZATIONS: Readonly<Record<string, OfOrganizations>> = {
  standard_met: shareOf('PARTY', ({ one }) => (one.standardItems === null ? null : one.standardItems === 6)),
  term_overdue: shareOf('PARTY', ({ overdue }) => overdue),
  management_secretaries: shareOf('PARTY', ({ one }) =>
    one.secretary === null ? null : one.secretary === 'OWNER' || one.secretary === 'EXECUTIVE',
  ),
  congress_held: shareOf('UNION', ({ one }) => (one.workersCongress === null ? null : one.workersCongress >= 1)),
  collective_contract: shareOf('UNION', ({ one }) => one.contract),
  shuangliang: shareOf('UNION', ({ one }) => one.shuangliang),
  member_review: shareOf('UNION', ({ one }) => one.review),
  meetings_held: addedOfParty(
    ({ meetings }) => sum(meetings, ({ held }) => held),
    ({ meetings }) => sum(meetings, ({ due }) => due),
  ),
  theme_day_held: addedOfParty(
    ({ theme }) => theme.held,
    ({ theme }) => theme.due,
  ),
  issues_resolved: added(
    ({ one }) => one.issuesResolved,
    ({ one }) => one.issuesFound,
  ),
  suggestions_adopted: added(
    ({ one }) => one.adopted,
    ({ one }) => one.suggestions,
  ),
  trainings: (organizations) => reported(organizations, ({ one }) => one.trainings),
  trained: (organizations) => reported(organizations, ({ one }) => one.trained),
  funds_per_member: addedOfParty(
    ({ one }) => one.funds,
    (row) => (row.one.funds === null ? null : row.members),
  ),
};

/** The units of a sheaf that belong to a basis. */
export const unitsIn = (sheaf: Sheaf, basis: BasisName, subject: Subject): JudgedUnit[] =>
  sheaf.units.filter(({ unit }) => isIn(basis, subject, unit));

export const EMPTY: Sheaf = { units: [], organizations: [], gone: [], compared: true };
