/** The life of one invented unit: founded, growing or shrinking, in and out of business, from quarter to quarter. */
import type { Industry, Management, UnitKind, UnitStatus } from '../../server/domain/units.ts';
import { asOfDate } from '../../server/domain/period.ts';
import { QUARTERS } from './calendar.ts';
import { creditCode } from './creditCode.ts';
import { dateBetween, dayIn } from './dates.ts';
import { unitName } from './names.ts';
import type { DemoUnit } from './life.ts';
import type { Place } from './places.ts';
import { choose, normal, pick, roll, seedOf, successes } from './random.ts';

interface KindShape {
  readonly authority: string;
  readonly medianStaff: number;
  readonly spread: number;
  /** Share of staff that are full Party members, in the middle of the range. */
  readonly memberShare: number;
  readonly industries: readonly (readonly [Industry, number])[];
}

const TRADE: readonly (readonly [Industry, number])[] = [
  ['C', 36],
  ['F', 18],
  ['E', 9],
  ['G', 6],
  ['A', 5],
  ['L', 5],
  ['M', 5],
  ['I', 5],
  ['H', 4],
  ['K', 3],
  ['O', 2],
  ['N', 1],
  ['R', 1],
  ['D', 1],
  ['B', 1],
  ['J', 1],
];
const SHAPES: Readonly<Record<UnitKind, KindShape>> = {
  PRIVATE_ENTERPRISE: { authority: '91', medianStaff: 24, spread: 1.05, memberShare: 0.085, industries: TRADE },
  HMT_ENTERPRISE: {
    authority: '91',
    medianStaff: 95,
    spread: 0.9,
    memberShare: 0.05,
    industries: [
      ['C', 7],
      ['F', 1],
      ['L', 1],
      ['G', 1],
    ],
  },
  FOREIGN_ENTERPRISE: {
    authority: '91',
    medianStaff: 110,
    spread: 0.9,
    memberShare: 0.045,
    industries: [
      ['C', 8],
      ['F', 1],
      ['M', 1],
    ],
  },
  INDIVIDUAL_BUSINESS: {
    authority: '92',
    medianStaff: 6,
    spread: 0.6,
    memberShare: 0.11,
    industries: [
      ['F', 6],
      ['H', 3],
      ['O', 2],
    ],
  },
  SOCIAL_ASSOCIATION: { authority: '51', medianStaff: 8, spread: 0.6, memberShare: 0.34, industries: [['S', 1]] },
  SOCIAL_SERVICE: {
    authority: '52',
    medianStaff: 22,
    spread: 0.85,
    memberShare: 0.15,
    industries: [
      ['P', 6],
      ['Q', 4],
    ],
  },
  FOUNDATION: { authority: '53', medianStaff: 5, spread: 0.4, memberShare: 0.4, industries: [['S', 1]] },
  OTHER: { authority: '93', medianStaff: 12, spread: 0.7, memberShare: 0.12, industries: [['A', 1]] },
};
const KINDS: readonly (readonly [UnitKind, number])[] = [
  ['PRIVATE_ENTERPRISE', 640],
  ['INDIVIDUAL_BUSINESS', 110],
  ['SOCIAL_SERVICE', 130],
  ['SOCIAL_ASSOCIATION', 72],
  ['OTHER', 22],
  ['FOREIGN_ENTERPRISE', 11],
  ['HMT_ENTERPRISE', 11],
  ['FOUNDATION', 4],
];

/** From each status, where a quarter may lead; the rest stays. */
const MOVES: Readonly<Record<UnitStatus, readonly (readonly [UnitStatus, number])[]>> = {
  OPERATING: [
    ['SUSPENDED', 0.006],
    ['DORMANT', 0.0035],
    ['CANCELLED', 0.006],
    ['MOVED', 0.0016],
    ['RESTRUCTURED', 0.0008],
    ['BANKRUPT', 0.0006],
  ],
  SUSPENDED: [
    ['OPERATING', 0.12],
    ['DORMANT', 0.05],
    ['CANCELLED', 0.06],
  ],
  DORMANT: [
    ['OPERATING', 0.03],
    ['CANCELLED', 0.06],
  ],
  RESTRUCTURED: [['OPERATING', 0.2]],
  BANKRUPT: [['CANCELLED', 0.2]],
  CANCELLED: [],
  MOVED: [],
};
const AT_START: readonly (readonly [UnitStatus, number])[] = [
  ['OPERATING', 905],
  ['SUSPENDED', 36],
  ['DORMANT', 40],
  ['RESTRUCTURED', 8],
  ['BANKRUPT', 6],
  ['CANCELLED', 4],
  ['MOVED', 1],
];

function managementOf(seed: number, size: number, park: string | null): Management {
  if (size >= 350 && roll(seed, 8) < 0.5) return 'KEY_UNIT';
  if (park !== null) return 'PARK';
  return roll(seed, 9) < 0.28 ? 'INDUSTRY' : 'LOCALITY';
}

