import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { organizationFact, unitFact } from '../support/facts.ts';
import { serve, type Served } from '../http/serve.ts';

const PARK = 'P41030001';
const ELSEWHERE = 'P41040001';

describe.each(ENGINES)('a park over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  /** Of 9 units 5 lie in the park: one is covered, three should be and are not, one has no members. */
  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    const units = Array.from({ length: 9 }, (_, at) =>
      unitFact('410302', at + 1, {
        park: at < 5 ? PARK : null,
        fullMembers: at === 4 ? 0 : 5,
        partyOrg: at === 0 ? 'A1' : null,
      }),
    );
    await database.submit('410302', '2025Q4', {
      units,
      organizations: [organizationFact('410302', 'A1'), organizationFact('410302', 'A2')],
    });
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  const count = async (list: string, where: string): Promise<unknown> => {
    const { data, errors } = await served.ask(`{ ${list}(where: {${where}}) { totalCount } }`);
    return errors?.[0] ?? (data as Record<string, { totalCount: number }>)[list]?.totalCount;
  };

  it('is the same asked for as region and as park: 5 units, 3 of them without, 1 organization', async () => {
    for (const place of [`region: "${PARK}"`, `park: "${PARK}"`, `region: "410302", park: "${PARK}"`])
      expect([
        await count('units', place),
        await count('units', `${place}, eligibleWithout: PARTY`),
        await count('organizations', place),
      ]).toEqual([5, 3, 1]);
  });

  it('has as many candidates in its gap as units without: 3, by the analysis, by its view and by the list', async () => {
    const { data } = await served.ask(
      `{ gap(indicator: PARTY_ORG_COVERAGE, region: "${PARK}") { candidates }
        brief(page: GAPS, region: "${PARK}", indicator: PARTY_ORG_COVERAGE) { facts { term { zh } strong } }
        units(where: {park: "${PARK}", eligibleWithout: PARTY}) { totalCount } }`,
    );
    expect(data).toMatchObject({
      gap: { candidates: 3 },
      brief: { facts: expect.arrayContaining([{ term: { zh: '应建未建' }, strong: '3' }]) as object[] },
      units: { totalCount: 3 },
    });
  });

  it('has the term of its 1 organization, and the ledger that holds its units', async () => {
    const { data } = await served.ask(
      `{ terms(region: "${PARK}") { known unknown } submissions(region: "${PARK}") { nodes { region { code } } } }`,
    );
    const { terms, submissions } = data as { terms: { known: number; unknown: number }; submissions: unknown };
    expect([terms.known + terms.unknown, submissions]).toEqual([1, { nodes: [{ region: { code: '410302' } }] }]);
  });

  it('is whole in its files and on its page: 5 rows, 3 rows', async () => {
    const rows = async (address: string): Promise<string | null> => (await fetch(`${served.url}${address}`)).headers.get('x-fugai-rows');
    expect([
      await rows(`/export/units.csv?region=${PARK}`),
      await rows(`/export/units.csv?region=${PARK}&eligibleWithout=PARTY`),
      await rows(`/export/organizations.csv?region=${PARK}`),
    ]).toEqual(['5', '3', '1']);
    const page = await (await fetch(`${served.url}/gaps.csv?region=${PARK}&table=units`)).text();
    expect(page.match(/\n[0-9A-Z]{18},/g)).toHaveLength(3);
  });

  it('narrows observations as a filter, whichever way it is said: 1 of 5', async () => {
    for (const place of ['region', 'park']) {
      const { data } = await served.ask(
        `{ observations(indicators: [PARTY_ORG_COVERAGE, SHELL_RATE], regions: {codes: ["410302"]}, periods: {last: 1}, basis: REGISTERED, where: {${place}: "${PARK}"}) { rate { numerator denominator missing } } }`,
      );
      expect(data).toMatchObject({
        observations: [{ rate: { numerator: 1, denominator: 5 } }, { rate: { numerator: null, missing: 'NOT_APPLICABLE' } }],
      });
    }
  });

  it.each([
    ['park: "410302"', 'BAD_USER_INPUT', '不是园区'],
    [`region: "${PARK}", park: "${ELSEWHERE}"`, 'BAD_USER_INPUT', '两个园区'],
    ['park: "P99999999"', 'NOT_FOUND', 'P99999999'],
  ])('is refused as %s with %s', async (where, code, words) => {
    for (const list of ['units', 'organizations'])
      expect(await count(list, where)).toMatchObject({ message: expect.stringContaining(words) as string, extensions: { code } });
  });
});
