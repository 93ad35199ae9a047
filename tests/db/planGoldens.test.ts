import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { executeOnce } from '../../server/graphql/executeOnce.ts';
import { createLog } from '../../server/log.ts';
import { createReports } from '../../server/reports/index.ts';
import type { Reports } from '../../server/reports/types.ts';
import { readExamples } from '../../web/src/features/explorer/examples.ts';
import { root } from '../house/sources.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { listening, openPlanner, type Planner } from '../support/plans.ts';

const FOLDER = path.join(root, 'web', 'src', 'features', 'explorer', 'examples');
const EXAMPLES = new Map(
  readExamples(Object.fromEntries(readdirSync(FOLDER).map((file) => [file, readFileSync(path.join(FOLDER, file), 'utf8')]))).map((one) => [
    one.id,
    one,
  ]),
);
/** The named queries: a map, a trend, a table of all counties, a ranking, list pages and the gap list. */
const NAMED = ['map', 'trend', 'table', 'worst-county', 'overview', 'units', 'gap-units', 'submissions'];
/** Of these, what is read of sums only: whatever the size of the ledgers, it touches none of their rows. */
const SUMS_ONLY = ['map', 'trend', 'table', 'worst-county'];

describe.each(ENGINES)('the plans of the named queries on %s', (engine) => {
  const heard = listening();
  let database: TestDatabase;
  let readers: Readers;
  let reports: Reports;
  let planner: Planner;

  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    if (engine === 'postgres') {
      // Statistics come by themselves, some day: then plans would hang on when they are asked for.
      const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`.execute(
        database.store.db,
      );
      for (const { name } of rows) await sql`alter table ${sql.table(name)} set (autovacuum_enabled = off)`.execute(database.store.db);
    }
    for (const period of ['2025Q3', '2025Q4'] as const) {
      await database.submit('410302', period, ledgerOf('410302', { sole: 3, none: 2 }));
      await database.submit('410303', period, ledgerOf('410303', { none: 4 }));
    }
    readers = openReaders(database.url);
    reports = createReports(heard.readers(readers));
    planner = await openPlanner(engine, database.url);
    // What is read once a data version, and kept.
    await ask('map', { region: '410300', indicator: 'PARTY_ORG_COVERAGE' });
  });
  afterAll(async () => {
    await planner.close();
    await readers.close();
    await database.drop();
  });

  async function ask(id: string, variables?: object): Promise<string[]> {
    const example = EXAMPLES.get(id);
    if (example === undefined) throw new Error(`no example ${id}`);
    heard.heard();
    const given = variables ?? (JSON.parse(example.variables) as object);
    const { errors } = await executeOnce(reports, example.text, { ...given }, { log: createLog('silent') });
    expect(errors).toBeUndefined();
    return planner.planOf(heard.heard());
  }

  const golden = (name: string): string => path.join(root, 'tests', 'golden', 'plans', engine, `${name}.txt`);

  it.each(NAMED)('%s reads what its golden says', async (id) => {
    const plan = await ask(id);
    await expect(`${plan.join('\n')}\n`).toMatchFileSnapshot(golden(id));
    expect(plan.some((step) => / rollup| submission/.test(step))).toBe(true);
    expect(plan.filter((step) => /SCAN (unit_quarter|organization_quarter|rollup|rollup_by|submission)\b/.test(step))).toEqual([]);
    if (SUMS_ONLY.includes(id)) expect(plan.filter((step) => /unit_quarter|organization_quarter/.test(step))).toEqual([]);
  });

  it('a resubmission reads and writes what its golden says: rows of its own ledger and of those it touches, through their keys', async () => {
    heard.heard();
    const plain = database.store;
    const again = { ...plain, db: heard.hear(plain.db) };
    await database.submitTo(again, '410302', '2025Q4', ledgerOf('410302', { sole: 2, none: 3 }));
    const plan = await planner.planOf(heard.heard());
    await expect(`${plan.join('\n')}\n`).toMatchFileSnapshot(golden('resubmission'));
    expect(plan.filter((step) => /SCAN (unit_quarter|organization_quarter|rollup|rollup_by)\b/.test(step))).toEqual([]);
  });
});
