/** Three PostgreSQL servers: 河南 beside the small tables, 河北 and 四川 on servers of their own. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sumFacts } from '../../server/db/facts.ts';
import { divide } from '../../server/db/nation/divide.ts';
import { openReaders, type Db, type Readers, type Snapshot } from '../../server/db/open.ts';
import { countOrganizations } from '../../server/db/organizations.ts';
import { readRollup } from '../../server/db/rollup.ts';
import { countOrphans, findFalseTotals } from '../../server/db/totals.ts';
import { countUnits, listUnits } from '../../server/db/units.ts';
import { MEASURES } from '../../server/domain/measures.ts';
import { AGGREGATES, EVERYTHING, NOTHING, sightOf, type Sight } from '../../server/domain/sight.ts';
import { ledgerOf, unitFact } from '../support/facts.ts';
import { nation, NOW, type Nation } from '../support/nation.ts';

const [HENAN, HEBEI, SICHUAN] = ['410302', '130202', '510104'] as const;
const ALL = ['100000', '410000', '130000', '510000', HENAN, HEBEI, SICHUAN];
const WHERE = { equals: {}, flags: [] };
const STAFF = MEASURES.filter(({ source }) => source === 'unit').slice(0, 6);

let db: Nation;
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
  db = await nation(inject('postgresUrl'));
  for (const period of ['2025Q3', '2025Q4'] as const)
    for (const [at, region] of [HENAN, HEBEI, SICHUAN].entries())
      await db.submit(region, period, ledgerOf(region, { sole: 2, joint: 3, work: 1, none: 1 + at }));
});
afterAll(() => db.drop());

describe('an installation that is cut by province and quarter', () => {
  it('answers after it what it answered before, with 48 rows of units moved to three servers', async () => {
    readers = openReaders(db.url);
    const before = await answers();
    await readers.close();
    const { rows, runs, fresh } = await db.cut();
    expect(rows.unit_quarter).toEqual({ before: 48, after: 48 });
    expect(fresh).toBe(true);
    expect(runs.map(({ server, provinces }) => [server, provinces.length])).toEqual([
      [null, 2],
      ['north', 1],
      [null, 19],
      ['west', 1],
      [null, 11],
    ]);
    readers = openReaders(db.url);
    expect(await answers()).toEqual(before);
    expect(await findFalseTotals(db.store.db)).toEqual([]);
    expect(await countOrphans(db.store.db)).toEqual({ withoutTotals: 0, withoutSubmission: 0 });
  });
});
