/** Writing what was received and waits to be applied: it is kept whole, counted nowhere, and there is one a region and period at most. */
import { sql, type Transaction } from 'kysely';
import type { RowCounts } from '../domain/review.ts';
import type { Subject } from '../domain/organizations.ts';
import { isAmong, numbersApart } from './nation/apart.ts';
import { submissionsOf } from './nation/facts.ts';
import type { Db, Store } from './open.ts';
import { replaceRows, type StagedRows } from './publishing.ts';
import type { Schema, SubmissionRow } from './schema.ts';
import { inTransaction } from './transaction.ts';

type Place = Pick<SubmissionRow, 'region' | 'period'>;

export const findHeld = (db: Db, { region, period }: Place): Promise<SubmissionRow | undefined> =>
  db
    .selectFrom('submission')
    .selectAll()
    .where('region', '=', region)
    .where('period', '=', period)
    .where('held', '=', 1)
    .executeTakeFirst();

/** What its differences are counted to be. */
export const recordCounts = async (db: Db, id: number, counts: Pick<RowCounts, 'added' | 'removed' | 'changed'>): Promise<void> => {
  await db
    .updateTable('submission')
    .set({ units_added: counts.added, units_removed: counts.removed, units_changed: counts.changed })
    .where('id', '=', id)
    .execute();
};

/** The same with what they are counted against. */
export const recordBase = (store: Store, id: number, base: number | null, counts: RowCounts): Promise<void> =>
  inTransaction(store, async (work) => {
    await recordCounts(work, id, counts);
    await work.updateTable('submission').set({ base }).where('id', '=', id).execute();
  });

/** Steps that a version took before it was published go with its number. */
const renumberSteps = (work: Transaction<Schema>, { region, period }: Place, from: number, to: number): Promise<unknown> =>
  work
    .updateTable('submission_step')
    .set({ version: to })
    .where('region', '=', region)
    .where('period', '=', period)
    .where('version', '=', from)
    .execute();

/** Gives way: what is received has the number after that of the version which is published before it. */
export async function liftHeld(store: Store, place: Place, published: number): Promise<void> {
  if ((await findHeld(store.db, place)) === undefined) return;
  await inTransaction(store, async (work) => {
    const held = await findHeld(work, place);
    if (held === undefined || held.version > published) return;
    await work
      .updateTable('submission')
      .set({ version: published + 1 })
      .where('id', '=', held.id)
      .execute();
    await renumberSteps(work, place, held.version, published + 1);
  });
}

/** The rows, their total and the steps of one that was never published. */
export const removeHeld = (store: Store, { id, region, period, version }: SubmissionRow): Promise<void> =>
  inTransaction(store, async (work) => {
    for (const table of ['unit_quarter', 'organization_quarter', 'submission_total'] as const)
      await work.deleteFrom(table).where('submission', '=', id).execute();
    await work
      .deleteFrom('submission_step')
      .where('region', '=', region)
      .where('period', '=', period)
      .where('version', '=', version)
      .execute();
    await work.deleteFrom('submission').where('id', '=', id).execute();
  });

/** Keeps a staged submission, in place of the one that was held before it. */
export const holdStaged = (
  store: Store,
  id: number,
  { older, version, base }: { older: SubmissionRow | undefined; version: number; base: number | null },
): Promise<void> =>
  inTransaction(store, async (work) => {
    if (older !== undefined) await removeHeld({ ...store, db: work }, older);
    await work.updateTable('submission').set({ held: 1, version, base }).where('id', '=', id).execute();
  });

/** Makes a held submission one that can be published. */
export const promoteHeld = (store: Store, one: SubmissionRow, { version, note }: { version: number; note: string | null }): Promise<void> =>
  inTransaction(store, async (work) => {
    if (one.version !== version) await renumberSteps(work, one, one.version, version);
    await work.updateTable('submission').set({ state: 'APPLIED', version, note }).where('id', '=', one.id).execute();
  });

export interface JudgedRows {
  readonly ruleSet: string;
  readonly dissolved: Readonly<Record<Subject, number>>;
  readonly hasEarlier: boolean;
  /** Organizations that units name and the ledger does not hold. */
  readonly named: readonly string[];
  readonly units: StagedRows;
  readonly organizations: StagedRows;
}

/** The rows of a held submission as they are judged now: nobody has counted those of before. */
export const rewriteHeld = (store: Store, id: number, rows: JudgedRows): Promise<void> =>
  inTransaction(store, async (work) => {
    await replaceRows(store, work, id, rows);
    const { PARTY, UNION, LEAGUE, WOMEN } = rows.dissolved;
    await work
      .updateTable('submission')
      .set({
        rule_set: rows.ruleSet,
        has_earlier: Number(rows.hasEarlier),
        foreign_refs: Number(rows.named.length > 0),
        party_dissolved: PARTY,
        union_dissolved: UNION,
        league_dissolved: LEAGUE,
        women_dissolved: WOMEN,
      })
      .where('id', '=', id)
      .execute();
  });

/** Organization codes that units of a submission name and no row of it holds. */
export async function findNamedElsewhere(db: Db, id: number): Promise<string[]> {
  const named = sql.join(
    ['party_org', 'union_org', 'league_org', 'women_org'].map(
      (column) => sql`select ${sql.ref(column)} as code from unit_quarter where submission = ${id} and ${sql.ref(column)} is not null`,
    ),
    sql` union `,
  );
  const { rows } = await sql<{ code: string }>`select n.code from (${named}) as n
    where not exists (select 1 from organization_quarter as o where o.submission = ${id} and o.code = n.code)`.execute(db);
  return rows.map((row) => row.code);
}

/** Whether anything was published at or after a moment. */
export const isPublishedSince = async (db: Db, moment: string): Promise<boolean> =>
  (await db.selectFrom('publication').select('version').where('published_at', '>=', moment).limit(1).executeTakeFirst()) !== undefined;

/** The first of its organization codes that another ledger of the prefecture holds in the period, and which ledger that is. */
export async function findTakenFrom(
  db: Db,
  one: SubmissionRow,
): Promise<{ code: string; name: string; ledger_region: string } | undefined> {
  const others = sql`s.period = ${one.period} and s.prefecture = ${one.prefecture} and s.is_current = 1 and s.ledger_region <> ${one.ledger_region}`;
  const apart = await numbersApart(db, submissionsOf([others]));
  return db
    .selectFrom('organization_quarter as own')
    .innerJoin('organization_quarter as other', 'other.code', 'own.code')
    .innerJoin('submission as s', 's.id', 'other.submission')
    .select(['own.code', 'own.name', 's.ledger_region'])
    .where('own.submission', '=', one.id)
    .where('s.period', '=', one.period)
    .where('s.prefecture', '=', one.prefecture)
    .where('s.is_current', '=', 1)
    .where('s.ledger_region', '!=', one.ledger_region)
    .$if(apart !== null, (query) => query.where(isAmong('other.submission', apart ?? [])))
    .orderBy('own.code')
    .executeTakeFirst();
}
