/**
 * One imported quarter becomes twelve, and counties that sent nothing get three units, by SQL in the database: what reading is measured on
 * need not have come through the import to be the same rows. Earlier quarters lack a few units and count a few heads less.
 */
import { sql, type RawBuilder } from 'kysely';
import { asOfDate, firstDay, shiftQuarter } from '../../../server/domain/period.ts';
import { QUARTERS } from '../../../seed/demo/calendar.ts';
import type { Db, Store } from '../../../server/db/open.ts';
import { rebuildRollups, refreshRollups } from '../../../server/db/rollupBuild.ts';
import { NOW, PERIOD, RESENT, type Reporting } from './spread.ts';

/** Numbers of the copies of one quarter are those of the last one and so many times this. */
const APART = 100_000;
const FEW = 3;
const ENOUGH = 500;

type Cell = string | number | null;

const columnsOf = async (db: Db, table: string): Promise<string[]> =>
  ((await db.introspection.getTables()).find((one) => one.name === table)?.columns ?? []).map(({ name }) => name);

/** `insert into table select …` where some columns are others' expressions. */
async function copyRows(
  db: Db,
  table: string,
  others: Readonly<Record<string, RawBuilder<unknown>>>,
  from: RawBuilder<unknown>,
  without: readonly string[] = [],
): Promise<void> {
  const columns = (await columnsOf(db, table)).filter((name) => !without.includes(name));
  const picked = columns.map((name) => others[name] ?? sql.ref(`t.${name}`));
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))}) select ${sql.join(picked)} ${from}`.execute(
    db,
  );
}

const newestVersion = async (db: Db): Promise<number> => {
  const found = await db
    .selectFrom('publication')
    .select((of) => of.fn.max('version').as('version'))
    .executeTakeFirst();
  return Number(found?.version);
};

async function insertAll(db: Db, table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ENOUGH)
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))}) values ${sql.join(
      rows.slice(from, from + ENOUGH).map((row) => sql`(${sql.join([...row])})`),
    )}`.execute(db);
}

/** Counties that sent nothing report three units that nobody covers, so that a map of the whole nation has its rows. */
async function addFew(db: Db, silent: readonly Reporting[]): Promise<void> {
  if (silent.length === 0) return;
  const asOf = asOfDate(PERIOD);
  await sql`create table bench_place (region text, prefecture text, province text)`.execute(db);
  await insertAll(
    db,
    'bench_place',
    ['region', 'prefecture', 'province'],
    silent.map(({ code, prefecture, province }) => [code, prefecture, province]),
  );
  const model = sql`(select * from submission where region = ${RESENT} and period = ${PERIOD} and is_current = 1)`;
  const place = { region: sql`p.region`, ledger_region: sql`p.region`, prefecture: sql`p.prefecture`, province: sql`p.province` };
  const counts = { units: sql.lit(FEW), organizations: sql.lit(0), units_added: sql.lit(FEW), organizations_founded: sql.lit(0) };
  await copyRows(db, 'submission', { ...place, ...counts }, sql`from ${model} as t cross join bench_place as p`, ['id']);
  const uncovered = sql`(select u.* from unit_quarter as u join ${model} as m on m.id = u.submission where u.party_org is null and u.union_org is null order by u.credit_code limit ${sql.lit(FEW)})`;
  await copyRows(
    db,
    'unit_quarter',
    {
      submission: sql`s.id`,
      region: sql`p.region`,
      credit_code: sql`substr(t.credit_code, 1, 2) || substr(p.region, 1, 6) || substr(t.credit_code, 9)`,
    },
    sql`from ${uncovered} as t cross join bench_place as p join submission as s on s.region = p.region and s.period = ${PERIOD}`,
  );
  await sql`insert into expectation (region, period, as_of) select p.region, ${PERIOD}, ${asOf} from bench_place as p where not exists (select 1 from expectation as e where e.region = p.region and e.period = ${PERIOD})`.execute(
    db,
  );
  await sql`drop table bench_place`.execute(db);
}

