/** Writing submissions: staging rows that no reader sees, and publishing them in one transaction. */
import { sql, type Transaction } from 'kysely';
import { SYSTEM, type Actor } from '../domain/audit.ts';
import { pagesOf, type Many } from '../domain/counted.ts';
import { asOfDate } from '../domain/period.ts';
import { judgeArrivals } from './dueDates.ts';
import { holds } from './expressions.ts';
import type { Db, Engine, Store } from './open.ts';
import type { Publishing } from './revisions.ts';
import { refreshRollups } from './rollupBuild.ts';
import type { NewSubmission, Schema, SubmissionRow } from './schema.ts';
import { recordStep } from './steps.ts';
import type { AuditedStore, Trail } from './trail.ts';
import { createTally, findFalseTotals, type Totals } from './totals.ts';
import { inTransaction } from './transaction.ts';

/** Rows that a transaction takes of what is not staged in one. */
const CHUNK = 5_000;
/** Rows that are made and let go at a time. SQLite takes row after row: of more, many would outlive their bite, and be taken for lasting. */
const BITE: Readonly<Record<Engine, number>> = { sqlite: 250, postgres: CHUNK };
/** Units up to which a batch is staged in one transaction. */
const SMALL = 40_000;

/** Rows as they will be stored, in the order of `columns`, of which the first is their code. */
export interface StagedRows {
  readonly columns: readonly string[];
  readonly rows: Many<readonly unknown[]>;
}

/** Both sheets of a submission. */
export interface Rows {
  readonly units: StagedRows;
  readonly organizations: StagedRows;
}

export interface Staged extends Rows {
  readonly submission: Omit<NewSubmission, 'id' | 'is_current' | 'published_at' | 'superseded_at' | 'known_at' | 'origin' | 'held'>;
}

/** Rows behind the number of their submission, so many at a time; `seen` is told of each. */
async function* bitesOf(
  id: number,
  { rows }: StagedRows,
  size: number,
  seen?: (row: readonly unknown[]) => void,
): AsyncGenerator<unknown[][], void> {
  let bite: unknown[][] = [];
  for await (const page of pagesOf(rows)) {
    for (const row of page) {
      seen?.(row);
      bite.push([id, ...row]);
      if (bite.length < size) continue;
      yield bite;
      bite = [];
    }
  }
  if (bite.length > 0) yield bite;
}

/** Writes bites until they make a chunk; true when there are no more. */
async function writeChunk(bites: AsyncGenerator<unknown[][], void>, write: (bite: unknown[][]) => Promise<void>): Promise<boolean> {
  for (let written = 0; written < CHUNK;) {
    const next = await bites.next();
    if (next.done === true) return true;
    await write(next.value);
    written += next.value.length;
  }
  return false;
}

/** Where a chunk is written: in a transaction of its own, or in the one that is under way. */
type Within = <Answer>(write: (work: Transaction<Schema>) => Promise<Answer>) => Promise<Answer>;

/** Writes the rows of a submission, and gives what they add up to: they are gone through once. */
async function insertRows(store: Store, id: number, { units, organizations }: Rows, within: Within): Promise<Totals> {
  const tally = createTally(units.columns);
  for (const [table, staged, seen] of [
    ['unit_quarter', units, tally.add],
    ['organization_quarter', organizations, undefined],
  ] as const) {
    const columns = ['submission', ...staged.columns];
    const bites = bitesOf(id, staged, BITE[store.engine], seen);
    let isOver = staged.rows.length === 0;
    while (!isOver) isOver = await within((work) => writeChunk(bites, (bite) => store.insertMany(work, table, columns, bite)));
  }
  return tally.totals(units.rows.length, organizations.rows.length);
}

/** Puts rows that were judged anew in the place of those of the same codes, which may still be read for the chunks to come. */
export async function replaceRows(store: Store, work: Transaction<Schema>, id: number, { units, organizations }: Rows): Promise<void> {
  for (const [table, code, staged] of [
    ['unit_quarter', 'credit_code', units],
    ['organization_quarter', 'code', organizations],
  ] as const)
    for await (const chunk of bitesOf(id, staged, CHUNK)) {
      const codes = chunk.map((row) => row[1]);
      await sql`delete from ${sql.table(table)} where submission = ${id} and ${sql.ref(code)} in (${sql.join(codes)})`.execute(work);
      await store.insertMany(work, table, ['submission', ...staged.columns], chunk);
    }
}

