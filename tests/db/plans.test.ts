import path from 'node:path';
import os from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect, type CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFindings } from '../../server/db/findings.ts';
import { openStore, type Db } from '../../server/db/open.ts';
import { listOrganizations } from '../../server/db/organizations.ts';
import type { Schema } from '../../server/db/schema.ts';
import { listSubmissions } from '../../server/db/submissionList.ts';
import { listUnits } from '../../server/db/units.ts';
import { createRollups, readRollup } from '../../server/db/rollup.ts';
import { WHOLE } from '../../server/db/scope.ts';
import { scopeSqlite } from '../../server/db/scopeSqlite.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-plans-'));
let connection: Sqlite.Database;
const asked: CompiledQuery[] = [];
let db: Db;

beforeAll(async () => {
  const file = path.join(folder, 'plans.sqlite');
  await (await openStore(file)).close();
  connection = new Sqlite(file);
  db = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: connection }),
    log: (event) => {
      if (event.level === 'query') asked.push(event.query);
    },
  });
  await createRollups('sqlite', db);
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

/** What SQLite says it will do for the statements of a question, one line a step. */
async function planOf(question: () => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  await question();
  return asked.flatMap(({ sql, parameters }) =>
    connection
      .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
      .all(...parameters)
      .map(({ detail }) => detail),
  );
}

const ORDER = { column: 'name', descending: false } as const;
const AFTER = { value: 'x', code: 'x', reportedBy: 'x' };
const WHERE = { equals: {}, flags: [] };

describe('the plan of a list', () => {
  it.each([
    [
      'units of a region',
      () => listUnits(db, { period: '2025Q4', where: { ...WHERE, region: '410000' }, order: ORDER, first: 50, after: AFTER }),
      'f',
    ],
    ['units of everywhere', () => listUnits(db, { period: '2025Q4', where: WHERE, order: ORDER, first: 50, after: null }), 'f'],
    [
      'units without an organisation',
      () => listUnits(db, { period: '2025Q4', where: { ...WHERE, without: 'PARTY' }, order: ORDER, first: 50, after: AFTER }),
      'f',
    ],
    [
      'organizations of a park',
      () =>
        listOrganizations(db, {
          period: '2025Q4',
          where: { ...WHERE, region: '410300', park: { code: 'P41030001', period: '2025Q4' } },
          order: ORDER,
          first: 50,
          after: AFTER,
        }),
      'f',
    ],
    ['submissions of a region', () => listSubmissions(db, { where: { region: '410000', periods: ['2025Q4'] }, first: 50, after: 9 }), 's'],
  ])('reads of %s the rows of the asked period through an index, never the whole table', async (_what, question, table) => {
    const plan = await planOf(question);
    expect(plan.some((step) => step.startsWith(`SEARCH ${table} USING`))).toBe(true);
    expect(plan.filter((step) => /^SCAN (f|s|u|us|c|unit_quarter|organization_quarter|submission|region_closure)\b/.test(step))).toEqual(
      [],
    );
  });

  it('reads the same through an index for a reader of one prefecture, whose names are views, and a map through the key of the rollup', async () => {
    const scope = scopeSqlite(connection);
    scope.show({ key: 'x', rows: new Set(['410300', '410302']), sums: new Set(['410300', '410302']), stubs: new Set() });
    const plan = [
      ...(await planOf(() =>
        listUnits(db, { period: '2025Q4', where: { ...WHERE, region: '410300' }, order: ORDER, first: 50, after: AFTER }),
      )),
      ...(await planOf(() => listOrganizations(db, { period: '2025Q4', where: WHERE, order: ORDER, first: 50, after: null }))),
      ...(await planOf(() => readRollup(db, { regions: ['410300'], periods: ['2025Q3', '2025Q4'], measures: ['received'] }))),
    ];
    expect(plan.filter((step) => /^SCAN (t|f|s|u|r)\b|AUTOMATIC/.test(step))).toEqual([]);
    expect(plan.filter((step) => step.startsWith('SEARCH t USING')).length).toBeGreaterThan(3);
    scope.show(WHOLE);
  });

  it('takes findings in the order that they are stored in, and submissions of everywhere in that of their numbers: no sorting', async () => {
    const findings = await planOf(() =>
      listFindings(db, { where: { problemsOnly: false, without: [] }, first: 50, after: { position: 1, id: 'x' } }),
    );
    const submissions = await planOf(() => listSubmissions(db, { where: {}, first: 50, after: 9 }));
    expect([...findings, ...submissions].filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
  });
});
