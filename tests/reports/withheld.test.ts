/** What readers without rows are told: no sum over 1 or 2, and none that follows by taking others from a whole. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { INDICATOR_IDS } from '../../server/domain/indicators.ts';
import { BASES, type Basis } from '../../server/domain/bases.ts';
import { AGGREGATES, sightOf, unite, type Sight } from '../../server/domain/sight.ts';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { createReports } from '../../server/reports/index.ts';
import type { Reports, View } from '../../server/reports/types.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { organizationFact, unitFact } from '../support/facts.ts';

/** Units of a county in one township, each saying everything that can be said, two in three with a Party branch of their own. */
function ledger(county: string, count: number, sole = Math.ceil((count * 2) / 3)) {
  const units = Array.from({ length: count }, (_, at) =>
    unitFact(`${county}001`, at + 1, {
      applicants: 2,
      activists: 2,
      admitted: 1,
      instructors: 1,
      instructorVisits: 3,
      unionMembers: 4,
      ...(at < sole ? { partyOrg: `${county}-${at}` } : {}),
    }),
  );
  const organizations = Array.from({ length: sole }, (_, at) =>
    organizationFact(`${county}001`, `${county}-${at}`, {
      funds: 100,
      trainings: 1,
      trained: 5,
      issuesFound: 4,
      issuesResolved: 2,
      suggestions: 2,
      adopted: 1,
    }),
  );
  return { units, organizations };
}