/** The quarter that lies `back` before the imported one. */
async function addEarlier(db: Db, back: number): Promise<void> {
  const period = shiftQuarter(PERIOD, -back);
  const asOf = asOfDate(period);
  const received = `${firstDay(shiftQuarter(period, 1)).slice(0, 8)}10T01:00:00.000Z`;
  const version = (await newestVersion(db)) + 1;
  await insertAll(db, 'publication', ['version', 'published_at', 'reason', 'restates'], [[version, NOW, `bench ${period}`, 0]]);
  const number = sql`t.id + ${sql.lit(back * APART)}`;
  await copyRows(
    db,
    'submission',
    {
      id: number,
      period: sql`${period}`,
      as_of: sql`${asOf}`,
      received_at: sql`${received}`,
      known_at: sql`${received}`,
      published_in: sql.lit(version),
      has_earlier: sql.lit(back === QUARTERS.length - 1 ? 0 : 1),
    },
    sql`from submission as t where t.period = ${PERIOD} and t.is_current = 1`,
  );
  const last = sql`join submission as s on s.id = t.submission and s.period = ${PERIOD} and s.is_current = 1`;
  const submission = sql`t.submission + ${sql.lit(back * APART)}`;
  const gone = Array.from({ length: back }, (_, at) => sql.lit(String(at).padStart(2, '0')));
  await copyRows(
    db,
    'unit_quarter',
    { submission, staff: sql`t.staff + case when substr(t.credit_code, 15, 1) < ${sql.lit(String(back % 9))} then 1 else 0 end` },
    // A few units are younger than the quarter: which, the digits of their codes say.
    sql`from unit_quarter as t ${last} where substr(t.credit_code, 15, 2) not in (${sql.join(gone)})`,
  );
  await copyRows(db, 'organization_quarter', { submission }, sql`from organization_quarter as t ${last}`);
  await sql`insert into expectation (region, period, as_of) select region, ${period}, ${asOf} from expectation where period = ${PERIOD}`.execute(
    db,
  );
  await copyRows(
    db,
    'submission_step',
    { period: sql`${period}`, at: sql`${received}`, data_version: sql.lit(version) },
    sql`from submission_step as t where t.period = ${PERIOD}`,
  );
}

/** What each submission holds is counted from its rows, as it would have been written with them. */
async function settleTotals(db: Db): Promise<void> {
  await sql`delete from submission_total`.execute(db);
  await sql`insert into submission_total (submission, units, organizations, staff, full_members)
    select s.id, coalesce(u.n, 0), coalesce(o.n, 0), coalesce(u.staff, 0), coalesce(u.full_members, 0) from submission as s
    left join (select submission, count(*) as n, sum(staff) as staff, sum(full_members) as full_members from unit_quarter group by submission) as u on u.submission = s.id
    left join (select submission, count(*) as n from organization_quarter group by submission) as o on o.submission = s.id`.execute(db);
  await sql`update submission set units = (select t.units from submission_total as t where t.submission = submission.id)`.execute(db);
  await sql`update submission set has_earlier = 1 where period = ${PERIOD}`.execute(db);
}

/**
 * Twelve quarters of the regions that sent, and the last one of all others. Rollups are those of the program's own rebuild. `weigh` is called in
 * between, when nothing is there but what came from the ledgers.
 */
export async function grow(
  store: Store,
  places: readonly Reporting[],
  say: (words: string) => void,
  weigh: () => Promise<void>,
): Promise<void> {
  const { db } = store;
  const sent = new Set(
    (await db.selectFrom('submission').select('region').where('period', '=', PERIOD).execute()).map((one) => one.region),
  );
  for (let back = 1; back < QUARTERS.length; back += 1) {
    say(`${shiftQuarter(PERIOD, -back)} from ${PERIOD}`);
    await db.transaction().execute((work) => addEarlier(work, back));
  }
  if (store.engine === 'postgres')
    await sql`select setval(pg_get_serial_sequence('submission', 'id'), (select max(id) from submission))`.execute(db);
  await settleTotals(db);
  say('rollups');
  await rebuildRollups(store);
  await store.analyze();
  await weigh();
  const silent = places.filter(({ code }) => !sent.has(code));
  if (silent.length === 0) return;
  say(`three units each for ${silent.length} regions that sent nothing`);
  await addFew(db, silent);
  await settleTotals(db);
  await db.transaction().execute((work) =>
    refreshRollups(
      store,
      work,
      PERIOD,
      silent.map(({ code }) => code),
    ),
  );
  await store.analyze();
}
