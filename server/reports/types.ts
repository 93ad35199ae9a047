/**
 * What the reports answer: rows with domain words, no database words. `createReports(store)` (reports/index.ts) is the only door upward:
 *
 *   const reports = createReports(readers);          // once a process
 *   const view = await reports.open(sight);          // once a request: every answer of `view` is of one data version
 *   try { await view.observations(…) } finally { await view.close(); }
 */
import type { Spent } from '../db/lent.ts';

export type { Spent };
import type {
  AttainmentAnswer,
  AttainmentQuestion,
  BoundsAnswer,
  ChangeAnswer,
  ChangeQuestion,
  GapAnswer,
  GapQuestion,
  OrganizationRow,
  OrganizationsAsk,
  TermsAnswer,
  TermsAsk,
} from './analysisTypes.ts';
import type { BulkView } from './bulkTypes.ts';
import type { Basis } from '../domain/bases.ts';
import type { Brief, BriefAsk, Bulletin, BulletinAsk } from './briefTypes.ts';
import type { ChangeMissing } from '../domain/changeMissing.ts';
import type { RankMove } from '../domain/analysis/ranking.ts';
import type { Band } from '../domain/bands.ts';
import type { Figure, Source } from '../domain/figures.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { Dimension } from '../domain/measures.ts';
import type { Sight } from '../domain/sight.ts';
import type { Subject } from '../domain/organizations.ts';
import type { Quarter } from '../domain/period.ts';
import type { Rate } from '../domain/rate.ts';
import type { ObservationOrigin } from '../domain/summaries.ts';
import type { RegionEvent } from '../domain/regionHistory.ts';
import type { Region, RegionKind, RegionLevel } from '../domain/region.ts';
import type { RuleFinding } from '../domain/rules/lint.ts';
import type { DatedTarget, Target } from '../domain/targets.ts';
import type { Words } from '../domain/words.ts';
import type { RegionBasis } from './orders.ts';
import type { PublishedRateRow, PublishedSeriesRow } from './figureTypes.ts';
import type { RuleDocumentRow, RuleSetRow } from './ruleTypes.ts';
import type { SubmissionView } from './differenceTypes.ts';
import type { SubmissionReport, SubmissionsAsk } from './submissionTypes.ts';
import type { CalendarView } from './calendarTypes.ts';
import type { SummaryReturnRow, SummaryReturnsAsk } from './summaryTypes.ts';
import type { FindingRow, FindingsAsk } from './findingTypes.ts';
import type { UnitFilter, UnitRow, UnitsAsk } from './unitTypes.ts';

/** Exactly one of `codes`, `childrenOf`, `under`. `level` and `kind` narrow; `under` needs `level`. */
export interface RegionSelection {
  readonly codes?: readonly string[];
  readonly childrenOf?: string;
  readonly under?: string;
  readonly level?: RegionLevel;
  readonly kind?: RegionKind;
}

/** Exactly one form: `only`, `from` (with optional `to`), or `last` n quarters. */
export interface PeriodSelection {
  readonly only?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly last?: number;
}

/** Of a question about sums or rows: only submissions that were accepted count. Receipts tell how many of those that came in were. */
export interface Accepting {
  readonly acceptedOnly?: boolean | undefined;
}

export interface ObservationAsk {
  readonly indicators: readonly IndicatorId[];
  readonly regions: RegionSelection;
  readonly periods: PeriodSelection;
  readonly basis?: Basis | undefined;
  readonly where?: UnitFilter | undefined;
  readonly by?: readonly Dimension[] | undefined;
  /** AS_WAS (default): every period in the divisions of its time. AS_NOW: earlier periods in the divisions of now, through the crosswalk. */
  readonly regionBasis?: RegionBasis | undefined;
  /** True: where no ledger of a region came, what it reported itself is given in its place, and marked. Analyses stand on ledgers alone. */
  readonly summaries?: boolean | undefined;
  /** False leaves out 环比 and 同比, which a trend does not need. */
  readonly compare?: boolean | undefined;
}

/** Reporting regions under the aggregate: how many were expected, and what came of them. */
export interface Receipt {
  readonly expected: number;
  readonly received: number;
  readonly onTime: number;
  readonly accepted: number;
  readonly carriedForward: number;
}

export interface DimensionValue {
  readonly dimension: Dimension;
  /** Null: the ledger does not say. */
  readonly value: string | null;
  readonly label: Words;
}

/** Earlier value over the same reporting regions, and the change since in points (percent shapes) or units of the value. */
export interface Comparison {
  readonly rate: Rate;
  readonly change: number | null;
  /** Reporting regions that both sides stand on. */
  readonly sameRegions: number;
}

