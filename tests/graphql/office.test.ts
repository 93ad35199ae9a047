import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { openOffice, type OpenOffice } from '../../server/cli/office.ts';
import { startWriter, type Writer } from '../../server/cli/writer.ts';
import { readEntries } from '../../server/db/audit.ts';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { permissionsOf, type Role } from '../../server/domain/roles.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import type { Viewer } from '../../server/domain/viewers.ts';
import { createContext } from '../../server/graphql/context.ts';
import { createSchema } from '../../server/graphql/schema.ts';
import { createReports } from '../../server/reports/index.ts';
import { loadRuleSets } from '../../seed/rules/loadRuleSets.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

const schema = createSchema();

const userOf = (...roles: Role[]): Viewer => ({
  id: 'user-1',
  kind: 'USER',
  name: '管理员',
  loginName: 'admin',
  scopes: [],
  owner: 'user-1',
  roles,
  permissions: permissionsOf(roles),
  view: 'ALL',
  report: 'ALL',
  mustChangePassword: false,
  session: null,
});

const SET = `mutation ($target: Float!) { setTarget(region: "410302", indicator: PARTY_ORG_COVERAGE, from: "2025-01-01", target: $target) { target setBy region { name } } }`;
const REMOVE = `mutation { removeTarget(region: "410302", indicator: PARTY_ORG_COVERAGE, from: "2025-01-01") }`;
const STEPS = `{ targetSteps(region: "410302") { indicator from target setBy } }`;

