/** Facts and classes → rows of the fact tables, in a fixed order of columns. */
import type { UnitClass } from '../domain/classify.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import { SUBJECTS, type Form, type Setup, type Subject } from '../domain/organizations.ts';
import type { OrganizationClass } from '../domain/shells.ts';
import type { OrganizationRowStored, UnitRowStored } from '../db/schema.ts';

const UNIT_FACTS = [
  'creditCode',
  'name',
  'region',
  'park',
  'kind',
  'industry',
  'registeredOn',
  'openedOn',
  'status',
  'hasPremises',
  'staff',
  'womenStaff',
  'revenueWan',
  'fullMembers',
  'probationaryMembers',
  'applicants',
  'activists',
  'admitted',
  'leagueMembers',
  'unionMembers',
  'womenUnionMembers',
  'baseListed',
  'management',
  'instructors',
  'liaisons',
  'instructorVisits',
  'partyOrg',
  'unionOrg',
  'leagueOrg',
  'womenOrg',
  'reason',
] as const satisfies readonly (keyof UnitFact)[];

const UNIT_CLASSES = [
  'sector',
  'scale',
  'in_registered',
  'in_operating',
  'in_three_have',
  'in_above_scale',
  'in_base_list',
  'eligible_party',
  'eligible_union',
  'eligible_league',
  'eligible_women',
  'party_tier',
  'union_tier',
  'league_tier',
  'women_tier',
  'party_covered',
  'union_covered',
  'league_covered',
  'women_covered',
  'party_net',
  'memberless',
  'has_instructor',
  'members',
  'union_staff',
] as const satisfies readonly (keyof UnitClass)[];

const ORGANIZATION_FACTS = [
  'code',
  'name',
  'subject',
  'form',
  'setup',
  'region',
  'foundedOn',
  'termStartedOn',
  'termYears',
  'secretarySource',
  'groups',
  'congressMeetings',
  'committeeMeetings',
  'groupMeetings',
  'lectures',
  'themeDayMonths',
  'trainings',
  'trained',
  'issuesFound',
  'issuesResolved',
  'suggestions',
  'adopted',
  'funds',
  'workersCongress',
  'collectiveContract',
  'shuangliang',
  'memberReview',
  'standardItems',
] as const satisfies readonly (keyof OrganizationFact)[];

const ORGANIZATION_CLASSES = [
  'units_covered',
  'covered_full_members',
  'covered_members',
  'active',
  'meetings_due',
  'meetings_held',
  'theme_due',
  'theme_held',
  'term_known',
  'term_overdue',
  'founded_now',
  'standard_met',
  'congress_held',
  'shell_no_activity',
  'shell_too_few_members',
  'shell_units_gone',
  'shell_term_overdue',
  'shell_overstretched',
  'shell',
] as const satisfies readonly (keyof OrganizationClass)[];

// A key added to a fact and forgotten here fails to compile.
type Forgotten<All, Listed extends readonly PropertyKey[]> = Exclude<keyof All, Listed[number]>;
const complete = <T extends never>(..._nothing: T[]): void => undefined;
complete<Forgotten<UnitFact, typeof UNIT_FACTS>>();
complete<Forgotten<UnitClass, typeof UNIT_CLASSES>>();
complete<Forgotten<OrganizationFact, typeof ORGANIZATION_FACTS>>();
complete<Forgotten<OrganizationClass, typeof ORGANIZATION_CLASSES>>();

export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const cell = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);

/** What covers a unit, as far as its row shows it. */
export interface CovererLook {
  readonly setup: Setup;
  readonly form: Form;
}
const LOOKS = ['setup', 'form'] as const;
const SUBJECT_LIST = Object.keys(SUBJECTS) as Subject[];

export const UNIT_COLUMN_ORDER: readonly string[] = [
  ...UNIT_FACTS.map(snake),
  ...UNIT_CLASSES,
  ...LOOKS.flatMap((look) => SUBJECT_LIST.map((subject) => `${subject.toLowerCase()}_${look}`)),
];
export const ORGANIZATION_COLUMN_ORDER: readonly string[] = [...ORGANIZATION_FACTS.map(snake), ...ORGANIZATION_CLASSES];

/** Columns that a sheet says, and not what rules make of it. */
export const UNIT_FACT_COLUMNS: readonly string[] = UNIT_FACTS.map(snake);
export const ORGANIZATION_FACT_COLUMNS: readonly string[] = ORGANIZATION_FACTS.map(snake);

/** One array a row and nothing beside it: this is done for every unit of every ledger. */
export function toUnitRow(fact: UnitFact, of: UnitClass, coverers: Readonly<Record<Subject, CovererLook | null>>): unknown[] {
  const row: unknown[] = [];
  for (const key of UNIT_FACTS) row.push(cell(fact[key]));
  for (const key of UNIT_CLASSES) row.push(of[key]);
  for (const look of LOOKS) for (const subject of SUBJECT_LIST) row.push(coverers[subject]?.[look] ?? null);
  return row;
}

export function toOrganizationRow(fact: OrganizationFact, of: OrganizationClass): unknown[] {
  const row: unknown[] = [];
  for (const key of ORGANIZATION_FACTS) row.push(cell(fact[key]));
  for (const key of ORGANIZATION_CLASSES) row.push(of[key]);
  return row;
}

const BOOLEANS: ReadonlySet<string> = new Set(['hasPremises', 'baseListed', 'collectiveContract', 'shuangliang', 'memberReview']);
const fromCell = (key: string, value: unknown): unknown => (BOOLEANS.has(key) && value !== null ? value === 1 : value);

/** A stored row → what the ledger said. */
export const toUnitFact = (row: Readonly<Record<keyof UnitRowStored, unknown>>): UnitFact =>
  Object.fromEntries(UNIT_FACTS.map((key) => [key, fromCell(key, row[snake(key) as keyof UnitRowStored])])) as unknown as UnitFact;

export const toOrganizationFact = (row: Readonly<Record<keyof OrganizationRowStored, unknown>>): OrganizationFact =>
  Object.fromEntries(
    ORGANIZATION_FACTS.map((key) => [key, fromCell(key, row[snake(key) as keyof OrganizationRowStored])]),
  ) as unknown as OrganizationFact;
