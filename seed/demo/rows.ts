/** A unit of the demo as a row of the ledger, with the empty cells that real ledgers have. */
import type { UnitFact } from '../../server/domain/facts.ts';
import type { GapReason } from '../../server/domain/units.ts';
import type { Place } from './places.ts';
import { pick, roll, successes } from './random.ts';
import type { DemoUnit } from './life.ts';

const REASONS: Readonly<Record<'none' | 'few' | 'enough', readonly (readonly [GapReason, number])[]>> = {
  none: [
    ['NO_MEMBERS', 52],
    ['OWNER_RELUCTANT', 12],
    ['TOO_SMALL', 18],
    ['SEASONAL', 7],
    ['MULTI_LICENCE', 6],
    ['OTHER', 5],
  ],
  few: [
    ['FEW_MEMBERS', 55],
    ['TOO_SMALL', 18],
    ['HIGH_TURNOVER', 14],
    ['MEMBERSHIP_NOT_MOVED', 9],
    ['SEASONAL', 4],
  ],
  enough: [
    ['OWNER_RELUCTANT', 34],
    ['MEMBERSHIP_NOT_MOVED', 28],
    ['HIGH_TURNOVER', 24],
    ['MULTI_LICENCE', 6],
    ['OTHER', 8],
  ],
};

/** Why nobody has founded a Party organization; a quarter of the ledgers' rows leave it open. */
function reasonOf({ covered, heads, seed, status }: DemoUnit): GapReason | null {
  if (covered.PARTY !== null || status === 'CANCELLED' || status === 'MOVED' || roll(seed, 80) < 0.25) return null;
  if (status !== 'OPERATING') return 'DORMANT';
  return pick(REASONS[heads.fullMembers === 0 ? 'none' : heads.fullMembers < 3 ? 'few' : 'enough'], roll(seed, 81));
}

/** Optional columns that a county may leave empty as a whole, and any cell by chance. */
const OPTIONAL = [
  'park',
  'industry',
  'registeredOn',
  'openedOn',
  'hasPremises',
  'womenStaff',
  'revenueWan',
  'probationaryMembers',
  'applicants',
  'activists',
  'admitted',
  'baseListed',
  'management',
  'instructorVisits',
] as const;
const WHOLE_COLUMN = new Set<string>(['openedOn', 'revenueWan', 'applicants', 'activists', 'baseListed', 'instructorVisits']);

function unknownCells(place: Place, unit: DemoUnit): Partial<UnitFact> {
  const unknown = OPTIONAL.filter(
    (column, at) => (WHOLE_COLUMN.has(column) && roll(place.seed, 100 + at) < 0.06) || roll(unit.seed, 100 + at) < 0.012,
  );
  return Object.fromEntries(unknown.map((column) => [column, null]));
}

type Members = Pick<UnitFact, 'leagueMembers' | 'unionMembers' | 'womenUnionMembers' | 'applicants' | 'activists' | 'admitted'>;

/** Members of the mass organizations, and those on their way into the Party. A few units count union members before they have a union. */
function membersOf({ seed, heads, covered }: DemoUnit, quarter: number): Members {
  const joined = covered.UNION !== null ? 0.6 + 0.4 * roll(seed, 90) : heads.staff >= 30 && roll(seed, 91) < 0.4 ? 0.85 : 0;
  const unionMembers = Math.min(heads.staff, Math.round(heads.staff * joined));
  const women = Math.min(heads.womenStaff, Math.floor(unionMembers * (heads.womenStaff / heads.staff)));
  const known = roll(seed, 92) >= 0.015;
  const applicants = Math.floor(Math.sqrt(heads.staff) * 0.5 * roll(seed, 93, Math.floor(quarter / 2)));
  return {
    leagueMembers: roll(seed, 94) < 0.015 ? null : heads.leagueMembers,
    unionMembers: known ? unionMembers : null,
    womenUnionMembers: known ? women : null,
    applicants,
    activists: Math.floor(applicants * 0.6),
    admitted: applicants >= 2 ? successes(1, 0.09, seed, 95, quarter) : 0,
  };
}

/** Revenue by staff, with a spread; social organizations mostly report none. */
function revenueOf({ seed, kind, heads }: DemoUnit, quarter: number): number | null {
  if (kind.startsWith('SOCIAL') || kind === 'FOUNDATION') return roll(seed, 96) < 0.7 ? null : Math.round(heads.staff * 6 * roll(seed, 97));
  return Math.round(heads.staff * Math.exp(2.2 + 2 * roll(seed, 97)) * (1 + 0.01 * quarter));
}

export function unitFact(unit: DemoUnit, place: Place, quarter: number): UnitFact {
  const { seed, heads, covered, guided } = unit;
  const instructor = guided === 'INSTRUCTOR';
  return {
    creditCode: unit.creditCode,
    name: unit.name,
    region: unit.township,
    kind: unit.kind,
    status: unit.status,
    park: unit.park,
    industry: unit.industry,
    registeredOn: unit.registeredOn,
    openedOn: unit.openedOn,
    hasPremises: roll(seed, 98) < 0.92,
    staff: heads.staff,
    womenStaff: heads.womenStaff,
    fullMembers: heads.fullMembers,
    probationaryMembers: heads.probationaryMembers,
    revenueWan: revenueOf(unit, quarter),
    baseListed: unit.status === 'OPERATING' ? roll(seed, 99) < 0.93 : unit.status === 'SUSPENDED' && roll(seed, 99) < 0.5,
    management: unit.management,
    ...membersOf(unit, quarter),
    instructors: instructor ? (heads.staff >= 400 ? 2 : 1) : 0,
    liaisons: guided === 'LIAISON' ? 1 : 0,
    instructorVisits: instructor ? successes(4, 0.6, seed, 82, quarter) : 0,
    partyOrg: covered.PARTY?.code ?? null,
    unionOrg: covered.UNION?.code ?? null,
    leagueOrg: covered.LEAGUE?.code ?? null,
    womenOrg: covered.WOMEN?.code ?? null,
    reason: reasonOf(unit),
    ...unknownCells(place, unit),
  };
}
