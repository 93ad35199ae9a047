/** What the demo remembers of a unit and of an organization from quarter to quarter. */
import type { Setup, Subject } from '../../server/domain/organizations.ts';
import type { Industry, Management, UnitKind, UnitStatus } from '../../server/domain/units.ts';

/** Heads of a unit in one quarter. */
export interface Heads {
  readonly staff: number;
  readonly womenStaff: number;
  readonly fullMembers: number;
  readonly probationaryMembers: number;
  readonly leagueMembers: number;
}

export interface DemoUnit {
  readonly seed: number;
  readonly creditCode: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly industry: Industry;
  readonly registeredOn: string;
  readonly openedOn: string;
  /** Changes when the unit moves to another county. */
  township: string;
  park: string | null;
  readonly management: Management;
  readonly size: number;
  readonly growth: number;
  readonly memberShare: number;
  status: UnitStatus;
  heads: Heads;
  readonly covered: Record<Subject, DemoOrganization | null>;
  /** Through whom the Party works in it, beside or instead of an organization. */
  guided: 'INSTRUCTOR' | 'LIAISON' | null;
}

export interface DemoOrganization {
  readonly seed: number;
  readonly code: string;
  readonly name: string;
  readonly subject: Subject;
  readonly setup: Setup;
  readonly region: string;
  readonly foundedOn: string;
  termStartedOn: string;
  readonly termYears: number;
  /** Most units it may cover; 1 for one of a single unit. */
  limit: number;
  readonly units: Set<DemoUnit>;
}
