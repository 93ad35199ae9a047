/**
 * An earlier state of the data, read again: that of a version, or what was known at a moment. On a connection of its own the tables that move
 * with versions are shadowed by temporary ones of the same names, so that every query module answers of that state without knowing it:
 * submissions as they stood, the periods there were, and rollups of which only what changed since is summed anew.
 */
import { sql, type RawBuilder, type Transaction } from 'kysely';
import { refuseUnreadable, type Point } from './moments.ts';
import type { Db, Store } from './open.ts';
import { createRollups, ROLLUP, ROLLUP_BY } from './rollup.ts';
import { refreshRollups } from './rollupBuild.ts';
import type { Schema } from './schema.ts';

/** A connection that may make temporary tables, and nothing else. */
export interface FrozenConnection {
  readonly store: Store;
  /** Name of the schema that the shadowed tables lie in. */
  readonly home: string;
  /** After the state was made: the tables of the key are read as the relation says, each reader what of it is theirs (scope.ts). */
  readonly cover: (bases: Readonly<Record<string, string>>) => Promise<void>;
}

type Name = ReturnType<typeof sql.raw>;

/** What the state is made of: where the tables lie, and which place in their history is read. */
interface Shadow {
  readonly work: Db;
  readonly home: string;
  readonly point: Point;
  /** Data version that was the newest at that place: of what tells its version and not its moment. */
  readonly published: number;
}

const FROZEN = 'frozen_rollup';
const FROZEN_BY = 'frozen_rollup_by';
/** The whole of an earlier state, by the table that it stands for. */
const BASES: Readonly<Record<string, string>> = {
  submission: 'frozen_submission',
  submission_step: 'frozen_submission_step',
  expectation: 'frozen_expectation',
  summary_return: 'frozen_summary_return',
  [ROLLUP]: 'frozen_over_rollup',
  [ROLLUP_BY]: 'frozen_over_rollup_by',
};

const quoted = (name: string): Name => sql.raw(`"${name}"`);
const number = (version: number): Name => sql.raw(String(version));

/** SQL: whether what was done in `version` at `at` was known. A view takes no parameters. */
function known({ version, moment }: Point, ofVersion: string, at: string): RawBuilder<boolean> {
  const inVersion = sql<boolean>`${sql.ref(ofVersion)} <= ${number(version)}`;
  return moment === null ? inVersion : sql<boolean>`(${inVersion} and ${sql.ref(at)} <= ${sql.lit(moment)})`;
}

const columnsOf = async (db: Db, table: string): Promise<string[]> =>
  (await db.introspection.getTables()).find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];

/** Columns of a submission that say what became of it later, as they were. */
const THEN: Readonly<Record<string, RawBuilder<unknown>>> = {
  state: sql`t.state`,
  accepted_at: sql`case when t.state in ('ACCEPTED', 'LOCKED') then t.accepted_at end`,
  is_current: sql`case when t.state <> 'RETURNED' and not t.replaced then 1 else 0 end`,
  superseded_at: sql`case when t.replaced then t.superseded_at end`,
  superseded_in: sql`case when t.replaced then t.superseded_in end`,
};

