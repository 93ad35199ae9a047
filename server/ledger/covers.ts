/** Which organizations the units of a batch name, and what these organizations cover: gathered in one passage over the units. */
import { pagesOf, type Many } from '../domain/counted.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import type { Covered } from '../domain/shells.ts';
import type { UnitStatus } from '../domain/units.ts';
import type { ForeignUnit, LedgerPlace } from '../db/submissions.ts';

/** The facts of one ledger; what was returned covers nobody and counts for nobody but itself. */
export interface Ledger {
  readonly place: LedgerPlace;
  readonly units: Many<UnitFact>;
  readonly organizations: readonly OrganizationFact[];
  readonly returned: boolean;
}

const NONE_COVERED: Covered = { units: 0, fullMembers: 0, members: 0, statuses: [] };

/** Sums over the units that name each organization code. */
class CoveredSums {
  readonly byCode = new Map<string, { units: number; fullMembers: number; members: number; readonly statuses: UnitStatus[] }>();

  /** A sum of so many units, of which each has one of the statuses. */
  add(code: string | null, { units, fullMembers, members, statuses }: Covered): void {
    if (code === null) return;
    const sum = this.byCode.get(code);
    if (sum === undefined) {
      this.byCode.set(code, { units, fullMembers, members, statuses: [...statuses] });
      return;
    }
    sum.units += units;
    sum.fullMembers += fullMembers;
    sum.members += members;
    for (const status of statuses) if (!sum.statuses.includes(status)) sum.statuses.push(status);
  }
}

const membersOf = (unit: UnitFact): number =>
  unit.probationaryMembers === null ? unit.fullMembers : unit.fullMembers + unit.probationaryMembers;

function addUnit(sums: CoveredSums, unit: UnitFact): void {
  if (unit.partyOrg === null && unit.unionOrg === null && unit.leagueOrg === null && unit.womenOrg === null) return;
  const one = { units: 1, fullMembers: unit.fullMembers, members: membersOf(unit), statuses: [unit.status] };
  sums.add(unit.partyOrg, one);
  sums.add(unit.unionOrg, one);
  sums.add(unit.leagueOrg, one);
  sums.add(unit.womenOrg, one);
}

/** What the units of each ledger of a batch name. */
export interface Covers {
  /** Codes that units of a ledger name and the ledger does not hold. */
  named(ledger: Ledger): readonly string[];
  /** Sums over all units that name an organization, those outside the batch included; those of a returned ledger stand apart. */
  with(foreign: readonly ForeignUnit[]): (ledger: Ledger, code: string) => Covered;
}

export async function gatherCovers(batch: readonly Ledger[]): Promise<Covers> {
  const sums = new Map(batch.map((ledger) => [ledger, new CoveredSums()]));
  for (const [ledger, own] of sums) for await (const page of pagesOf(ledger.units)) for (const unit of page) addUnit(own, unit);
  return {
    named: (ledger) => {
      const own = new Set(ledger.organizations.map((fact) => fact.code));
      return [...(sums.get(ledger)?.byCode.keys() ?? [])].filter((code) => !own.has(code));
    },
    with: (foreign) => {
      const counting = new Map<string, CoveredSums>();
      const inPrefecture = (prefecture: string): CoveredSums => {
        const known = counting.get(prefecture) ?? new CoveredSums();
        counting.set(prefecture, known);
        return known;
      };
      for (const [{ place, returned }, own] of sums)
        if (!returned) for (const [code, sum] of own.byCode) inPrefecture(place.prefecture).add(code, sum);
      for (const unit of foreign) {
        const one = { units: 1, fullMembers: unit.full_members, members: unit.members, statuses: [unit.status] };
        for (const code of [unit.party_org, unit.union_org, unit.league_org, unit.women_org]) inPrefecture(unit.prefecture).add(code, one);
      }
      return (ledger, code) =>
        (ledger.returned ? sums.get(ledger) : counting.get(ledger.place.prefecture))?.byCode.get(code) ?? NONE_COVERED;
    },
  };
}
