/** Checked readings of one period → classified rows → published submissions. Nothing is kept of a reading with errors. */
import type { Actor } from '../domain/audit.ts';
import { isOnTime } from '../domain/calendar.ts';
import { asOfDate, type Quarter } from '../domain/period.ts';
import type { Store } from '../db/open.ts';
import type { SubmissionRow, SubmissionState } from '../db/schema.ts';
import { keepAnswers } from '../db/answeredKeys.ts';
import { publish, stage, type Staged } from '../db/publishing.ts';
import { clearStaging } from '../db/removing.ts';
import { countDifferences } from '../db/differences.ts';
import { findNamedElsewhere, liftHeld, recordCounts } from '../db/held.ts';
import type { Publishing } from '../db/revisions.ts';
import { findNeighbours, findReplacedNaming } from '../db/neighbours.ts';
import { findSubmissions, findSubmissionsByIds } from '../db/submissions.ts';
import type { LedgerPlace } from '../db/submissions.ts';
import type { AuditedStore, AuditFacts } from '../db/trail.ts';
import { readNoteShare, unexplained } from './changesTold.ts';
import { classifyLedgers, type ClassifiedLedger, type Ledger } from './classify.ts';
import { refreshLedgerFindings } from './ledgerFindings.ts';
import { refreshSubmissionFindings } from './submissionFindings.ts';
import { refreshSummaryFindings } from './summaryFindings.ts';
import { reclassifySubmissions } from './reclassify.ts';
import { portionsOf } from './portions.ts';
import { ORGANIZATION_COLUMN_ORDER, UNIT_COLUMN_ORDER, UNIT_FACT_COLUMNS } from './rows.ts';

/** One reading without errors, ready to be applied. Times are ISO date-times. */
export interface Submittable extends Omit<Ledger, 'returned'> {
  readonly period: Quarter;
  readonly warnings: number;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly contentSha256: string;
  readonly receivedAt: string;
  readonly state: Extract<SubmissionState, 'APPLIED' | 'ACCEPTED' | 'RETURNED'>;
  readonly demo: boolean;
  /** Who sent it; the program itself otherwise. */
  readonly by?: Actor;
  /** Stands in for one that did not come. */
  readonly carriedForward?: boolean;
  /** 变更说明. */
  readonly note?: string | null;
  /** Of the request, where the asker sent one: the same again is answered from what is kept. */
  readonly retryKey?: string | null;
}

export interface Applied {
  readonly region: string;
  readonly period: string;
  readonly version: number;
  /** The same content stands already: nothing was written. */
  readonly unchanged: boolean;
  readonly difference: Difference;
  /** What should have been explained (变更说明) and was not, as a sentence without its end; null otherwise. */
  readonly unexplained: string | null;
  /** Ledgers of townships that this one, of their whole county, takes the place of. */
  readonly townshipsReplaced: number;
}

/** Against the previous version of the same region and period. */
export interface Difference {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly same: number;
}

/** Counts what a staged submission changes, and keeps it with it; of one that takes the place of nothing all is new, as it was staged. */
export async function countStaged(store: Store, id: number, replaced: readonly SubmissionRow[], units: number): Promise<Difference> {
  if (replaced.length === 0) return { added: units, removed: 0, changed: 0, same: 0 };
  const before = replaced.map((row) => row.id);
  const counts = await countDifferences(store.db, { sheet: 'UNITS', after: id, before, columns: UNIT_FACT_COLUMNS });
  await recordCounts(store.db, id, counts);
  return counts;
}

/** Judges anew what a batch may have changed in its neighbours and in the quarter after it. */
export async function settleNeighbours(
  store: Store,
  ids: readonly number[],
  batch: readonly { readonly period: Quarter; readonly place: Pick<LedgerPlace, 'prefecture' | 'ledgerRegion'> }[],
  named: readonly string[],
  publishing: Publishing,
): Promise<void> {
  const period = batch[0]?.period;
  if (period === undefined) return;
  const place = {
    period,
    prefectures: [...new Set(batch.map((one) => one.place.prefecture))],
    ledgers: [...new Set(batch.map((one) => one.place.ledgerRegion))],
  };
  const namedBefore: string[] = [];
  for (const id of await findReplacedNaming(store.db, publishing.version, place))
    namedBefore.push(...(await findNamedElsewhere(store.db, id)));
  const neighbours = await findNeighbours(store.db, place, [...new Set([...named, ...namedBefore])]);
  // A neighbour's organization may become a shell by what the batch brought, and that reflects on the batch: both are judged together.
  const together = neighbours.some((one) => one.period === period) ? await findSubmissionsByIds(store.db, ids) : [];
  await reclassifySubmissions(store, [...together, ...neighbours], publishing);
}

