/**
 * Which state of the data is read: that of a data version, that which was known at a moment, or both. Between two events nothing that is known
 * changes, so every moment stands for the last event before it: readers of the same knowledge share one place.
 */
import { sql, type RawBuilder } from 'kysely';
import { DomainError } from '../domain/errors.ts';
import type { Db } from './open.ts';

export interface PointAsk {
  /** A data version; the newest otherwise. */
  readonly version?: number | undefined;
  /** ISO date-time in UTC; without it what the version knows. */
  readonly knownOn?: string | undefined;
}

/** A place in the history of the data. `moment`: the last event that was known; null: all that the version knows. */
export interface Point {
  readonly version: number;
  readonly moment: string | null;
}

/** Text of a place: the same for all who read the same. */
export const pointKey = ({ version, moment }: Point): string => `${version} ${moment ?? ''}`;

/** Every moment at which something became known, up to a version. */
const events = (version: number): RawBuilder<{ at: string }> => sql`
  select known_at as at from submission where published_in <= ${version}
  union all select superseded_at from submission where superseded_in <= ${version}
  union all select at from submission_step where data_version <= ${version}
  union all select published_at from publication where version <= ${version}`;

const day = (moment: string): string => moment.slice(0, 10);

/** @throws DomainError when nothing was known yet */
async function refuseBeforeFirst(db: Db, version: number, knownOn: string): Promise<never> {
  const { rows } = await sql<{ first: string | null }>`select min(at) as first from (${events(version)}) as e`.execute(db);
  const first = rows[0]?.first ?? null;
  throw new DomainError(
    'BAD_USER_INPUT',
    first === null
      ? '库中还没有任何数据，不能按当时所知查询。请先导入台账，或去掉 asKnownOn。'
      : `${knownOn} 早于最早的一份数据（${first}），当时还没有任何数据。请把 asKnownOn 取在 ${first} 或以后，或去掉它看最新的数据。`,
  );
}

/**
 * The place that is asked for; null where it is the newest, which is read as it lies.
 * @param db sees everything of the newest version
 * @throws DomainError for a moment before the first
 */
export async function pointOf(db: Db, newest: number, { version = newest, knownOn }: PointAsk): Promise<Point | null> {
  const whole = version === newest ? null : { version, moment: null };
  if (knownOn === undefined) return whole;
  const { rows } = await sql<{ before: string | null; later: number }>`
    select max(case when e.at <= ${knownOn} then e.at end) as before, coalesce(max(case when e.at > ${knownOn} then 1 else 0 end), 0) as later
    from (${events(version)}) as e`.execute(db);
  const { before = null, later } = rows[0] ?? {};
  if (before === null) return refuseBeforeFirst(db, version, knownOn);
  return Number(later) === 0 ? whole : { version, moment: before };
}

/** Reason of the publication that takes the demo away, and the first word of that of a change of regions. */
export const DEMO_REMOVED = 'demo removed';
export const REGIONS_CHANGED = 'region';
/** The same of a due date by which what had come is judged otherwise. */
export const DUE_CHANGED = 'due';

function why(reason: string): string {
  if (reason === DEMO_REMOVED) return '清除了示例数据';
  return reason.startsWith(`${DUE_CHANGED} `) ? '改动了截止日，已报送的台账是否按时随之改判' : '因区划或规则变更重算了以前的数字';
}

/** @throws DomainError when the version never was, or when what was known then has been restated since so that it cannot be shown as it was */
export async function refuseUnreadable(db: Db, { version, moment }: Point): Promise<void> {
  const held = await db.selectFrom('publication').select('version').where('version', '=', version).executeTakeFirst();
  if (held === undefined)
    throw new DomainError(
      'NOT_FOUND',
      `没有数据版本 v${version}。请去掉所指定的版本（查询中的 extensions.dataVersion，文件地址中的 version），即用最新的版本。`,
    );
  const restating = db
    .selectFrom('publication as p')
    .select(['p.version', 'p.published_at', 'p.reason'])
    .where('p.restates', '=', 1)
    .orderBy('p.version');
  const restated = await restating.where('p.version', '>', version).executeTakeFirst();
  if (restated !== undefined)
    throw new DomainError(
      'BAD_USER_INPUT',
      `数据版本 v${version} 已不能原样再现：v${restated.version}（${day(restated.published_at)}）${why(restated.reason)}。请改看 v${restated.version} 或更新的版本。`,
    );
  if (moment === null) return;
  // A change of regions is refused where it would move a submitted ledger: what was known is told in the divisions of now.
  // Invented ledgers say when they came, which is before they were published: nobody knew anything else of them then.
  const since = await restating
    .where('p.published_at', '>', moment)
    .where('p.reason', 'not like', `${REGIONS_CHANGED} %`)
    .where((of) =>
      of.not(
        of.exists(of.selectFrom('submission as s').select('s.id').whereRef('s.published_in', '=', 'p.version').where('s.demo', '=', 1)),
      ),
    )
    .executeTakeFirst();
  if (since !== undefined)
    throw new DomainError(
      'BAD_USER_INPUT',
      `${day(moment)} 当时所知已不能原样再现：v${since.version}（${since.published_at}）${why(since.reason)}。请把所知日期取在 ${since.published_at} 或以后。`,
    );
}
