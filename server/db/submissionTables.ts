/** The tables of submissions, of what happens to them and beside them, as kysely sees them. Moments are ISO date-times in UTC. */
import type { Generated } from 'kysely';
import type { SubmissionAct, SubmissionState } from '../domain/submissions.ts';

export interface SubmissionTable {
  id: Generated<number>;
  region: string;
  /** County (or prefecture without counties) whose ledger this is part of; equals `region` unless a township reports. */
  ledger_region: string;
  prefecture: string;
  province: string;
  period: string;
  /** Last day of the period. */
  as_of: string;
  version: number;
  state: SubmissionState;
  /** 1 while readers count its rows: published, not superseded, not returned. */
  is_current: number;
  on_time: number;
  carried_forward: number;
  /** 1 when a unit names an organization that is no row of the same submission. */
  foreign_refs: number;
  /** 1 when an earlier ledger of the region stands, so that what ended since is known. */
  has_earlier: number;
  demo: number;
  file_name: string;
  file_sha256: string;
  content_sha256: string;
  received_at: string;
  published_at: string | null;
  superseded_at: string | null;
  /** Data versions that published and that replaced it. */
  published_in: number | null;
  superseded_in: number | null;
  accepted_at: string | null;
  units: number;
  organizations: number;
  errors: number;
  warnings: number;
  units_added: number;
  units_removed: number;
  units_changed: number;
  organizations_founded: number;
  party_dissolved: number;
  union_dissolved: number;
  league_dissolved: number;
  women_dissolved: number;
  rule_set: string;
  /** 1 for what was received; one more each time its rows were judged anew, which makes a row of its own. */
  revision: Generated<number>;
  /** Id of the first revision; null in that one. */
  origin: number | null;
  /** 1 while it is received and not applied: nobody counts it, and it is kept. */
  held: Generated<number>;
  /** When it was known: the publication of a real one, the receipt of an invented one. */
  known_at: string | null;
  /** 变更说明. */
  note: string | null;
  /** Id and name of who sent it. */
  actor: string | null;
  actor_name: string | null;
  /** Id of the submission that its differences were taken against. */
  base: number | null;
}

/** The states that one version went through, from position 1. All revisions of a version share them. */
export interface SubmissionStepTable {
  region: string;
  period: string;
  version: number;
  position: number;
  act: SubmissionAct | null;
  state: SubmissionState | null;
  at: string;
  /** Id and name of who did it, as the audit log has them. */
  actor: string;
  actor_name: string;
  /** From which data version on readers know of it; null while the submission is received only. */
  data_version: number | null;
  reason: string | null;
}

/** A file that somebody sent, from its first byte to what came of it. */
export interface UploadTable {
  id: string;
  region: string;
  period: string;
  kind: string;
  state: string;
  /** Persons masked. */
  file_name: string;
  created_at: string;
  actor: string;
  actor_name: string;
  finished_at: string | null;
  file_sha256: string | null;
  /** JSON of how the file is laid out where its headers or sheets were not all understood; null otherwise. */
  layout: string | null;
  /** What its sender reads; null while it is under way. */
  message: string | null;
  bytes: number;
  errors: number;
  warnings: number;
  more_errors: number;
  more_warnings: number;
  /** Sound rows. */
  units: number;
  organizations: number;
  /** JSON list of Problem, values shortened and masked. */
  problems: string;
  /** Origin of what it was received as. */
  submission: number | null;
}

/** Headers that a region uses for a column of its own; an empty key: the column is left out on purpose. `sheet`: UNITS or ORGANIZATIONS. */
export interface HeaderMappingTable {
  region: string;
  sheet: string;
  label: string;
  column_key: string;
  set_by: string;
  set_at: string;
}

/** The name that a region gives to a sheet. */
export interface SheetChoiceTable {
  region: string;
  sheet: string;
  name: string;
  set_by: string;
  set_at: string;
}

/** Last day on which a ledger of a region, and of all below it, is on time; the nearest region above that has one holds. */
export interface DueDateTable {
  region: string;
  period: string;
  due_on: string;
  set_by: string;
  set_at: string;
}

export interface SettingTable {
  name: string;
  value: string;
  set_by: string;
  set_at: string;
}

/** What a region says its totals are, beside or in place of a ledger. */
export interface SummaryReturnTable {
  region: string;
  period: string;
  version: number;
  is_current: number;
  received_at: string;
  actor: string;
  actor_name: string;
  file_name: string | null;
  file_sha256: string | null;
  note: string | null;
  superseded_at: string | null;
  published_in: number | null;
  superseded_in: number | null;
}

export interface SummaryValueTable {
  region: string;
  period: string;
  version: number;
  /** Id of a measure. */
  measure: string;
  value: number;
}
