/** What each published submission held, to be checked against its rows, and the answers that were given to requests with a key of their own. */
import { sql, SqliteAdapter, type Kysely } from 'kysely';

const COUNTS = ['units', 'organizations', 'staff', 'full_members'] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  let totals = db.schema.createTable('submission_total').addColumn('submission', 'integer', (column) => column.primaryKey());
  for (const name of COUNTS)
    totals = totals.addColumn(name, sqlite ? 'integer' : 'bigint', (column) => column.notNull().check(sql`${sql.ref(name)} >= 0`));
  await (sqlite ? totals.modifyEnd(sql`strict`) : totals).execute();
  let answers = db.schema.createTable('answered_key').addColumn('key', 'text', (column) => column.primaryKey().notNull());
  for (const name of ['answer', 'answered_at']) answers = answers.addColumn(name, 'text', (column) => column.notNull());
  await (sqlite ? answers.modifyEnd(sql`strict, without rowid`) : answers).execute();
  await sql`insert into submission_total (submission, units, organizations, staff, full_members)
    select s.id, coalesce(u.n, 0), coalesce(o.n, 0), coalesce(u.staff, 0), coalesce(u.full_members, 0) from submission as s
    left join (select submission, count(*) as n, sum(staff) as staff, sum(full_members) as full_members from unit_quarter group by submission) as u on u.submission = s.id
    left join (select submission, count(*) as n from organization_quarter group by submission) as o on o.submission = s.id
    where s.published_at is not null`.execute(db);
}
