/** The tables as kysely sees them. Names are those of domain.md; dates are ISO text; flags are 0 or 1. Rollups are not here: see rollup.ts. */
import type { Insertable, Selectable } from 'kysely';
import type { AnsweredKeyTable, SubmissionTotalTable } from './keptTables.ts';
import type { PeerTable, ReaderCountTable, SignInBegunTable, UploadWayTable } from './peerTables.ts';
import type { UnitClass } from '../domain/classify.ts';
import type { OrganizationClass } from '../domain/shells.ts';
import type { Form, SecretarySource, Setup, Subject } from '../domain/organizations.ts';
import type { RegionKind, RegionLevel } from '../domain/region.ts';
import type { GapReason, Industry, Management, UnitKind, UnitStatus } from '../domain/units.ts';
import type {
  DueDateTable,
  HeaderMappingTable,
  SettingTable,
  SheetChoiceTable,
  SubmissionStepTable,
  SubmissionTable,
  SummaryReturnTable,
  SummaryValueTable,
  UploadTable,
} from './submissionTables.ts';
import type { PastTargetTable, TargetTable } from './targetTables.ts';

export interface RegionTable {
  code: string;
  valid_from: string;
  valid_to: string | null;
  name: string;
  name_en: string | null;
  level: RegionLevel;
  kind: RegionKind;
  parent: string | null;
  /** Order of the division table. */
  position: number;
}

/** Every administrative region with itself and each of its ancestors, for the span in which that holds; `valid_to` is never null here. */
export interface RegionClosureTable {
  ancestor: string;
  descendant: string;
  valid_from: string;
  valid_to: string;
}

/** Merges, splits, renames and moves; `from_codes` and `to_codes` are JSON lists. */
export interface RegionEventTable {
  happened_on: string;
  kind: string;
  from_codes: string;
  to_codes: string;
  note: string | null;
  position: number;
}

export interface RegionAliasTable {
  old_code: string;
  new_code: string;
}

export type { SubmissionState } from '../domain/submissions.ts';

/** How the organizations that cover a unit were set up, and their form; null where none covers it. */
export interface CovererColumns {
  party_setup: Setup | null;
  union_setup: Setup | null;
  league_setup: Setup | null;
  women_setup: Setup | null;
  party_form: Form | null;
  union_form: Form | null;
  league_form: Form | null;
  women_form: Form | null;
}

export interface UnitQuarterTable extends UnitClass, CovererColumns {
  submission: number;
  credit_code: string;
  name: string;
  region: string;
  park: string | null;
  kind: UnitKind;
  industry: Industry | null;
  registered_on: string | null;
  opened_on: string | null;
  status: UnitStatus;
  has_premises: number | null;
  staff: number;
  women_staff: number | null;
  revenue_wan: number | null;
  full_members: number;
  probationary_members: number | null;
  applicants: number | null;
  activists: number | null;
  admitted: number | null;
  league_members: number | null;
  union_members: number | null;
  women_union_members: number | null;
  base_listed: number | null;
  management: Management | null;
  instructors: number | null;
  liaisons: number | null;
  instructor_visits: number | null;
  party_org: string | null;
  union_org: string | null;
  league_org: string | null;
  women_org: string | null;
  reason: GapReason | null;
}

export interface OrganizationQuarterTable extends OrganizationClass {
  submission: number;
  code: string;
  name: string;
  region: string;
  subject: Subject;
  form: Form;
  setup: Setup;
  founded_on: string;
  term_started_on: string | null;
  term_years: number | null;
  secretary_source: SecretarySource | null;
  groups: number | null;
  congress_meetings: number | null;
  committee_meetings: number | null;
  group_meetings: number | null;
  lectures: number | null;
  theme_day_months: number | null;
  trainings: number | null;
  trained: number | null;
  issues_found: number | null;
  issues_resolved: number | null;
  suggestions: number | null;
  adopted: number | null;
  funds: number | null;
  workers_congress: number | null;
  collective_contract: number | null;
  shuangliang: number | null;
  member_review: number | null;
  standard_items: number | null;
}

/** Rule sets by id; `document` is JSON of RuleSetDocument. */
export interface RuleSetTable {
  id: string;
  document: string;
  shipped: number;
}

/** Rule sets in force for a region from a day on. */
export interface RuleAssignmentTable {
  region: string;
  valid_from: string;
  valid_to: string | null;
  assigned_by: string;
  rule_set: string;
}

/** Reporting regions that owe a ledger for a period. */
export interface ExpectationTable {
  region: string;
  period: string;
  as_of: string;
}

/** One row a published change; the greatest version is the data version. */
export interface PublicationTable {
  version: number;
  published_at: string;
  reason: string;
  /** 1 when rows of earlier versions were changed in place, so that those cannot be read as they were. */
  restates: number;
}

export interface SourceTable {
  id: string;
  title: string;
  publisher: string | null;
  published_on: string | null;
  region: string | null;
  kind: string | null;
  reference: string | null;
}

export interface FigureTable {
  id: string;
  source: string;
  region: string;
  place: string;
  as_of: string | null;
  as_of_precision: string;
  subject: string | null;
  quantity: string;
  label: string;
  printed: string;
  value: number | null;
  low: number | null;
  high: number | null;
  unit: string;
  qualifier: string;
  basis: string | null;
  position: number;
}

export interface RelationTable {
  id: string;
  kind: string;
  role: string;
  figure: string;
  position: number;
}

/** Verdicts, made when figures are loaded. `figures` is a JSON list of figure ids. */
export interface FindingTable {
  id: string;
  relation: string | null;
  kind: string;
  verdict: string;
  severity: string;
  /** Serious first: what the list is ordered by. */
  position: number;
  region: string | null;
  period: string | null;
  printed: number | null;
  computed: number | null;
  difference: number | null;
  decimals: number;
  unit: string | null;
  title: string;
  explanation: string;
  explanation_en: string;
  figures: string;
  /** Origin of the submission that it is about; null for one of published figures. */
  submission: number | null;
}

export interface Schema {
  region: RegionTable;
  region_closure: RegionClosureTable;
  region_alias: RegionAliasTable;
  region_event: RegionEventTable;
  submission: SubmissionTable;
  submission_step: SubmissionStepTable;
  submission_total: SubmissionTotalTable;
  upload: UploadTable;
  header_mapping: HeaderMappingTable;
  sheet_choice: SheetChoiceTable;
  due_date: DueDateTable;
  setting: SettingTable;
  summary_return: SummaryReturnTable;
  summary_value: SummaryValueTable;
  answered_key: AnsweredKeyTable;
  peer: PeerTable;
  upload_way: UploadWayTable;
  reader_count: ReaderCountTable;
  sign_in_begun: SignInBegunTable;
  unit_quarter: UnitQuarterTable;
  organization_quarter: OrganizationQuarterTable;
  expectation: ExpectationTable;
  publication: PublicationTable;
  target: TargetTable;
  target_past: PastTargetTable;
  rule_set: RuleSetTable;
  rule_assignment: RuleAssignmentTable;
  source: SourceTable;
  figure: FigureTable;
  relation: RelationTable;
  finding: FindingTable;
}

export type UnitRowStored = Selectable<UnitQuarterTable>;
export type OrganizationRowStored = Selectable<OrganizationQuarterTable>;
export type SubmissionRow = Selectable<SubmissionTable>;
export type NewSubmission = Insertable<SubmissionTable>;
