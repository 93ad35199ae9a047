/**
 * Dividing an installation on PostgreSQL: the tables of facts become partitioned ones, by province and within it by quarter, provinces of a
 * server in tables there. One transaction here; on the servers only empty tables are made before it. Done again it adds partitions.
 */
import { sql } from 'kysely';
import { Conflict, DomainError } from '../../domain/errors.ts';
import { quarterOfDate, quartersBetween, shiftQuarter, type Quarter } from '../../domain/period.ts';
import type { Db } from '../open.ts';
import { recordPublication } from '../publishing.ts';
import { READER_ROLE } from '../scopePostgres.ts';
import { findFalseTotals } from '../totals.ts';
import type { AuditedStore } from '../trail.ts';
import { inTransaction } from '../transaction.ts';
import { askAgain, liesApart, noteApart } from './apart.ts';
import { assertKept, runsOf, toldRun, type Division, type Run, type Server } from './layout.ts';
import { FACT_TABLES, type FactTable } from './names.ts';
import { onServer } from './servers.ts';
import { shapeOf, type Shape } from './shape.ts';
import {
  connectTo,
  dropped,
  elsewhere,
  guarded,
  here,
  leavesOf,
  moved,
  numbersFrom,
  parentOf,
  partName,
  placed,
  renumbered,
  seenFunction,
  serverName,
  there,
  widened,
} from './statements.ts';

export interface Divided {
  /** Whether it was undivided before. */
  readonly fresh: boolean;
  readonly from: Quarter;
  readonly until: Quarter;
  /** Provinces that lie together, and where: null is the database's own server. */
  readonly runs: readonly { readonly server: string | null; readonly provinces: readonly string[] }[];
  /** Rows before and after, by table. */
  readonly rows: Readonly<Record<FactTable, { readonly before: number; readonly after: number }>>;
  /** What was said, or would be, without passwords. */
  readonly statements: readonly string[];
}

interface Plan {
  readonly runs: readonly Run[];
  /** Those of them that are not there yet, and servers that are not known yet. */
  readonly added: readonly Run[];
  readonly servers: readonly Server[];
  readonly quarters: readonly Quarter[];
  readonly shapes: readonly Shape[];
  readonly fresh: boolean;
  readonly supreme: boolean;
  readonly roles: readonly string[];
}

const one = async <Row>(db: Db, text: string): Promise<Row> => {
  const { rows } = await sql.raw<Row>(text).execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error(`no answer to ${text}`);
  return row;
};
/** Statements that are said at a time. */
const AT_A_TIME = 200;
const say = async (db: Db, texts: readonly string[]): Promise<void> => {
  for (let at = 0; at < texts.length; at += AT_A_TIME) await sql.raw(texts.slice(at, at + AT_A_TIME).join(';\n')).execute(db);
};

/** Quarters that get partitions: those asked for, and at least those that there are. */
async function quartersFor(db: Db, division: Division, now: string): Promise<Quarter[]> {
  const { first, last } = await one<{ first: Quarter | null; last: Quarter | null }>(
    db,
    'select min(period) as first, max(period) as last from submission',
  );
  const today = quarterOfDate(now.slice(0, 10));
  const endOfNext = `${Number(today.slice(0, 4)) + 1}Q4` as Quarter;
  const earliest = [first ?? today, division.from ?? first ?? shiftQuarter(today, -8)].toSorted()[0] as Quarter;
  const latest = [last ?? today, division.until ?? endOfNext].toSorted().at(-1) as Quarter;
  return quartersBetween(earliest, latest);
}

/** Runs of a divided installation, `41_43 north`. */
async function standingRuns(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; server: string | null }>`
    select substr(c.relname, length('unit_quarter_') + 1) as name, substr(f.srvname, length('fugai_') + 1) as server
    from pg_inherits as i join pg_class as c on c.oid = i.inhrelid left join pg_foreign_table as t on t.ftrelid = c.oid left join pg_foreign_server as f on f.oid = t.ftserver
    where i.inhparent = to_regclass('unit_quarter')`.execute(db);
  return rows.map(({ name, server }) => `${name} ${server ?? ''}`.trim());
}

