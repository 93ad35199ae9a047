import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { postAs, signedIn } from '../support/users.ts';
import { serve, type Served } from './serve.ts';

const SCHEMA = '{ __schema { queryType { name } } }';
const TYPE = 'query Q { dataset { version } ...F } fragment F on Query { t: __type(name: "Region") { name } }';

let database: TestDatabase;
let served: Served;
let operator: OpenAccounts;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  served = await serve({ database: database.url, accounts: true, change: { introspection: 'KNOWN' } });
  operator = await openAccounts(database.url, () => undefined);
});
afterAll(async () => {
  await operator.close();
  await served.close();
  await database.drop();
});

interface Told {
  readonly status: number;
  readonly code: string | undefined;
  readonly answered: boolean;
}

async function ask(query: string, headers: Readonly<Record<string, string>> = {}): Promise<Told> {
  const response = await postAs(served.url, query, {}, headers);
  const { data, errors } = (await response.json()) as { data?: object | null; errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: errors?.[0]?.extensions.code, answered: data !== undefined && data !== null };
}

describe('a server that tells its schema to those it knows', () => {
  it('refuses 2 questions about it from a reader without a name, with 401; a question about figures and __typename are answered', async () => {
    const refused = { status: 401, code: 'UNAUTHENTICATED', answered: false };
    expect(await ask(SCHEMA)).toEqual(refused);
    expect(await ask(TYPE)).toEqual(refused);
    expect(await ask('{ __typename dataset { version } }')).toEqual({ status: 200, code: undefined, answered: true });
  });

  it('tells no names of fields to who mistypes one', async () => {
    const response = await postAs(served.url, '{ datase { version } }');
    expect(await response.text()).not.toMatch(/dataset/);
  });

  it('answers both to an analyst who is signed in', async () => {
    const { headers } = await signedIn(served.url, operator, { name: 'fen', roles: ['ANALYST'], view: ['410300'] });
    expect(await ask(SCHEMA, headers)).toEqual({ status: 200, code: undefined, answered: true });
    expect(await ask(TYPE, headers)).toEqual({ status: 200, code: undefined, answered: true });
  });
});