/** Submissions with the state of their last step then, and the quarters and provinces that they opened. Tables, for every question joins them. */
async function shadowSubmissions({ work, home, point }: Shadow, columns: readonly string[]): Promise<void> {
  const from = quoted(home);
  const step = (column: string, more: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
    select p.${sql.ref(column)} from ${from}.submission_step as p where p.region = s.region and p.period = s.period and p.version = s.version
      and ${known(point, 'p.data_version', 'p.at')}${more} order by p.position desc limit 1)`;
  const plain = columns.filter((name) => !(name in THEN));
  await sql`create temporary table submission as
    select ${sql.join(columns.map((name) => sql`${THEN[name] ?? sql`t.${sql.ref(name)}`} as ${sql.ref(name)}`))} from (
      select ${sql.join(plain.map((name) => sql`s.${sql.ref(name)}`))}, s.superseded_at, s.superseded_in,
        coalesce(${step('state', sql``)}, s.state) as state, ${step('at', sql` and p.act = 'ACCEPT'`)} as accepted_at,
        coalesce(${known(point, 's.superseded_in', 's.superseded_at')}, ${sql.raw('1 = 0')}) as replaced
      from ${from}.submission as s where ${known(point, 's.published_in', 's.known_at')}) as t`.execute(work);
  await sql`create unique index frozen_submission_key on submission (id)`.execute(work);
  await sql`create index frozen_submission_place on submission (period, ledger_region, is_current)`.execute(work);
  await sql`create index frozen_submission_history on submission (region, period, version)`.execute(work);
  await sql`create temporary table expectation as select e.* from ${from}.expectation as e where exists (
    select 1 from submission as s join ${from}.region_closure as c on c.ancestor = s.province
    where s.period = e.period and c.descendant = e.region and c.valid_from <= e.as_of and e.as_of < c.valid_to)`.execute(work);
  await sql`create unique index frozen_expectation_key on expectation (period, region)`.execute(work);
}

/** Steps that had been taken, and summary returns as they stood. */
async function shadowPapers({ work, home, point, published }: Shadow, columns: readonly string[]): Promise<void> {
  const from = quoted(home);
  await sql`create temporary view frozen_submission_step as select p.* from ${from}.submission_step as p where ${known(point, 'p.data_version', 'p.at')}`.execute(
    work,
  );
  const last = number(published);
  const replaced = sql`(r.superseded_in is not null and r.superseded_in <= ${last})`;
  const then: Readonly<Record<string, RawBuilder<unknown>>> = {
    is_current: sql`case when ${replaced} then 0 else 1 end`,
    superseded_at: sql`case when ${replaced} then r.superseded_at end`,
    superseded_in: sql`case when ${replaced} then r.superseded_in end`,
  };
  await sql`create temporary view frozen_summary_return as
    select ${sql.join(columns.map((name) => sql`${then[name] ?? sql`r.${sql.ref(name)}`} as ${sql.ref(name)}`))}
    from ${from}.summary_return as r where r.published_in <= ${last}`.execute(work);
}

/** Targets as they were: one that was replaced since stands in the place of what replaced it. */
async function shadowTargets({ work, home, published }: Shadow): Promise<void> {
  const last = number(published);
  const columns = sql.join(
    ['region', 'indicator', 'valid_from', 'target', 'demo', 'set_by', 'set_at', 'set_in'].map((name) => sql.ref(name)),
  );
  await sql`create temporary view target as with past as (
      select ${columns} from ${quoted(home)}.target_past where (set_in is null or set_in <= ${last}) and removed_in > ${last})
    select ${columns} from past union all select ${columns} from ${quoted(home)}.target as t
    where (t.set_in is null or t.set_in <= ${last}) and not exists (
      select 1 from past as p where p.region = t.region and p.indicator = t.indicator and p.valid_from = t.valid_from)`.execute(work);
}

/** Ledger regions by quarter whose standing submissions are not those of now. */
async function changedSince({ work, home, point }: Shadow): Promise<Map<string, string[]>> {
  const from = quoted(home);
  const later = (version: string, at: string): RawBuilder<boolean> => sql<boolean>`not ${known(point, version, at)}`;
  const { rows } = await sql<{ period: string; ledger: string }>`
    select distinct s.period, s.ledger_region as ledger from ${from}.submission as s
    where (s.published_in is not null and ${later('s.published_in', 's.known_at')}) or (s.superseded_in is not null and ${later('s.superseded_in', 's.superseded_at')})
    union select s.period, s.ledger_region from ${from}.submission_step as p
      join ${from}.submission as s on s.region = p.region and s.period = p.period and s.version = p.version
    where p.data_version is not null and ${later('p.data_version', 'p.at')}`.execute(work);
  return new Map([...Map.groupBy(rows, (row) => row.period)].map(([period, some]) => [period, some.map((row) => row.ledger)]));
}

/** Sums of one quarter: those of now, and in them what changed since; all anew where fewer ledgers were owed then. */
async function sumQuarter(
  store: Store,
  { work, home }: Shadow & { work: Transaction<Schema> },
  period: string,
  changed: readonly string[],
) {
  const owed = async (schema: string): Promise<string[]> =>
    (
      await sql<{ region: string }>`select region from ${sql.raw(schema)}expectation where period = ${period} order by region`.execute(work)
    ).rows.map((row) => row.region);
  const then = await owed('');
  if (then.length === 0) return;
  if (then.length !== (await owed(`"${home}".`)).length) return refreshRollups(store, work, period, then);
  for (const table of [ROLLUP, ROLLUP_BY])
    await sql`insert into ${quoted(table)} select * from ${quoted(home)}.${quoted(table)} where period = ${period}`.execute(work);
  await refreshRollups(store, work, period, changed);
}

/** Rows of the periods that did not change come from where they lie; the others from the sums made here. */
async function layOver({ work, home }: Shadow, changed: ReadonlyMap<string, unknown>): Promise<void> {
  const there = await sql<{ period: string }>`select distinct period from frozen_expectation`.execute(work);
  const same = there.rows.flatMap(({ period }) => (changed.has(period) ? [] : [period]));
  const periods = sql.join(['', ...same].map((period) => sql.lit(period)));
  for (const [name, own] of [
    [ROLLUP, FROZEN],
    [ROLLUP_BY, FROZEN_BY],
  ] as const) {
    await sql`alter table ${quoted(name)} rename to ${quoted(own)}`.execute(work);
    await sql`create temporary view ${quoted(String(BASES[name]))} as select * from ${quoted(home)}.${quoted(name)} where period in (${periods})
      union all select * from ${quoted(own)}`.execute(work);
  }
}

/** The data version that was the newest at a place. */
async function publishedAt(db: Db, { version, moment }: Point): Promise<number> {
  if (moment === null) return version;
  const { rows } = await sql<{ version: number | null }>`
    select max(version) as version from publication where version <= ${version} and published_at <= ${moment}`.execute(db);
  // Invented ledgers are known before anything is published.
  return rows[0]?.version ?? 0;
}

/** Makes `connection` read the state at `point`. */
export async function freeze({ store, home, cover }: FrozenConnection, point: Point): Promise<void> {
  await refuseUnreadable(store.db, point);
  const columns = { submission: await columnsOf(store.db, 'submission'), returned: await columnsOf(store.db, 'summary_return') };
  const begun = store.db.transaction();
  const isolated = store.engine === 'postgres' ? begun.setIsolationLevel('repeatable read') : begun;
  await isolated.execute(async (work: Transaction<Schema>) => {
    const shadow = { work, home, point, published: await publishedAt(work, point) };
    const changed = await changedSince(shadow);
    await shadowSubmissions(shadow, columns.submission);
    await createRollups(store.engine, work, 'temporary');
    for (const [period, ledgers] of changed) await sumQuarter(store, shadow, period, ledgers);
    for (const name of ['expectation', 'submission'])
      await sql`alter table ${quoted(name)} rename to ${quoted(`frozen_${name}`)}`.execute(work);
    await shadowPapers(shadow, columns.returned);
    await sql`create temporary view publication as select * from ${quoted(home)}.publication where version <= ${number(point.version)}`.execute(
      work,
    );
    await shadowTargets(shadow);
    await layOver(shadow, changed);
  });
  await cover(BASES);
}
