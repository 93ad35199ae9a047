/** Three PostgreSQL servers: 河南 beside the small tables, 河北 and 四川 on servers of their own. */
import { CompiledQuery, Kysely, PostgresDialect, sql, type KyselyPlugin } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sumFacts } from '../../server/db/facts.ts';
import { divide } from '../../server/db/nation/divide.ts';
import { openReaders, type Db, type Readers, type Snapshot } from '../../server/db/open.ts';
import { countOrganizations } from '../../server/db/organizations.ts';
import { readRollup } from '../../server/db/rollup.ts';
import type { Schema } from '../../server/db/schema.ts';
import { showScope } from '../../server/db/scopePostgres.ts';
import { countOrphans, findFalseTotals } from '../../server/db/totals.ts';
import { countUnits, listUnits } from '../../server/db/units.ts';
import { MEASURES } from '../../server/domain/measures.ts';
import { AGGREGATES, EVERYTHING, NOTHING, sightOf, type Sight } from '../../server/domain/sight.ts';
import { ledgerOf, unitFact } from '../support/facts.ts';
import type { TestDatabase } from '../support/database.ts';
import { cut, nation, NOW, rowsAt, type Nation } from '../support/nation.ts';

const [HENAN, HEBEI, SICHUAN] = ['410302', '130202', '510104'] as const;
const ALL = ['100000', '410000', '130000', '510000', HENAN, HEBEI, SICHUAN];
const WHERE = { equals: {}, flags: [] };
const STAFF = MEASURES.filter(({ source }) => source === 'unit').slice(0, 6);

let servers: Nation;
let db: TestDatabase;
let readers: Readers;

const within = async <Answer>(sight: Sight, question: (snapshot: Snapshot) => Promise<Answer>): Promise<Answer> => {
  const snapshot = await readers.snapshot(sight);
  try {
    return await question(snapshot);
  } finally {
    await snapshot.close();
  }
};
const sums = (on: Db, regions: readonly string[], periods = ['2025Q3', '2025Q4']) =>
  sumFacts(on, { source: 'unit', regions, periods, measures: STAFF, where: WHERE, whereOrganization: WHERE, by: ['kind'] });
const counted = (sight: Sight, region?: string): Promise<number> =>
  within(sight, ({ db: on }) => countUnits(on, { period: '2025Q4', where: { ...WHERE, region } }));
const byName = (on: Db, region?: string) =>
  listUnits(on, {
    period: '2025Q4',
    where: { ...WHERE, region },
    order: { column: 'name', descending: false },
    first: 50,
    after: null,
  });

/** What is asked before and after. */
async function answers(): Promise<unknown> {
  return within(EVERYTHING, async ({ db: on }) => {
    const listed = (await byName(on)).map(({ name, region, credit_code: code }) => [name, region, code]);
    const order = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    const map = await readRollup(on, { regions: ALL, periods: ['2025Q3', '2025Q4'], measures: STAFF.map(({ id }) => id) });
    return {
      listed,
      sums: (await sums(on, ALL)).toSorted(order),
      map: map.toSorted(order),
      organizations: await countOrganizations(on, { period: '2025Q4', where: WHERE }),
    };
  });
}

beforeAll(async () => {
  servers = await nation(inject('postgresUrl'));
  ({ db } = servers);
  for (const period of ['2025Q3', '2025Q4'] as const)
    for (const [at, region] of [HENAN, HEBEI, SICHUAN].entries())
      await db.submit(region, period, ledgerOf(region, { sole: 2, joint: 3, work: 1, none: 1 + at }));
});
afterAll(async () => {
  await readers.close();
  await db.drop();
  await servers.drop();
});