/** Registered long ago, or, for a unit that appears later, in that quarter or in the two years before it. */
function registration(seed: number, quarter: number): string {
  const period = QUARTERS[quarter] ?? QUARTERS[0];
  if (quarter <= 0) return dateBetween('1996-03-01', '2023-09-30', Math.sqrt(roll(seed, 5)));
  return roll(seed, 6) < 0.7
    ? dayIn(period as (typeof QUARTERS)[number], roll(seed, 5))
    : dateBetween('2021-01-01', asOfDate(period as string), roll(seed, 5));
}

const placeIn = (place: Place, seed: number): string => (roll(seed, 3) < 0.04 ? place.code : choose(place.townships, roll(seed, 4) ** 1.4));

/** Enterprises of a prefecture's districts and county-level cities may lie in one of its parks. */
const parkIn = (place: Place, seed: number, kind: UnitKind): string | null =>
  place.parks.length > 0 && place.name.endsWith('区') && kind.endsWith('ENTERPRISE') && roll(seed, 7) < 0.24
    ? choose(place.parks, roll(seed, 10))
    : null;

/** The `serial`-th unit of a place, as it stands in the quarter in which it appears. */
export function bornUnit(place: Place, serial: number, quarter: number): DemoUnit {
  const seed = seedOf(`unit ${place.code} ${serial}`);
  const kind = pick(KINDS, roll(seed, 1));
  const shape = SHAPES[kind];
  const industry = pick(shape.industries, roll(seed, 2));
  const size = Math.max(1, shape.medianStaff * Math.exp(shape.spread * normal(seed, 20)));
  const park = parkIn(place, seed, kind);
  const registeredOn = registration(seed, quarter);
  const asOf = asOfDate(QUARTERS[quarter] as string);
  const unit: DemoUnit = {
    seed,
    kind,
    industry,
    registeredOn,
    park,
    size,
    creditCode: creditCode(shape.authority, place.code, serial),
    name: unitName(place.name, kind, industry, serial),
    openedOn: dateBetween(registeredOn, asOf, Math.min(1, 0.3 * roll(seed, 12))),
    township: placeIn(place, seed),
    management: managementOf(seed, size, park),
    growth: 0.004 + 0.014 * normal(seed, 22),
    memberShare: Math.min(0.7, shape.memberShare * Math.exp(0.75 * normal(seed, 24))),
    status: quarter === 0 ? pick(AT_START, roll(seed, 13)) : 'OPERATING',
    heads: { staff: 0, womenStaff: 0, fullMembers: 0, probationaryMembers: 0, leagueMembers: 0 },
    covered: { PARTY: null, UNION: null, LEAGUE: null, WOMEN: null },
    guided: null,
  };
  countHeads(unit, quarter);
  return unit;
}

/** The same unit in its new county. The covering organizations stay behind. */
export function movedUnit(unit: DemoUnit, place: Place): DemoUnit {
  return {
    ...unit,
    status: 'OPERATING',
    township: placeIn(place, unit.seed),
    park: parkIn(place, unit.seed, unit.kind),
    covered: { PARTY: null, UNION: null, LEAGUE: null, WOMEN: null },
    guided: null,
  };
}

function countHeads(unit: DemoUnit, quarter: number): void {
  const { seed } = unit;
  const idle = unit.status === 'DORMANT' || unit.status === 'BANKRUPT' || unit.status === 'CANCELLED';
  const season = 1 + (roll(seed, 30, quarter) - 0.5) * 0.05;
  const staff = Math.max(1, Math.round(unit.size * (1 + unit.growth) ** quarter * season * (idle ? 0.2 : 1)));
  const womenStaff = Math.round(staff * (0.2 + 0.5 * roll(seed, 31)));
  const drift = 1 + (roll(seed, 32) - 0.42) * 0.035 * quarter;
  const fullMembers = Math.min(staff, Math.max(0, Math.round(unit.size * unit.memberShare * drift * (idle ? 0.3 : 1))));
  const probationaryMembers = Math.min(staff - fullMembers, fullMembers >= 2 ? successes(2, 0.16, seed, 33, quarter) : 0);
  const leagueMembers = Math.min(staff - fullMembers - probationaryMembers, Math.round(staff * 0.13 * roll(seed, 34)));
  unit.heads = { staff, womenStaff, fullMembers, probationaryMembers, leagueMembers };
}

/** One quarter on: a new status perhaps, and new heads. A unit that was cancelled or moved away must be gone by now. */
export function liveOn(unit: DemoUnit, quarter: number): void {
  let left = roll(unit.seed, 40, quarter);
  const next = MOVES[unit.status].find(([, chance]) => (left -= chance) < 0);
  if (next !== undefined) unit.status = next[0];
  countHeads(unit, quarter);
}
