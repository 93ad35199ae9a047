/** Facts of one period → the derived columns of their rows, by the rules in force for each ledger. */
import { classifyUnit, type Coverer } from '../domain/classify.ts';
import { heldIfFew, mapped, type Counted } from '../domain/counted.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import { SUBJECTS, type Subject } from '../domain/organizations.ts';
import { asOfDate, type Quarter } from '../domain/period.ts';
import { NATION } from '../domain/region.ts';
import { rulesFor, type RuleAssignment } from '../domain/rules/resolve.ts';
import type { RuleSet } from '../domain/rules/ruleSet.ts';
import { classifyOrganization, type Covered, type Earlier, type OrganizationClass } from '../domain/shells.ts';
import { readRuleAssignments } from '../db/rules.ts';
import type { Store } from '../db/open.ts';
import {
  findEarlierLedgers,
  findEarlierOrganizations,
  findForeignUnits,
  findStandingOrganizations,
  type EarlierOrganization,
  type ForeignUnit,
  type KnownOrganization,
  type LedgerPlace,
} from '../db/submissions.ts';
import { toOrganizationRow, toUnitRow, type CovererLook } from './rows.ts';

/** The facts of one ledger; what was returned covers nobody and counts for nobody but itself. */
export interface Ledger {
  readonly place: LedgerPlace;
  readonly units: Counted<UnitFact>;
  readonly organizations: readonly OrganizationFact[];
  readonly returned: boolean;
}

/** Rows as they are stored, and what they were judged by. */
export interface ClassifiedLedger {
  readonly units: Counted<unknown[]>;
  readonly organizations: unknown[][];
  readonly classes: readonly OrganizationClass[];
  readonly ruleSet: string;
  /** Organizations of the last submitted ledger that this one no longer holds. */
  readonly dissolved: Readonly<Record<Subject, number>>;
  /** Whether an earlier ledger stands at all. */
  readonly hasEarlier: boolean;
  /** Organizations that units name and this ledger does not hold. */
  readonly named: readonly string[];
}

type Covering = Coverer & CovererLook;
const NOBODY: Readonly<Record<Subject, Covering | null>> = { PARTY: null, UNION: null, LEAGUE: null, WOMEN: null };
const SUBJECT_LIST = Object.keys(SUBJECTS) as Subject[];
const NONE_COVERED: Covered = { units: 0, fullMembers: 0, members: 0, statuses: [] };

const orgOf = (unit: UnitFact, subject: Subject): string | null =>
  ({ PARTY: unit.partyOrg, UNION: unit.unionOrg, LEAGUE: unit.leagueOrg, WOMEN: unit.womenOrg })[subject];
const membersOf = (unit: UnitFact): number =>
  unit.probationaryMembers === null ? unit.fullMembers : unit.fullMembers + unit.probationaryMembers;

/** Sums over the units that name each organization code. */
function coveredBy(
  units: Iterable<{ codes: readonly (string | null)[]; status: UnitFact['status']; fullMembers: number; members: number }>,
): Map<string, Covered> {
  const found = new Map<string, { units: number; fullMembers: number; members: number; statuses: UnitFact['status'][] }>();
  for (const unit of units) {
    for (const code of unit.codes) {
      if (code === null) continue;
      const sum = found.get(code) ?? { units: 0, fullMembers: 0, members: 0, statuses: [] };
      sum.units += 1;
      sum.fullMembers += unit.fullMembers;
      sum.members += unit.members;
      sum.statuses.push(unit.status);
      found.set(code, sum);
    }
  }
  return found;
}

/** Rules in force for a reporting region at the end of a period. */
export function rulesOf(assignments: readonly RuleAssignment[], place: LedgerPlace, period: Quarter): RuleSet {
  const line = [...new Set([place.region, place.ledgerRegion, place.prefecture, place.province, NATION])];
  return rulesFor(assignments, line, asOfDate(period)).rules;
}

const keyOf = (prefecture: string, code: string): string => `${prefecture}/${code}`;

