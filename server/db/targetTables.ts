/** The tables of targets as kysely sees them. */

export interface TargetTable {
  region: string;
  indicator: string;
  valid_from: string;
  /** Percent. */
  target: number;
  demo: number;
  /** Name of the administrator who set it; null for one of a rule set, or of the demo. */
  set_by: string | null;
  set_at: string | null;
  /** Data version from which on it is read; null: it was there before versions were told apart. */
  set_in: number | null;
}

/** Targets that were replaced or removed. */
export interface PastTargetTable extends TargetTable {
  /** Data version from which on it is read no more. */
  removed_in: number;
}
