/**
 * An earlier data version, read again. On a connection of its own the tables that move with versions are shadowed by temporary ones of the
 * same names, so that every query module answers of that version without knowing it: submissions as they stood, the periods there were, and
 * rollups of which only the periods that changed since are summed anew.
 */
import { sql, type Transaction } from 'kysely';
import { DomainError } from '../domain/errors.ts';
import type { Db, Snapshot, Store } from './open.ts';
import { createRollups, ROLLUP, ROLLUP_BY } from './rollup.ts';
import { refreshRollups } from './rollupBuild.ts';
import type { Schema } from './schema.ts';

/** A connection that may make temporary tables, and nothing else. */
export interface FrozenConnection {
  readonly store: Store;
  /** Name of the schema that the shadowed tables lie in. */
  readonly home: string;
  /** After the version was made: the tables of the key are read as the relation says, each reader what of it is theirs (scope.ts). */
  readonly cover: (bases: Readonly<Record<string, string>>) => Promise<void>;
}

const FROZEN = 'frozen_rollup';
const FROZEN_BY = 'frozen_rollup_by';
/** The whole of an earlier version, by the table that it stands for. */
const BASES: Readonly<Record<string, string>> = {
  submission: 'frozen_submission',
  expectation: 'frozen_expectation',
  summary_return: 'frozen_summary_return',
  [ROLLUP]: 'frozen_over_rollup',
  [ROLLUP_BY]: 'frozen_over_rollup_by',
};

/** @throws DomainError when the version never was, or when rows have been restated since so that it cannot be shown as it was */
export async function refuseUnreadable(db: Db, version: number): Promise<void> {
  const held = await db.selectFrom('publication').select('version').where('version', '=', version).executeTakeFirst();
  if (held === undefined)
    throw new DomainError(
      'NOT_FOUND',
      `没有数据版本 v${version}。请去掉所指定的版本（查询中的 extensions.dataVersion，文件地址中的 version），即用最新的版本。`,
    );
  const restated = await db
    .selectFrom('publication')
    .select(['version', 'reason', 'published_at'])
    .where('version', '>', version)
    .where('restates', '=', 1)
    .orderBy('version')
    .executeTakeFirst();
  if (restated !== undefined)
    throw new DomainError(
      'BAD_USER_INPUT',
      `数据版本 v${version} 已不能原样再现：v${restated.version}（${restated.published_at.slice(0, 10)}）因区划或规则变更重算了以前的数字。请改看 v${restated.version} 或更新的版本。`,
    );
}

/** Quarters whose standing submissions are not those of now, or in another state. */
async function changedPeriods(db: Db, version: number): Promise<string[]> {
  const rows = await db
    .selectFrom('submission')
    .select('period')
    .distinct()
    .where((of) => of.or([of('published_in', '>', version), of('superseded_in', '>', version)]))
    .execute();
  const judged = await db.selectFrom('submission_step').select('period').distinct().where('data_version', '>', version).execute();
  return [...new Set([...rows, ...judged].map((row) => row.period))];
}

const quoted = (name: string): ReturnType<typeof sql.raw> => sql.raw(`"${name}"`);

/** Targets as they were: one that was replaced since stands in the place of what replaced it. */
async function shadowTargets(work: Db, home: string, number: ReturnType<typeof sql.raw>): Promise<void> {
  const columns = sql.join(
    ['region', 'indicator', 'valid_from', 'target', 'demo', 'set_by', 'set_at', 'set_in'].map((name) => sql.ref(name)),
  );
  await sql`create temporary view target as with past as (
      select ${columns} from ${quoted(home)}.target_past where (set_in is null or set_in <= ${number}) and removed_in > ${number})
    select ${columns} from past union all select ${columns} from ${quoted(home)}.target as t
    where (t.set_in is null or t.set_in <= ${number}) and not exists (
      select 1 from past as p where p.region = t.region and p.indicator = t.indicator and p.valid_from = t.valid_from)`.execute(work);
}

/** Columns of a submission that are not as they lie there: what was done with it since had not been done. */
const UNDONE: readonly string[] = ['is_current', 'state', 'accepted_at'];

/** The tables as they stood, under names that begin with `prefix`. */
async function shadow(work: Db, home: string, version: number, columns: readonly string[], prefix = ''): Promise<void> {
  const submission = quoted(`${prefix}submission`);
  const kept = sql.join(columns.filter((name) => !UNDONE.includes(name)).map((name) => sql`s.${sql.ref(name)}`));
  const number = sql.raw(String(version));
  const step = (
    column: 'state' | 'at',
    act: ReturnType<typeof sql.raw>,
  ) => sql`(select p.${sql.ref(column)} from ${quoted(home)}.submission_step as p
    where p.region = s.region and p.period = s.period and p.version = s.version and p.data_version <= ${number}${act} order by p.position desc limit 1)`;
  const state = sql`coalesce(${step('state', sql.raw(''))}, s.state)`;
  await sql`create temporary view ${submission} as select ${kept}, ${state} as state,
    case when s.accepted_at is null then null else ${step('at', sql.raw(" and p.act = 'ACCEPT'"))} end as accepted_at,
    case when ${state} <> 'RETURNED' and (s.superseded_in is null or s.superseded_in > ${number}) then 1 else 0 end as is_current
    from ${quoted(home)}.submission as s where s.published_in <= ${number}`.execute(work);
  await sql`create temporary view ${quoted(`${prefix}expectation`)} as select e.* from ${quoted(home)}.expectation as e where e.period in (select period from ${submission})`.execute(
    work,
  );
}

