/**
 * Query module of neighbours: whose judgement a batch may change. What units say flows to the organizations that they name, from there to the
 * next ledger of whoever holds these, and to all units that name them; no further, for a ledger is held against the one before it alone.
 */
import { sql, type RawBuilder } from 'kysely';
import { numbersApart, pinned, isAmong } from './nation/apart.ts';
import { submissionsOf } from './nation/facts.ts';
import type { Db } from './open.ts';
import type { SubmissionRow } from './schema.ts';

export interface BatchPlace {
  readonly period: string;
  readonly prefectures: readonly string[];
  readonly ledgers: readonly string[];
}

/** Ids of what stands in a period outside a batch and holds one of `codes`. */
async function findHolders(db: Db, { period, prefectures, ledgers }: BatchPlace, codes: readonly string[]) {
  if (codes.length === 0) return [];
  const outside = [
    sql`s.is_current = 1 and s.period = ${period} and s.prefecture in (${sql.join([...prefectures])})`,
    sql`s.ledger_region not in (${sql.join(['', ...ledgers])})`,
  ];
  const apart = await numbersApart(db, submissionsOf(outside));
  return db
    .selectFrom('submission as s')
    .innerJoin('organization_quarter as o', 'o.submission', 's.id')
    .select(['s.id', 's.ledger_region'])
    .distinct()
    .where('s.is_current', '=', 1)
    .where('s.prefecture', 'in', [...prefectures])
    .where('s.ledger_region', 'not in', ['', ...ledgers])
    .where('s.period', '=', period)
    .where('o.code', 'in', [...codes])
    .$if(apart !== null, (query) => query.where(isAmong('o.submission', apart ?? [])))
    .execute();
}

/** Current submissions of some ledgers after a period. */
const findLater = (db: Db, period: string, ledgers: readonly string[]) =>
  db
    .selectFrom('submission')
    .select(['id', 'region', 'ledger_region', 'period'])
    .where('is_current', '=', 1)
    .where('period', '>', period)
    .where('ledger_region', 'in', [...ledgers])
    .orderBy('period')
    .execute();

/** The first period in which nothing stands any more that a ledger sent in the period of the batch or next after it; null: there is none yet. */
function endOf(later: Awaited<ReturnType<typeof findLater>>): string | null {
  const next = later[0]?.period;
  if (next === undefined) return null;
  // Townships speak for themselves alone: what another one sent stands on beside theirs.
  return later.find((one) => one.period > next && one.region === one.ledger_region)?.period ?? null;
}

/** Ids of what names, from the period on and before `end`, an organization that one of `holders` ever held. */
async function findNaming(
  db: Db,
  { period, prefectures, ledgers }: BatchPlace,
  { holders, end }: { readonly holders: readonly string[]; readonly end: string | null },
): Promise<number[]> {
  const until: RawBuilder<unknown> = end === null ? sql`` : sql` and s.period < ${end}`;
  const naming = sql`s.is_current = 1 and s.foreign_refs = 1 and s.period >= ${period}${until} and s.prefecture in (${sql.join(prefectures)})
      and s.ledger_region not in (${sql.join(['', ...ledgers])})`;
  const held = sql`s.prefecture in (${sql.join(prefectures)}) and s.ledger_region in (${sql.join(holders)})`;
  const only = sql`${await pinned(db, 'u.submission', submissionsOf([naming]))}${await pinned(db, 'o.submission', submissionsOf([held]))}`;
  const { rows } = await sql<{ id: number }>`
    select s.id from submission as s
    where ${naming}
      and exists (select 1 from unit_quarter as u join organization_quarter as o on o.code in (u.party_org, u.union_org, u.league_org, u.women_org)
        join submission as h on h.id = o.submission and h.prefecture = s.prefecture and h.ledger_region <> s.ledger_region
        where u.submission = s.id and h.ledger_region in (${sql.join(holders)})${only})`.execute(db);
  return rows.map((row) => row.id);
}

/**
 * Current submissions, outside a batch of a period, whose judgement it may change: those of the period whose organizations it names or named
 * before; the next one of every ledger of the batch and of these; and those that name organizations of either while these stand.
 */
export async function findNeighbours(db: Db, batch: BatchPlace, named: readonly string[]): Promise<SubmissionRow[]> {
  const holding = await findHolders(db, batch, named);
  const holders = [...new Set([...batch.ledgers, ...holding.map((row) => row.ledger_region)])];
  const later = Map.groupBy(await findLater(db, batch.period, holders), (row) => row.ledger_region);
  const next = [...later.values()].flatMap((rows) => rows.filter((row) => row.period === rows[0]?.period));
  const ends = holders.map((ledger) => endOf(later.get(ledger) ?? []));
  const end = ends.reduce((last, one) => (last === null || one === null ? null : one > last ? one : last), '');
  const ids = new Set([...holding.map((row) => row.id), ...next.map((row) => row.id), ...(await findNaming(db, batch, { holders, end }))]);
  if (ids.size === 0) return [];
  return db
    .selectFrom('submission')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('period')
    .orderBy('ledger_region')
    .execute();
}

/** Ids of submissions naming organizations of other ledgers that a publication took the place of. */
export async function findReplacedNaming(db: Db, version: number, { period, ledgers }: BatchPlace): Promise<number[]> {
  const rows = await db
    .selectFrom('submission')
    .select('id')
    .where('superseded_in', '=', version)
    .where('foreign_refs', '=', 1)
    .where('period', '=', period)
    .where('ledger_region', 'in', [...ledgers])
    .execute();
  return rows.map((row) => row.id);
}
