/** The ledger of one county, made from its code and a number of units: the same on every machine and at every size. */
import type { OrganizationFact, UnitFact } from '../../../server/domain/facts.ts';
import type { Form, Setup, Subject } from '../../../server/domain/organizations.ts';
import type { GapReason, Industry, UnitKind } from '../../../server/domain/units.ts';
import { creditCode } from '../../../seed/demo/creditCode.ts';
import { choose, roll, seedOf } from '../../../seed/demo/random.ts';

export interface Place {
  readonly code: string;
  readonly name: string;
  /** Where its units lie: its townships, or itself where the divisions know none. */
  readonly spots: readonly string[];
}

export interface CountyLedger {
  readonly units: readonly UnitFact[];
  readonly organizations: readonly OrganizationFact[];
}

const KINDS: readonly UnitKind[] = [
  'PRIVATE_ENTERPRISE',
  'PRIVATE_ENTERPRISE',
  'PRIVATE_ENTERPRISE',
  'INDIVIDUAL_BUSINESS',
  'SOCIAL_SERVICE',
];
const AUTHORITY: Readonly<Partial<Record<UnitKind, string>>> = { INDIVIDUAL_BUSINESS: '92', SOCIAL_SERVICE: '52' };
const INDUSTRIES: readonly Industry[] = ['C', 'C', 'F', 'F', 'E', 'G', 'H', 'I', 'L', 'O'];
const REASONS: readonly GapReason[] = ['OWNER_RELUCTANT', 'MEMBERSHIP_NOT_MOVED', 'HIGH_TURNOVER', 'FEW_MEMBERS', 'TOO_SMALL'];
/** Of twenty units: so many with an organization of their own, then so many in joint ones; of the others, so many are only visited. */
const TWENTY = 20;
const OWN = 6;
const JOINT = 14;
const VISITED = 17;
const JOINT_LIMIT = 5;
const UNION_LIMIT = 9;

/** Which Party organization covers the unit at `at`: its own, a joint one that is founded by every fifth unit, or none. */
function partyOf(county: string, at: number): { readonly code: string; readonly setup: Setup; readonly founder: boolean } | null {
  const rank = at % TWENTY;
  if (rank < OWN) return { code: `${county}-P${at}`, setup: 'SOLE', founder: true };
  if (rank >= JOINT) return null;
  const joint = Math.floor(at / TWENTY) * (JOINT - OWN) + rank - OWN;
  const number = Math.floor(joint / JOINT_LIMIT);
  return { code: `${county}-J${number}`, setup: 'JOINT', founder: joint % JOINT_LIMIT === 0 };
}

/** Every other unit that the Party reaches is in a joint union of nine. */
function unionOf(county: string, at: number): { readonly code: string; readonly founder: boolean } | null {
  if (at % 2 === 1 || at % TWENTY >= JOINT) return null;
  const joint = Math.floor(at / TWENTY) * (JOINT / 2) + (at % TWENTY) / 2;
  return { code: `${county}-U${Math.floor(joint / UNION_LIMIT)}`, founder: joint % UNION_LIMIT === 0 };
}

function organizationOf(subject: Subject, code: string, form: Form, setup: Setup, region: string, seed: number): OrganizationFact {
  const party = subject === 'PARTY';
  const times = (purpose: number, most: number): number => Math.floor(roll(seed, purpose) * (most + 1));
  return {
    code,
    name: `示例组织${code}`,
    subject,
    form,
    setup,
    region,
    foundedOn: `20${10 + times(1, 9)}-0${1 + times(2, 8)}-15`,
    termStartedOn: `2023-0${1 + times(3, 8)}-10`,
    termYears: party ? 3 : 5,
    secretarySource: party ? choose(['OWNER', 'EXECUTIVE', 'SELECTED'] as const, roll(seed, 4)) : null,
    groups: party ? times(5, 2) : null,
    congressMeetings: party ? times(6, 1) : null,
    committeeMeetings: party ? times(7, 3) : null,
    groupMeetings: party ? times(8, 3) : null,
    lectures: party ? times(9, 1) : null,
    themeDayMonths: party ? times(10, 3) : null,
    trainings: party ? times(11, 1) : null,
    trained: party ? times(12, 9) : null,
    issuesFound: party ? 2 + times(13, 3) : null,
    issuesResolved: party ? times(14, 2) : null,
    suggestions: null,
    adopted: null,
    funds: party ? times(15, 40) * 100 : null,
    workersCongress: party ? null : times(16, 1),
    collectiveContract: party ? null : roll(seed, 17) < 0.7,
    shuangliang: party ? null : roll(seed, 18) < 0.6,
    memberReview: party ? null : roll(seed, 19) < 0.5,
    standardItems: party ? null : times(20, 6),
  };
}

