/** Hand-made facts: every field said or null, so that a test names only what it is about. */
import { creditCheckCharacter } from '../../server/ledger/creditCode.ts';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';

/** A valid code of 18 characters from a region and a number. */
export function creditCode(region: string, number: number): string {
  const stem = `91${region.slice(0, 6)}MA${String(number).padStart(7, '0')}`.slice(0, 17);
  return `${stem}${creditCheckCharacter(stem)}`;
}

export const unitFact = (region: string, number: number, more: Partial<UnitFact> = {}): UnitFact => ({
  creditCode: creditCode(region, number),
  name: `示例单位${number}`,
  region,
  park: null,
  kind: 'PRIVATE_ENTERPRISE',
  industry: 'C',
  registeredOn: null,
  openedOn: null,
  status: 'OPERATING',
  hasPremises: true,
  staff: 20,
  womenStaff: null,
  revenueWan: null,
  fullMembers: 3,
  probationaryMembers: null,
  applicants: null,
  activists: null,
  admitted: null,
  leagueMembers: null,
  unionMembers: null,
  womenUnionMembers: null,
  baseListed: null,
  management: 'LOCALITY',
  instructors: null,
  liaisons: null,
  instructorVisits: null,
  partyOrg: null,
  unionOrg: null,
  leagueOrg: null,
  womenOrg: null,
  reason: null,
  ...more,
});

export const organizationFact = (region: string, code: string, more: Partial<OrganizationFact> = {}): OrganizationFact => ({
  code,
  name: `示例组织${code}`,
  subject: 'PARTY',
  form: 'BRANCH',
  setup: 'SOLE',
  region,
  foundedOn: '2020-07-01',
  termStartedOn: null,
  termYears: null,
  secretarySource: 'OWNER',
  groups: null,
  congressMeetings: 1,
  committeeMeetings: null,
  groupMeetings: null,
  lectures: 1,
  themeDayMonths: 3,
  trainings: null,
  trained: null,
  issuesFound: null,
  issuesResolved: null,
  suggestions: null,
  adopted: null,
  funds: null,
  workersCongress: null,
  collectiveContract: null,
  shuangliang: null,
  memberReview: null,
  standardItems: null,
  ...more,
});

/** A county's ledger with so many units of each tier: SOLE each with its own branch, JOINT all under one joint branch, WORK by a liaison. */
export function ledgerOf(
  region: string,
  tiers: { sole?: number; joint?: number; work?: number; none?: number },
  more: Partial<UnitFact> = {},
): { units: UnitFact[]; organizations: OrganizationFact[] } {
  const units: UnitFact[] = [];
  const organizations: OrganizationFact[] = [];
  const add = (fact: Partial<UnitFact>): void => {
    units.push(unitFact(region, units.length + 1, { ...more, ...fact }));
  };
  for (let at = 0; at < (tiers.sole ?? 0); at += 1) {
    const code = `${region}-S${at + 1}`;
    organizations.push(organizationFact(region, code));
    add({ partyOrg: code });
  }
  if (tiers.joint) organizations.push(organizationFact(region, `${region}-J`, { form: 'JOINT_BRANCH', setup: 'JOINT' }));
  for (let at = 0; at < (tiers.joint ?? 0); at += 1) add({ partyOrg: `${region}-J` });
  for (let at = 0; at < (tiers.work ?? 0); at += 1) add({ liaisons: 1 });
  for (let at = 0; at < (tiers.none ?? 0); at += 1) add({});
  return { units, organizations };
}
