/** Statistics of a planner: of what lies here. */
import { sql } from 'kysely';
import type { Db } from '../open.ts';
import { liesApart } from './apart.ts';

/** Of a divided table none are taken: its rows would travel here to be looked at, and a server that is off would stop it. Each server keeps its own. */
export async function analyzeHere(db: Db): Promise<void> {
  if (!(await liesApart(db))) {
    await sql`analyze`.execute(db);
    return;
  }
  const { rows } = await sql<{ name: string }>`
    select quote_ident(relname) as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' order by relname`.execute(
    db,
  );
  if (rows.length > 0) await sql`analyze ${sql.raw(rows.map(({ name }) => name).join(', '))}`.execute(db);
}