/** The rows of a submission that is new, and its totals, which are kept for as long as it is. */
export async function insertWhole(store: Store, id: number, rows: Rows, within: Within): Promise<void> {
  const totals = await insertRows(store, id, rows, within);
  await within(async (work) => {
    await work
      .insertInto('submission_total')
      .values({ submission: id, ...totals })
      .execute();
  });
}

const rowsOf = ({ units, organizations }: Staged): number => units.rows.length + organizations.rows.length;

/** Submissions one after the other, as many as make a chunk: each commit waits for the disk. One that is more than a chunk is alone. */
function chunksOf(staged: readonly Staged[]): Staged[][] {
  const chunks: Staged[][] = [];
  let room = 0;
  for (const one of staged) {
    const last = chunks.at(-1);
    if (last !== undefined && rowsOf(one) <= room) last.push(one);
    else {
      chunks.push([one]);
      room = CHUNK;
    }
    room -= rowsOf(one);
  }
  return chunks;
}

/** Writes rows that no reader sees yet; returns the ids. Small submissions share transactions, large ones are cut into chunks. */
export async function stage(store: Store, staged: readonly Staged[]): Promise<number[]> {
  store.goOn();
  const ids: number[] = [];
  const small = staged.reduce((sum, one) => sum + one.units.rows.length, 0) <= SMALL;
  const insertOne = async (work: Transaction<Schema>, one: Staged): Promise<number> => {
    const made = await work
      .insertInto('submission')
      .values({ ...one.submission, is_current: 0, published_at: null, superseded_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.push(made.id);
    return made.id;
  };
  if (small) {
    await store.db.transaction().execute(async (work) => {
      for (const one of staged) await insertWhole(store, await insertOne(work, one), one, (write) => write(work));
    });
    return ids;
  }
  const apart: Within = (write) => {
    store.goOn();
    return store.db.transaction().execute(write);
  };
  for (const some of chunksOf(staged)) {
    const [first] = some;
    if (first === undefined) continue;
    if (rowsOf(first) <= CHUNK)
      await apart(async (work) => {
        for (const one of some) await insertWhole(store, await insertOne(work, one), one, (write) => write(work));
      });
    else await insertWhole(store, await store.db.transaction().execute((work) => insertOne(work, first)), first, apart);
  }
  return ids;
}

/** Every reporting region of a province owes a ledger for each quarter from its first one on. */
async function expectProvince(store: Store, work: Transaction<Schema>, province: string, period: string, asOf: string): Promise<string[]> {
  const day = sql<string>`${asOf}`;
  const there = await work
    .selectFrom('expectation as e')
    .innerJoin('region_closure as c', 'c.descendant', 'e.region')
    .select('e.region')
    .where('c.ancestor', '=', province)
    .where('e.period', '=', period)
    .where(holds('c', day))
    .execute();
  if (there.length > 0) return [];
  const { rows } = await sql<{ code: string }>`
    select g.code from region as g join region_closure as c on c.descendant = g.code
    where c.ancestor = ${province} and ${holds('c', day)} and ${holds('g', day)} and g.kind = 'ADMINISTRATIVE'
      and (g.level = 'COUNTY' or (g.level = 'PREFECTURE' and not exists (select 1 from region as k where k.parent = g.code and k.level = 'COUNTY' and k.kind = 'ADMINISTRATIVE' and ${holds('k', day)})))`.execute(
    work,
  );
  await store.insertMany(
    work,
    'expectation',
    ['region', 'period', 'as_of'],
    rows.map((row) => [row.code, period, asOf]),
  );
  return rows.map((row) => row.code);
}

export async function nextVersion(work: Db): Promise<number> {
  const newest = await work
    .selectFrom('publication')
    .select((of) => of.fn.max('version').as('version'))
    .executeTakeFirst();
  return Number(newest?.version ?? 0) + 1;
}

/** Marks a change of what readers see, and notes it on the trail of the job that makes it; part of the transaction of the change. */
export async function recordPublication(
  work: Transaction<Schema>,
  trail: Trail,
  at: string,
  reason: string,
  restates = false,
): Promise<number> {
  await trail.note(work, at);
  const version = await nextVersion(work);
  await work
    .insertInto('publication')
    .values({ version, published_at: at, reason, restates: Number(restates) })
    .execute();
  return version;
}

/** What is published is what was read: rows that a failing disk or another writer took are found before anybody counts them. */
export async function assertTotals(work: Transaction<Schema>, ids: readonly number[]): Promise<void> {
  const [first] = await findFalseTotals(work, ids);
  if (first) throw new Error(`submission ${first.submission} holds ${JSON.stringify(first.found)}, not ${JSON.stringify(first.kept)}`);
}

/** What an invented ledger tells was known when it says it came; a real one when it is published. */
const knownAt = ({ demo, received_at }: SubmissionRow, at: string): string => (demo === 1 ? received_at : at);

/** Who applies; who sent it otherwise. */
type Publisher = Pick<Actor, 'id' | 'name'> | null;

/** The steps that a submission takes with its publication: an invented one may come accepted, locked or returned. */
async function recordArrival(work: Transaction<Schema>, one: SubmissionRow, at: string, version: number, who: Publisher): Promise<void> {
  const { region, period, state } = one;
  const by = { actor: who?.id ?? one.actor ?? SYSTEM.id, actor_name: who?.name ?? one.actor_name ?? SYSTEM.name };
  const step = { region, period, version: one.version, at, ...by, data_version: version, reason: null };
  await recordStep(work, { ...step, act: 'APPLY', state: 'APPLIED', reason: one.note });
  const later = one.accepted_at ?? at;
  if (state === 'RETURNED') await recordStep(work, { ...step, act: 'RETURN', state });
  if (state === 'ACCEPTED' || state === 'LOCKED') await recordStep(work, { ...step, at: later, act: 'ACCEPT', state: 'ACCEPTED' });
  if (state === 'LOCKED') await recordStep(work, { ...step, at: later, act: 'LOCK', state });
}

/**
 * Publishes staged submissions of one period: supersedes what they replace, refreshes rollups, raises the data version, in one transaction.
 * A county's submission replaces those of its townships; a returned one is kept but not counted. `also` is what belongs to the same change.
 */
export async function publish(
  store: AuditedStore,
  ids: readonly number[],
  at: string,
  reason: string,
  also: (inside: AuditedStore, publishing: Publishing) => Promise<unknown> = async () => undefined,
  who: Publisher = null,
): Promise<number> {
  return inTransaction(store, async (work) => {
    const fresh = await work
      .selectFrom('submission')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute();
    if (fresh.length !== ids.length) throw new Error(`${ids.length - fresh.length} of ${ids.length} staged submissions are gone`);
    const version = await nextVersion(work);
    const touched = new Map<string, Set<string>>();
    for (const one of fresh) {
      const ledgers = touched.get(one.period) ?? new Set();
      touched.set(one.period, ledgers.add(one.ledger_region));
      let replaced = work
        .updateTable('submission')
        .set({ is_current: 0, superseded_at: knownAt(one, at), superseded_in: version })
        .where('period', '=', one.period)
        .where('is_current', '=', 1)
        .where('id', '!=', one.id);
      replaced =
        one.region === one.ledger_region ? replaced.where('ledger_region', '=', one.region) : replaced.where('region', '=', one.region);
      await replaced.execute();
      await work
        .updateTable('submission')
        .set({ is_current: one.state === 'RETURNED' ? 0 : 1, held: 0, published_at: at, published_in: version, known_at: knownAt(one, at) })
        .where('id', '=', one.id)
        .execute();
      await recordArrival(work, one, knownAt(one, at), version, who);
    }
    for (const [period, ledgers] of touched) {
      await judgeArrivals(work, ids, period);
      const provinces = new Set(fresh.filter((one) => one.period === period).map((one) => one.province));
      for (const province of provinces)
        for (const code of await expectProvince(store, work, province, period, asOfDate(period))) ledgers.add(code);
      await refreshRollups(store, work, period, [...ledgers]);
    }
    const known = fresh.map((one) => knownAt(one, at)).toSorted();
    await also({ ...store, db: work }, { version, knownOn: known.at(-1) ?? at });
    await assertTotals(work, ids);
    return recordPublication(work, store.trail, at, reason);
  });
}

/** Raises the data version for a change that is no submission; `restates` when it changes what earlier versions gave. */
export const publishChange = (store: AuditedStore, at: string, reason: string, restates: boolean): Promise<number> =>
  inTransaction(store, (work) => recordPublication(work, store.trail, at, reason, restates));
