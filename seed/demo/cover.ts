/** Who covers whom: each quarter as many units of a county as its path says get, keep or lose an organization. */
import type { Setup, Subject } from '../../server/domain/organizations.ts';
import type { DemoOrganization, DemoUnit } from './life.ts';
import { electAnew, foundOrganization } from './organization.ts';
import type { Place } from './places.ts';
import { roll } from './random.ts';

/** A county while the demo runs through the quarters. */
export interface County {
  readonly place: Place;
  units: DemoUnit[];
  organizations: DemoOrganization[];
  serials: Record<Subject | 'UNIT', number>;
  /** A joint branch of a county before it in the same prefecture, that two of its units join at the start. */
  bridge: DemoOrganization | null;
}

interface Way {
  readonly subject: Subject;
  readonly share: (place: Place) => readonly number[];
  /** Units that the share is taken of. */
  readonly asks: (unit: DemoUnit, covered: boolean) => boolean;
  /** Lower comes first; a base roll in [0, 1) is added. */
  readonly lean: (unit: DemoUnit) => number;
  /** Whether a unit founds its own organization rather than joining others. */
  readonly alone: (unit: DemoUnit) => boolean;
  readonly limit: (seed: number) => number;
}

const BRANCH_LIMIT = 5;
/** Units that a joint organization is founded for, on average, so that some room is left. */
const FILL = 0.84;

const WAYS: readonly Way[] = [
  {
    subject: 'PARTY',
    share: (place) => place.party,
    asks: () => true,
    lean: ({ heads }) => (heads.fullMembers >= 3 ? -0.22 : heads.fullMembers > 0 ? -0.06 : 0.06),
    alone: ({ heads, seed }) => heads.fullMembers >= 3 && roll(seed, 60) < 0.88,
    limit: (seed) => (roll(seed, 61) < 0.015 ? BRANCH_LIMIT + 2 + Math.floor(roll(seed, 62) * 3) : BRANCH_LIMIT),
  },
  {
    subject: 'UNION',
    share: (place) => place.union,
    asks: () => true,
    lean: ({ heads, covered }) => (heads.staff >= 25 ? -0.45 : 0) + (covered.PARTY === null ? 0.5 : 0),
    alone: ({ heads, seed }) => (heads.staff >= 25 ? roll(seed, 63) < 0.93 : roll(seed, 63) < 0.12),
    limit: (seed) => (roll(seed, 64) < 0.25 ? 24 : 9),
  },
  {
    subject: 'LEAGUE',
    share: (place) => place.league,
    asks: ({ heads }, covered) => heads.leagueMembers >= (covered ? 1 : 3),
    lean: ({ heads, covered }) => (heads.leagueMembers >= 8 ? -0.3 : 0) + (covered.PARTY === null ? 0.4 : 0),
    alone: ({ seed }) => roll(seed, 65) < 0.86,
    limit: () => 6,
  },
  {
    subject: 'WOMEN',
    share: (place) => place.women,
    asks: ({ heads, covered }, has) => heads.womenStaff >= (has ? 5 : 12) && covered.UNION !== null,
    lean: ({ heads, covered }) => (heads.womenStaff >= 25 ? -0.3 : 0) + (covered.PARTY === null ? 0.3 : 0),
    alone: ({ seed }) => roll(seed, 66) < 0.9,
    limit: () => 5,
  },
];

const PURPOSE: Readonly<Record<Subject, number>> = { PARTY: 70, UNION: 71, LEAGUE: 72, WOMEN: 73 };

function join(unit: DemoUnit, organization: DemoOrganization): void {
  organization.units.add(unit);
  unit.covered[organization.subject] = organization;
}

export function leave(unit: DemoUnit, subject: Subject): void {
  unit.covered[subject]?.units.delete(unit);
  unit.covered[subject] = null;
}

function found(county: County, subject: Subject, setup: Setup, unit: DemoUnit, limit: number, quarter: number): DemoOrganization {
  county.serials[subject] += 1;
  const organization = foundOrganization(county.place, subject, setup, county.serials[subject], unit, limit, quarter);
  county.organizations.push(organization);
  return organization;
}

/** A branch of its own that sank below three full members is dissolved after a while; its unit may join others. */
const isWornOut = (unit: DemoUnit, one: DemoOrganization, quarter: number): boolean =>
  one.subject === 'PARTY' && one.limit === 1 && unit.heads.fullMembers < 3 && roll(unit.seed, 78, quarter) < 0.3;

/** Some organizations outlive their unit's business for a while: those are the ones to be found by a check list. */
function keepsWhenIdle(unit: DemoUnit): boolean {
  if (unit.status === 'SUSPENDED' || unit.status === 'RESTRUCTURED') return true;
  return roll(unit.seed, 67) < (unit.status === 'DORMANT' ? 0.45 : unit.status === 'MOVED' ? 0 : 0.2);
}