const half = (count: number, share: number): number => Math.floor(count * share);

/** What does not depend on who covers the unit. */
function sorted(seed: number, kind: UnitKind) {
  return {
    kind,
    park: null,
    status: roll(seed, 6) < 0.95 ? ('OPERATING' as const) : ('SUSPENDED' as const),
    industry: kind === 'SOCIAL_SERVICE' ? ('P' as const) : choose(INDUSTRIES, roll(seed, 7)),
    registeredOn: `20${10 + Math.floor(roll(seed, 8) * 10)}-0${1 + Math.floor(roll(seed, 9) * 9)}-12`,
    openedOn: roll(seed, 10) < 0.1 ? null : `202${Math.floor(roll(seed, 11) * 3)}-1${Math.floor(roll(seed, 12) * 3)}-08`,
    hasPremises: roll(seed, 13) < 0.92,
    baseListed: roll(seed, 18) < 0.93,
    management: choose(['LOCALITY', 'INDUSTRY', 'PARK'] as const, roll(seed, 19)),
  };
}

/** Who works on the Party's behalf where it has no organization. */
const visits = (seed: number, at: number, visited: boolean) => ({
  instructors: visited && at % 2 === 0 ? 1 : 0,
  liaisons: visited && at % 2 === 1 ? 1 : 0,
  instructorVisits: visited ? Math.floor(roll(seed, 20) * 4) : 0,
});

function unitAt({ code: county, name, spots }: Place, at: number): UnitFact {
  const seed = seedOf(`${county} ${at}`);
  const kind = choose(KINDS, roll(seed, 1));
  const party = partyOf(county, at);
  const union = unionOf(county, at);
  const staff = 4 + Math.floor(roll(seed, 2) ** 3 * 240);
  const women = half(staff, 0.2 + 0.5 * roll(seed, 3));
  const members = party === null ? half(Math.min(staff, 5), roll(seed, 4)) : Math.min(staff, 3 + Math.floor(roll(seed, 4) * 6));
  const visited = party === null && at % TWENTY < VISITED;
  return {
    ...sorted(seed, kind),
    ...visits(seed, at, visited),
    creditCode: creditCode(AUTHORITY[kind] ?? '91', county.slice(0, 6), at),
    name: `${name}示例${at}号单位`,
    region: choose(spots, roll(seed, 5)),
    staff,
    womenStaff: roll(seed, 14) < 0.03 ? null : women,
    fullMembers: members,
    probationaryMembers: half(members, 0.2),
    revenueWan: roll(seed, 15) < 0.1 ? null : staff * (6 + Math.floor(roll(seed, 16) * 20)),
    applicants: half(staff, 0.05),
    activists: half(staff, 0.03),
    admitted: 0,
    leagueMembers: half(staff, 0.1 * roll(seed, 17)),
    unionMembers: union === null ? 0 : half(staff, 0.8),
    womenUnionMembers: union === null ? 0 : half(women, 0.5),
    partyOrg: party?.code ?? null,
    unionOrg: union?.code ?? null,
    leagueOrg: null,
    womenOrg: null,
    reason: party === null && !visited ? choose(REASONS, roll(seed, 21)) : null,
  };
}

/** `count` units of a county and the organizations that cover them, about two for five units. */
export function countyLedger(place: Place, count: number): CountyLedger {
  const units: UnitFact[] = [];
  const organizations: OrganizationFact[] = [];
  for (let at = 0; at < count; at += 1) {
    const unit = unitAt(place, at);
    units.push(unit);
    const party = partyOf(place.code, at);
    const seed = seedOf(`${place.code} ${at} organization`);
    if (party?.founder === true)
      organizations.push(
        organizationOf('PARTY', party.code, party.setup === 'SOLE' ? 'BRANCH' : 'JOINT_BRANCH', party.setup, unit.region, seed),
      );
    const union = unionOf(place.code, at);
    if (union?.founder === true) organizations.push(organizationOf('UNION', union.code, 'JOINT_UNION', 'JOINT', unit.region, seed));
  }
  return { units, organizations };
}
