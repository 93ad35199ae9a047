/** What one county's new version costs: counted, not timed, in a province of two counties and in one of six more. */
import Sqlite from 'better-sqlite3';
import { sql, type CompiledQuery, type KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { AuditedStore } from '../../server/db/trail.ts';
import { findLedgerPlace } from '../../server/db/submissions.ts';
import { asOfDate } from '../../server/domain/period.ts';
import { applyLedgers } from '../../server/ledger/apply.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const [BEFORE, PERIOD] = ['2025Q3', '2025Q4'] as const;
const COUNTY = '410302';
/** Counties of other prefectures of the province. */
const OTHERS = ['410102', '410103', '410104', '410202', '410203', '410402'];
const FACTS = ['unit_quarter', 'organization_quarter'] as const;

interface Cost {
  readonly statements: CompiledQuery[];
  /** Rows that came back, and rows that were inserted, by table. */
  read: number;
  readonly written: Map<string, number>;
}

/** A store that notes what is done with it. */
function noting(store: AuditedStore): { store: AuditedStore; cost: Cost } {
  const cost: Cost = { statements: [], read: 0, written: new Map() };
  const others = new WeakSet();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      const statement = store.db.getExecutor().compileQuery(node, queryId);
      // What columns a table has is asked once a process.
      if (statement.sql.includes('information_schema')) others.add(queryId);
      else cost.statements.push(statement);
      return node;
    },
    transformResult: ({ queryId, result }) => {
      if (!others.has(queryId)) cost.read += result.rows.length;
      return Promise.resolve(result);
    },
  };
  const noted: AuditedStore = {
    ...store,
    db: store.db.withPlugin(plugin),
    insertMany: (work, table, columns, rows) => {
      cost.written.set(table, (cost.written.get(table) ?? 0) + rows.length);
      return store.insertMany(work, table, columns, rows);
    },
  };
  return { store: noted, cost };
}

const ledger = (staff: number) => ledgerOf(COUNTY, { sole: 20, joint: 20, none: 60 }, { staff });

/** Sends the county's ledger again with every unit changed. */
async function resubmit(db: TestDatabase, staff: number): Promise<Cost> {
  const place = await findLedgerPlace(db.store.db, COUNTY, asOfDate(PERIOD));
  if (!place) throw new Error('no such county');
  const { store, cost } = noting(db.store);
  const sent = { fileName: 'a.xlsx', fileSha256: `f${staff}`, contentSha256: `c${staff}`, receivedAt: '2026-01-12T01:00:00.000Z' };
  const one = { place, period: PERIOD, ...ledger(staff), ...sent, warnings: 0, state: 'APPLIED', demo: false } as const;
  const [applied] = await applyLedgers(store, [one], sent.receivedAt);
  expect(applied?.difference).toEqual({ before: 100, after: 100, added: 0, removed: 0, changed: 100, same: 0 });
  return cost;
}

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const rowsOf = (plan: Plan): number =>
  (FACTS.some((table) => table === plan['Relation Name'])
    ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
    : 0) + (plan.Plans ?? []).reduce((sum, one) => sum + rowsOf(one), 0);

const isAsking = ({ sql: text }: CompiledQuery): boolean => /^\s*(select|with)/i.test(text) && FACTS.some((table) => text.includes(table));

/** Rows of units and organizations that PostgreSQL looks at, through indexes where there are any, as in a large database. */
const touchedOnPostgres = (db: TestDatabase, { statements }: Cost): Promise<number> =>
  db.store.db.transaction().execute(async (work) => {
    await sql`set local enable_seqscan = off`.execute(work);
    let touched = 0;
    for (const statement of statements.filter(isAsking)) {
      const text = `explain (analyze, format json) ${statement.sql}`;
      const { rows } = await work.executeQuery<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>({ ...statement, sql: text });
      for (const { Plan: plan } of rows.flatMap((row) => row['QUERY PLAN'])) touched += rowsOf(plan);
    }
    return touched;
  });

/** Steps of SQLite's plans that go through a whole table of facts. */
function scannedOnSqlite(url: string, { statements }: Cost): string[] {
  const connection = new Sqlite(url, { readonly: true });
  const steps = statements.filter(isAsking).flatMap(({ sql: text, parameters }) => {
    const named = new Set([...text.matchAll(/"?(?:unit|organization)_quarter"? as "?(\w+)"?/g)].map(([, alias]) => alias));
    const plan = connection.prepare<unknown[], { detail: string }>(`explain query plan ${text}`).all(...parameters);
    const scanned = plan.map(({ detail }) => /^SCAN (\w+)/.exec(detail)?.[1]);
    return scanned.filter((alias) => alias !== undefined && (named.has(alias) || FACTS.some((table) => table === alias)));
  });
  connection.close();
  return steps as string[];
}

describe.each(ENGINES)('a county of 100 units sent again on %s', (engine) => {
  let db: TestDatabase;
  let [alone, among]: [Cost | null, Cost | null] = [null, null];
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    await db.submit('410303', PERIOD, ledgerOf('410303', { sole: 2, none: 3 }));
    await db.submit(COUNTY, BEFORE, ledger(9));
    await db.submit(COUNTY, PERIOD, ledger(10));
    await resubmit(db, 11);
    alone = await resubmit(db, 12);
    for (const region of OTHERS) await db.submit(region, PERIOD, ledgerOf(region, { sole: 40, none: 100 }));
    among = await resubmit(db, 13);
  });
  afterAll(() => db.drop());

  it('asks as many statements and writes as many rows when 6 counties and 840 units more stand beside it', () => {
    expect(among?.statements.length).toBe(alone?.statements.length);
    expect(among?.written).toEqual(alone?.written);
    expect(among?.written.get('unit_quarter')).toBe(100);
    expect(among?.written.get('organization_quarter')).toBe(21);
  });

  it('reads no more rows back for them: one, of its own version before', () => {
    expect(Number(among?.read) - Number(alone?.read)).toBe(1);
  });

  it('looks at no more of 840 units and 240 organizations for them', async () => {
    if (alone === null || among === null) throw new Error('nothing was sent');
    if (engine === 'postgres') expect(await touchedOnPostgres(db, among)).toBe(await touchedOnPostgres(db, alone));
    else expect(scannedOnSqlite(db.url, among)).toEqual([]);
  });
});
