/** Facts of one period → the derived columns of their rows, by the rules in force for each ledger. */
import { classifyUnit } from '../domain/classify.ts';
import { mapped, mappedMany, type Counted, type Many } from '../domain/counted.ts';
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
import { gatherCovers, type Covering, type Covers, type Ledger } from './covers.ts';
import { toOrganizationRow, toUnitRow } from './rows.ts';

export type { Ledger } from './covers.ts';

/** Rows as they are stored, and what they were judged by. */
export interface ClassifiedLedger {
  /** Made anew at every passage. */
  readonly units: Many<unknown[]>;
  readonly organizations: Counted<unknown[]>;
  /** Organizations that were founded in the quarter. */
  readonly founded: number;
  readonly ruleSet: string;
  /** Organizations of the last submitted ledger that this one no longer holds. */
  readonly dissolved: Readonly<Record<Subject, number>>;
  /** Whether an earlier ledger stands at all. */
  readonly hasEarlier: boolean;
  /** Organizations that units name and this ledger does not hold. */
  readonly named: readonly string[];
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

/** How each organization of a ledger is judged; the same at every asking, so that nobody need hold it. */
function organizationJudge(
  { earlier, foreign }: Surroundings,
  period: Quarter,
  rules: ReadonlyMap<Ledger, RuleSet>,
  covers: Covers,
): (ledger: Ledger) => (fact: OrganizationFact) => OrganizationClass {
  const before = new Map(earlier.map((row) => [keyOf(row.prefecture, row.code), row]));
  covers.add(foreign);
  return (ledger) => {
    const own = rules.get(ledger);
    if (own === undefined) throw new Error('a ledger without rules');
    const covered = covers.of(ledger);
    return (fact) => {
      const row = before.size === 0 ? undefined : before.get(keyOf(ledger.place.prefecture, fact.code));
      const then: Earlier | null = row === undefined ? null : { active: row.active !== 0, fullMembers: row.covered_full_members };
      return classifyOrganization(fact, covered.of(fact.code), then, period, own);
    };
  };
}

/** Organizations that look the same are the same: there is one of these for every code of a batch. */
function createLooks(): (fact: OrganizationFact, shell: boolean) => Covering {
  const looks = new Map<string, Covering>();
  return ({ subject, setup, form }, shell) => {
    const key = `${subject} ${setup} ${form} ${String(shell)}`;
    const known = looks.get(key) ?? { subject, setup, form, shell };
    looks.set(key, known);
    return known;
  };
}

/** Judges the organizations of a batch, so that its units find them; gives how many of each ledger are new. */
function judgeAll(batch: readonly Ledger[], judge: ReturnType<typeof organizationJudge>, covers: Covers): Map<Ledger, number> {
  const lookOf = createLooks();
  const founded = new Map<Ledger, number>();
  for (const ledger of batch) {
    const classOf = judge(ledger);
    const sums = covers.of(ledger);
    let sum = 0;
    for (const fact of ledger.organizations) {
      const of = classOf(fact);
      sum += of.founded_now;
      sums.hold(fact.code, lookOf(fact, of.shell === 1));
    }
    founded.set(ledger, sum);
  }
  return founded;
}

/** Who covers what: organizations of the batch, and those of the same prefecture that stand outside it. */
function covererLookup(covers: Covers, { standing }: Surroundings) {
  return (ledger: Ledger) => {
    const own = covers.of(ledger);
    const there = covers.counting(ledger.place.prefecture);
    const outside = standing.get(ledger.place.prefecture);
    return (code: string | null, subject: Subject): Covering | null => {
      if (code === null) return null;
      const found = own.by(code) ?? (own === there ? null : there.by(code));
      if (found !== null) return found.subject === subject ? found : null;
      const other = outside?.get(code);
      return other?.subject === subject ? { subject, setup: other.setup, form: other.form, shell: other.shell === 1 } : null;
    };
  };
}

/** A township's ledger speaks of its own organizations only; a county's of all that its region had. */
function dissolvedIn(ledger: Ledger, earlier: ReadonlyMap<string, readonly EarlierOrganization[]>): Record<Subject, number> {
  const { region, ledgerRegion } = ledger.place;
  const before = earlier.get(ledgerRegion) ?? [];
  const kept = new Set<string>();
  if (before.length > 0) for (const { code } of ledger.organizations) kept.add(code);
  const gone = before.filter((row) => (region === ledgerRegion || row.region === region) && !kept.has(row.code));
  const count = (subject: Subject): number => gone.filter((row) => row.subject === subject).length;
  return { PARTY: count('PARTY'), UNION: count('UNION'), LEAGUE: count('LEAGUE'), WOMEN: count('WOMEN') };
}

/** Classifies the ledgers of one period together, so that they may cover each other's units. In the order given. */
export async function classifyLedgers(store: Store, batch: readonly Ledger[], period: Quarter): Promise<ClassifiedLedger[]> {
  const assignments = await readRuleAssignments(store.db);
  const rules = new Map(batch.map((ledger) => [ledger, rulesOf(assignments, ledger.place, period)]));
  const covers = await gatherCovers(batch);
  const surroundings = await readSurroundings(store, batch, period, covers);
  const judge = organizationJudge(surroundings, period, rules, covers);
  const founded = judgeAll(batch, judge, covers);
  const earlier = Map.groupBy(surroundings.earlier, (row) => row.ledger);
  const covererIn = covererLookup(covers, surroundings);
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
    const classOf = judge(ledger);
    return {
      units: mappedMany(ledger.units, toRow),
      organizations: mapped(ledger.organizations, (fact) => toOrganizationRow(fact, classOf(fact))),
      founded: Number(founded.get(ledger)),
      ruleSet: own.id,
      dissolved: dissolvedIn(ledger, earlier),
      hasEarlier: surroundings.earlierLedgers.has(ledger.place.ledgerRegion),
      named: covers.named(ledger),
    };
  });
}
