/** Which data version published a submission and which replaced it, so that an earlier version can be read again. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('submission').addColumn('published_in', 'integer').execute();
  await db.schema.alterTable('submission').addColumn('superseded_in', 'integer').execute();
  await db.schema
    .alterTable('publication')
    .addColumn('restates', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update submission set published_in = (select min(p.version) from publication as p where p.published_at = submission.published_at) where published_at is not null`.execute(
    db,
  );
  await sql`update submission set superseded_in = (select min(later.published_in) from submission as later where later.period = submission.period and later.ledger_region = submission.ledger_region and later.published_in > submission.published_in)
    where superseded_at is not null`.execute(db);
  // Merges, splits and rules that were recomputed have changed rows of earlier versions in place.
  await sql`update publication set restates = 1 where reason like 'region %' or reason like 'rules %'`.execute(db);
}