describe.each(ENGINES)('the office over %s', (engine) => {
  let database: TestDatabase;
  let writer: Writer;
  let office: OpenOffice;
  let accounts: OpenAccounts;
  let readers: Readers;

  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
    writer = await startWriter(database.url, () => undefined);
    office = await openOffice(database.url, writer, () => undefined);
    accounts = await openAccounts(database.url, () => undefined);
    readers = openReaders(database.url);
  });
  afterAll(async () => {
    await readers.close();
    await accounts.close();
    await office.close();
    await writer.close();
    await database.drop();
  });

  async function ask(source: string, viewer: Viewer | null, variableValues: Record<string, unknown> = {}, version?: string) {
    const asker = {
      viewer,
      desk: accounts.desk({
        viewer,
        place: { anonymous: 'aggregates', separation: false, direct: false, fromPage: false },
        address: null,
        openId: null,
        notice: '',
        welcome: () => undefined,
        session: () => undefined,
      }),
    };
    const contextValue = createContext(createReports(readers), { sight: EVERYTHING, version, asker, office, address: '10.0.0.7' });
    try {
      const { data, errors } = await graphql({ schema, source, contextValue, variableValues });
      const [error] = errors ?? [];
      const original = error?.originalError;
      return {
        data,
        code: original && 'code' in original ? String(original.code) : null,
        message: error?.message ?? '',
      };
    } finally {
      await contextValue.close();
    }
  }
  const targetOf = async (version?: string): Promise<number | null | undefined> =>
    database.ask(async (view) => {
      const [row] = await view.observations({
        indicators: ['party_org_coverage'],
        regions: { codes: ['410302'] },
        periods: { only: ['2025Q4'] },
      });
      return row?.target;
    }, version);

  it('lets the system administrator alone change settings and make backups: 6 mutations are refused to 3 others', async () => {
    const document = JSON.stringify(loadRuleSets()[0]);
    const refusals: (string | null)[] = [];
    for (const viewer of [null, userOf('VIEWER'), userOf('SECADMIN', 'AUDITOR')])
      for (const [source, variables] of [
        [SET, { target: 90 }],
        [REMOVE, {}],
        ['mutation { createBackup { name } }', {}],
        ['{ backups { name } }', {}],
        ['mutation ($document: String!) { setRuleSet(document: $document) { id } }', { document }],
        ['mutation ($document: String!) { checkRuleSet(document: $document) { path } }', { document }],
      ] as const)
        refusals.push((await ask(source, viewer, variables)).code);
    expect(refusals).toEqual([...Array<string>(6).fill('UNAUTHENTICATED'), ...Array<string>(12).fill('FORBIDDEN')]);
    expect((await ask(STEPS, null)).data).toEqual({ targetSteps: [] });
  });

  it('sets a target: a new data version, who set it, an entry in the log; the version before is read without it', async () => {
    const before = `v${await readers.newest()}`;
    const without = await targetOf();
    const { data } = await ask(SET, userOf('SYSADMIN'), { target: 91 });
    expect(data).toMatchObject({ setTarget: { target: 91, setBy: 'admin', region: { name: '老城区' } } });
    expect(`v${await readers.newest()}`).not.toBe(before);
    expect([await targetOf(), await targetOf(before)]).toEqual([91, without]);
    const between = `v${await readers.newest()}`;
    await ask(SET, userOf('SYSADMIN'), { target: 92.5 });
    expect([await targetOf(), await targetOf(between), await targetOf(before)]).toEqual([92.5, 91, without]);
    expect((await ask(STEPS, null)).data).toEqual({
      targetSteps: [{ indicator: 'PARTY_ORG_COVERAGE', from: '2025-01-01', target: 92.5, setBy: 'admin' }],
    });
    const entries = await readEntries(database.store.db, 'ledger_audit', { after: 0, most: 100 });
    expect(entries.filter((one) => one.action === 'TARGET').map((one) => [one.actorName, one.address, one.outcome, one.facts])).toEqual([
      ['admin', '10.0.0.7', 'DONE', '{"target":91}'],
      ['admin', '10.0.0.7', 'DONE', '{"target":92.5}'],
    ]);
  });

  it('keeps what an administrator set when the program starts again', async () => {
    const second = await startWriter(database.url, () => undefined);
    await second.close();
    expect(await targetOf()).toBe(92.5);
  });

  it('removes it once, and says false the second time; a target of 101 is refused', async () => {
    const version = `v${await readers.newest()}`;
    expect((await ask(REMOVE, userOf('SYSADMIN'))).data).toEqual({ removeTarget: true });
    expect((await ask(REMOVE, userOf('SYSADMIN'))).data).toEqual({ removeTarget: false });
    expect(await targetOf(version)).toBe(92.5);
    expect(await targetOf()).not.toBe(92.5);
    const { code, message } = await ask(SET, userOf('SYSADMIN'), { target: 101 });
    expect([code, message]).toEqual(['BAD_USER_INPUT', '目标须为 0 到 100 的百分数；收到「101」。']);
  });

  it('lists every rule set with its text, puts one in force, and names the mistakes of another', async () => {
    const { data } = await ask('{ ruleDocuments { id title document assignments { region { code } from by } } }', null);
    const documents = data?.['ruleDocuments'] as { id: string; document: string }[];
    expect(documents.map((one) => one.id)).toEqual(
      loadRuleSets()
        .map((one) => one.id)
        .toSorted(),
    );
    const [first] = documents;
    const variables = { document: String(first?.document) };
    const put = await ask(
      'mutation ($document: String!) { setRuleSet(document: $document, region: "410500", from: "2026-01-01") { id submissions region { code } } }',
      userOf('SYSADMIN'),
      variables,
    );
    expect(put.data).toEqual({ setRuleSet: { id: first?.id, submissions: 0, region: { code: '410500' } } });
    const check = 'mutation ($document: String!) { checkRuleSet(document: $document) { path message } }';
    const wrong = await ask(check, userOf('SYSADMIN'), { document: '{"id": 7}' });
    expect(wrong.data?.['checkRuleSet']).toContainEqual({ path: 'id', message: expect.stringContaining('id：') as string });
  });

  it('makes a backup and lists it; of PostgreSQL it says the command, without a password', async () => {
    const made = await ask('mutation { createBackup { name dataVersion checked } }', userOf('SYSADMIN'));
    const listed = await ask('{ backups { name dataVersion checked } }', userOf('SYSADMIN'));
    if (engine === 'sqlite') {
      expect(made.data?.['createBackup']).toMatchObject({ checked: true, dataVersion: `v${await readers.newest()}` });
      expect(listed.data?.['backups']).toEqual([made.data?.['createBackup']]);
    } else {
      expect(made.message).toMatch(/pg_dump --enable-row-security --format=custom --file=fugai\.dump "postgres/);
      expect(listed.data?.['backups']).toEqual([]);
    }
  });
});