/** Keeps what is told of the readings that came with a key of their request, in the transaction that makes it true. */
const keepTold = (store: Store, batch: readonly Submittable[], results: readonly Applied[], at: string): Promise<void> =>
  keepAnswers(
    store.db,
    batch.flatMap(({ retryKey, place }) => {
      const told = results.find((one) => one.region === place.region);
      return told === undefined || retryKey === undefined || retryKey === null ? [] : [{ key: retryKey, answer: JSON.stringify(told) }];
    }),
    at,
  );

/** Earlier versions of the regions of a batch. */
export class Versions {
  readonly #rows: readonly SubmissionRow[];

  constructor(rows: readonly SubmissionRow[]) {
    this.#rows = rows;
  }

  current(region: string): SubmissionRow | undefined {
    return this.#rows.find((row) => row.region === region && row.is_current === 1);
  }

  /** What a submission takes the place of: the version before it, and for a whole county those of its townships too; where none stands, the one that was returned. */
  replacedBy({ region, ledgerRegion }: LedgerPlace): SubmissionRow[] {
    const standing = this.#rows.filter(
      (row) => row.is_current === 1 && (row.region === region || (region === ledgerRegion && row.ledger_region === ledgerRegion)),
    );
    if (standing.length > 0) return standing;
    const last = this.#published(region).toSorted((one, other) => other.version - one.version || other.revision - one.revision)[0];
    return last?.state === 'RETURNED' ? [last] : [];
  }

  /** What is received and not applied has no number yet that others count from. */
  next(region: string): number {
    return 1 + Math.max(0, ...this.#published(region).map((row) => row.version));
  }

  #published(region: string): SubmissionRow[] {
    return this.#rows.filter((row) => row.region === region && row.held === 0);
  }
}

/**
 * Applies readings of one period and publishes them together. A reading whose content equals the current version's is left out.
 * @param publishedAt ISO date-time of the publication
 */
export async function applyLedgers(store: AuditedStore, batch: readonly Submittable[], publishedAt: string): Promise<Applied[]> {
  const period = batch[0]?.period;
  if (period === undefined) return [];
  // What an import that failed has left goes first: it could not always be removed then, on a full disk for one.
  await clearStaging(store);
  const versions = new Versions(await findSubmissions(store.db, period, [...new Set(batch.map((one) => one.place.ledgerRegion))]));
  const isSame = (one: Submittable): boolean => versions.current(one.place.region)?.content_sha256 === one.contentSha256;
  const results: Applied[] = batch.filter(isSame).map((one) => ({
    region: one.place.region,
    period,
    version: versions.next(one.place.region) - 1,
    unchanged: true,
    difference: { added: 0, removed: 0, changed: 0, same: one.units.length },
    unexplained: null,
    townshipsReplaced: 0,
  }));
  const portions = portionsOf(batch.filter((one) => !isSame(one)));
  const fresh = portions.flat();
  if (fresh.length === 0) {
    store.trail.tell({ unchanged: true });
    await keepTold(store, batch, results, publishedAt);
    return results;
  }
  const portionsStaged: StagedPortion[] = [];
  for (const portion of portions) portionsStaged.push(await stagePortion(store, portion, period, versions));
  const [ids, submissions, named] = [
    portionsStaged.flatMap((one) => one.ids),
    portionsStaged.flatMap((one) => one.submissions),
    portionsStaged.flatMap((one) => one.named),
  ];
  const fresher = await countBatch(store, ids, fresh, versions);
  store.trail.tell(applicationFacts(submissions, fresher));
  results.push(...fresher);
  const reason = fresh.length === 1 ? `${fresh[0]?.place.region ?? ''} ${period}` : `${fresh.length} × ${period}`;
  // What follows from a batch is published with it: an end between the two would leave neighbours judged by what no longer stands.
  await publish(store, ids, publishedAt, reason, async (inside, publishing) => {
    await settleNeighbours(inside, ids, fresh, named, publishing);
    if (fresh.some((one) => !one.demo)) await refreshLedgerFindings(inside);
    await refreshSubmissionFindings(inside, period, [...new Set(fresh.map((one) => one.place.ledgerRegion))]);
    await refreshSummaryFindings(inside, [period]);
    await keepTold(inside, batch, results, publishedAt);
  });
  return results;
}

