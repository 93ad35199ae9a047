/** The list of submissions, page by page. */
import type { Db } from '../db/open.ts';
import { originOf } from '../db/revisions.ts';
import type { SubmissionRow } from '../db/schema.ts';
import { countSubmissions, findSubmissionsOfOrigins, listSubmissions } from '../db/submissionList.ts';
import { badInput } from '../domain/errors.ts';
import { isQuarter, type Quarter } from '../domain/period.ts';
import type { Extent } from '../domain/sight.ts';
import { cursorsOf, toPage } from './cursor.ts';
import { quarterAsked } from './gap.ts';
import type { Ground } from './ground.ts';
import { mustExist } from './selection.ts';
import type { SubmissionReport, SubmissionsAsk } from './submissionTypes.ts';
import type { Page } from './types.ts';
import { mustSeeRows } from './withheld.ts';

const versionName = (version: number | null): string | null => (version === null ? null : `v${version}`);

export const toSubmission = (row: SubmissionRow): SubmissionReport => ({
  id: String(originOf(row)),
  region: row.region,
  ledgerRegion: row.ledger_region,
  period: row.period as Quarter,
  asOf: row.as_of,
  version: row.version,
  state: row.state,
  current: row.is_current === 1,
  onTime: row.on_time === 1,
  carriedForward: row.carried_forward === 1,
  demo: row.demo === 1,
  receivedAt: row.received_at,
  publishedAt: row.published_at,
  acceptedAt: row.accepted_at,
  supersededAt: row.superseded_at,
  publishedIn: versionName(row.published_in),
  supersededIn: versionName(row.superseded_in),
  units: row.units,
  organizations: row.organizations,
  errors: row.errors,
  warnings: row.warnings,
  unitsAdded: row.units_added,
  unitsRemoved: row.units_removed,
  unitsChanged: row.units_changed,
  organizationsFounded: row.organizations_founded,
  ruleSet: row.rule_set,
  sentBy: row.actor_name,
  sender: row.actor,
  note: row.note,
});

/** What is only received may be of a quarter that nobody has reported yet. */
const quarterOf = (ground: Ground, asked: string, received: Extent | undefined): Quarter =>
  received !== undefined && isQuarter(asked) ? asked : quarterAsked(ground, asked);

export async function pageSubmissions(db: Db, ground: Ground, ask: SubmissionsAsk): Promise<Page<SubmissionReport>> {
  const { state, latest } = ask;
  const place = ask.region === undefined ? null : mustExist(ground, ask.region);
  // A park sends no ledger: its units stand in those below its parent.
  const region = (place?.kind === 'PARK' ? place.parent : place?.code) ?? undefined;
  mustSeeRows(ground, '台账报送清单', { region });
  const period = ask.period === undefined ? undefined : quarterOf(ground, ask.period, ask.received);
  const cursors = cursorsOf('submissions', 'NEWEST', { region, state, period, latest });
  const [after] = ask.after === undefined ? [null] : cursors.decode(ask.after);
  if (after !== null && typeof after !== 'number') throw badInput('after 不是有效的游标；请从第一页重新读起');
  // With its periods named, a place is found by the index of places; what is only received may be of a period that has no ledger yet.
  const periods = period !== undefined ? [period] : region === undefined || ask.received !== undefined ? undefined : ground.periods;
  const where = { region, state, latest, periods, received: ask.received };
  const rows = await listSubmissions(db, { where, first: ask.first, after });
  return toPage(rows, ask.first, await countSubmissions(db, where), ask.after !== undefined, (row) => ({
    cursor: cursors.encode([originOf(row)]),
    node: toSubmission(row),
  }));
}

/** By the number they were first kept under, as they stand now; undefined where one is not there, or not seen whole. */
export async function submissionsNamed(db: Db, ids: readonly string[]): Promise<(SubmissionReport | undefined)[]> {
  const found = new Map((await findSubmissionsOfOrigins(db, ids.map(Number))).map((row) => [String(originOf(row)), toSubmission(row)]));
  return ids.map((id) => found.get(id));
}