export interface ObservationRow {
  readonly region: string;
  readonly period: string;
  readonly asOf: string;
  readonly indicator: IndicatorId;
  readonly basis: Basis | null;
  readonly dimensions: readonly DimensionValue[];
  /** What this group holds of all groups of the region, period and indicator, in percent; null where nothing is split. */
  readonly share: number | null;
  readonly rate: Rate;
  readonly previous: Comparison | null;
  readonly yearAgo: Comparison | null;
  /** Why a value that is there has no change on the quarter, on the year; null where it has one, or none was asked for. */
  readonly previousMissing: ChangeMissing | null;
  readonly yearAgoMissing: ChangeMissing | null;
  readonly target: number | null;
  /** Units missing to reach the target, or the bound of 达标 where there is no target; null where neither applies. */
  readonly gap: number | null;
  readonly band: Band | null;
  /** A summary of its own stands only where no ledger came; it is in no receipt, and in no sum above. */
  readonly origin: ObservationOrigin;
  readonly receipt: Receipt;
  /** Merges, splits and moves between the quarter before and this one that changed the region's ground: no line is drawn across them. */
  readonly breaks: readonly RegionEvent[];
  /** Rule sets that the rows below were classified by. */
  readonly ruleSets: readonly string[];
}

/** What an observation is without what stands around it: comparison, target, band, receipt, breaks and rule sets. */
export type RateRow = Pick<ObservationRow, 'region' | 'period' | 'asOf' | 'indicator' | 'basis' | 'rate' | 'origin'>;

/** Row-major region × period × indicator. */
export interface ObservationTable {
  readonly regions: readonly string[];
  readonly periods: readonly string[];
  readonly indicators: readonly IndicatorId[];
  readonly numerators: readonly (number | null)[];
  readonly denominators: readonly (number | null)[];
  readonly missing: readonly Rate['missing'][];
  /** Places of cells that stand on a summary return. */
  readonly summaries: readonly number[];
}

/** Exactly one of `parent` (its children, or all of `level` below it) and `regions` (set beside each other whatever their level). */
export interface RankingAsk {
  readonly indicator: IndicatorId;
  readonly parent?: string | undefined;
  readonly level?: RegionLevel | undefined;
  readonly regions?: RegionSelection | undefined;
  readonly period?: string | undefined;
  readonly basis?: Basis | undefined;
  readonly where?: UnitFilter | undefined;
  /** The earlier period that ranks are held against; without it no row has a move. */
  readonly against?: string | undefined;
}

/** Worst first; ties share a rank (1, 1, 3); regions without a value come last, rank null. `of` is how many are ranked. */
export interface RankRow {
  readonly rank: number | null;
  readonly of: number;
  readonly observation: ObservationRow;
  /** Wilson 95 % interval in percent; null for shapes that are no share. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** What one unit more or less changes, in points. */
  readonly pointsPerUnit: number | null;
  readonly move: RankMove | null;
}

/** One page of a keyset list. Cursors are opaque and stay valid under inserts. `Count` is null where nobody asked how many there are: in the lists named `…Rows`. */
export interface Page<Row, Count extends number | null = number> {
  readonly rows: readonly { readonly cursor: string; readonly node: Row }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: Count;
}

export interface DatasetRow {
  /** Opaque, changes with every publication. */
  readonly version: string;
  readonly asOf: string | null;
  /** Ascending. */
  readonly periods: readonly Quarter[];
  readonly latestPeriod: Quarter | null;
  readonly demo: boolean;
  /** Null: too few to be told of. */
  readonly units: number | null;
  readonly organizations: number | null;
  readonly submissions: number;
  readonly figures: number;
  readonly lastImportAt: string | null;
  /** Provinces from which at least one ledger came. */
  readonly ledgerRegions: readonly string[];
}

export type { FindingRow, FindingsAsk } from './findingTypes.ts';
export type { PublishedRateRow, PublishedSeriesRow } from './figureTypes.ts';

export interface RegionsAsk {
  readonly parent?: string | undefined;
  readonly level?: RegionLevel | undefined;
  readonly kind?: RegionKind | undefined;
  readonly search?: string | undefined;
  readonly asOf?: string | undefined;
}

/** A region with what the product knows of it. */
export interface RegionRow extends Region {
  readonly shortName: string;
  /** A shape exists in a map pack. */
  readonly hasBoundary: boolean;
  /** At least one submission at or below it was published. */
  readonly hasLedger: boolean;
  /** The day it was asked of: its parent, children and ancestors are those of that day. Absent: of now. */
  readonly asOf?: string;
}

