import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openReaders } from '../../server/db/open.ts';
import { OF_THE_DATA } from '../../server/graphql/apart.ts';
import { executeOnce } from '../../server/graphql/executeOnce.ts';
import { createSchema } from '../../server/graphql/schema.ts';
import { createLog } from '../../server/log.ts';
import { createReports } from '../../server/reports/index.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const THEN = '2026-01-20T00:00:00.000Z';

interface Traced {
  readonly statements: readonly { readonly trace: { readonly document: string; readonly variables: string } }[];
}

interface Listed {
  readonly nodes: readonly {
    readonly region: { readonly parent: { readonly children: readonly { readonly code: string; readonly hasLedger: boolean }[] } };
  }[];
}

describe.each(ENGINES)('a query as it was known on %s', (engine) => {
  let db: TestDatabase;
  let readers: ReturnType<typeof openReaders>;
  const ask = (text: string, variables = {}, at = {}) =>
    executeOnce(createReports(readers), text, variables, { ...at, log: createLog('silent') });
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    const accepted = { state: 'ACCEPTED', receivedAt: '2026-01-10T01:00:00.000Z' } as const;
    await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 2, none: 2 }), accepted);
    await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 1, none: 5 }), { receivedAt: '2026-01-25T01:00:00.000Z' });
    readers = openReaders(db.url);
  });
  afterAll(async () => {
    await readers.close();
    await db.drop();
  });

  it('answers two moments in one request, each field with what is nested in it: 4 units and no neighbour then, 10 units now', async () => {
    const part = (name: string, moment: string) => `
      ${name}: units(where: { region: "410300" }${moment}) { totalCount nodes { region { parent { children { code hasLedger } } } } }
      ${name}Gap: gap(indicator: PARTY_ORG_COVERAGE, region: "410300"${moment}) { candidates units { totalCount } parts { region { code hasLedger } } }
      ${name}Region: region(code: "410303"${moment}) { hasLedger }
      ${name}List: submissions(region: "410300"${moment}) { totalCount nodes { region { ancestors { code } } } }`;
    const { data, errors, extensions } = await ask(
      `query Both($then: DateTime) { ${part('then', ', asKnownOn: $then')} ${part('now', '')} }`,
      {
        then: THEN,
      },
    );
    expect(errors).toBeUndefined();
    expect(extensions.dataVersion).toBe('v2');
    const hasLedger = (name: string): unknown =>
      (data?.[name] as Listed | undefined)?.nodes[0]?.region.parent.children.find(({ code }) => code === '410303')?.hasLedger;
    expect([hasLedger('then'), hasLedger('now')]).toEqual([false, true]);
    expect(data).toMatchObject({
      then: { totalCount: 4 },
      now: { totalCount: 10 },
      thenGap: { candidates: 2, units: { totalCount: 2 } },
      nowGap: { candidates: 7, units: { totalCount: 7 } },
      thenRegion: { hasLedger: false },
      nowRegion: { hasLedger: true },
      thenList: { totalCount: 1 },
      nowList: { totalCount: 2 },
    });
  });

  it('answers a whole request of a moment, unless a field names its own', async () => {
    const text = `{ all: dataset { submissions } own: dataset(asKnownOn: "2026-02-01T00:00:00Z") { submissions } }`;
    expect((await ask(text, {}, { knownOn: THEN })).data).toEqual({ all: { submissions: 1 }, own: { submissions: 2 } });
  });

  it('answers two moments that know the same in one request, of now and of an earlier version', async () => {
    const text = `{ one: dataset(asKnownOn: "2026-01-20T00:00:00Z") { submissions } other: dataset(asKnownOn: "2026-01-21T00:00:00Z") { submissions } }`;
    expect((await ask(text)).data).toEqual({ one: { submissions: 1 }, other: { submissions: 1 } });
    expect((await ask(text, {}, { version: 'v1' })).data).toEqual({ one: { submissions: 1 }, other: { submissions: 1 } });
    const late = `{ dataset { submissions } late: dataset(asKnownOn: "2099-01-01T00:00:00Z") { submissions } }`;
    expect((await ask(late, {}, { version: 'v1' })).data).toEqual({ dataset: { submissions: 1 }, late: { submissions: 1 } });
  });

  it('counts accepted submissions only where that is asked: 2 of 4 units, 4 in the list, 2 without an organization', async () => {
    const { data, errors } = await ask(`{
      observations(indicators: [PARTY_ORG_COVERAGE], regions: { codes: ["410300"] }, periods: { last: 1 }, acceptedOnly: true) { rate { numerator denominator } receipt { received accepted } }
      units(where: { region: "410300" }, acceptedOnly: true) { totalCount }
      organizations(where: { region: "410300" }, acceptedOnly: true) { totalCount }
      terms(region: "410300", acceptedOnly: true) { period }
      gap(indicator: PARTY_ORG_COVERAGE, region: "410300", acceptedOnly: true) { rate { denominator } candidates units { totalCount } }
      ranking(indicator: PARTY_ORG_COVERAGE, parent: "410300", acceptedOnly: true) { of }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      observations: [{ rate: { numerator: 2, denominator: 4 }, receipt: { received: 2, accepted: 1 } }],
      units: { totalCount: 4 },
      organizations: { totalCount: 2 },
      gap: { rate: { denominator: 4 }, candidates: 2, units: { totalCount: 2 } },
    });
    expect((data?.['ranking'] as { of: number }[] | undefined)?.[0]?.of).toBe(1);
  });

  it('names in every sentence of a brief the query that gives its numbers again, of that moment and of accepted submissions', async () => {
    for (const page of ['overview', 'trends', 'gaps', 'organizations', 'quality', 'why']) {
      const { data, errors } = await ask(
        `{ brief(page: ${page.toUpperCase()}, region: "410300", acceptedOnly: true, asKnownOn: "${THEN}") { statements { trace { document variables } } } }`,
      );
      expect(errors).toBeUndefined();
      const statements = (data?.['brief'] as Traced | undefined)?.statements ?? [];
      expect(statements.length).toBeGreaterThan(0);
      for (const { trace } of statements) {
        expect(trace.document).toContain('asKnownOn: $asKnownOn');
        const again = await ask(trace.document, JSON.parse(trace.variables) as object);
        expect([trace.document, again.errors]).toEqual([trace.document, undefined]);
      }
    }
  });

  it('is refused in words before the first ledger', async () => {
    const { errors } = await ask('{ dataset(asKnownOn: "2020-01-01T00:00:00Z") { submissions } }');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toContain('早于最早的一份数据（2026-01-10T01:00:00.000Z）');
  });

  it('can be every root field of the data', () => {
    const query = createSchema().getQueryType();
    const without = Object.values(isObjectType(query) ? query.getFields() : {}).filter(
      ({ name, args }) => OF_THE_DATA.has(name) && !args.some((one) => one.name === 'asKnownOn'),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});
