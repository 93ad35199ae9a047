/**
 * PostgreSQL: row level security on every table that holds what a region reported. A policy reads lists of codes that a reader's transaction
 * sets (fugai.rows, fugai.sums, fugai.stubs; `*` is everything); where none is set nothing is seen, and nothing can be written.
 */
import { sql, SqliteAdapter, type Kysely } from 'kysely';

const inside = (list: string, column: string): string =>
  `(current_setting('fugai.${list}', true) = '*' or ${column} in (select unnest(string_to_array(current_setting('fugai.${list}', true), ','))))`;

const POLICIES: Readonly<Record<string, string>> = {
  submission: `${inside('rows', 'region')} or ${inside('sums', 'ledger_region')} or ${inside('stubs', 'ledger_region')}`,
  unit_quarter: `${inside('rows', 'region')} or ${inside('rows', 'park')}`,
  organization_quarter: inside('rows', 'region'),
  expectation: `${inside('sums', 'region')} or ${inside('stubs', 'region')}`,
  submission_total: `current_setting('fugai.rows', true) = '*'`,
  answered_key: `current_setting('fugai.rows', true) = '*'`,
  finding: `kind <> 'LEDGER' or relation is not null or ${inside('sums', 'region')}`,
};

export async function up(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof SqliteAdapter) return;
  for (const [table, using] of Object.entries(POLICIES)) {
    await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
    // The owner, too: readers and the writer connect as the same role.
    await sql`alter table ${sql.table(table)} force row level security`.execute(db);
    await sql`create policy fugai_scope on ${sql.table(table)} using (${sql.raw(using)}) with check (current_setting('fugai.rows', true) = '*')`.execute(
      db,
    );
  }
  // Rollups are a cache: those of before are made anew under their policy.
  const { rows } = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = current_schema() and tablename like 'rollup\_%'`.execute(db);
  for (const { name } of rows) await sql`drop table ${sql.table(name)}`.execute(db);
}