/** What a batch stands among: read once for all its ledgers. */
interface Surroundings {
  readonly earlier: readonly EarlierOrganization[];
  readonly earlierLedgers: ReadonlySet<string>;
  readonly foreign: readonly ForeignUnit[];
  readonly standing: ReadonlyMap<string, ReadonlyMap<string, KnownOrganization>>;
}

/** Codes that units of a ledger name and the ledger does not hold. */
function namedElsewhere({ units, organizations }: Ledger): string[] {
  const own = new Set(organizations.map((fact) => fact.code));
  const found = new Set<string>();
  for (const unit of units) {
    for (const subject of SUBJECT_LIST) {
      const code = orgOf(unit, subject);
      if (code !== null && !own.has(code)) found.add(code);
    }
  }
  return [...found];
}

async function readSurroundings(
  store: Store,
  batch: readonly Ledger[],
  period: Quarter,
  named: ReadonlyMap<Ledger, readonly string[]>,
): Promise<Surroundings> {
  const ledgers = [...new Set(batch.map((one) => one.place.ledgerRegion))];
  const counting = [...new Set(batch.filter((one) => !one.returned).map((one) => one.place.ledgerRegion))];
  const prefectures = [...new Set(batch.map((one) => one.place.prefecture))];
  const standing = new Map<string, Map<string, KnownOrganization>>();
  for (const [prefecture, ledgersThere] of Map.groupBy(batch, (one) => one.place.prefecture)) {
    const codes = [...new Set(ledgersThere.flatMap((one) => named.get(one) ?? []))];
    if (codes.length > 0)
      standing.set(prefecture, await findStandingOrganizations(store.db, prefecture, period, { without: counting, codes }));
  }
  return {
    earlier: await findEarlierOrganizations(store.db, period, ledgers),
    earlierLedgers: new Set(await findEarlierLedgers(store.db, period, ledgers)),
    foreign: await findForeignUnits(store.db, period, prefectures, ledgers),
    standing,
  };
}

type CoveredUnit = Parameters<typeof coveredBy>[0] extends Iterable<infer Unit> ? Unit : never;

/** Sums over all units that name an organization, by prefecture and code; those of a returned ledger stand apart. */
function coveredIn(batch: readonly Ledger[], foreign: readonly ForeignUnit[]): (ledger: Ledger, code: string) => Covered {
  const unitsOf = ({ place, units }: Ledger): Counted<CoveredUnit> =>
    mapped(units, (unit) => ({
      codes: SUBJECT_LIST.map((subject) => orgOf(unit, subject)).map((code) => (code === null ? null : keyOf(place.prefecture, code))),
      status: unit.status,
      fullMembers: unit.fullMembers,
      members: membersOf(unit),
    }));
  const others = foreign.map((unit) => ({
    codes: [unit.party_org, unit.union_org, unit.league_org, unit.women_org].map((code) =>
      code === null ? null : keyOf(unit.prefecture, code),
    ),
    status: unit.status,
    fullMembers: unit.full_members,
    members: unit.members,
  }));
  function* all(): Generator<CoveredUnit> {
    for (const one of batch) if (!one.returned) yield* unitsOf(one);
    yield* others;
  }
  const counting = coveredBy(all());
  const alone = new Map(batch.filter((one) => one.returned).map((one) => [one, coveredBy(unitsOf(one))]));
  return (ledger, code) => (alone.get(ledger) ?? counting).get(keyOf(ledger.place.prefecture, code)) ?? NONE_COVERED;
}

function classifyOrganizations(
  batch: readonly Ledger[],
  { earlier, foreign }: Surroundings,
  period: Quarter,
  rules: ReadonlyMap<Ledger, RuleSet>,
): Map<OrganizationFact, OrganizationClass> {
  const before = new Map(earlier.map((row) => [keyOf(row.prefecture, row.code), row]));
  const covered = coveredIn(batch, foreign);
  const classes = new Map<OrganizationFact, OrganizationClass>();
  for (const ledger of batch) {
    const own = rules.get(ledger);
    if (own === undefined) continue;
    for (const fact of ledger.organizations) {
      const row = before.get(keyOf(ledger.place.prefecture, fact.code));
      const then: Earlier | null = row === undefined ? null : { active: row.active !== 0, fullMembers: row.covered_full_members };
      classes.set(fact, classifyOrganization(fact, covered(ledger, fact.code), then, period, own));
    }
  }
  return classes;
}