/** Totals that regions reported, as they stood. */
const shadowSummaries = (work: Db, home: string, number: ReturnType<typeof sql.raw>): Promise<unknown> =>
  sql`create temporary view frozen_summary_return as select region, period, version,
      case when superseded_in is null or superseded_in > ${number} then 1 else 0 end as is_current,
      received_at, actor, actor_name, file_name, file_sha256, note, superseded_at, published_in, superseded_in
    from ${quoted(home)}.summary_return where published_in <= ${number}`.execute(work);

/** Rows of the periods that did not change come from where they lie; the others from the sums made here. */
async function layOver(work: Db, home: string, changed: readonly string[]): Promise<void> {
  // A view takes no parameters; quarters are of one shape, checked where they came in.
  const periods = sql.raw(['', ...changed].map((period) => `'${period.replaceAll("'", '')}'`).join(', '));
  for (const [name, own] of [
    [ROLLUP, FROZEN],
    [ROLLUP_BY, FROZEN_BY],
  ] as const) {
    await sql`alter table ${quoted(name)} rename to ${quoted(own)}`.execute(work);
    await sql`create temporary view ${quoted(String(BASES[name]))} as select * from ${quoted(home)}.${quoted(name)} where period not in (${periods}) and period in (select period from frozen_expectation)
      union all select * from ${quoted(own)}`.execute(work);
  }
}

/** Makes `connection` read `version`. */
export async function freeze({ store, home, cover }: FrozenConnection, version: number): Promise<void> {
  await refuseUnreadable(store.db, version);
  const changed = await changedPeriods(store.db, version);
  const tables = await store.db.introspection.getTables();
  const columns = tables.find((table) => table.name === 'submission')?.columns.map((column) => column.name) ?? [];
  await store.db.transaction().execute(async (work: Transaction<Schema>) => {
    await shadow(work, home, version, columns);
    await createRollups(store.engine, work, 'temporary');
    const expected = await work
      .selectFrom('expectation')
      .select(['period', 'region'])
      .where('period', 'in', ['', ...changed])
      .execute();
    for (const [period, rows] of Map.groupBy(expected, (row) => row.period)) {
      await refreshRollups(
        store,
        work,
        period,
        rows.map((row) => row.region),
      );
    }
    for (const name of ['expectation', 'submission']) await sql`drop view ${quoted(name)}`.execute(work);
    await shadow(work, home, version, columns, 'frozen_');
    await sql`create temporary view publication as select * from ${quoted(home)}.publication where version <= ${sql.raw(String(version))}`.execute(
      work,
    );
    await shadowTargets(work, home, sql.raw(String(version)));
    await shadowSummaries(work, home, sql.raw(String(version)));
    await layOver(work, home, changed);
  });
  await cover(BASES);
}

interface Held<Connection> {
  readonly connection: Connection;
  /** The data version that was the newest when it was made: what was summed then may since have been replaced. */
  readonly newest: number;
}

const newestOf = async ({ store, home }: FrozenConnection): Promise<number> => {
  const { rows } = await sql<{ version: number | null }>`select max(version) as version from ${quoted(home)}.publication`.execute(store.db);
  return rows[0]?.version ?? Number.NaN;
};

/** Earlier versions, made when asked for and kept while they are asked for; the oldest kept goes first. */
export interface FrozenVersions<Connection extends FrozenConnection> {
  /** The connection that reads `version`. @throws DomainError see refuseUnreadable */
  read(version: number): Promise<Connection>;
  /** The same on a connection of its own, for one who reads for long and closes it: nobody else waits. */
  alone(version: number): Promise<Connection>;
  close(): Promise<void>;
}

export function createFrozenVersions<Connection extends FrozenConnection>(
  connect: () => Promise<Connection>,
  most: number,
): FrozenVersions<Connection> {
  const kept = new Map<number, Promise<Held<Connection>>>();
  const drop = async (version: number): Promise<void> => {
    const held = kept.get(version);
    kept.delete(version);
    await held?.then(({ connection }) => connection.store.close()).catch(() => undefined);
  };
  const make = async (version: number): Promise<Held<Connection>> => {
    const connection = await connect();
    try {
      const newest = await newestOf(connection);
      await freeze(connection, version);
      return { connection, newest };
    } catch (error) {
      await connection.store.close();
      throw error;
    }
  };
  const begin = async (version: number): Promise<Held<Connection>> => {
    for (const oldest of kept.keys()) if (kept.size >= most) await drop(oldest);
    const made = make(version);
    kept.set(version, made);
    made.catch(() => kept.delete(version));
    return made;
  };
  return {
    read: async (version) => {
      const held = await (kept.get(version) ?? begin(version));
      if (held.newest === (await newestOf(held.connection))) return held.connection;
      await drop(version);
      return (await begin(version)).connection;
    },
    alone: async (version) => (await make(version)).connection,
    close: async () => {
      await Promise.all([...kept.keys()].map(drop));
    },
  };
}

/** The version that is asked for, after the newest was let go; undefined where it is the newest, which is read as it lies. */
export async function earlierThan(snapshot: Snapshot, version: number | undefined): Promise<number | undefined> {
  if (version === undefined || version === snapshot.version) return undefined;
  await snapshot.close();
  return version;
}
