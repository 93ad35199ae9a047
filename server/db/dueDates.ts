/** Query module of due dates: days that were set, and what of the submissions follows from them. */
import { sql, type Transaction } from 'kysely';
import { isOnTime } from '../domain/calendar.ts';
import { dueOnFor, type DueStep, type SetDueDate } from '../domain/dueDates.ts';
import { asOfDate, type Quarter } from '../domain/period.ts';
import { holds } from './expressions.ts';
import type { Db, Store } from './open.ts';
import { refreshRollups } from './rollupBuild.ts';
import type { Schema, SubmissionRow } from './schema.ts';

export interface DueDatesAsk {
  readonly regions?: readonly string[] | undefined;
  readonly periods?: readonly string[] | undefined;
}

/** By quarter, the newest first, then by region. */
export async function readDueDates(db: Db, { regions, periods }: DueDatesAsk = {}): Promise<SetDueDate[]> {
  let query = db.selectFrom('due_date').selectAll();
  if (regions !== undefined) query = query.where('region', 'in', ['', ...regions]);
  if (periods !== undefined) query = query.where('period', 'in', ['', ...periods]);
  const rows = await query.orderBy('period', 'desc').orderBy('region').execute();
  return rows.map((row) => ({ region: row.region, period: row.period, dueOn: row.due_on, setBy: row.set_by, setAt: row.set_at }));
}

/** Sets the day of a region and quarter in place of one that stands. */
export async function putDueDate(work: Transaction<Schema>, { region, period, dueOn, setBy, setAt }: SetDueDate): Promise<void> {
  const row = { due_on: dueOn, set_by: setBy, set_at: setAt };
  await work
    .insertInto('due_date')
    .values({ region, period, ...row })
    .onConflict((conflict) => conflict.columns(['region', 'period']).doUpdateSet(row))
    .execute();
}

/** False where there was none. */
export async function dropDueDate(work: Transaction<Schema>, region: string, period: string): Promise<boolean> {
  const gone = await work.deleteFrom('due_date').where('region', '=', region).where('period', '=', period).executeTakeFirst();
  return Number(gone.numDeletedRows) > 0;
}

/** Each region with those above it on the last day of a quarter, itself first. */
async function linesOf(db: Db, regions: readonly string[], period: Quarter): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ region: string; above: string; level: string }>`
    select c.descendant as region, c.ancestor as above, g.level as level from region_closure as c join region as g on g.code = c.ancestor
    where c.descendant in (${sql.join(regions)}) and ${holds('c', sql`${asOfDate(period)}`)} and ${holds('g', sql`${asOfDate(period)}`)}`.execute(
    db,
  );
  const order = ['TOWNSHIP', 'COUNTY', 'PREFECTURE', 'PROVINCE', 'NATION'];
  const lines = new Map<string, string[]>();
  for (const row of rows.toSorted((one, other) => order.indexOf(one.level) - order.indexOf(other.level)))
    lines.set(row.region, [...(lines.get(row.region) ?? []), row.above]);
  return lines;
}

type Judged = Pick<SubmissionRow, 'id' | 'region' | 'received_at' | 'on_time' | 'carried_forward' | 'ledger_region'>;

/** Sets whether each came on time by the days of now, and gives those of which it was told otherwise. What was carried forward never came. */
async function judge(work: Transaction<Schema>, rows: readonly Judged[], period: Quarter, steps: readonly DueStep[]): Promise<Judged[]> {
  const regions = [...new Set(rows.map((one) => one.region))];
  if (regions.length === 0) return [];
  const lines = await linesOf(work, regions, period);
  const turned = rows.filter((one) => {
    const dueOn = dueOnFor(steps, lines.get(one.region) ?? [one.region], period);
    return one.on_time !== Number(one.carried_forward === 0 && isOnTime(period, one.received_at, dueOn));
  });
  for (const value of [0, 1]) {
    const ids = turned.filter((one) => one.on_time !== value).map((one) => one.id);
    if (ids.length > 0) await work.updateTable('submission').set({ on_time: value }).where('id', 'in', ids).execute();
  }
  return turned;
}

const JUDGED = ['id', 'region', 'received_at', 'on_time', 'carried_forward', 'ledger_region'] as const;

/** Judges submissions of a quarter that are being published by the days that were set for it; where none was, by the usual one they were already. */
export async function judgeArrivals(work: Transaction<Schema>, ids: readonly number[], period: string): Promise<void> {
  const steps = await readDueDates(work, { periods: [period] });
  if (steps.length === 0) return;
  const rows = await work.selectFrom('submission').select(JUDGED).where('id', 'in', ids).where('period', '=', period).execute();
  await judge(work, rows, period as Quarter, steps);
}

/** Judges all submissions of a quarter at or below a region anew, and refreshes what stands on them. Gives how many were told otherwise. */
export async function judgePeriod(store: Store, work: Transaction<Schema>, region: string, period: Quarter): Promise<number> {
  const rows = await work
    .selectFrom('submission')
    .select(JUDGED)
    .where('period', '=', period)
    .where('published_at', 'is not', null)
    .where('region', 'in', (of) => of.selectFrom('region_closure').select('descendant').where('ancestor', '=', region))
    .execute();
  const turned = await judge(work, rows, period, await readDueDates(work, { periods: [period] }));
  const ledgers = [...new Set(turned.map((one) => one.ledger_region))];
  if (ledgers.length > 0) await refreshRollups(store, work, period, ledgers);
  return turned.length;
}
