import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { openReaders } from '../../server/db/open.ts';
import { createReports } from '../../server/reports/index.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import type { ObservationListAsk } from '../../server/reports/bulkTypes.ts';
import type { ObservationRow } from '../../server/reports/types.ts';

const flat = async <Row>(pages: AsyncIterable<readonly Row[]>): Promise<{ rows: readonly Row[]; pages: number }> => {
  const found: (readonly Row[])[] = [];
  for await (const page of pages) found.push(page);
  return { rows: found.flat(), pages: found.length };
};

describe.each(ENGINES)('whole lists by the page, on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await database.submit('410302', '2025Q3', ledgerOf('410302', { sole: 3, none: 4 }));
    await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, joint: 2, none: 4100 }));
    await database.submit('410303', '2025Q4', ledgerOf('410303', { sole: 2, work: 1, none: 4 }, { kind: 'FOUNDATION' }));
  });
  afterAll(() => database.drop());

  it.each(['CREDIT_CODE', 'STAFF_DESC', 'NAME'] as const)(
    'units by %s are the 4112 of the list, each once, in 5 pages',
    async (orderBy) => {
      const where = { region: '410300' };
      const { rows, pages } = await database.ask((view) => flat(view.unitPages({ where, orderBy })));
      const counted = await database.ask((view) => view.countUnits({ where, orderBy }));
      const listed = await database.ask((view) => view.units({ where, orderBy, first: 5000 }));
      expect([rows.length, counted, pages]).toEqual([4112, 4112, 5]);
      expect(rows).toEqual(listed.rows.map(({ node }) => node));
    },
  );

  it('organizations are the 6 of the list', async () => {
    const where = { region: '410300' };
    const { rows } = await database.ask((view) => flat(view.organizationPages({ where })));
    const listed = await database.ask((view) => view.organizations({ where, first: 100 }));
    expect(rows).toHaveLength(6);
    expect(rows).toEqual(listed.rows.map(({ node }) => node));
    expect(await database.ask((view) => view.countOrganizations({ where }))).toBe(6);
  });

  const keyOf = ({ region, period, indicator, dimensions }: ObservationRow): string =>
    JSON.stringify([region, period, indicator, dimensions.map(({ value }) => value)]);
  const byKey = (rows: readonly ObservationRow[]): readonly ObservationRow[] => rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

  it.each<[string, ObservationListAsk]>([
    ['the counties of a prefecture over 8 quarters', { regions: { under: '410300', level: 'COUNTY' }, periods: { last: 8 } }],
    ['through the crosswalk', { regions: { childrenOf: '410300' }, periods: { last: 2 }, regionBasis: 'AS_NOW' }],
    [
      'accepted only, of foundations',
      { regions: { codes: ['410303', '410300'] }, periods: { only: ['2025Q4'] }, where: { kind: ['FOUNDATION'] }, acceptedOnly: true },
    ],
    ['a year of flows', { indicators: ['meetings_held'], regions: { codes: ['410302'] }, periods: { only: ['2025', '2025Q4'] } }],
  ])('observations are those of one question: %s', async (_name, ask) => {
    const { rows } = await database.ask((view) => flat(view.observationPages(ask)));
    const indicators = [...new Set(rows.map((row) => row.indicator))];
    const asked = await database.ask((view) => view.observations({ ...ask, indicators, compare: false }));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(asked);
  });

  it('observations that are split have the members and shares of one question, whatever page they fall on', async () => {
    const ask: ObservationListAsk = { regions: { under: '410300', level: 'COUNTY' }, periods: { last: 2 }, by: ['KIND', 'SCALE'] };
    const { rows, pages } = await database.ask((view) => flat(view.observationPages(ask)));
    const indicators = [...new Set(rows.map((row) => row.indicator))];
    const asked = await database.ask((view) => view.observations({ ...ask, indicators, compare: false }));
    expect(pages).toBeGreaterThan(1);
    expect(byKey(rows)).toEqual(byKey(asked));
  });

  it('all that can be split so are meant where no indicator is named; of forms those of one subject', async () => {
    const named = async (ask: Partial<ObservationListAsk>) => {
      const { rows } = await database.ask((view) =>
        flat(view.observationPages({ regions: { codes: ['410302'] }, periods: { last: 1 }, ...ask })),
      );
      return new Set(rows.map((row) => row.indicator));
    };
    const [all, byKind, byForm] = [
      await named({}),
      await named({ by: ['KIND'] }),
      await named({ by: ['FORM'], where: { subject: 'UNION' } }),
    ];
    expect(all.size).toBeGreaterThan(byKind.size);
    expect(byKind.has('party_org_coverage')).toBe(true);
    expect(byKind.has('funds_per_member')).toBe(false);
    expect(byForm.has('party_org_coverage')).toBe(false);
  });

  it('are read from v1 by one who reads for long, beside another who reads v1: both count its 7 units', async () => {
    const readers = openReaders(database.url);
    const reports = createReports(readers);
    const views = [await reports.open(EVERYTHING, 'v1', true), await reports.open(EVERYTHING, 'v1')];
    try {
      const counts = await Promise.all(views.map((view) => view.countUnits({ where: {} })));
      expect([views.map((view) => view.dataVersion), counts]).toEqual([
        ['v1', 'v1'],
        [7, 7],
      ]);
    } finally {
      for (const view of views) await view.close();
      await readers.close();
    }
  });
});
