/** Every unit and organization of one quarter with what the rules say of it, sorted under all regions that it counts for. */
import type { LedgerOrganization, LedgerUnit } from './files.ts';
import type { Register } from './register.ts';
import { fullMembersOf, isPartyBranch, lastDay, meetingsOf, shellFlags, termEnd, tierOf, type TierName } from './rules.ts';
import { ALL_SUBJECTS, type Subject } from './words.ts';

export interface JudgedUnit {
  readonly unit: LedgerUnit;
  readonly tier: Readonly<Record<Subject, TierName>>;
  /** A Party organization covers it that has no shell flag. */
  readonly net: boolean;
}

export interface JudgedOrganization {
  readonly one: LedgerOrganization;
  readonly flags: readonly string[];
  readonly meetings: readonly { readonly due: number; readonly held: number }[];
  /** Months with a theme day, and months due; both 0 where none are due. */
  readonly theme: { readonly due: number; readonly held: number };
  /** Null when the term is unknown. */
  readonly overdue: boolean | null;
  readonly members: number;
}

/** What counts for one region in one quarter. */
export interface Sheaf {
  readonly units: JudgedUnit[];
  readonly organizations: JudgedOrganization[];
  /** Organizations of the ledger before that this quarter's no longer holds. */
  readonly gone: LedgerOrganization[];
  /** Some ledger of it has one before it, so that what is gone is known. */
  compared: boolean;
}

const bySubject = <Value>(of: (subject: Subject) => Value): Record<Subject, Value> =>
  Object.fromEntries(ALL_SUBJECTS.map((subject) => [subject, of(subject)])) as Record<Subject, Value>;

function judgeOrganization(
  register: Register,
  one: LedgerOrganization,
  flags: readonly string[],
  region: string,
  period: string,
): JudgedOrganization {
  const units = register.covered(one, region, period);
  const branch = one.subject === 'PARTY' && isPartyBranch(one);
  const end = termEnd(one);
  return {
    one,
    flags,
    meetings: branch ? meetingsOf(one, fullMembersOf(units)) : [],
    theme: branch && one.themeMonths !== null ? { due: 3, held: one.themeMonths } : { due: 0, held: 0 },
    overdue: end === null ? null : lastDay(period) > end,
    members: units.reduce((sum, unit) => sum + unit.fullMembers + Number(unit.probationary), 0),
  };
}

/** The sheaves of one quarter by region code: townships, counties, prefectures, provinces, the nation, and parks. */
export function judgePeriod(register: Register, period: string): Map<string, Sheaf> {
  const sheaves = new Map<string, Sheaf>();
  const under = (codes: readonly string[], put: (sheaf: Sheaf) => void): void => {
    for (const code of codes) {
      const sheaf = sheaves.get(code) ?? { units: [], organizations: [], gone: [], compared: false };
      sheaves.set(code, sheaf);
      put(sheaf);
    }
  };
  const flagsOf = new Map<LedgerOrganization, readonly string[]>();
  for (const { region, organizations } of register.ofPeriod(period))
    for (const one of organizations) flagsOf.set(one, shellFlags(register, one, region, period));
  for (const { region, units, organizations } of register.ofPeriod(period)) {
    for (const unit of units) {
      const by = bySubject((subject) => register.covering(unit, region, period, subject));
      const shell = by.PARTY === undefined || flagsOf.get(by.PARTY)?.length !== 0;
      const judged = { unit, tier: bySubject((subject) => tierOf(subject, by, unit)), net: !shell };
      // A park is beside the tree: it has its own total and adds nothing to its parent's.
      under([...register.line(unit.region), ...(unit.park === null ? [] : [unit.park])], (sheaf) => sheaf.units.push(judged));
    }
    for (const one of organizations) {
      const judged = judgeOrganization(register, one, flagsOf.get(one) ?? [], region, period);
      under(register.line(one.region), (sheaf) => sheaf.organizations.push(judged));
    }
    const earlier = register.before(region, period);
    if (earlier !== undefined)
      under(register.line(region), (sheaf) => {
        sheaf.compared = true;
      });
    const now = new Set(organizations.map((one) => one.code));
    for (const one of earlier === undefined ? [] : (register.submission(region, earlier)?.organizations ?? []))
      if (!now.has(one.code)) under(register.line(one.region), (sheaf) => sheaf.gone.push(one));
  }
  return sheaves;
}
