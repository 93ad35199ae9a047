import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve, type Served } from '../http/serve.ts';

const OLD_TOWN = '410302';
const WEST = '410303';

describe.each(ENGINES)('regions set beside each other over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await database.submit(OLD_TOWN, '2025Q4', ledgerOf(OLD_TOWN, { sole: 30, none: 10 }));
    await database.submit(WEST, '2025Q4', ledgerOf(WEST, { joint: 10, work: 20, none: 30 }));
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  it('ranks three chosen regions of two levels among themselves: 10/60 third, 40/100 second, 30/40 first', async () => {
    const { data: found, errors } = await served.ask(
      '{ ranking(indicator: PARTY_ORG_COVERAGE, regions: { codes: ["410302", "410300", "410303"] }) { rank of region { name level } rate { value } } }',
    );
    expect(errors).toBeUndefined();
    expect(found).toEqual({
      ranking: [
        { rank: 3, of: 3, region: { name: '西工区', level: 'COUNTY' }, rate: { value: (10 / 60) * 100 } },
        { rank: 2, of: 3, region: { name: '洛阳市', level: 'PREFECTURE' }, rate: { value: 40 } },
        { rank: 1, of: 3, region: { name: '老城区', level: 'COUNTY' }, rate: { value: 75 } },
      ],
    });
  });

  it('takes a parent or regions: neither, both, and a level beside regions are refused', async () => {
    for (const asked of ['', 'parent: "410300", regions: { childrenOf: "410300" }']) {
      const { errors } = await served.ask(`{ ranking(indicator: PARTY_ORG_COVERAGE, ${asked}) { rank } }`);
      expect(errors?.[0]?.message).toContain('parent、regions');
    }
    const { errors } = await served.ask(
      '{ ranking(indicator: PARTY_ORG_COVERAGE, level: COUNTY, regions: { childrenOf: "410300" }) { rank } }',
    );
    expect(errors?.[0]?.message).toContain('level');
  });
});