describe('an installation that is cut by province and quarter', () => {
  it('answers after it what it answered before, with 48 rows of units moved to three servers', async () => {
    readers = openReaders(db.url);
    const before = await answers();
    await readers.close();
    const { db: anew, divided } = await cut(servers);
    db = anew;
    const { rows, runs, fresh } = divided;
    expect(rows.unit_quarter).toEqual({ before: 48, after: 48 });
    expect(fresh).toBe(true);
    expect(runs.map(({ server, provinces }) => [server, provinces.length])).toEqual([
      ['north', 1],
      [null, 1],
      ['west', 1],
    ]);
    readers = openReaders(db.url);
    expect(await answers()).toEqual(before);
    expect(await findFalseTotals(db.store.db)).toEqual([]);
    expect(await countOrphans(db.store.db)).toEqual({ withoutTotals: 0, withoutSubmission: 0 });
  });

  it('takes ledgers in: 5 more of 四川 and 4 more of 河南 are counted, each on its server, and a quarter without partitions is refused in words', async () => {
    await db.submit(SICHUAN, '2026Q1', ledgerOf(SICHUAN, { sole: 2, none: 3 }));
    await db.submit(HENAN, '2026Q1', ledgerOf(HENAN, { none: 4 }));
    const count = (region: string): Promise<number> =>
      within(EVERYTHING, ({ db: on }) => countUnits(on, { period: '2026Q1', where: { ...WHERE, region } }));
    expect([await count(SICHUAN), await count('510000'), await count(HENAN), await count('100000')]).toEqual([5, 5, 4, 9]);
    expect(await rowsAt(servers.west, 'unit_quarter_51_51')).toBe(9 + 9 + 5);
    expect(await rowsAt(servers.west, 'unit_quarter_51_2026q1')).toBe(5);
    expect(await rowsAt(servers.north, 'unit_quarter_13_13')).toBe(8 + 8);
    await expect(db.submit(HENAN, '2027Q1', ledgerOf(HENAN, { none: 1 }))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('fugai partition') as string,
    });
  });

  it('gets partitions of further quarters by the same command, and refuses to move a province', async () => {
    const more = await divide(db.store, { ...servers.division, until: '2027Q1' }, NOW, false);
    expect([more.fresh, more.until, more.rows.unit_quarter]).toEqual([false, '2027Q1', { before: 57, after: 57 }]);
    await db.submit(HENAN, '2027Q1', ledgerOf(HENAN, { none: 1 }));
    const moved = { ...servers.division, servers: servers.division.servers.slice(0, 1) };
    await expect(divide(db.store, moved, NOW, false)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('replaces a ledger: 4 units of 四川 in the place of 9, and the version before still reads 9', async () => {
    const { version } = await within(EVERYTHING, async (snapshot) => ({ version: snapshot.version }));
    await db.submit(SICHUAN, '2025Q4', ledgerOf(SICHUAN, { none: 4 }));
    expect(await counted(EVERYTHING, '510000')).toBe(4);
    const earlier = await readers.snapshot(EVERYTHING, { version });
    expect(await countUnits(earlier.db, { period: '2025Q4', where: { ...WHERE, region: '510000' } })).toBe(9);
    const [row] = await readRollup(earlier.db, { regions: ['510000'], periods: ['2025Q4'], measures: STAFF.map(({ id }) => id) });
    expect(row).toMatchObject({ [String(STAFF[0]?.id)]: 9 });
    await earlier.close();
  });
});

/** What PostgreSQL says it will do for the questions on rows of facts: which tables where, what is summed there, and what is said to the servers. */
const planOf = (sight: Sight, question: (on: Db) => Promise<unknown>): Promise<string[]> =>
  within(sight, async ({ db: on }) => {
    const asked: CompiledQuery[] = [];
    const noting: KyselyPlugin = {
      transformQuery: ({ node, queryId }) => {
        asked.push(on.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    await question(on.withPlugin(noting));
    const lines: string[] = [];
    for (const { sql: text, parameters } of asked.filter((one) => /_quarter/.test(one.sql))) {
      const { rows } = await on.executeQuery<{ 'QUERY PLAN': string }>(
        CompiledQuery.raw(`explain (verbose, costs off) ${text}`, [...parameters]),
      );
      lines.push(...rows.map((row) => row['QUERY PLAN'].trim()));
    }
    return lines.flatMap((line) => {
      const told =
        /^(?:->  )?(?:Async )?(Foreign Scan|Relations: .*|(?:Parallel )?(?:Seq|Index|Index Only|Bitmap Heap) Scan.* on public\.(?:unit|organization)_quarter\w*)/.exec(
          line,
        );
      return told
        ? [
            String(told[1])
              .replace(/ f(_\d+)?\)?$/, '')
              .replace(/^.* on public\./, 'Scan on public.'),
          ]
        : [];
    });
  });

describe('the plan over three servers', () => {
  it('of a sum over three provinces groups on each server what it holds, and no row of units travels', async () => {
    const plan = await planOf(EVERYTHING, (on) => sums(on, ['100000', '130000', '510000']));
    expect(plan).toMatchInlineSnapshot(`
      [
        "Foreign Scan",
        "Relations: Aggregate on (public.unit_quarter_13_13",
        "Scan on public.unit_quarter_41_2025q3",
        "Scan on public.unit_quarter_41_2025q4",
        "Foreign Scan",
        "Relations: Aggregate on (public.unit_quarter_51_51",
      ]
    `);
  });

  it('of a count asks the one server that its region lies on', async () => {
    expect(await planOf(EVERYTHING, (on) => countUnits(on, { period: '2025Q4', where: { ...WHERE, region: '130000' } })))
      .toMatchInlineSnapshot(`
      [
        "Foreign Scan",
      ]
    `);
    expect(await planOf(EVERYTHING, (on) => countUnits(on, { period: '2025Q4', where: { ...WHERE, region: HENAN } })))
      .toMatchInlineSnapshot(`
      [
        "Scan on public.unit_quarter_41_2025q4",
      ]
    `);
    expect(await planOf(sightOf(['130000']), (on) => sums(on, ['130000']))).toMatchInlineSnapshot(`
      [
        "Foreign Scan",
        "Relations: Aggregate on (public.unit_quarter_13_13",
      ]
    `);
  });

  it('of a map and a trend names no table of units at all', async () => {
    expect(
      await planOf(EVERYTHING, (on) => readRollup(on, { regions: ALL, periods: ['2025Q3', '2025Q4'], measures: ['received'] })),
    ).toEqual([]);
  });
});

describe('a sight over three servers', () => {
  it('of 四川 reads its 4 units and nothing of 河北, of a township of 河南 and of a park what lies there, of nothing 0', async () => {
    const units = [unitFact('410302001', 1), unitFact('410302001', 2), unitFact('410302002', 3, { park: 'P41030001' })];
    await db.submit(HENAN, '2025Q4', { ...ledgerOf(HENAN, {}), units });
    await db.submit('130203', '2025Q4', { ...ledgerOf('130203', {}), units: [unitFact('130203', 1)] });
    const seen = [
      EVERYTHING,
      sightOf(['510000']),
      sightOf(['130000']),
      sightOf(['410302001']),
      sightOf(['P41030001']),
      NOTHING,
      AGGREGATES,
    ];
    expect(await Promise.all(seen.map((sight) => counted(sight)))).toEqual([4 + 9 + 3, 4, 9, 2, 1, 0, 0]);
    expect(await counted(sightOf(['510000']), '130000')).toBe(0);
  });

  it('follows the reader when 40 of five kinds take turns on 8 connections, prepared or not', async () => {
    const kinds = [EVERYTHING, sightOf(['510104']), NOTHING, sightOf(['130203']), AGGREGATES];
    const found = await Promise.all(Array.from({ length: 40 }, (_, at) => counted(kinds[at % 5] ?? NOTHING)));
    expect(found).toEqual(Array.from({ length: 40 }, (_, at) => [16, 4, 0, 1, 0][at % 5]));
  });

  it('is the reader’s of now where a statement was prepared under another’s', async () => {
    const one = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: db.url, max: 1 }) }) });
    await sql`set role fugai_reader`.execute(one);
    await sql`create temporary view submission as select 1 as x`.execute(one);
    await sql`prepare kept as select count(*) as n from unit_quarter`.execute(one);
    const sees = (rows: string): Promise<number> =>
      one.transaction().execute(async (work) => {
        await showScope(work, { key: rows, rows: new Set([rows]), sums: new Set(), stubs: new Set() });
        const { rows: found } = await sql<{ n: string }>`execute kept`.execute(work);
        return Number(found[0]?.n);
      });
    expect([await sees('130203'), await sees('510104'), await sees('none'), await sees('130203')]).toEqual([1, 9 + 9 + 5 + 5 + 4, 0, 1]);
    await one.destroy();
  });

  it('names parts of the tables to nobody: a reader may not read them, and their owner sees no row without a sight', async () => {
    const { rows } = await sql<{ name: string; foreign: boolean; guarded: boolean; granted: boolean }>`
      select relname as name, relkind = 'f' as foreign, relrowsecurity and relforcerowsecurity as guarded, has_table_privilege('fugai_reader', oid, 'select') as granted
      from pg_class where relname like '%\_quarter\_%' and relkind in ('r', 'p', 'f') order by 1`.execute(db.store.db);
    expect(rows.length).toBe(2 * (2 + 1 + 7));
    expect(rows.filter(({ granted }) => granted)).toEqual([]);
    expect(rows.filter(({ guarded }) => !guarded).map(({ name, foreign }) => [name, foreign])).toEqual(
      ['organization_quarter_13_13', 'organization_quarter_51_51', 'unit_quarter_13_13', 'unit_quarter_51_51'].map((name) => [name, true]),
    );
  });
});

