import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { creditCode, ledgerOf } from '../support/facts.ts';
import { serve, type Served } from '../http/serve.ts';

const OLD_TOWN = '410302';
const WEST = '410303';
const FOUR_LISTS = ['henan-party 6', 'wuhu-union 6', 'venue 6', 'organization 6'];

describe.each(ENGINES)('every query over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await database.submit(OLD_TOWN, '2025Q3', ledgerOf(OLD_TOWN, { sole: 20, none: 20 }));
    await database.submit(OLD_TOWN, '2025Q4', ledgerOf(OLD_TOWN, { sole: 30, none: 10 }));
    await database.submit(WEST, '2025Q4', ledgerOf(WEST, { joint: 10, work: 20, none: 30 }, { kind: 'SOCIAL_SERVICE', fullMembers: 1 }));
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  const ask = async (query: string, variables?: Record<string, unknown>): Promise<unknown> => {
    const answer = await served.ask(query, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };

  it('dataset: two periods, 100 units and the province they came from', async () => {
    expect(
      await ask(
        '{ dataset { asOf periods latestPeriod demo units submissions ledgerRegions { code name } bases { id } missingReasons { id } bands { id shape } } }',
      ),
    ).toMatchObject({
      dataset: {
        asOf: '2025-12-31',
        periods: ['2025Q3', '2025Q4'],
        latestPeriod: '2025Q4',
        demo: false,
        units: 100,
        submissions: 3,
        ledgerRegions: [{ code: '410000', name: '河南省' }],
        bases: [
          { id: 'REGISTERED' },
          { id: 'OPERATING' },
          { id: 'THREE_HAVE' },
          { id: 'ABOVE_SCALE' },
          { id: 'ELIGIBLE' },
          { id: 'BASE_LIST' },
        ],
        bands: [
          { id: 'MET', shape: '●' },
          { id: 'NEAR', shape: '■' },
          { id: 'MISSED', shape: '▼' },
        ],
      },
    });
  });

  it('indicators: by group, with formula, bands and words', async () => {
    expect(
      await ask('{ indicators(group: RECEIPT) { id key label { zh } group shape flow numerator denominator direction met near } }'),
    ).toEqual({
      indicators: [
        {
          id: 'SUBMISSION_RECEIVED',
          key: 'submission_received',
          label: { zh: '报送率' },
          group: 'RECEIPT',
          shape: 'PERCENT',
          flow: false,
          numerator: ['received'],
          denominator: ['expected'],
          direction: 'HIGHER',
          met: 100,
          near: 90,
        },
        {
          id: 'SUBMISSION_ON_TIME',
          key: 'submission_on_time',
          label: { zh: '及时率' },
          group: 'RECEIPT',
          shape: 'PERCENT',
          flow: false,
          numerator: ['on_time'],
          denominator: ['expected'],
          direction: 'HIGHER',
          met: 100,
          near: 90,
        },
      ],
    });
  });

  it('indicators: a standard of 100 yuan a member a year, and the four lists that are all called 六有', async () => {
    const { indicators } = (await ask('{ indicators { id standard checklists { id label { zh en } items { zh } citation } } }')) as {
      indicators: {
        id: string;
        standard: number | null;
        checklists: { id: string; label: unknown; items: { zh: string }[]; citation: string }[];
      }[];
    };
    expect(indicators.filter((one) => one.standard !== null).map((one) => [one.id, one.standard])).toEqual([['FUNDS_PER_MEMBER', 100]]);
    const [listed, ...others] = indicators.filter((one) => one.checklists.length > 0);
    expect([listed?.id, others.length]).toEqual(['STANDARD_MET', 0]);
    expect(listed?.checklists.map((list) => `${list.id} ${list.items.length}`)).toEqual(FOUR_LISTS);
    expect(listed?.checklists[0]).toMatchObject({
      label: { zh: '河南党组织「六有」', en: 'Henan Party checklist' },
      citation: '河南：有场所、有设施、有标志、有党旗、有书报、有制度',
    });
  });

  it('region: its line upward, and null for a code that does not exist', async () => {
    expect(
      await ask(
        '{ region(code: "410302") { name level parent { name } ancestors { name } hasLedger } none: region(code: "999999") { name } }',
      ),
    ).toEqual({
      region: {
        name: '老城区',
        level: 'COUNTY',
        parent: { name: '洛阳市' },
        ancestors: [{ name: '全国' }, { name: '河南省' }, { name: '洛阳市' }],
        hasLedger: true,
      },
      none: null,
    });
  });

  it('regions: 34 provinces, and a search by name', async () => {
    const { provinces, found } = (await ask(
      '{ provinces: regions(parent: "100000") { code } found: regions(search: "老城", level: COUNTY) { code } }',
    )) as { provinces: unknown[]; found: unknown };
    expect(provinces).toHaveLength(34);
    expect(found).toEqual([{ code: OLD_TOWN }]);
  });

  it('observations: 30/40 and 10/60 pool to 40 %, not the mean 45.8 %; 环比 over the one county of both quarters is +25 points', async () => {
    const fields = 'region { name } rate { numerator denominator value } changeOnPrevious sameRegionsPrevious receipt { received }';
    expect(
      await ask(
        `{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["410300", "410302", "410303"]}, periods: {only: ["2025Q4"]}) { ${fields} } }`,
      ),
    ).toEqual({
      observations: [
        {
          region: { name: '洛阳市' },
          rate: { numerator: 40, denominator: 100, value: 40 },
          changeOnPrevious: 25,
          sameRegionsPrevious: 1,
          receipt: { received: 2 },
        },
        {
          region: { name: '老城区' },
          rate: { numerator: 30, denominator: 40, value: 75 },
          changeOnPrevious: 25,
          sameRegionsPrevious: 1,
          receipt: { received: 1 },
        },
        {
          region: { name: '西工区' },
          rate: { numerator: 10, denominator: 60, value: (10 / 60) * 100 },
          changeOnPrevious: null,
          sameRegionsPrevious: null,
          receipt: { received: 1 },
        },
      ],
    });
  });

  it('observations: a county that did not submit is missing with its reason, not zero', async () => {
    expect(
      await ask(
        '{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["410304"]}, periods: {last: 1}) { rate { numerator value missing } } }',
      ),
    ).toEqual({
      observations: [{ rate: { numerator: null, value: null, missing: 'NOT_RECEIVED' } }],
    });
  });

  it('observations: the basis ELIGIBLE leaves 30/40, a filter of social organisations 10/60', async () => {
    const of = (more: string): string =>
      `observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["410300"]}, periods: {last: 1}, ${more}) { basis rate { numerator denominator } }`;
    expect(await ask(`{ eligible: ${of('basis: ELIGIBLE')} social: ${of('where: {sector: [SOCIAL_ORGANIZATION]}')} }`)).toEqual({
      eligible: [{ basis: 'ELIGIBLE', rate: { numerator: 30, denominator: 40 } }],
      social: [{ basis: 'OPERATING', rate: { numerator: 10, denominator: 60 } }],
    });
  });

  it('observations: split by one dimension and by two, the parts add up to 40/100', async () => {
    const by = (dimensions: string): string =>
      `observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["410300"]}, periods: {last: 1}, by: [${dimensions}]) { dimensions { dimension value } rate { numerator denominator } }`;
    const { one, two } = (await ask(`{ one: ${by('SECTOR')} two: ${by('SECTOR, TIER')} }`)) as Record<
      'one' | 'two',
      { dimensions: { value: string }[]; rate: { numerator: number; denominator: number } }[]
    >;
    expect(one.find((row) => row.dimensions[0]?.value === 'SOCIAL_ORGANIZATION')?.rate).toEqual({ numerator: 10, denominator: 60 });
    expect(two.every((row) => row.dimensions.length === 2)).toBe(true);
    for (const rows of [one, two]) {
      expect(rows.reduce((sum, row) => sum + row.rate.numerator, 0)).toBe(40);
      expect(rows.reduce((sum, row) => sum + row.rate.denominator, 0)).toBe(100);
    }
  });

  it('observations: the four forms of regions and the three of periods', async () => {
    const { children, under, from, last } = (await ask(`{
      children: observations(indicators: [UNION_COVERAGE], regions: {childrenOf: "410000"}, periods: {only: ["2025Q4"]}) { region { code } }
      under: observations(indicators: [UNION_COVERAGE], regions: {under: "410300", level: COUNTY}, periods: {only: ["2025Q4"]}) { region { code } }
      from: observations(indicators: [UNION_COVERAGE], regions: {codes: ["410300"]}, periods: {from: "2025Q3", to: "2025Q4"}) { period }
      last: observations(indicators: [UNION_COVERAGE], regions: {codes: ["410300"]}, periods: {last: 2}) { period }
    }`)) as Record<'children' | 'under' | 'from' | 'last', unknown[]>;
    expect(children).toHaveLength(18);
    expect(under).toHaveLength(14);
    expect(from).toEqual([{ period: '2025Q3' }, { period: '2025Q4' }]);
    expect(last).toEqual(from);
  });

  it('observationTable: the same numbers as columns, row-major', async () => {
    const text =
      '{ observationTable(indicators: [PARTY_ORG_COVERAGE, PARTY_WORK_COVERAGE], regions: {codes: ["410302", "410304"]}, periods: {last: 2}) { regions periods indicators numerators denominators missing } }';
    expect(await ask(text)).toEqual({
      observationTable: {
        regions: ['410302', '410304'],
        periods: ['2025Q3', '2025Q4'],
        indicators: ['PARTY_ORG_COVERAGE', 'PARTY_WORK_COVERAGE'],
        numerators: [20, 20, 30, 30, null, null, null, null],
        denominators: [40, 40, 40, 40, null, null, null, null],
        missing: [null, null, null, null, 'NOT_RECEIVED', 'NOT_RECEIVED', 'NOT_RECEIVED', 'NOT_RECEIVED'],
      },
    });
  });

  it('ranking: worst first, 12 counties without a value last with rank null, an interval around each rate', async () => {
    const { ranking } = (await ask(
      '{ ranking(indicator: PARTY_ORG_COVERAGE, parent: "410300") { rank of region { name } rate { value missing } intervalLow intervalHigh pointsPerUnit } }',
    )) as {
      ranking: {
        rank: number | null;
        of: number;
        region: { name: string };
        rate: { value: number | null };
        intervalLow: number;
        intervalHigh: number;
        pointsPerUnit: number;
      }[];
    };
    expect(ranking.map((row) => row.rank)).toEqual([2, 1, ...Array.from({ length: 12 }, () => null)]);
    expect(ranking.slice(0, 2).map((row) => [row.of, row.region.name, row.rate.value])).toEqual([
      [2, '西工区', (10 / 60) * 100],
      [2, '老城区', 75],
    ]);
    const [worst] = ranking;
    expect(worst?.intervalLow).toBeCloseTo(9.3, 1);
    expect(worst?.intervalHigh).toBeCloseTo(28.0, 1);
    expect(worst?.pointsPerUnit).toBeCloseTo(100 / 60, 10);
  });

  it('units: pages of 4 by cursor meet each of the 10 eligible without a Party organisation once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { units } = (await ask(
        'query($after: String) { units(where: {region: "410300", eligibleWithout: PARTY}, first: 4, after: $after) { totalCount nodes { creditCode region { name } partyTier bases } pageInfo { hasNextPage endCursor } } }',
        { after },
      )) as {
        units: { totalCount: number; nodes: { creditCode: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      expect(units.totalCount).toBe(10);
      seen.push(...units.nodes.map((node) => node.creditCode));
      after = units.pageInfo.hasNextPage ? units.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(Array.from({ length: 10 }, (_, at) => creditCode(OLD_TOWN, 31 + at)));
  });

  it('fragments, aliases and variables work together', async () => {
    const text =
      'query Q($codes: [ID!]!) { a: observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: $codes}, periods: {last: 1}) { ...O } } fragment O on Observation { region { code } rate { ...R } } fragment R on Rate { value }';
    expect(await ask(text, { codes: [OLD_TOWN] })).toEqual({ a: [{ region: { code: OLD_TOWN }, rate: { value: 75 } }] });
  });

  it('opens one view a request, whatever it asks, and closes it', async () => {
    const before = served.opened();
    await ask(
      '{ dataset { units } region(code: "410302") { parent { children { name } } } units(where: {}) { nodes { region { name } } } }',
    );
    expect([served.open(), served.opened() - before]).toEqual([0, 1]);
  });

  it('puts the data version and the cost on every answer, a refused one too', async () => {
    const { extensions } = await served.ask('{ dataset { version } }');
    expect(extensions).toEqual({ cost: 1, dataVersion: expect.stringMatching(/^v\d+$/) as string });
    expect((await served.ask('{ nothing }')).extensions['dataVersion']).toBe(extensions['dataVersion']);
  });
});
