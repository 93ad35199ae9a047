import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openReaders, type Readers } from '../../server/db/open.ts';
import type { Position } from '../../server/db/listing.ts';
import { listUnits } from '../../server/db/units.ts';
import type { UnitCondition } from '../../server/db/facts.ts';
import { EVERYTHING, sightOf, type Sight } from '../../server/domain/sight.ts';
import { NATION } from '../../server/domain/region.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { creditCode, unitFact } from '../support/facts.ts';
import { listening } from '../support/plans.ts';

const COUNTIES = ['410302', '410303', '410304'] as const;
const EACH = 130;
/** Staff of every unit, but of one in fifty, and of one alone. */
const [USUAL, SELDOM, ONCE] = [10, 20, 30];
const staffOf = (number: number): number => (number === 77 ? ONCE : number % 50 === 0 ? SELDOM : USUAL);
const WHERE: UnitCondition = {
  equals: {},
  flags: [],
  region: NATION,
  park: undefined,
  tier: undefined,
  without: undefined,
  search: undefined,
};
const staffed = (staff: number): UnitCondition => ({ ...WHERE, ranges: [{ column: 'staff', min: staff, max: staff }] });

describe.each(ENGINES)('pages of the nation by code on %s', (engine) => {
  const heard = listening();
  let database: TestDatabase;
  let readers: Readers;

  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    for (const period of ['2025Q3', '2025Q4'] as const)
      for (const county of COUNTIES) {
        const units = Array.from({ length: EACH }, (_, at) => unitFact(county, at + 1, { staff: staffOf(at + 1) }));
        // One code that two counties report.
        const shared = unitFact(county, 500, { creditCode: creditCode('410399', 1), staff: USUAL });
        await database.submit(county, period, { units: [...units, ...(county === '410304' ? [] : [shared])], organizations: [] });
      }
    readers = heard.readers(openReaders(database.url));
  });
  afterAll(async () => {
    await readers.close();
    await database.drop();
  });

  /** Code and reporting region of all rows, read by pages of `first`, and how many of the statements sorted. */
  async function pages(
    where: UnitCondition,
    first: number,
    sight: Sight = EVERYTHING,
  ): Promise<{ rows: string[]; walks: number; sorts: number }> {
    const snapshot = await readers.snapshot(sight);
    const rows: string[] = [];
    const asked = { walks: 0, sorts: 0 };
    let after: Position | null = null;
    try {
      for (;;) {
        heard.heard();
        const page = await listUnits(snapshot.db, {
          period: '2025Q4',
          where,
          order: { column: 'credit_code', descending: false },
          first,
          after,
          seesAll: snapshot.seen.rows === 'ALL',
        });
        const keys = heard.heard().filter(({ sql }) => sql.includes('as sort_key'));
        asked.walks += keys.filter(({ sql }) => sql.includes('with along')).length;
        asked.sorts += keys.filter(({ sql }) => !sql.includes('with along')).length;
        rows.push(...page.slice(0, first).map((row) => `${row.credit_code} ${row.reported_by}`));
        const last = page[first - 1];
        if (last === undefined || page.length <= first) return { rows, ...asked };
        after = { value: last.sort_key, code: last.credit_code, reportedBy: last.reported_by };
      }
    } finally {
      await snapshot.close();
    }
  }

  const expected = (staff: number, counties: readonly string[] = COUNTIES): string[] =>
    counties
      .flatMap((county) => [
        ...Array.from({ length: EACH }, (_, at) => at + 1)
          .filter((number) => staffOf(number) === staff)
          .map((number) => `${creditCode(county, number)} ${county}`),
        ...(county === '410304' || staff !== USUAL ? [] : [`${creditCode('410399', 1)} ${county}`]),
      ])
      .toSorted();

  it.each([1, 2, 7, 50])('of %i rows are found by walking along the codes where most of them are wanted', async (first) => {
    const { rows, walks, sorts } = await pages(staffed(USUAL), first);
    expect(rows).toEqual(expected(USUAL));
    expect(walks).toBeGreaterThan(0);
    expect(sorts).toBe(0);
  });

  it.each([1, 2])('of %i rows are the same where few are wanted, however far they lie apart', async (first) => {
    const { rows } = await pages(staffed(SELDOM), first);
    expect(rows).toEqual(expected(SELDOM));
  });

  it('are sorted where a walk would go on for long, and are the same', async () => {
    expect((await pages(staffed(ONCE), 1)).rows).toEqual(expected(ONCE));
    const none = await pages(staffed(99), 1);
    expect(none.rows).toEqual([]);
    expect(none.sorts).toBe(1);
  });

  it('hold what the reader may see, who does not walk past what they may not', async () => {
    const { rows, walks } = await pages(staffed(USUAL), 3, sightOf(['410303']));
    expect(rows).toEqual(expected(USUAL, ['410303']));
    expect(walks).toBe(0);
  });
});