const membersOf = (organization: DemoOrganization): number =>
  [...organization.units].reduce((sum, unit) => sum + unit.heads.fullMembers, 0);

/** Deals units over the joint organizations that have room, always to the one with the fewest members, after founding what is lacking. */
function joinTogether(county: County, way: Way, units: readonly DemoUnit[], quarter: number): void {
  const ordered = [...units].sort((a, b) => b.heads.fullMembers - a.heads.fullMembers || (a.creditCode < b.creditCode ? -1 : 1));
  const open = county.organizations
    .filter((one) => one.subject === way.subject && one.limit > 1 && one.units.size < one.limit)
    .map((one) => ({ one, members: membersOf(one) }));
  let room = open.reduce((sum, { one }) => sum + Math.round(one.limit * FILL) - one.units.size, 0);
  const waiting: DemoUnit[] = [];
  for (const unit of ordered) {
    if (room >= ordered.length) {
      waiting.push(unit);
      continue;
    }
    const limit = way.limit(unit.seed);
    const one = found(county, way.subject, roll(unit.seed, 68) < 0.78 ? 'JOINT' : 'AFFILIATED', unit, limit, quarter);
    join(unit, one);
    open.push({ one, members: unit.heads.fullMembers });
    room += Math.round(limit * FILL);
  }
  for (const unit of waiting) {
    const free = open.filter(({ one }) => one.units.size < one.limit);
    const best = free.reduce<(typeof free)[number] | null>(
      (least, next) => (least === null || next.members < least.members ? next : least),
      null,
    );
    if (best === null) continue;
    join(unit, best.one);
    best.members += unit.heads.fullMembers;
  }
}

/** The first two units that would join others join the branch of the neighbouring county instead. */
function crossOver(county: County, units: readonly DemoUnit[]): readonly DemoUnit[] {
  const { bridge } = county;
  if (bridge === null) return units;
  const over = units.slice(0, Math.max(0, bridge.limit - bridge.units.size));
  for (const unit of over) join(unit, bridge);
  return units.slice(over.length);
}

function coverBy(county: County, way: Way, quarter: number): void {
  const { subject } = way;
  const asking: { unit: DemoUnit; rank: number }[] = [];
  for (const unit of county.units) {
    const one = unit.covered[subject];
    if (one !== null && isWornOut(unit, one, quarter)) leave(unit, subject);
    if (quarter === 0 && unit.status === 'DORMANT' && roll(unit.seed, PURPOSE[subject] + 20) < 0.06)
      join(unit, found(county, subject, 'SOLE', unit, 1, quarter));
    const covered = unit.covered[subject] !== null;
    if (unit.status === 'OPERATING' && way.asks(unit, covered)) {
      asking.push({ unit, rank: roll(unit.seed, PURPOSE[subject]) + way.lean(unit) - (covered ? 0.03 : 0) });
    } else if (covered && (unit.status === 'OPERATING' || !keepsWhenIdle(unit))) leave(unit, subject);
  }
  asking.sort((a, b) => a.rank - b.rank);
  const wanted = Math.round((way.share(county.place)[quarter] as number) * asking.length);
  for (const { unit } of asking.slice(wanted)) leave(unit, subject);
  const fresh = asking
    .slice(0, wanted)
    .map(({ unit }) => unit)
    .filter((unit) => unit.covered[subject] === null);
  for (const unit of fresh.filter(way.alone))
    join(unit, found(county, subject, roll(unit.seed, 69) < 0.92 ? 'SOLE' : 'DISPATCHED', unit, 1, quarter));
  const others = fresh.filter((unit) => !way.alone(unit));
  joinTogether(county, way, subject === 'PARTY' && quarter === 0 ? crossOver(county, others) : others, quarter);
}

/** Sends instructors and liaisons to units that nobody works in, until the county's share of Party work is reached. */
function guide(county: County, quarter: number): void {
  const operating = county.units.filter((unit) => unit.status === 'OPERATING');
  const reached = (unit: DemoUnit): boolean => Object.values(unit.covered).some((one) => one !== null);
  const alone = operating.filter((unit) => !reached(unit)).sort((a, b) => roll(a.seed, 75) - roll(b.seed, 75));
  const needed = Math.round((county.place.work[quarter] as number) * operating.length) - (operating.length - alone.length);
  for (const unit of county.units) unit.guided = reached(unit) && roll(unit.seed, 76) < 0.2 ? 'INSTRUCTOR' : null;
  for (const unit of alone.slice(0, Math.max(0, needed))) unit.guided = roll(unit.seed, 77) < 0.62 ? 'INSTRUCTOR' : 'LIAISON';
}

/** Brings a county's organizations to where they stand at the end of a quarter. An organization without units is dissolved. */
export function coverCounty(county: County, quarter: number): void {
  for (const way of WAYS) coverBy(county, way, quarter);
  county.organizations = county.organizations.filter((one) => one.units.size > 0);
  for (const one of county.organizations) electAnew(one, quarter);
  guide(county, quarter);
}
