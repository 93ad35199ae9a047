import { execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { compile } from '../../server/graphql/compiled.ts';
import { createContext } from '../../server/graphql/context.ts';
import { createSchema } from '../../server/graphql/schema.ts';
import { createReports } from '../../server/reports/index.ts';
import type { Reports } from '../../server/reports/types.ts';
import { serve, type Served } from '../http/serve.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const schema = createSchema();
const MAP = `query Map($parent: ID!, $period: Period!, $long: Boolean = false) {
  observations(indicators: [PARTY_ORG_COVERAGE], regions: { childrenOf: $parent, kind: ADMINISTRATIVE }, periods: { only: [$period] }) {
    ...Cell ... on Observation @include(if: $long) { target band receipt { expected received } }
  }
}
fragment Cell on Observation { area: region { code name parent { code ancestors { code } } children { code } } period rate { ...R missing @skip(if: $long) } previous { value } yearAgo { value } }
fragment R on Rate { numerator denominator value }`;
const TABLE = `query Table($parent: ID!, $from: Period!, $to: Period!) {
  observationTable(indicators: [PARTY_ORG_COVERAGE, UNION_COVERAGE], regions: { childrenOf: $parent, kind: ADMINISTRATIVE }, periods: { from: $from, to: $to }) {
    regions periods indicators numerators denominators missing summaries
  }
}`;
const TEXTS: readonly (readonly [text: string, variables: Record<string, unknown>])[] = [
  [MAP, { parent: '410300', period: '2025Q4' }],
  [MAP, { parent: '410300', period: '2025Q4', long: true }],
  [TABLE, { parent: '410300', from: '2025Q1', to: '2025Q4' }],
  [
    '{ b: __typename ranking(indicator: PARTY_ORG_COVERAGE, parent: "410300") { rank of region { code } rate { value } move { from } } }',
    {},
  ],
  [
    '{ known: region(code: "410302") { name validFrom children { code } } none: region(code: "999999") { name } dataset { periods demo } }',
    {},
  ],
  ['{ gap(indicator: PARTY_ORG_COVERAGE, region: "410300") { explanation { zh } parts { region { code } } } }', {}],
  [
    'query($n: Int) { units(where: { region: "410302" }, first: $n) { totalCount nodes { name region { code } } pageInfo { hasNextPage } } }',
    { n: 2 },
  ],
  ['{ regions(parent: "410300") { code hasLedger parent { name parent { name } } } indicators { id label { zh } bases } }', {}],
];

describe.each(ENGINES)('texts that are compiled, over %s', (engine) => {
  let database: TestDatabase;
  let readers: Readers;
  let reports: Reports;
  let served: Served;
  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await database.submit('410302', '2025Q3', ledgerOf('410302', { sole: 2, none: 2 }));
    await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
    await database.submit('410303', '2025Q4', ledgerOf('410303', { sole: 1, none: 5 }));
    readers = openReaders(database.url);
    reports = createReports(readers);
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await readers.close();
    await database.drop();
  });

  it.each(TEXTS)('answer byte for byte as the engine does: %s', async (text, variables) => {
    const context = createContext(reports, { sight: EVERYTHING });
    const compiled = compile(schema, text);
    const made = await compiled?.run(context, variables);
    const wanted = await execute({ schema, document: parse(text), contextValue: context, variableValues: variables });
    await context.close();
    expect(wanted.errors).toBeUndefined();
    expect(JSON.stringify(made)).toBe(JSON.stringify(wanted));
  });

  it('read a map of one quarter, and a table of two indicators over four, with 1 statement', async () => {
    for (const [text, variables] of [
      [
        'query($parent: ID!) { observations(indicators: [PARTY_ORG_COVERAGE], regions: { childrenOf: $parent }, periods: { last: 1 }) { region { code name } rate { value } } }',
        { parent: '410300' },
      ],
      [TABLE, { parent: '410300', from: '2025Q1', to: '2025Q4' }],
    ] as const) {
      const context = createContext(reports, { sight: EVERYTHING });
      await context.view();
      const before = context.spent().statements;
      await compile(schema, text)?.run(context, variables);
      const { statements, rows } = context.spent();
      await context.close();
      expect(statements - before).toBe(1);
      expect(rows).toBeGreaterThan(0);
    }
  });

  it('are told of by name, cost, rows and cache the sixth time as the first, and refused in the same words', async () => {
    const asked = async (more: object): Promise<unknown> => {
      const { status, ...body } = await served.ask(TABLE, { parent: '410300', from: '2025Q1', to: '2025Q4', ...more });
      return { status, body };
    };
    const answers = [];
    for (const unused of [1, 2, 3, 4, 5, 6]) answers.push(await asked({ unused }));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    const wrong = await asked({ parent: '999999' });
    expect(wrong).toMatchObject({
      status: 200,
      body: { data: null, errors: [{ path: ['observationTable'], extensions: { code: 'NOT_FOUND' } }], extensions: { cost: 480 } },
    });
    expect(await asked({ parent: null })).toMatchObject({ body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
    const text = await (await fetch(`${served.url}/metrics`)).text();
    expect(text).toContain('fugai_operations_total{operation="other",cache="miss",failed="false"} 6');
    expect(text).toContain('fugai_operation_cells_total{operation="other"} 3360');
    expect(text).toMatch(/fugai_operation_rows_total\{operation="other"\} [1-9]/);
    expect(text).toMatch(/fugai_operation_database_seconds_total\{operation="other"\} 0\.\d*[1-9]/);
    expect(text).toContain('fugai_operation_seconds_count{operation="other"} 8');
  });
});

it('are not compiled where they change something or ask for the schema', () => {
  expect(compile(schema, 'mutation { logout }')).toBeNull();
  expect(compile(schema, '{ __schema { queryType { name } } }')).toBeNull();
});

it('a view that is over reads nothing more, on a handle that the next request has by then', async () => {
  const database = await testDatabase('sqlite', inject('postgresUrl'));
  const readers = openReaders(database.url);
  const first = await readers.snapshot(EVERYTHING);
  await first.close();
  await first.close();
  const second = await readers.snapshot(EVERYTHING);
  await expect(first.db.selectFrom('unit_quarter').selectAll().execute()).rejects.toThrow('after its end');
  expect(await second.db.selectFrom('unit_quarter').selectAll().execute()).toEqual([]);
  await second.close();
  await readers.close();
  await database.drop();
});
