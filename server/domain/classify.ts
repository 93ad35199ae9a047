/** From what a unit's row says to what it counts as: bases, tiers, sector, scale (domain.md §2–§4). Pure and total. */
import type { BasisFlag } from './bases.ts';
import type { UnitFact } from './facts.ts';
import { SETUPS, type Setup, type Subject, type Tier } from './organizations.ts';
import type { Rules, WorkChannel } from './rules/ruleSet.ts';
import { SCALES, UNIT_KINDS, type Scale, type UnitSector } from './units.ts';

/** What a unit's row needs to know of an organization that covers it. */
export interface Coverer {
  readonly subject: Subject;
  readonly setup: Setup;
  readonly shell: boolean;
}

/** The derived columns of a unit row. Flags are 0 or 1, so that measures are plain sums of products. */
export interface UnitClass extends Readonly<Record<BasisFlag, 0 | 1>> {
  readonly sector: UnitSector;
  readonly scale: Scale;
  readonly party_tier: Tier;
  readonly union_tier: Tier;
  readonly league_tier: Tier;
  readonly women_tier: Tier;
  readonly party_covered: 0 | 1;
  readonly union_covered: 0 | 1;
  readonly league_covered: 0 | 1;
  readonly women_covered: 0 | 1;
  readonly party_net: 0 | 1;
  readonly memberless: 0 | 1;
  readonly has_instructor: 0 | 1;
  /** Full and probationary members; a ledger without the second column counts the full ones. */
  readonly members: number;
  /** Staff of units whose union membership is known: the denominator that belongs to `union_members`. */
  readonly union_staff: number | null;
}

const flag = (holds: boolean): 0 | 1 => (holds ? 1 : 0);
const atLeast = (count: number | null, min: number): boolean => count !== null && count >= min;

const BANDS = (Object.entries(SCALES) as [Scale, { from: number }][]).toReversed();

export function scaleOf(staff: number): Scale {
  for (const [scale, { from }] of BANDS) if (staff >= from) return scale;
  return 'STAFF_0_9';
}

const isAboveScale = (unit: UnitFact, rules: Rules): boolean =>
  rules.aboveScale.some(
    (test) =>
      (test.minStaff === undefined || unit.staff >= test.minStaff) &&
      (test.minRevenueWan === undefined || atLeast(unit.revenueWan, test.minRevenueWan)),
  );

/** Whether the founding condition of a subject holds; an unknown count does not found anything. */
export function isEligible(unit: UnitFact, subject: Subject, rules: Rules): boolean {
  if (unit.status !== 'OPERATING') return false;
  switch (subject) {
    case 'PARTY':
      return unit.fullMembers >= rules.partyMinFullMembers;
    case 'UNION':
      return atLeast(unit[rules.unionFounding.by], rules.unionFounding.min);
    case 'LEAGUE':
      return atLeast(unit.leagueMembers, rules.leagueMinMembers);
    case 'WOMEN':
      return atLeast(unit[rules.womenFounding.by], rules.womenFounding.min);
  }
}

const tierBy = (coverer: Coverer | null, subject: Subject): Tier =>
  coverer !== null && coverer.subject === subject ? SETUPS[coverer.setup].tier : 'NONE';

/** Coverers of one unit, by subject; null where the row names none or names one that is dissolved. */
export type Coverers = Readonly<Record<Subject, Coverer | null>>;

export function classifyUnit(unit: UnitFact, coverers: Coverers, rules: Rules): UnitClass {
  const operating = unit.status === 'OPERATING';
  const union = tierBy(coverers.UNION, 'UNION');
  const league = tierBy(coverers.LEAGUE, 'LEAGUE');
  const women = tierBy(coverers.WOMEN, 'WOMEN');
  const byOrganization = tierBy(coverers.PARTY, 'PARTY');
  const channels: Readonly<Record<WorkChannel, boolean>> = {
    INSTRUCTOR: atLeast(unit.instructors, 1),
    LIAISON: atLeast(unit.liaisons, 1),
    MASS_ORGANIZATION: [union, league, women].some((tier) => tier !== 'NONE'),
  };
  const worked = rules.workChannels.some((channel) => channels[channel]);
  const members = unit.probationaryMembers === null ? unit.fullMembers : unit.fullMembers + unit.probationaryMembers;
  return {
    sector: UNIT_KINDS[unit.kind].sector,
    scale: scaleOf(unit.staff),
    in_registered: flag(unit.status !== 'CANCELLED' && unit.status !== 'MOVED'),
    in_operating: flag(operating),
    in_three_have: flag(operating && unit.hasPremises === true && unit.staff >= rules.threeHaveMinStaff),
    in_above_scale: flag(operating && isAboveScale(unit, rules)),
    in_base_list: flag(unit.baseListed === true),
    eligible_party: flag(isEligible(unit, 'PARTY', rules)),
    eligible_union: flag(isEligible(unit, 'UNION', rules)),
    eligible_league: flag(isEligible(unit, 'LEAGUE', rules)),
    eligible_women: flag(isEligible(unit, 'WOMEN', rules)),
    party_tier: byOrganization === 'NONE' && worked ? 'WORK' : byOrganization,
    union_tier: union,
    league_tier: league,
    women_tier: women,
    party_covered: flag(byOrganization !== 'NONE'),
    union_covered: flag(union !== 'NONE'),
    league_covered: flag(league !== 'NONE'),
    women_covered: flag(women !== 'NONE'),
    party_net: flag(byOrganization !== 'NONE' && coverers.PARTY?.shell === false),
    memberless: flag(members === 0),
    has_instructor: flag(channels.INSTRUCTOR),
    members,
    union_staff: unit.unionMembers === null ? null : unit.staff,
  };
}