/** All questions, answered over one data version. Lists in, stated order out. */
export interface View extends BulkView, SubmissionView, CalendarView {
  readonly dataVersion: string;
  /** What was asked of the database so far. */
  readonly spent: Spent;
  close(): Promise<void>;
  dataset(): Promise<DatasetRow>;
  regions(ask: RegionsAsk): Promise<readonly RegionRow[]>;
  /** In the order asked; undefined where the code is unknown at that date. */
  regionsByCode(codes: readonly string[], asOf?: string): Promise<readonly (RegionRow | undefined)[]>;
  /** Children of each code, in table order; as of now, or of a day. */
  childrenOf(codes: readonly string[], asOf?: string): Promise<readonly (readonly RegionRow[])[]>;
  /** Ancestors of each code, nation first, itself excluded; as of now, or of a day. */
  ancestorsOf(codes: readonly string[], asOf?: string): Promise<readonly (readonly RegionRow[])[]>;
  /** Events of a region and all below it, earliest first; without a region all. */
  regionEvents(region?: string): Promise<readonly RegionEvent[]>;
  /** Rule sets in force, most local first; of the nation without a region, at the end of the latest quarter without a date. */
  targets(indicator: IndicatorId): Promise<readonly Target[]>;
  /** All dated targets with who set them, by region, indicator and day. */
  datedTargets(ask: { readonly indicator?: IndicatorId; readonly region?: string }): Promise<readonly DatedTarget[]>;
  ruleDocuments(): Promise<readonly RuleDocumentRow[]>;
  rulesInForce(region?: string, date?: string): Promise<readonly RuleSetRow[]>;
  ruleFindings(): Promise<readonly RuleFinding[]>;
  observations(ask: ObservationAsk & Accepting): Promise<readonly ObservationRow[]>;
  /** The same rows without what stands around a rate; not of a split. */
  rates(ask: Omit<ObservationAsk, 'by'> & Accepting): Promise<readonly RateRow[]>;
  observationTable(ask: ObservationAsk & Accepting): Promise<ObservationTable>;
  ranking(ask: RankingAsk & Accepting): Promise<readonly RankRow[]>;
  units(ask: UnitsAsk & Accepting): Promise<Page<UnitRow>>;
  unitRows(ask: UnitsAsk & Accepting): Promise<Page<UnitRow, null>>;
  organizations(ask: OrganizationsAsk & Accepting): Promise<Page<OrganizationRow>>;
  organizationRows(ask: OrganizationsAsk & Accepting): Promise<Page<OrganizationRow, null>>;
  submissions(ask: SubmissionsAsk): Promise<Page<SubmissionReport>>;
  /** In the order asked; undefined where it is not there, or not seen. */
  submissionsNamed(ids: readonly string[]): Promise<readonly (SubmissionReport | undefined)[]>;
  summaryReturns(ask: SummaryReturnsAsk): Promise<Page<SummaryReturnRow>>;
  terms(ask: TermsAsk & Accepting): Promise<TermsAnswer>;
  change(ask: ChangeQuestion & Accepting): Promise<ChangeAnswer>;
  gap(ask: GapQuestion & Accepting): Promise<GapAnswer>;
  attainment(ask: AttainmentQuestion & Accepting): Promise<AttainmentAnswer>;
  bounds(ask: GapQuestion & Accepting): Promise<BoundsAnswer>;
  figures(ask: { readonly region?: string; readonly subject?: Subject; readonly quantity?: string }): Promise<readonly Figure[]>;
  sources(ids: readonly string[]): Promise<readonly (Source | undefined)[]>;
  findings(ask: FindingsAsk): Promise<Page<FindingRow>>;
  publishedRates(ask: {
    readonly parent: string;
    readonly subject: Subject;
    readonly numerator: string;
    readonly denominator: string;
  }): Promise<readonly PublishedRateRow[]>;
  publishedSeries(ask: { readonly region: string; readonly subject: Subject }): Promise<readonly PublishedSeriesRow[]>;
  /** A view said in words. */
  brief(ask: BriefAsk & Accepting): Promise<Brief>;
  /** 季度通报 of a region. */
  bulletin(ask: BulletinAsk & Accepting): Promise<Bulletin>;
}

/** Which state of the data is read; a text alone is a version. Both: what that version knew of the moment. */
export interface PlaceAsk {
  /** A data version, `v12`; the newest otherwise. */
  readonly version?: string | undefined;
  /** ISO date-time in UTC: as it was known then. */
  readonly knownOn?: string | undefined;
}

export interface Reports {
  /** What `sight` lets see of the newest data version, or of what is asked for; `long`: it stays open, and nobody waits for it. @throws DomainError when that cannot be read any more */
  open(sight: Sight, at?: string | PlaceAsk, long?: boolean): Promise<View>;
  /** The newest data version, `v12`: what an answer that is kept must be of. */
  newest(): Promise<string>;
}
