/** One invented organization: how it was founded, whom it covers, and what it reports each quarter. */
import type { OrganizationFact } from '../../server/domain/facts.ts';
import type { Form, SecretarySource, Setup, Subject } from '../../server/domain/organizations.ts';
import { asOfDate } from '../../server/domain/period.ts';
import { QUARTERS } from './calendar.ts';
import { dateBetween, dayIn, yearsAfter } from './dates.ts';
import { shortName } from './names.ts';
import type { Place } from './places.ts';
import { pick, roll, seedOf, successes } from './random.ts';
import type { DemoOrganization, DemoUnit } from './life.ts';

const LETTER: Readonly<Record<Subject, string>> = { PARTY: 'P', UNION: 'U', LEAGUE: 'L', WOMEN: 'W' };
const OWN: Readonly<Record<Subject, string>> = { PARTY: '党组织', UNION: '工会', LEAGUE: '团组织', WOMEN: '妇女组织' };
const JOINT: Readonly<Record<Subject, string>> = { PARTY: '联合党支部', UNION: '联合工会', LEAGUE: '联合团支部', WOMEN: '妇女小组' };
const SECRETARIES: readonly (readonly [SecretarySource, number])[] = [
  ['OWNER', 30],
  ['EXECUTIVE', 41],
  ['SELECTED', 17],
  ['HIRED', 5],
  ['OTHER', 7],
];
const TERM_YEARS: Readonly<Record<Subject, number>> = { PARTY: 3, UNION: 5, LEAGUE: 3, WOMEN: 5 };

/** Founded before the first quarter, or in the quarter in which it appears; never before its first unit was registered. */
function foundingDate(seed: number, unit: DemoUnit, quarter: number): string {
  const period = QUARTERS[quarter] as (typeof QUARTERS)[number];
  const day = quarter === 0 ? dateBetween('2005-01-01', '2023-12-31', Math.sqrt(roll(seed, 1))) : dayIn(period, roll(seed, 1));
  return day < unit.registeredOn ? dateBetween(unit.registeredOn, asOfDate(period), roll(seed, 2) * 0.8) : day;
}

/** The start of the term that runs at the end of a quarter when every election is held in its month. */
function runningTerm(foundedOn: string, years: number, asOf: string): string {
  let start = foundedOn;
  while (yearsAfter(start, years) <= asOf) start = yearsAfter(start, years);
  return start;
}

/** Founds the `serial`-th organization of a subject in a place, for its first unit. */
export function foundOrganization(
  place: Place,
  subject: Subject,
  setup: Setup,
  serial: number,
  unit: DemoUnit,
  limit: number,
  quarter: number,
): DemoOrganization {
  const code = `${place.code}-${LETTER[subject]}${String(serial).padStart(4, '0')}`;
  const seed = seedOf(code);
  const foundedOn = foundingDate(seed, unit, quarter);
  const termYears = TERM_YEARS[subject];
  const name = limit === 1 ? `${unit.name}${OWN[subject]}` : `${shortName(place.name)}示例第${serial}${JOINT[subject]}`;
  const asOf = asOfDate(QUARTERS[quarter] as string);
  const lastElection = isLaggard(seed) ? dateBetween('2021-06-01', asOf, roll(seed, 4)) : asOf;
  return {
    seed,
    code,
    name,
    subject,
    setup,
    foundedOn,
    termYears,
    limit,
    region: unit.township,
    units: new Set(),
    termStartedOn: runningTerm(foundedOn, termYears, lastElection),
  };
}

/** One organization in twenty-five lets its elections lapse. */
const isLaggard = (seed: number): boolean => roll(seed, 5) < 0.04;

/** One in thirty falls asleep for three to eight quarters, some of them before the demo begins. */
function isAsleep(seed: number, quarter: number): boolean {
  if (roll(seed, 6) >= 0.033) return false;
  const from = Math.floor(roll(seed, 7) * 20) - 8;
  return quarter >= from && quarter < from + 3 + Math.floor(roll(seed, 3) * 6);
}

/** Holds the elections that are due: most within two quarters, those of a laggard after years. */
export function electAnew(organization: DemoOrganization, quarter: number): void {
  const period = QUARTERS[quarter] as (typeof QUARTERS)[number];
  const due = yearsAfter(organization.termStartedOn, organization.termYears) < asOfDate(period);
  const chance = isLaggard(organization.seed) ? 0.08 : 0.6;
  if (due && roll(organization.seed, 8, quarter) < chance) organization.termStartedOn = dayIn(period, roll(organization.seed, 9, quarter));
}

/** Heads over the units that an organization covers. */
interface Weight {
  readonly members: number;
  readonly leagueMembers: number;
  readonly womenStaff: number;
}

function weigh(units: ReadonlySet<DemoUnit>): Weight {
  const sum = { members: 0, leagueMembers: 0, womenStaff: 0 };
  for (const { heads } of units) {
    sum.members += heads.fullMembers;
    sum.leagueMembers += heads.leagueMembers;
    sum.womenStaff += heads.womenStaff;
  }
  return sum;
}

function formOf({ subject, limit, units, seed }: DemoOrganization, weight: Weight): Form {
  const joint = limit > 1;
  const sized = (count: number, committee: Form, general: Form, branch: Form, from: number): Form =>
    count >= 100 ? committee : count >= from ? general : branch;
  switch (subject) {
    case 'PARTY':
      return joint ? 'JOINT_BRANCH' : sized(weight.members, 'COMMITTEE', 'GENERAL_BRANCH', 'BRANCH', 50);
    case 'UNION':
      return joint
        ? limit > 12
          ? 'UNION_FEDERATION'
          : 'JOINT_UNION'
        : [...units].some((unit) => unit.heads.staff >= 25)
          ? 'UNION_COMMITTEE'
          : 'UNION_ORGANIZER';
    case 'LEAGUE':
      return joint ? 'JOINT_LEAGUE_BRANCH' : sized(weight.leagueMembers, 'LEAGUE_COMMITTEE', 'LEAGUE_GENERAL_BRANCH', 'LEAGUE_BRANCH', 30);
    case 'WOMEN':
      return joint || weight.womenStaff < 10
        ? 'WOMEN_GROUP'
        : roll(seed, 10) < 0.5
          ? 'FEMALE_WORKERS_COMMITTEE'
          : weight.womenStaff >= 20
            ? 'WOMEN_CONGRESS'
            : 'WOMEN_COMMITTEE';
  }
}

