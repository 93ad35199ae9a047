import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { executeOnce, type Answer } from '../../server/graphql/executeOnce.ts';
import { createLog } from '../../server/log.ts';
import { createReports } from '../../server/reports/index.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

let database: TestDatabase;
let readers: Readers;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
  readers = openReaders(database.url);
});
afterAll(async () => {
  await readers.close();
  await database.drop();
});

const execute = (source: string, variables = {}): Promise<Answer> =>
  executeOnce(createReports(readers), source, variables, { log: createLog('silent') });

it('answers 3/4 = 75 % as over HTTP, with the cost, the data version and no errors', async () => {
  const source =
    'query($c: ID!) { observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: [$c]}, periods: {last: 1}) { rate { value } } }';
  expect(await execute(source, { c: '410302' })).toEqual({
    data: { observations: [{ rate: { value: 75 } }] },
    extensions: { dataVersion: 'v1', cost: 1 },
  });
});

it.each([
  ['{ a', {}, 'BAD_USER_INPUT'],
  ['{ nothing }', {}, 'BAD_USER_INPUT'],
  ['query($p: Period!) { units(where: {}, period: $p) { totalCount } }', { p: '2025Q9' }, 'BAD_USER_INPUT'],
  ['{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["999999"]}, periods: {last: 1}) { period } }', {}, 'NOT_FOUND'],
])('refuses %s with the code of the API', async (source, variables, code) => {
  const { errors } = await execute(source, variables);
  expect(errors?.map((error) => error.extensions?.['code'])).toEqual([code]);
});
