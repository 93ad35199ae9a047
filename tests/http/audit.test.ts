import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { anchorNow } from '../../server/cli/anchors.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { postAs, signedIn, type SignedIn } from '../support/users.ts';
import { serve, type Served } from './serve.ts';

const ENTRIES = `query($first: Int, $after: String, $where: AuditFilter) { auditEntries(first: $first, after: $after, where: $where) {
  totalCount pageInfo { hasNextPage endCursor } nodes { chain position actor action outcome object facts hash } } }`;
const CHECK = '{ auditCheck { whole chains { chain entries head anchoredAt notes problems } } }';

let database: TestDatabase;
let served: Served;
let operator: OpenAccounts;
let people: Readonly<Record<'auditor' | 'admin' | 'analyst', SignedIn>>;

beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
  served = await serve({ database: database.url, accounts: true });
  operator = await openAccounts(database.url, () => undefined);
  people = {
    auditor: await signedIn(served.url, operator, { name: 'aud', roles: ['AUDITOR'] }),
    admin: await signedIn(served.url, operator, { name: 'sys', roles: ['SYSADMIN', 'SECADMIN'] }),
    analyst: await signedIn(served.url, operator, { name: 'fen', roles: ['ANALYST'], view: 'ALL' }),
  };
  await anchorNow({ database: database.url, folder: served.folder, auditAnchor: null }, () => undefined);
});
afterAll(async () => {
  await operator.close();
  await served.close();
  await database.drop();
});

interface Told {
  readonly data: Readonly<Record<string, never>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}
const ask = async (query: string, variables: object, who?: SignedIn): Promise<Told> =>
  (await (await postAs(served.url, query, variables, who?.headers)).json()) as Told;

interface Page {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly nodes: readonly Readonly<Record<'chain' | 'actor' | 'action' | 'outcome', string>>[];
}
const entriesOf = async (variables: object): Promise<Page> =>
  (await ask(ENTRIES, variables, people.auditor)).data?.['auditEntries'] as never;

describe('the audit log over HTTP', () => {
  it('is read by an auditor: both chains, the newest first, in pages that miss none', async () => {
    const all = await entriesOf({ first: 100 });
    expect(all.nodes).toHaveLength(all.totalCount);
    expect(new Set(all.nodes.map(({ chain }) => chain))).toEqual(new Set(['LEDGER', 'ACCOUNTS']));
    const paged: unknown[] = [];
    for (let after: string | undefined; ;) {
      const page = await entriesOf({ first: 4, ...(after !== undefined && { after }) });
      paged.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(all.nodes);
  });

  it('is narrowed by chain, action, outcome and who it was', async () => {
    const logins = await entriesOf({ first: 50, where: { chain: 'ACCOUNTS', action: ['LOGIN'], outcome: 'DONE', actor: 'fen' } });
    expect(logins.nodes.map(({ actor, action }) => `${actor} ${action}`)).toEqual(['fen LOGIN']);
  });

  it('is found whole by an auditor, up to the newest anchor', async () => {
    const { data } = await ask(CHECK, {}, people.auditor);
    expect(data?.['auditCheck']).toMatchObject({
      whole: true,
      chains: [
        { chain: 'LEDGER', anchoredAt: expect.any(String) as string, notes: [], problems: [] },
        { chain: 'ACCOUNTS', anchoredAt: expect.any(String) as string, notes: [], problems: [] },
      ],
    });
  });

  it.each([
    ['an administrator of users and grants', 'admin', 'FORBIDDEN'],
    ['an analyst', 'analyst', 'FORBIDDEN'],
    ['nobody in particular', null, 'UNAUTHENTICATED'],
  ] as const)('is not for %s: neither its entries nor its check', async (_who, name, code) => {
    for (const query of [ENTRIES, CHECK]) {
      const { errors, data } = await ask(query, query === ENTRIES ? { first: 5 } : {}, name === null ? undefined : people[name]);
      expect([errors?.[0]?.extensions.code, data]).toEqual([code, null]);
      expect(errors?.[0]?.message).toMatch(/审计/);
    }
  });
});