describe.each(ENGINES)('a reader of aggregates over real ledgers on %s', (engine) => {
  let db: TestDatabase;
  let readers: Readers;
  let reports: Reports;
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    for (const period of ['2025Q3', '2025Q4'] as const) {
      await db.submit('410302', period, ledger('410302', 12));
      await db.submit('410303', period, ledger('410303', 1));
      await db.submit('410304', period, ledger('410304', 4));
      await db.submit('410305', period, ledger('410305', 9));
      await db.submit('410102', period, ledger('410102', 9, 2));
    }
    readers = openReaders(db.url);
    reports = createReports(readers);
  });
  afterAll(async () => {
    await readers.close();
    await db.drop();
  });
  const ask = async <Answer>(sight: Sight, question: (view: View) => Promise<Answer>): Promise<Answer> => {
    const view = await reports.open(sight);
    try {
      return await question(view);
    } finally {
      await view.close();
    }
  };
  const missingOf = (sight: Sight, codes: readonly string[], basis?: Basis) =>
    ask(sight, async (view) => {
      const rows = await view.observations({
        indicators: INDICATOR_IDS,
        regions: { codes },
        periods: { only: ['2025Q4'] },
        ...(basis ? { basis } : {}),
      });
      return rows.map((row) => ({ ...row, what: `${row.region} ${row.indicator}` }));
    });
  const OF_REGIONS = ['submission_received', 'submission_on_time'];

  it('is told nothing of 410303, which reported 1 unit, by any indicator on any basis, nor of its change; only how much came in', async () => {
    for (const basis of Object.keys(BASES) as Basis[]) {
      const told = (await missingOf(AGGREGATES, ['410303', '410303001'], basis)).filter(
        (row) =>
          !OF_REGIONS.includes(row.indicator) &&
          (row.rate.numerator !== null || row.rate.denominator !== null || row.rate.value !== null || row.gap !== null),
      );
      // What nobody reported is no sum over anybody: 0 organizations ended.
      expect(told.filter((row) => row.rate.numerator !== 0).map((row) => row.what)).toEqual([]);
      expect(
        told.flatMap((row) => [row.previous, row.yearAgo]).filter((side) => side !== null && side.change !== null && side.change !== 0),
      ).toEqual([]);
    }
  });

  it('is not told of 410304 and its 4 either, for 410303 would follow from the whole; of 410302 and 410305 it is', async () => {
    const rows = (await missingOf(AGGREGATES, ['410300', '410302', '410304', '410305'])).filter(
      (row) => row.indicator === 'party_org_coverage',
    );
    expect(rows.map((row) => [row.region, row.rate.denominator, row.rate.missing])).toEqual([
      ['410300', 26, null],
      ['410302', 12, null],
      ['410304', null, 'SUPPRESSED'],
      ['410305', 9, null],
    ]);
  });

  it('is told the same whichever regions are asked of together', async () => {
    const [alone] = (await missingOf(AGGREGATES, ['410304'])).filter((row) => row.indicator === 'party_org_coverage');
    expect(alone?.rate.missing).toBe('SUPPRESSED');
  });

  it('is not told how many shells there are of 2 organizations among 9 units, and is told of the coverage of the 9', async () => {
    const rows = new Map((await missingOf(AGGREGATES, ['410102'])).map((row) => [row.indicator, row.rate]));
    expect(rows.get('shell_rate')).toEqual({ numerator: null, denominator: null, value: null, missing: 'SUPPRESSED' });
    expect(rows.get('funds_per_member')?.missing).toBe('SUPPRESSED');
    expect(rows.get('party_org_coverage')).toMatchObject({ denominator: 9, missing: null });
  });

  it('is told everything of 410303 once its rows are theirs, and nothing more of 410304', async () => {
    const own = unite(AGGREGATES, sightOf(['410303']));
    const rows = (await missingOf(own, ['410303', '410304'])).filter((row) => row.indicator === 'party_org_coverage');
    expect(rows.map((row) => [row.rate.denominator, row.rate.missing])).toEqual([
      [1, null],
      [null, 'SUPPRESSED'],
    ]);
  });

  it('is shown no filter, split or list: NO_PERMISSION in rows that are typed, FORBIDDEN in words for lists', async () => {
    await ask(AGGREGATES, async (view) => {
      const common = { indicators: ['party_org_coverage'] as const, regions: { codes: ['410302'] }, periods: { only: ['2025Q4'] } };
      for (const more of [{ where: { minStaff: 1 } }, { acceptedOnly: true }, { by: ['SECTOR'] as const }]) {
        const rows = await view.observations({ ...common, ...more });
        expect(rows.map((row) => [row.rate.missing, row.rate.denominator])).toEqual([['NO_PERMISSION', null]]);
      }
      const where = { region: '410302' };
      for (const list of [
        view.units({ where, first: 1 }),
        view.organizations({ where, first: 1 }),
        view.submissions({ ...where, first: 1 }),
        view.terms({ ...where, subject: 'PARTY' }),
        view.countUnits({ where }),
      ])
        await expect(list).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('不在您的查看范围内') as string });
      expect(await view.dataset()).toMatchObject({ periods: ['2025Q3', '2025Q4'], units: 35 });
    });
  });

  it('splits a change by no child that is withheld, and counts no candidates', async () => {
    await ask(AGGREGATES, async (view) => {
      const change = await view.change({ indicator: 'party_org_coverage', region: '410300', from: '2025Q3', to: '2025Q4' });
      expect(change).toMatchObject({
        leftOut: expect.arrayContaining([
          { key: '410303', missing: 'SUPPRESSED' },
          { key: '410304', missing: 'SUPPRESSED' },
        ]) as unknown,
        bySector: null,
      });
      const gap = await view.gap({ indicator: 'party_org_coverage', region: '410300', target: 90 });
      expect(gap).toMatchObject({ candidates: null, afterFounding: null });
      expect(JSON.stringify(gap)).not.toMatch(/"key":"41030[34]","rate"/);
    });
  });

  it('of a county alone is told NO_PERMISSION of its prefecture in every analysis', async () => {
    await ask(sightOf(['410302']), async (view) => {
      const at = { indicator: 'party_org_coverage' as const, region: '410300' };
      expect(await view.change({ ...at, from: '2025Q3', to: '2025Q4' })).toMatchObject({ refused: 'NO_PERMISSION' });
      expect(await view.gap(at)).toMatchObject({ refused: 'NO_PERMISSION' });
      expect(await view.attainment(at)).toMatchObject({ refused: 'NO_PERMISSION' });
      expect(await view.bounds(at)).toMatchObject({ refused: 'NO_PERMISSION' });
      const table = await view.observationTable({
        indicators: ['party_org_coverage'],
        regions: { codes: ['410300', '410302'] },
        periods: { only: ['2025Q4'] },
      });
      expect(table.missing).toEqual(['NO_PERMISSION', null]);
      const ranking = await view.ranking({ indicator: 'party_org_coverage', parent: '410300' });
      expect(ranking.filter((row) => row.observation.rate.value !== null).map((row) => row.observation.region)).toEqual(['410302']);
      const brief = await view.brief({ page: 'overview', region: '410300' });
      expect(brief.headline).toMatchObject({ text: '', unit: { zh: '无权限' } });
      const bulletin = await view.bulletin({ region: '410300' });
      expect(JSON.stringify(bulletin)).toContain('无权限');
    });
  });
});