async function planOf(db: Db, division: Division, now: string): Promise<Plan> {
  const fresh = !(await liesApart(db));
  const provinces = await db
    .selectFrom('region')
    .select(['code', 'name'])
    .where('level', '=', 'PROVINCE')
    .where('kind', '=', 'ADMINISTRATIVE')
    .orderBy('code')
    .execute();
  const standing = fresh ? [] : await standingRuns(db);
  const reported = await db.selectFrom('submission').select('province').distinct().execute();
  const elsewhere = new Set(division.servers.flatMap((server) => server.provinces));
  const used = [
    ...reported.map(({ province }) => province),
    ...standing.flatMap((run) => (run.includes(' ') ? [] : `${run.slice(0, 2)}0000`)),
  ];
  const here = [...division.here, ...used.filter((code) => !elsewhere.has(code))];
  const runs = runsOf(division.servers, here, [...new Map(provinces.map((province) => [province.code, province])).values()]);
  assertKept(standing, runs);
  const { rows: known } = await sql<{ name: string }>`select srvname as name from pg_foreign_server`.execute(db);
  const rights = await one<{ supreme: boolean; reader: boolean }>(
    db,
    `select rolsuper as supreme, exists (select 1 from pg_roles where rolname = '${READER_ROLE}') as reader from pg_roles where rolname = current_user`,
  );
  return {
    runs,
    added: runs.filter((run) => !standing.includes(toldRun(run))),
    servers: division.servers.filter((server) => !known.some(({ name }) => name === serverName(server))),
    quarters: await quartersFor(db, division, now),
    shapes: await Promise.all(FACT_TABLES.map((table) => shapeOf(db, table))),
    fresh,
    supreme: rights.supreme,
    roles: ['current_user', ...(rights.reader ? [READER_ROLE] : [])],
  };
}

const wordsOf = ({ provinces }: Run): string => provinces.map(({ name }) => name).join('、');

/** Tables on the servers of provinces. What stands there of another installation is not touched. @throws DomainError */
async function prepareServers({ runs, added, shapes, quarters }: Plan): Promise<Map<string, string>> {
  const schemas = new Map<string, string>();
  for (const run of runs) {
    const { server } = run;
    if (server === null) continue;
    await onServer(server, async (ask) => {
      for (const shape of shapes) {
        await ask(elsewhere(shape, run, quarters).join(';\n'));
        const [some] = added.includes(run) ? await ask(`select 1 as n from "${partName(shape.table, run)}" limit 1`) : [];
        if (some !== undefined)
          throw new Conflict(
            `服务器「${server.name}」的表 ${partName(shape.table, run)} 里已有数据，没有改动。请换一个空库，或先清空该表。`,
          );
      }
      const [home] = await ask('select current_schema() as schema');
      schemas.set(server.name, String(home?.['schema']));
    });
  }
  return schemas;
}

/** Statements for the database itself, in order, up to the moving of rows. */
function settingUp(plan: Plan, schemas: ReadonlyMap<string, string>, shown: boolean): string[] {
  const { runs, added, servers, shapes, quarters, supreme, roles, fresh } = plan;
  const words = (name: string): string =>
    runs
      .filter((run) => run.server?.name === name)
      .map(wordsOf)
      .join('、');
  const grants = fresh && roles.includes(READER_ROLE) ? FACT_TABLES.map((table) => `grant select on ${table} to ${READER_ROLE}`) : [];
  return [
    ...(servers.length === 0 ? [] : ['create extension if not exists postgres_fdw']),
    ...servers.flatMap((server) => connectTo(server, words(server.name), roles, supreme, shown)),
    ...(fresh ? [seenFunction, ...widened] : []),
    ...shapes.flatMap((shape) => [
      ...(fresh ? parentOf(shape) : []),
      ...added.flatMap((run) =>
        run.server === null ? here(shape, run) : [there(shape, run, run.server, schemas.get(run.server.name) ?? 'public')],
      ),
    ]),
    ...leavesHere(runs, quarters),
    ...grants,
  ];
}

const leavesHere = (runs: readonly Run[], quarters: readonly Quarter[]): string[] =>
  runs.flatMap((run) =>
    run.server === null
      ? FACT_TABLES.flatMap((table) =>
          leavesOf(table, run, quarters).flatMap(({ name, statement }) => [statement, ...guarded(table, name)]),
        )
      : [],
  );

const placing = ({ runs, quarters }: Plan): string[] =>
  placed(
    runs.flatMap(({ provinces }) => provinces.map(({ code }) => code)),
    quarters[0] as Quarter,
    quarters.at(-1) as Quarter,
  );

const countOf = async (db: Db, table: string): Promise<number> =>
  Number((await one<{ n: number }>(db, `select count(*) as n from ${table}`)).n);