type Activity = Pick<
  OrganizationFact,
  | 'congressMeetings'
  | 'committeeMeetings'
  | 'groupMeetings'
  | 'lectures'
  | 'themeDayMonths'
  | 'groups'
  | 'secretarySource'
  | 'funds'
  | 'standardItems'
>;
const NO_PARTY_WORK: Activity = {
  congressMeetings: null,
  committeeMeetings: null,
  groupMeetings: null,
  lectures: null,
  themeDayMonths: null,
  groups: null,
  secretarySource: null,
  funds: null,
  standardItems: null,
};

function partyWork({ seed, subject }: DemoOrganization, weight: Weight, diligence: number, quarter: number, asleep: boolean): Activity {
  if (subject !== 'PARTY') return NO_PARTY_WORK;
  const own = Math.min(1, Math.max(0.05, diligence + (roll(seed, 11) - 0.5) * 0.22));
  const held = (due: number, purpose: number): number => (asleep ? 0 : successes(due, own, seed, purpose, quarter));
  const groups = weight.members >= 12 ? Math.floor(weight.members / 10) : 0;
  const met = successes(6, 0.72 + 0.3 * diligence * (0.7 + quarter * 0.02), seed, 17, -1);
  return {
    groups,
    congressMeetings: held(1, 12),
    committeeMeetings: weight.members >= 7 ? held(3, 13) : 0,
    groupMeetings: groups > 0 ? held(3, 14) : 0,
    lectures: held(1, 15),
    themeDayMonths: held(3, 16),
    secretarySource: pick(SECRETARIES, roll(seed, 18)),
    funds: roll(seed, 19) < 0.08 ? null : asleep ? 0 : Math.round(weight.members * (12 + 34 * roll(seed, 20, quarter))),
    standardItems: roll(seed, 21) < 0.05 ? null : met,
  };
}

type Common = Pick<OrganizationFact, 'trainings' | 'trained' | 'issuesFound' | 'issuesResolved' | 'suggestions' | 'adopted'>;

/** What unions and Party organizations count beside meetings. League and women's organizations report trainings alone, where they held any. */
function commonWork({ seed, subject }: DemoOrganization, quarter: number, asleep: boolean): Common {
  const spoken = subject === 'PARTY' || subject === 'UNION';
  const busy = !asleep && roll(seed, 30, quarter) < 0.95;
  const trainings = busy ? successes(2, 0.22, seed, 31, quarter) : 0;
  const trained = trainings * (4 + Math.floor(roll(seed, 32, quarter) * 18));
  const silent = { issuesFound: null, issuesResolved: null, suggestions: null, adopted: null };
  if (!spoken) return { trainings: trainings > 0 || asleep ? trainings : null, trained: trainings > 0 ? trained : null, ...silent };
  if (roll(seed, 33) < 0.04) return { trainings, trained, ...silent };
  const issuesFound = busy ? 1 + Math.floor(roll(seed, 34, quarter) * 4) : 0;
  const suggestions = busy ? Math.floor(roll(seed, 36, quarter) * 5) : 0;
  const resolved = successes(issuesFound, 0.78, seed, 35, quarter);
  return {
    trainings,
    trained,
    issuesFound,
    issuesResolved: busy && resolved === 0 ? 1 : resolved,
    suggestions,
    adopted: successes(suggestions, 0.55, seed, 37, quarter),
  };
}

type UnionWork = Pick<OrganizationFact, 'workersCongress' | 'collectiveContract' | 'shuangliang' | 'memberReview'>;

function unionWork({ seed, subject, limit }: DemoOrganization, diligence: number, quarter: number, asleep: boolean): UnionWork {
  if (subject !== 'UNION') return { workersCongress: null, collectiveContract: null, shuangliang: null, memberReview: null };
  const does = (purpose: number, share: number): boolean => !asleep && roll(seed, purpose) < share + 0.006 * quarter;
  return {
    workersCongress: asleep ? 0 : successes(1, limit > 1 ? 0.35 : 0.3 + 0.4 * diligence, seed, 40, quarter),
    collectiveContract: does(41, 0.35 + 0.45 * diligence),
    shuangliang: does(42, 0.15 + 0.5 * diligence),
    memberReview: does(43, 0.1 + 0.6 * diligence),
  };
}

export function organizationFact(organization: DemoOrganization, place: Place, quarter: number): OrganizationFact {
  const { seed, code, name, subject, setup, region, foundedOn, termStartedOn, termYears } = organization;
  const weight = weigh(organization.units);
  const diligence = place.diligence[quarter] as number;
  const asleep = isAsleep(seed, quarter);
  const knowsTerm = roll(seed, 50) >= 0.04;
  return {
    code,
    name,
    subject,
    setup,
    region,
    foundedOn,
    form: formOf(organization, weight),
    termStartedOn: knowsTerm ? termStartedOn : null,
    termYears: knowsTerm ? termYears : null,
    ...partyWork(organization, weight, diligence, quarter, asleep),
    ...commonWork(organization, quarter, asleep),
    ...unionWork(organization, diligence, quarter, asleep),
  };
}