describe('a server that is off', () => {
  const away = { code: 'UNAVAILABLE', message: expect.stringContaining('四川省') as string };
  const map = (): Promise<readonly unknown[]> =>
    within(EVERYTHING, ({ db: on }) => readRollup(on, { regions: ALL, periods: ['2025Q3', '2025Q4'], measures: ['received'] }));

  it('leaves maps of all regions and rows of all others; of its own regions it says UNAVAILABLE with their names, and takes no ledger of theirs', async () => {
    const before = await map();
    await servers.west.off();
    expect(await map()).toEqual(before);
    expect([await counted(EVERYTHING, '130000'), await counted(EVERYTHING, HENAN), await counted(sightOf(['130203']))]).toEqual([9, 3, 1]);
    await expect(counted(EVERYTHING, '510000')).rejects.toMatchObject(away);
    await expect(counted(EVERYTHING)).rejects.toMatchObject(away);
    await expect(within(EVERYTHING, ({ db: on }) => byName(on, SICHUAN))).rejects.toMatchObject(away);
    await expect(within(EVERYTHING, ({ db: on }) => sums(on, ['100000']))).rejects.toMatchObject(away);
    await expect(within(EVERYTHING, ({ db: on }) => sums(on, ['410000', '130000']))).resolves.toHaveLength(4);
    // What is still asked in a transaction that was undone is told the same.
    await within(EVERYTHING, async ({ db: on }) => {
      await expect(byName(on, SICHUAN)).rejects.toMatchObject(away);
      await expect(byName(on, HEBEI)).rejects.toMatchObject(away);
    });
    await expect(db.submit(SICHUAN, '2026Q2', ledgerOf(SICHUAN, { none: 1 }))).rejects.toMatchObject(away);
    await db.submit(HENAN, '2026Q2', ledgerOf(HENAN, { none: 2 }));
    await db.submit(HEBEI, '2026Q2', ledgerOf(HEBEI, { sole: 2 }));
    await db.store.analyze();
    const newest = await within(EVERYTHING, ({ db: on }) => countUnits(on, { period: '2026Q2', where: { ...WHERE, region: HEBEI } }));
    expect(newest).toBe(2);
  });

  it('is asked again by itself once it answers, and takes the ledger that it refused', async () => {
    await servers.west.on();
    expect(await counted(EVERYTHING, '510000')).toBe(4);
    await db.submit(SICHUAN, '2026Q2', ledgerOf(SICHUAN, { none: 1 }));
    expect(await counted(EVERYTHING)).toBe(16);
    expect(await findFalseTotals(db.store.db)).toEqual([]);
  });
});
