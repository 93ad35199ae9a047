/** Units that two ledgers hold, where rows lie apart: a planner that knows nothing of other servers' rows would join them row by row. */
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../open.ts';
import { isAmong, liesApart, pinned } from './apart.ts';

interface Held {
  readonly submission: number;
  readonly credit_code: string;
}

/** Codes that are asked for at a time. */
const AT_A_TIME = 20_000;

/** SQL: rows of `submission`, `mark` and `code` from lists. */
const listed = (rows: readonly (readonly [number, string, string])[]): RawBuilder<unknown> =>
  sql`select * from unnest(${rows.map(([id]) => id)}::bigint[], ${rows.map(([, mark]) => mark)}::text[], ${rows.map(([, , code]) => code)}::text[]) as m(submission, mark, code)`;

/**
 * SQL: units of some submissions of a period that another ledger of their provinces holds too; null where rows lie together. Other provinces are
 * not looked through: a server that is off would stop every ledger.
 */
export async function repeatedApart(db: Db, period: string, ids: readonly number[]): Promise<RawBuilder<unknown> | null> {
  if (!(await liesApart(db))) return null;
  const near = sql`select s.id from submission as s where s.is_current = 1 and s.period = ${period}
    and s.province in (select y.province from submission as y where ${isAmong('y.id', ids)})`;
  const only = await pinned(db, 'o.submission', near);
  const { rows: own } =
    await sql<Held>`select o.submission, o.credit_code from unit_quarter as o where ${isAmong('o.submission', ids)}`.execute(db);
  const { rows: submissions } = await sql<{ id: number; region: string; ledger_region: string }>`
    select s.id, s.region, s.ledger_region from submission as s where s.id in (${near}) or ${isAmong('s.id', ids)}`.execute(db);
  const places = new Map(submissions.map((one) => [one.id, one]));
  const holders = new Map<string, number[]>();
  for (const { submission, credit_code: code } of own) holders.set(code, [...(holders.get(code) ?? []), submission]);
  const codes = [...holders.keys()];
  const found: [number, string, string][] = [];
  for (let at = 0; at < codes.length; at += AT_A_TIME) {
    const { rows } = await sql<Held>`select o.submission, o.credit_code from unit_quarter as o
      where o.credit_code = any(${codes.slice(at, at + AT_A_TIME)}::text[])${only}`.execute(db);
    for (const { submission: other, credit_code: code } of rows)
      for (const mine of holders.get(code) ?? []) {
        const there = places.get(other);
        if (there !== undefined && there.ledger_region !== places.get(mine)?.ledger_region) found.push([mine, there.region, code]);
      }
  }
  return listed(found);
}
