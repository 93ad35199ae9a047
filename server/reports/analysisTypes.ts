/** Questions and answers of the analyses. A refusal is an answer: it says why. */
import type { Attainment, AttainmentRefusal } from '../domain/analysis/attainment.ts';
import type { Bounds, BoundsRefusal } from '../domain/analysis/bounds.ts';
import type { Change, ChangeRefusal, PartSplit } from '../domain/analysis/change.ts';
import type { Gap, GapRefusal } from '../domain/analysis/gap.ts';
import type { Refused, WithheldRefusal } from '../domain/analysis/refusal.ts';
import type { Basis } from '../domain/bases.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { Form, SecretarySource, Setup, ShellFlag, Subject } from '../domain/organizations.ts';
import type { Quarter } from '../domain/period.ts';
import type { MissingReason, Rate } from '../domain/rate.ts';
import type { RaisedFlag } from '../domain/shellWords.ts';
import type { TermCalendar } from '../domain/terms.ts';
import type { Words } from '../domain/words.ts';
import type { OrganizationOrder } from './orders.ts';

export interface ChangeQuestion {
  readonly indicator: IndicatorId;
  readonly region: string;
  readonly from: string;
  readonly to: string;
  readonly basis?: Basis | undefined;
}

/** How many reporting regions both periods hold: the change is over these. */
export interface ChangeReport {
  readonly change: Change;
  readonly sameRegions: number;
  readonly explanation: Words;
  /** Null where the region has none, or parts overlap. Keys are region codes, or values of the dimension. */
  readonly byChildren: PartSplit | null;
  readonly bySector: PartSplit | null;
  readonly byScale: PartSplit | null;
  readonly leftOut: readonly { readonly key: string; readonly missing: MissingReason }[];
}
export type ChangeAnswer = ChangeReport | Refused<ChangeRefusal | WithheldRefusal>;

/** `target` in percent; without one the region's dated target, else the bound of 达标. */
export interface GapQuestion {
  readonly indicator: IndicatorId;
  readonly region: string;
  readonly period?: string | undefined;
  readonly basis?: Basis | undefined;
  readonly target?: number | undefined;
}

export interface GapReport {
  readonly gap: Gap;
  readonly rate: Rate;
  readonly period: Quarter;
  readonly basis: Basis | null;
  readonly subject: Subject;
  /** Units that should have an organization of the subject and have none: the 应建未建清单 is `units(where: {region, eligibleWithout})`. Null where its rows may not be seen. */
  readonly candidates: number | null;
  /** The rate if each of them founded one, and the units still missing then; null where the indicator is no coverage, or they are not known. */
  readonly afterFounding: { readonly rate: Rate; readonly missing: number } | null;
}
export type GapAnswer = GapReport | Refused<GapRefusal | WithheldRefusal>;

export interface AttainmentQuestion {
  readonly indicator: IndicatorId;
  readonly region: string;
  readonly basis?: Basis | undefined;
}

export interface AttainmentReport {
  readonly attainment: Attainment;
  readonly history: readonly { readonly period: Quarter; readonly rate: Rate }[];
  /** Reporting regions that every quarter of the history holds, of all that were expected in the last. */
  readonly sameRegions: number;
  readonly expected: number;
}
export type AttainmentAnswer = AttainmentReport | Refused<AttainmentRefusal | WithheldRefusal>;

export type BoundsAnswer = Bounds | Refused<BoundsRefusal | WithheldRefusal>;

export interface OrganizationFilter {
  readonly region?: string;
  readonly subject?: readonly Subject[];
  readonly form?: readonly Form[];
  readonly setup?: readonly Setup[];
  readonly secretarySource?: readonly SecretarySource[];
  /** Only those with at least one flag. */
  readonly shell?: boolean;
  /** Only those with every one of these flags. */
  readonly flags?: readonly ShellFlag[];
  readonly search?: string;
  /** Covers a unit of this park. */
  readonly park?: string;
  /** Any activity recorded in the quarter; an organization without a record is neither. */
  readonly active?: boolean;
  readonly termOverdue?: boolean;
  readonly standardMet?: boolean;
  readonly foundedNow?: boolean;
  readonly minFullMembers?: number;
  readonly maxFullMembers?: number;
  readonly minUnits?: number;
  readonly maxUnits?: number;
  readonly minStandardItems?: number;
  readonly maxStandardItems?: number;
  /** In yuan. */
  readonly minFunds?: number;
  readonly maxFunds?: number;
  /** Days, both inside. */
  readonly foundedFrom?: string;
  readonly foundedTo?: string;
  readonly termStartedFrom?: string;
  readonly termStartedTo?: string;
}

export interface OrganizationsAsk {
  readonly where: OrganizationFilter;
  readonly period?: string | undefined;
  readonly orderBy?: OrganizationOrder | undefined;
  readonly first: number;
  readonly after?: string | undefined;
}

/** One organization in one quarter; counts are null where the ledger does not say. */
export interface OrganizationRow {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly subject: Subject;
  readonly form: Form;
  readonly setup: Setup;
  readonly foundedOn: string;
  readonly termStartedOn: string | null;
  /** Last day of the present term; null when it is not known. */
  readonly termEndsOn: string | null;
  readonly secretarySource: SecretarySource | null;
  readonly unitsCovered: number;
  readonly fullMembers: number;
  readonly meetingsDue: number;
  readonly meetingsHeld: number;
  readonly themeDayMonths: number | null;
  readonly standardItems: number | null;
  readonly funds: number | null;
  /** Any activity recorded; null where nothing is recorded. */
  readonly active: boolean | null;
  readonly termOverdue: boolean;
  /** Null where no checklist is named or the ledger is silent. */
  readonly standardMet: boolean | null;
  /** Why it may exist on paper only; a list to check, never a verdict. */
  readonly flags: readonly RaisedFlag[];
  readonly period: Quarter;
}

export interface TermsAsk {
  readonly region: string;
  readonly subject: Subject;
  /** The latest quarter otherwise. */
  readonly period?: string | undefined;
}

export interface TermsAnswer extends TermCalendar {
  readonly region: string;
  readonly subject: Subject;
  readonly period: Quarter;
  readonly asOf: string;
}
