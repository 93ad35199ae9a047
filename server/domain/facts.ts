/** What one row of a ledger says, after reading: pure values, null where the ledger says nothing (never 0). */
import type { GapReason, Industry, Management, UnitKind, UnitStatus } from './units.ts';
import type { Form, SecretarySource, Setup, Subject } from './organizations.ts';

/** One unit in one quarter, as submitted. Counts are persons; `revenueWan` is 万元 a year; dates are `YYYY-MM-DD`. */
export interface UnitFact {
  readonly creditCode: string;
  readonly name: string;
  readonly region: string;
  readonly park: string | null;
  readonly kind: UnitKind;
  readonly industry: Industry | null;
  readonly registeredOn: string | null;
  readonly openedOn: string | null;
  readonly status: UnitStatus;
  readonly hasPremises: boolean | null;
  readonly staff: number;
  readonly womenStaff: number | null;
  readonly revenueWan: number | null;
  readonly fullMembers: number;
  readonly probationaryMembers: number | null;
  readonly applicants: number | null;
  readonly activists: number | null;
  readonly admitted: number | null;
  readonly leagueMembers: number | null;
  readonly unionMembers: number | null;
  readonly womenUnionMembers: number | null;
  readonly baseListed: boolean | null;
  readonly management: Management | null;
  readonly instructors: number | null;
  readonly liaisons: number | null;
  readonly instructorVisits: number | null;
  readonly partyOrg: string | null;
  readonly unionOrg: string | null;
  readonly leagueOrg: string | null;
  readonly womenOrg: string | null;
  readonly reason: GapReason | null;
}

/** One organization in one quarter, as submitted. Meetings are counts in the quarter; `funds` is yuan in the quarter. */
export interface OrganizationFact {
  readonly code: string;
  readonly name: string;
  readonly subject: Subject;
  readonly form: Form;
  readonly setup: Setup;
  readonly region: string;
  readonly foundedOn: string;
  readonly termStartedOn: string | null;
  readonly termYears: number | null;
  readonly secretarySource: SecretarySource | null;
  readonly groups: number | null;
  readonly congressMeetings: number | null;
  readonly committeeMeetings: number | null;
  readonly groupMeetings: number | null;
  readonly lectures: number | null;
  readonly themeDayMonths: number | null;
  readonly trainings: number | null;
  readonly trained: number | null;
  readonly issuesFound: number | null;
  readonly issuesResolved: number | null;
  readonly suggestions: number | null;
  readonly adopted: number | null;
  readonly funds: number | null;
  readonly workersCongress: number | null;
  readonly collectiveContract: boolean | null;
  readonly shuangliang: boolean | null;
  readonly memberReview: boolean | null;
  readonly standardItems: number | null;
}
