import fc from 'fast-check';
import type { Coverers } from '../../server/domain/classify.ts';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import { SETUPS, SUBJECTS, type Setup, type Subject } from '../../server/domain/organizations.ts';
import { GAP_REASONS, INDUSTRIES, MANAGEMENTS, UNIT_KINDS, UNIT_STATUSES } from '../../server/domain/units.ts';

const keyOf = <K extends string>(registry: Readonly<Record<K, unknown>>): fc.Arbitrary<K> =>
  fc.constantFrom(...(Object.keys(registry) as K[]));
const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(some, { nil: null });
const small = fc.integer({ min: 0, max: 40 });
/** Thresholds lie at 3, 10, 25, 50 and 100: the counts gather around them. */
const staffCount = fc.oneof(
  fc.integer({ min: 0, max: 120 }),
  fc.constantFrom(2, 3, 9, 10, 24, 25, 49, 50, 99, 100),
  fc.integer({ min: 0, max: 5000 }),
);

const text = {
  creditCode: fc.constant('91410300MA00000000'),
  name: fc.constant('示例单位'),
  region: fc.constantFrom('410302', '410303'),
  park: fc.constant(null),
};
const none = fc.constant(null);

/** A unit as a ledger may hold it: parts never exceed the staff, as the ledger's own rules demand. */
export const unitFact: fc.Arbitrary<UnitFact> = staffCount.chain((staff) => {
  const upTo = (most: number) => fc.integer({ min: 0, max: most });
  return fc.record({
    ...text,
    kind: keyOf(UNIT_KINDS),
    industry: maybe(keyOf(INDUSTRIES)),
    registeredOn: none,
    openedOn: none,
    status: keyOf(UNIT_STATUSES),
    hasPremises: maybe(fc.boolean()),
    staff: fc.constant(staff),
    womenStaff: maybe(upTo(staff)),
    revenueWan: maybe(fc.integer({ min: 0, max: 3000 })),
    fullMembers: upTo(Math.floor(staff / 2)),
    probationaryMembers: maybe(upTo(Math.floor(staff / 2))),
    applicants: maybe(small),
    activists: maybe(small),
    admitted: maybe(small),
    leagueMembers: maybe(small),
    unionMembers: maybe(upTo(staff)),
    womenUnionMembers: maybe(small),
    baseListed: maybe(fc.boolean()),
    management: maybe(keyOf(MANAGEMENTS)),
    instructors: maybe(fc.integer({ min: 0, max: 2 })),
    liaisons: maybe(fc.integer({ min: 0, max: 2 })),
    instructorVisits: maybe(small),
    partyOrg: none,
    unionOrg: none,
    leagueOrg: none,
    womenOrg: none,
    reason: maybe(keyOf(GAP_REASONS)),
  });
});

const coverer = (subject: Subject) => maybe(fc.record({ subject: fc.constant(subject), setup: keyOf<Setup>(SETUPS), shell: fc.boolean() }));
const subjects = Object.keys(SUBJECTS) as Subject[];

export const coverers: fc.Arbitrary<Coverers> = fc
  .tuple(...subjects.map(coverer))
  .map((found) => Object.fromEntries(subjects.map((subject, index) => [subject, found[index] ?? null])) as Coverers);

const count = maybe(fc.integer({ min: 0, max: 9 }));
const yesNo = maybe(fc.boolean());

/** A Party branch with any activity at all, done more often than due or not at all. */
export const branchFact: fc.Arbitrary<OrganizationFact> = fc.record({
  code: fc.constant('D1'),
  name: fc.constant('示例支部'),
  subject: fc.constant('PARTY' as const),
  form: fc.constantFrom('BRANCH' as const, 'JOINT_BRANCH' as const, 'COMMITTEE' as const),
  setup: keyOf<Setup>(SETUPS),
  region: fc.constant('410302'),
  foundedOn: fc.constant('2020-01-01'),
  termStartedOn: none,
  termYears: none,
  secretarySource: none,
  groups: count,
  congressMeetings: count,
  committeeMeetings: count,
  groupMeetings: count,
  lectures: count,
  themeDayMonths: count,
  trainings: count,
  trained: count,
  issuesFound: count,
  issuesResolved: count,
  suggestions: count,
  adopted: count,
  funds: count,
  workersCongress: count,
  collectiveContract: yesNo,
  shuangliang: yesNo,
  memberReview: yesNo,
  standardItems: count,
});
