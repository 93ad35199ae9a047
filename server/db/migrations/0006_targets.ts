/** Who set a target and when, and which targets stood before: an earlier data version is read with the targets of its time. */
import { SqliteAdapter, sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  for (const column of ['set_by', 'set_at'] as const) await db.schema.alterTable('target').addColumn(column, 'text').execute();
  await db.schema.alterTable('target').addColumn('set_in', 'integer').execute();
  const past = db.schema
    .createTable('target_past')
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('indicator', 'text', (column) => column.notNull())
    .addColumn('valid_from', 'text', (column) => column.notNull())
    .addColumn('target', sqlite ? 'real' : 'double precision', (column) => column.notNull())
    .addColumn('demo', 'integer', (column) => column.notNull().check(sql`demo in (0, 1)`))
    .addColumn('set_by', 'text')
    .addColumn('set_at', 'text')
    .addColumn('set_in', 'integer')
    .addColumn('removed_in', 'integer', (column) => column.notNull().check(sql`removed_in >= 1`))
    .addPrimaryKeyConstraint('target_past_key', ['region', 'indicator', 'valid_from', 'removed_in']);
  await (sqlite ? past.modifyEnd(sql`strict, without rowid`) : past).execute();
}
