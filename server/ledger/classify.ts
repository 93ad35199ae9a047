/** Facts of one period → the derived columns of their rows, by the rules in force for each ledger. */
import { classifyUnit, type Coverer } from '../domain/classify.ts';
import { mappedMany, type Many } from '../domain/counted.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import type { Subject } from '../domain/organizations.ts';
import { asOfDate, type Quarter } from '../domain/period.ts';
import { NATION } from '../domain/region.ts';
import { rulesFor, type RuleAssignment } from '../domain/rules/resolve.ts';
import type { RuleSet } from '../domain/rules/ruleSet.ts';
import { classifyOrganization, type Earlier, type OrganizationClass } from '../domain/shells.ts';
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
import { gatherCovers, type Covers, type Ledger } from './covers.ts';
import { toOrganizationRow, toUnitRow, type CovererLook } from './rows.ts';

export type { Ledger } from './covers.ts';

/** Rows as they are stored, and what they were judged by. */
export interface ClassifiedLedger {
  /** Made anew at every passage. */
  readonly units: Many<unknown[]>;
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

async function readSurroundings(store: Store, batch: readonly Ledger[], period: Quarter, covers: Covers): Promise<Surroundings> {
  const ledgers = [...new Set(batch.map((one) => one.place.ledgerRegion))];
  const counting = [...new Set(batch.filter((one) => !one.returned).map((one) => one.place.ledgerRegion))];
  const prefectures = [...new Set(batch.map((one) => one.place.prefecture))];
  const standing = new Map<string, Map<string, KnownOrganization>>();
  for (const [prefecture, ledgersThere] of Map.groupBy(batch, (one) => one.place.prefecture)) {
    const codes = [...new Set(ledgersThere.flatMap((one) => covers.named(one)))];
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

function classifyOrganizations(
  batch: readonly Ledger[],
  { earlier, foreign }: Surroundings,
  period: Quarter,
  rules: ReadonlyMap<Ledger, RuleSet>,
  covers: Covers,
): Map<OrganizationFact, OrganizationClass> {
  const before = new Map(earlier.map((row) => [keyOf(row.prefecture, row.code), row]));
  const covered = covers.with(foreign);
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
  const shared = new Map<string, Map<string, Covering>>();
  for (const { place, organizations, returned } of batch) {
    if (returned) continue;
    const there = shared.get(place.prefecture) ?? new Map<string, Covering>();
    shared.set(place.prefecture, there);
    for (const fact of organizations) there.set(fact.code, coveringOf(fact));
  }
  return ({ place, organizations, returned }: Ledger) => {
    const own = returned ? new Map(organizations.map((fact) => [fact.code, coveringOf(fact)])) : undefined;
    const there = shared.get(place.prefecture);
    const outside = standing.get(place.prefecture);
    return (code: string | null, subject: Subject): Covering | null => {
      if (code === null) return null;
      const found = own?.get(code) ?? there?.get(code);
      if (found !== undefined) return found.subject === subject ? found : null;
      const other = outside?.get(code);
      return other?.subject === subject ? { subject, setup: other.setup, form: other.form, shell: other.shell === 1 } : null;
    };
  };
}

/** A township's ledger speaks of its own organizations only; a county's of all that its region had. */
function dissolvedIn(ledger: Ledger, earlier: ReadonlyMap<string, readonly EarlierOrganization[]>): Record<Subject, number> {
  const { region, ledgerRegion } = ledger.place;
  const kept = new Set(ledger.organizations.map((fact) => fact.code));
  const gone = (earlier.get(ledgerRegion) ?? []).filter((row) => (region === ledgerRegion || row.region === region) && !kept.has(row.code));
  const count = (subject: Subject): number => gone.filter((row) => row.subject === subject).length;
  return { PARTY: count('PARTY'), UNION: count('UNION'), LEAGUE: count('LEAGUE'), WOMEN: count('WOMEN') };
}

/** Classifies the ledgers of one period together, so that they may cover each other's units. In the order given. */
export async function classifyLedgers(store: Store, batch: readonly Ledger[], period: Quarter): Promise<ClassifiedLedger[]> {
  const assignments = await readRuleAssignments(store.db);
  const rules = new Map(batch.map((ledger) => [ledger, rulesOf(assignments, ledger.place, period)]));
  const covers = await gatherCovers(batch);
  const surroundings = await readSurroundings(store, batch, period, covers);
  const classes = classifyOrganizations(batch, surroundings, period, rules, covers);
  const earlier = Map.groupBy(surroundings.earlier, (row) => row.ledger);
  const covererIn = covererLookup(batch, classes, surroundings);
  return batch.map((ledger) => {
    const own = rules.get(ledger) ?? rulesOf(assignments, ledger.place, period);
    const coverer = covererIn(ledger);
    const toRow = (unit: UnitFact): unknown[] => {
      const found = {
        PARTY: coverer(unit.partyOrg, 'PARTY'),
        UNION: coverer(unit.unionOrg, 'UNION'),
        LEAGUE: coverer(unit.leagueOrg, 'LEAGUE'),
        WOMEN: coverer(unit.womenOrg, 'WOMEN'),
      };
      return toUnitRow(unit, classifyUnit(unit, found, own), found);
    };
    const judged = ledger.organizations.flatMap((fact) => {
      const of = classes.get(fact);
      return of === undefined ? [] : [{ fact, of }];
    });
    return {
      units: mappedMany(ledger.units, toRow),
      organizations: judged.map(({ fact, of }) => toOrganizationRow(fact, of)),
      classes: judged.map(({ of }) => of),
      ruleSet: own.id,
      dissolved: dissolvedIn(ledger, earlier),
      hasEarlier: surroundings.earlierLedgers.has(ledger.place.ledgerRegion),
      named: covers.named(ledger),
    };
  });
}
