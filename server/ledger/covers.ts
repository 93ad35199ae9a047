/** Which organizations the units of a batch name, and what these organizations cover: gathered in one passage over the units. */
import { pagesOf, type Counted, type Many } from '../domain/counted.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import type { Coverer } from '../domain/classify.ts';
import type { Covered } from '../domain/shells.ts';
import type { UnitStatus } from '../domain/units.ts';
import type { ForeignUnit, LedgerPlace } from '../db/submissions.ts';
import type { CovererLook } from './rows.ts';

/** The facts of one ledger; what was returned covers nobody and counts for nobody but itself. */
export interface Ledger {
  readonly place: LedgerPlace;
  readonly units: Many<UnitFact>;
  readonly organizations: Counted<OrganizationFact>;
  readonly returned: boolean;
}

const NONE_COVERED: Covered = { units: 0, fullMembers: 0, members: 0, statuses: [] };

type Added = Omit<Covered, 'statuses'> & { readonly status: UnitStatus };
/** Few are ever seen, and all who have seen the same share them: there is one of these for every organization of a batch. */
type Sum = { -readonly [Key in keyof Covered]: Covered[Key] } & { by: Covering | null };

/** What an organization is to the units that name it. */
export type Covering = Coverer & CovererLook;

/** By organization code: sums over the units that name it, and what it is to them where the batch holds it. */
export class CoveredSums {
  readonly #byCode = new Map<string, Sum>();
  readonly #statuses = new Map<string, readonly UnitStatus[]>();

  add(code: string, { units, fullMembers, members, status }: Added): void {
    const sum = this.#byCode.get(code);
    if (sum === undefined) {
      this.#byCode.set(code, { units, fullMembers, members, statuses: this.#shared([status]), by: null });
      return;
    }
    sum.units += units;
    sum.fullMembers += fullMembers;
    sum.members += members;
    if (!sum.statuses.includes(status)) sum.statuses = this.#shared([...sum.statuses, status]);
  }

  of(code: string): Covered {
    return this.#byCode.get(code) ?? NONE_COVERED;
  }

  by(code: string): Covering | null {
    return this.#byCode.get(code)?.by ?? null;
  }

  hold(code: string, by: Covering): void {
    const sum = this.#byCode.get(code);
    if (sum === undefined) this.#byCode.set(code, { ...NONE_COVERED, by });
    else sum.by = by;
  }

  #shared(statuses: readonly UnitStatus[]): readonly UnitStatus[] {
    const key = statuses.join();
    const known = this.#statuses.get(key) ?? statuses;
    this.#statuses.set(key, known);
    return known;
  }
}

const membersOf = (unit: UnitFact): number =>
  unit.probationaryMembers === null ? unit.fullMembers : unit.fullMembers + unit.probationaryMembers;

/** What the units of each ledger of a batch name. */
export interface Covers {
  /** Codes that units of a ledger name and the ledger does not hold. */
  named(ledger: Ledger): readonly string[];
  /** Counts units outside the batch, too. */
  add(foreign: readonly ForeignUnit[]): void;
  /** What counts in a prefecture: all but returned ledgers. */
  counting(prefecture: string): CoveredSums;
  /** Of what counts with the ledger; what was returned stands apart. */
  of(ledger: Ledger): CoveredSums;
}

/** Goes through the units of a ledger once; gives the codes that they name and it does not hold. */
async function gather(ledger: Ledger, sums: CoveredSums): Promise<string[]> {
  const own = new Set<string>();
  for (const { code } of ledger.organizations) own.add(code);
  const elsewhere = new Set<string>();
  for await (const page of pagesOf(ledger.units))
    for (const unit of page) {
      let one: Added | null = null;
      for (const code of [unit.partyOrg, unit.unionOrg, unit.leagueOrg, unit.womenOrg]) {
        if (code === null) continue;
        one ??= { units: 1, fullMembers: unit.fullMembers, members: membersOf(unit), status: unit.status };
        sums.add(code, one);
        if (!own.has(code)) elsewhere.add(code);
      }
    }
  return [...elsewhere];
}

export async function gatherCovers(batch: readonly Ledger[]): Promise<Covers> {
  const counting = new Map<string, CoveredSums>();
  const apart = new Map<Ledger, CoveredSums>();
  const inPrefecture = (prefecture: string): CoveredSums => {
    const known = counting.get(prefecture) ?? new CoveredSums();
    counting.set(prefecture, known);
    return known;
  };
  const named = new Map<Ledger, readonly string[]>();
  for (const ledger of batch) {
    const sums = ledger.returned ? new CoveredSums() : inPrefecture(ledger.place.prefecture);
    if (ledger.returned) apart.set(ledger, sums);
    named.set(ledger, await gather(ledger, sums));
  }
  return {
    named: (ledger) => named.get(ledger) ?? [],
    add: (foreign) => {
      for (const unit of foreign) {
        const one = { units: 1, fullMembers: unit.full_members, members: unit.members, status: unit.status };
        for (const code of [unit.party_org, unit.union_org, unit.league_org, unit.women_org])
          if (code !== null) inPrefecture(unit.prefecture).add(code, one);
      }
    },
    counting: inPrefecture,
    of: (ledger) => apart.get(ledger) ?? inPrefecture(ledger.place.prefecture),
  };
}
