/** The list of units: what is asked and what one row says. */
import type { Basis } from '../domain/bases.ts';
import type { Form, Setup, Subject, Tier } from '../domain/organizations.ts';
import type { Quarter } from '../domain/period.ts';
import type { UnitOrder } from './orders.ts';
import type { GapReason, Industry, Management, Scale, UnitKind, UnitSector, UnitStatus } from '../domain/units.ts';

export interface UnitFilter {
  readonly region?: string;
  readonly park?: string;
  readonly kind?: readonly UnitKind[];
  readonly sector?: readonly UnitSector[];
  readonly industry?: readonly Industry[];
  readonly scale?: readonly Scale[];
  readonly status?: readonly UnitStatus[];
  readonly management?: readonly Management[];
  readonly basis?: Basis;
  readonly subject?: Subject;
  readonly tier?: readonly Tier[];
  /** Of the organization of `subject` that covers the unit. */
  readonly setup?: readonly Setup[];
  readonly form?: readonly Form[];
  readonly eligibleWithout?: Subject;
  readonly minStaff?: number;
  readonly reason?: readonly GapReason[];
  readonly search?: string;
  readonly maxStaff?: number;
  readonly minFullMembers?: number;
  readonly maxFullMembers?: number;
  readonly minLeagueMembers?: number;
  readonly maxLeagueMembers?: number;
  readonly minUnionMembers?: number;
  readonly maxUnionMembers?: number;
  /** In ten thousand yuan. */
  readonly minRevenueWan?: number;
  readonly maxRevenueWan?: number;
  /** Days, both inside. */
  readonly registeredFrom?: string;
  readonly registeredTo?: string;
  readonly openedFrom?: string;
  readonly openedTo?: string;
  /** Should have an organization of this subject, whether it has or not. */
  readonly eligibleFor?: Subject;
  readonly coveredBy?: Subject;
  readonly notCoveredBy?: Subject;
  readonly memberless?: boolean;
  readonly hasInstructor?: boolean;
  /** Null in the ledger is neither. */
  readonly hasPremises?: boolean;
  readonly baseListed?: boolean;
}

export interface UnitsAsk {
  readonly where: UnitFilter;
  readonly period?: string | undefined;
  readonly orderBy?: UnitOrder | undefined;
  readonly first: number;
  readonly after?: string | undefined;
}

export interface UnitRow {
  readonly creditCode: string;
  readonly name: string;
  readonly region: string;
  readonly park: string | null;
  readonly kind: UnitKind;
  readonly sector: UnitSector;
  readonly industry: Industry | null;
  readonly scale: Scale;
  readonly status: UnitStatus;
  readonly management: Management | null;
  readonly staff: number;
  readonly fullMembers: number;
  readonly probationaryMembers: number | null;
  readonly leagueMembers: number | null;
  readonly unionMembers: number | null;
  readonly partyTier: Tier;
  readonly unionTier: Tier;
  readonly leagueTier: Tier;
  readonly womenTier: Tier;
  /** Bases the unit is in; ELIGIBLE here is that of PARTY. */
  readonly bases: readonly Basis[];
  readonly reason: GapReason | null;
  readonly registeredOn: string | null;
  readonly openedOn: string | null;
  readonly womenStaff: number | null;
  /** In ten thousand yuan. */
  readonly revenueWan: number | null;
  readonly hasPremises: boolean | null;
  readonly applicants: number | null;
  readonly activists: number | null;
  readonly instructors: number | null;
  readonly instructorVisits: number | null;
  readonly period: Quarter;
}
