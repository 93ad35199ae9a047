/** Facts of one period → the derived columns of their rows, by the rules in force for each ledger. */
import { classifyUnit, type Coverer } from '../domain/classify.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import { SUBJECTS, type Subject } from '../domain/organizations.ts';
import { asOfDate, shiftQuarter, type Quarter } from '../domain/period.ts';
import { NATION } from '../domain/region.ts';
import { rulesFor, type RuleAssignment } from '../domain/rules/resolve.ts';
import type { RuleSet } from '../domain/rules/ruleSet.ts';
import { classifyOrganization, type Covered, type Earlier, type OrganizationClass } from '../domain/shells.ts';
import { readRuleAssignments } from '../db/rules.ts';
import type { Store } from '../db/open.ts';
import {
  findEarlierOrganizations,
  findKnownOrganizations,
  findUnitsCoveredElsewhere,
  type KnownOrganization,
  type LedgerPlace,
} from '../db/submissions.ts';
import { toOrganizationRow, toUnitRow, type CovererLook } from './rows.ts';

/** The facts of one ledger. */
export interface Ledger {
  readonly place: LedgerPlace;
  readonly units: readonly UnitFact[];
  readonly organizations: readonly OrganizationFact[];
}

/** Rows as they are stored, and what they were judged by. */
export interface ClassifiedLedger {
  readonly units: unknown[][];
  readonly organizations: unknown[][];
  readonly classes: readonly OrganizationClass[];
  readonly ruleSet: string;
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

async function classifyOrganizations(
  store: Store,
  batch: readonly Ledger[],
  period: Quarter,
  rules: ReadonlyMap<Ledger, RuleSet>,
): Promise<Map<OrganizationFact, OrganizationClass>> {
  const ledgers = [...new Set(batch.map((one) => one.place.ledgerRegion))];
  const before = new Map((await findEarlierOrganizations(store.db, shiftQuarter(period, -1), ledgers)).map((row) => [row.code, row]));
  const codes = batch.flatMap((one) => one.organizations.filter((fact) => fact.subject === 'PARTY').map((fact) => fact.code));
  const elsewhere = batch.length === 1 ? await findUnitsCoveredElsewhere(store.db, period, codes, ledgers) : [];
  const covered = coveredBy([
    ...batch.flatMap((one) =>
      one.units.map((unit) => ({
        codes: SUBJECT_LIST.map((subject) => orgOf(unit, subject)),
        status: unit.status,
        fullMembers: unit.fullMembers,
        members: membersOf(unit),
      })),
    ),
    ...elsewhere.map((unit) => ({ codes: [unit.code], status: unit.status, fullMembers: unit.fullMembers, members: unit.members })),
  ]);
  const classes = new Map<OrganizationFact, OrganizationClass>();
  for (const ledger of batch) {
    const own = rules.get(ledger);
    if (own === undefined) continue;
    for (const fact of ledger.organizations) {
      const row = before.get(fact.code);
      const earlier: Earlier | null = row === undefined ? null : { active: row.active !== 0, fullMembers: row.covered_full_members };
      classes.set(fact, classifyOrganization(fact, covered.get(fact.code) ?? NONE_COVERED, earlier, period, own));
    }
  }
  return classes;
}

/** Only prefectures in which some unit names a code that the batch does not hold are looked up. */
async function knownByPrefecture(
  store: Store,
  batch: readonly Ledger[],
  period: Quarter,
): Promise<Map<string, Map<string, KnownOrganization>>> {
  const own = new Set(batch.flatMap((one) => one.organizations.map((fact) => `${one.place.prefecture}/${fact.code}`)));
  const wanted = new Set<string>();
  for (const { place, units } of batch) {
    const isForeign = (code: string | null): boolean => code !== null && !own.has(`${place.prefecture}/${code}`);
    if (units.some((unit) => SUBJECT_LIST.some((subject) => isForeign(orgOf(unit, subject))))) wanted.add(place.prefecture);
  }
  const found = new Map<string, Map<string, KnownOrganization>>();
  for (const prefecture of wanted) found.set(prefecture, await findKnownOrganizations(store.db, prefecture, period));
  return found;
}

/** Who covers what: organizations of the batch, and those of the same prefecture that were submitted before. */
function covererLookup(
  batch: readonly Ledger[],
  classes: ReadonlyMap<OrganizationFact, OrganizationClass>,
  known: ReadonlyMap<string, ReadonlyMap<string, KnownOrganization>>,
) {
  const own = new Map<string, Covering>();
  for (const { place, organizations } of batch) {
    for (const fact of organizations)
      own.set(`${place.prefecture}/${fact.code}`, {
        subject: fact.subject,
        setup: fact.setup,
        form: fact.form,
        shell: classes.get(fact)?.shell === 1,
      });
  }
  return (prefecture: string, code: string | null): Covering | null => {
    if (code === null) return null;
    const found = own.get(`${prefecture}/${code}`);
    if (found) return found;
    const earlier = known.get(prefecture)?.get(code);
    return earlier ? { subject: earlier.subject, setup: earlier.setup, form: earlier.form, shell: earlier.shell === 1 } : null;
  };
}

/** Classifies the ledgers of one period together, so that they may cover each other's units. In the order given. */
export async function classifyLedgers(store: Store, batch: readonly Ledger[], period: Quarter): Promise<ClassifiedLedger[]> {
  const assignments = await readRuleAssignments(store.db);
  const rules = new Map(batch.map((ledger) => [ledger, rulesOf(assignments, ledger.place, period)]));
  const classes = await classifyOrganizations(store, batch, period, rules);
  const coverer = covererLookup(batch, classes, await knownByPrefecture(store, batch, period));
  return batch.map((ledger) => {
    const own = rules.get(ledger) ?? rulesOf(assignments, ledger.place, period);
    const toRow = (unit: UnitFact): unknown[] => {
      const found: Record<Subject, Covering | null> = { ...NOBODY };
      for (const subject of SUBJECT_LIST) {
        const covering = coverer(ledger.place.prefecture, orgOf(unit, subject));
        found[subject] = covering?.subject === subject ? covering : null;
      }
      return toUnitRow(unit, classifyUnit(unit, found, own), found);
    };
    const judged = ledger.organizations.flatMap((fact) => {
      const of = classes.get(fact);
      return of === undefined ? [] : [{ fact, of }];
    });
    return {
      units: ledger.units.map(toRow),
      organizations: judged.map(({ fact, of }) => toOrganizationRow(fact, of)),
      classes: judged.map(({ of }) => of),
      ruleSet: own.id,
    };
  });
}