/** Who covers what: organizations of the batch, and those of the same prefecture that stand outside it. */
function covererLookup(batch: readonly Ledger[], classes: ReadonlyMap<OrganizationFact, OrganizationClass>, { standing }: Surroundings) {
  const coveringOf = (fact: OrganizationFact): Covering => ({
    subject: fact.subject,
    setup: fact.setup,
    form: fact.form,
    shell: classes.get(fact)?.shell === 1,
  });
  const shared = new Map<string, Covering>();
  for (const { place, organizations, returned } of batch) {
    if (!returned) for (const fact of organizations) shared.set(keyOf(place.prefecture, fact.code), coveringOf(fact));
  }
  const own = new Map(
    batch.map((ledger) => [ledger, ledger.returned ? new Map(ledger.organizations.map((fact) => [fact.code, coveringOf(fact)])) : null]),
  );
  return (ledger: Ledger, code: string | null): Covering | null => {
    if (code === null) return null;
    const found = own.get(ledger)?.get(code) ?? shared.get(keyOf(ledger.place.prefecture, code));
    if (found) return found;
    const other = standing.get(ledger.place.prefecture)?.get(code);
    return other ? { subject: other.subject, setup: other.setup, form: other.form, shell: other.shell === 1 } : null;
  };
}

/** A township's ledger speaks of its own organizations only; a county's of all that its region had. */
function dissolvedIn(ledger: Ledger, earlier: readonly EarlierOrganization[]): Record<Subject, number> {
  const { region, ledgerRegion } = ledger.place;
  const kept = new Set(ledger.organizations.map((fact) => fact.code));
  const gone = earlier.filter(
    (row) => row.ledger === ledgerRegion && (region === ledgerRegion || row.region === region) && !kept.has(row.code),
  );
  const count = (subject: Subject): number => gone.filter((row) => row.subject === subject).length;
  return { PARTY: count('PARTY'), UNION: count('UNION'), LEAGUE: count('LEAGUE'), WOMEN: count('WOMEN') };
}

/** Classifies the ledgers of one period together, so that they may cover each other's units. In the order given. */
export async function classifyLedgers(store: Store, batch: readonly Ledger[], period: Quarter): Promise<ClassifiedLedger[]> {
  const assignments = await readRuleAssignments(store.db);
  const rules = new Map(batch.map((ledger) => [ledger, rulesOf(assignments, ledger.place, period)]));
  const named = new Map(batch.map((ledger) => [ledger, namedElsewhere(ledger)]));
  const surroundings = await readSurroundings(store, batch, period, named);
  const classes = classifyOrganizations(batch, surroundings, period, rules);
  const coverer = covererLookup(batch, classes, surroundings);
  return batch.map((ledger) => {
    const own = rules.get(ledger) ?? rulesOf(assignments, ledger.place, period);
    const toRow = (unit: UnitFact): unknown[] => {
      const found: Record<Subject, Covering | null> = { ...NOBODY };
      for (const subject of SUBJECT_LIST) {
        const covering = coverer(ledger, orgOf(unit, subject));
        found[subject] = covering?.subject === subject ? covering : null;
      }
      return toUnitRow(unit, classifyUnit(unit, found, own), found);
    };
    const judged = ledger.organizations.flatMap((fact) => {
      const of = classes.get(fact);
      return of === undefined ? [] : [{ fact, of }];
    });
    return {
      units: heldIfFew(mapped(ledger.units, toRow)),
      organizations: judged.map(({ fact, of }) => toOrganizationRow(fact, of)),
      classes: judged.map(({ of }) => of),
      ruleSet: own.id,
      dissolved: dissolvedIn(ledger, surroundings.earlier),
      hasEarlier: surroundings.earlierLedgers.has(ledger.place.ledgerRegion),
      named: named.get(ledger) ?? [],
    };
  });
}