async function countAll(db: Db): Promise<Record<FactTable, number>> {
  return { unit_quarter: await countOf(db, 'unit_quarter'), organization_quarter: await countOf(db, 'organization_quarter') };
}

/** A program that runs holds on to the tables as they are. */
const STILL_READ = '0A000';
const MUST_STOP = '划分前请先停止 fugai（含所有网站进程）：它的连接仍在使用这些表。数据库没有改动，停止后请重试。';
/** postgres_fdw lets in no role but a superuser's through a server that did not ask for its password. */
const NOT_ASKED = '2F003';
const MUST_ASK =
  '存放各省的服务器没有要求口令，postgres_fdw 不让普通角色这样连接。请在这些服务器的 pg_hba.conf 中对本机的地址改用 scram-sha-256，并在 servers.json 的地址里写上口令。数据库没有改动，改好后请重试。';
const REFUSALS: Readonly<Record<string, string>> = { [STILL_READ]: MUST_STOP, [NOT_ASKED]: MUST_ASK };

async function divideWhole(store: AuditedStore, plan: Plan, schemas: ReadonlyMap<string, string>, at: string): Promise<void> {
  await inTransaction(store, async (work) => {
    const before = await countAll(work);
    await say(work, settingUp(plan, schemas, false));
    const { next } = await one<{ next: number }>(work, 'select coalesce(max(id), 0) + 1 as next from submission');
    await say(work, [...plan.shapes.map(moved), ...renumbered, numbersFrom(next), ...placing(plan)]);
    noteApart(work);
    const after = await countAll(work);
    const [first] = await findFalseTotals(work);
    if (first !== undefined || FACT_TABLES.some((table) => before[table] !== after[table]))
      throw new Error(`rows were lost on the way: ${JSON.stringify({ before, after, first })}`);
    await say(work, [...dropped, ...settings(await one(work, 'select current_database() as name'))]);
    await recordPublication(work, store.trail, at, 'divided');
  });
}

/** Sums are made where the rows lie only where a planner may group partition by partition. */
const settings = ({ name }: { readonly name: string }): string[] => [
  `alter role current_user in database "${name}" set enable_partitionwise_aggregate = on`,
];

/** @throws DomainError when it is no PostgreSQL, a server does not answer, or a running program holds on to the tables */
export async function divide(store: AuditedStore, division: Division, at: string, dryRun: boolean): Promise<Divided> {
  if (store.engine !== 'postgres')
    throw new DomainError(
      'BAD_USER_INPUT',
      '只有 PostgreSQL 数据库可以划分；现在用的是 SQLite。请先用 fugai migrate --to postgres://… 迁移。',
    );
  const plan = await planOf(store.db, division, at);
  const before = await countAll(store.db);
  const elsewhereSaid = plan.runs.flatMap((run) =>
    run.server === null
      ? []
      : plan.shapes.flatMap((shape) =>
          elsewhere(shape, run, plan.quarters).map((text) => `-- ${serverName(run.server as never)}\n${text}`),
        ),
  );
  const statements = [
    ...elsewhereSaid,
    ...settingUp(plan, new Map(), true),
    ...(plan.fresh ? [...plan.shapes.map(moved), ...renumbered] : []),
    ...placing(plan),
    ...(plan.fresh ? dropped : []),
  ];
  if (!dryRun) {
    const schemas = await prepareServers(plan);
    try {
      if (plan.fresh) await divideWhole(store, plan, schemas, at);
      else await inTransaction(store, async (work) => say(work, [...settingUp(plan, schemas, false), ...placing(plan)]));
    } catch (error) {
      askAgain(store.db);
      const refusal = error instanceof Error && 'code' in error ? REFUSALS[String(error.code)] : undefined;
      if (refusal !== undefined) throw new Conflict(refusal);
      throw error;
    }
    for (const { server } of plan.runs) if (server !== null) await onServer(server, async (ask) => void (await ask('analyze')));
    await store.analyze();
  }
  const after = dryRun ? before : await countAll(store.db);
  return {
    fresh: plan.fresh,
    from: plan.quarters[0] as Quarter,
    until: plan.quarters.at(-1) as Quarter,
    runs: plan.runs.map(({ server, provinces }) => ({ server: server?.name ?? null, provinces: provinces.map(({ name }) => name) })),
    rows: {
      unit_quarter: { before: before.unit_quarter, after: after.unit_quarter },
      organization_quarter: { before: before.organization_quarter, after: after.organization_quarter },
    },
    statements,
  };
}