/** What is kept of readings that were classified and staged, in their order. */
interface StagedPortion {
  readonly ids: readonly number[];
  readonly submissions: readonly Staged['submission'][];
  /** Organizations that units name and their own ledger does not hold. */
  readonly named: readonly string[];
}

/** Classifies readings of whole prefectures and stages their rows; what it knew of their organizations goes with it. */
async function stagePortion(store: Store, portion: readonly Submittable[], period: Quarter, versions: Versions): Promise<StagedPortion> {
  const classified = await classifyLedgers(
    store,
    portion.map((one) => ({ ...one, returned: one.state === 'RETURNED' })),
    period,
  );
  const staged = portion.flatMap((one, at) => {
    const rows = classified[at];
    return rows === undefined ? [] : [toStaged(one, rows, versions.next(one.place.region))];
  });
  const submissions = staged.map(({ submission }) => submission);
  for (const submission of submissions) await liftHeld(store, submission, submission.version);
  return { ids: await stage(store, staged), submissions, named: classified.flatMap((rows) => rows.named) };
}

/** What each of a staged batch changes. */
async function countBatch(store: Store, ids: readonly number[], fresh: readonly Submittable[], versions: Versions): Promise<Applied[]> {
  const found: Applied[] = [];
  const noteShare = await readNoteShare(store.db);
  for (const [at, { place, period, units, note = null }] of fresh.entries()) {
    const replaced = versions.replacedBy(place);
    const difference = await countStaged(store, Number(ids[at]), replaced, units.length);
    const townshipsReplaced = replaced.filter((row) => row.region !== place.region).length;
    const { added, removed, changed, same } = difference;
    const missing = note === null ? unexplained({ before: same + changed + removed, added, removed, changed }, noteShare) : null;
    const version = versions.next(place.region);
    found.push({ region: place.region, period, version, unchanged: false, difference, unexplained: missing, townshipsReplaced });
  }
  return found;
}

/** What the log keeps of an application: counts, and of one file which it was. */
function applicationFacts(submissions: readonly Staged['submission'][], applied: readonly Applied[]): AuditFacts {
  const total = (of: (one: Staged['submission']) => number): number => submissions.reduce((sum, one) => sum + of(one), 0);
  const changes = (of: keyof Difference): number => applied.reduce((sum, { difference }) => sum + difference[of], 0);
  const [only] = submissions;
  return {
    submissions: submissions.length,
    units: total((one) => one.units),
    organizations: total((one) => one.organizations),
    added: changes('added'),
    changed: changes('changed'),
    removed: changes('removed'),
    ...(only !== undefined && submissions.length === 1 && { version: only.version, file: only.file_name, sha256: only.file_sha256 }),
  };
}

/** As it is staged, before what it changes is counted: all of it is new. */
export function toStaged(one: Submittable, rows: ClassifiedLedger, version: number): Staged {
  return {
    submission: {
      region: one.place.region,
      ledger_region: one.place.ledgerRegion,
      prefecture: one.place.prefecture,
      province: one.place.province,
      period: one.period,
      as_of: asOfDate(one.period),
      version,
      state: one.state,
      on_time: Number(one.carriedForward !== true && isOnTime(one.period, one.receivedAt)),
      carried_forward: Number(one.carriedForward === true),
      foreign_refs: Number(rows.named.length > 0),
      has_earlier: Number(rows.hasEarlier),
      demo: Number(one.demo),
      file_name: one.fileName,
      file_sha256: one.fileSha256,
      content_sha256: one.contentSha256,
      received_at: one.receivedAt,
      accepted_at: one.state === 'ACCEPTED' ? one.receivedAt : null,
      units: one.units.length,
      organizations: one.organizations.length,
      errors: 0,
      warnings: one.warnings,
      units_added: one.units.length,
      units_removed: 0,
      units_changed: 0,
      organizations_founded: rows.founded,
      party_dissolved: rows.dissolved.PARTY,
      union_dissolved: rows.dissolved.UNION,
      league_dissolved: rows.dissolved.LEAGUE,
      women_dissolved: rows.dissolved.WOMEN,
      rule_set: rows.ruleSet,
      note: one.note ?? null,
      actor: one.by?.id ?? null,
      actor_name: one.by?.name ?? null,
    },
    units: { columns: UNIT_COLUMN_ORDER, rows: rows.units },
    organizations: { columns: ORGANIZATION_COLUMN_ORDER, rows: rows.organizations },
  };
}
