import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { SUMMARY_MEASURES } from '../../server/domain/summaries.ts';
import { serve, type Served } from '../http/serve.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, unitFact } from '../support/facts.ts';
import { postAs, signedIn, type SignedIn } from '../support/users.ts';

const SEND = `mutation ($region: ID!, $values: [SummaryValueInput!]!) {
  sendSummary(region: $region, period: "2025Q4", values: $values, note: "电话核实") { version current sentBy note region { name } values { measure label { zh } value ledger } }
}`;
const OBSERVED = `{ observations(indicators: [PARTY_ORG_COVERAGE], regions: { codes: ["410303", "410300"] }, periods: { only: ["2025Q4"] }) {
  region { code } origin rate { numerator denominator missing } receipt { received } }
  observationTable(indicators: [PARTY_ORG_COVERAGE], regions: { codes: ["410303", "410300"] }, periods: { only: ["2025Q4"] }) { numerators summaries }
  ranking(indicator: PARTY_ORG_COVERAGE, parent: "410300", period: "2025Q4") { rank origin region { code } } }`;
const values = [
  { measure: 'in_operating__units', value: 40 },
  { measure: 'in_operating__party_sole', value: 10 },
  { measure: 'in_operating__party_joint', value: 2 },
];

describe.each(ENGINES)('summary returns and findings of submissions over HTTP, on %s', (engine) => {
  let database: TestDatabase;
  let served: Served;
  let accounts: OpenAccounts;
  let clerk: SignedIn;
  const asked = async (query: string, variables: object = {}, by: SignedIn = clerk) =>
    (await (await postAs(served.url, query, variables, by.headers)).json()) as {
      data: Record<string, never> | null;
      errors?: { message: string; extensions: { code: string } }[];
    };

  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await database.submit('410302', '2025Q4', {
      units: [1, 2, 3].map((at) => unitFact('410302', at, { applicants: 1, activists: 2 })),
      organizations: [],
    });
    await database.submit('410304', '2025Q4', ledgerOf('410304', { sole: 3 }));
    served = await serve({ database: database.url, accounts: true, office: true });
    accounts = await openAccounts(database.url, () => undefined);
    clerk = await signedIn(served.url, accounts, { name: 'clerk', roles: ['REPORTER'], view: ['410300'], report: ['410303'] });
  });
  afterAll(async () => {
    await accounts.close();
    await served.close();
    await database.drop();
  });

  it('lists 160 measures, 77 of them usual, each with a label of its own', async () => {
    const { data } = await asked('{ summaryMeasures { measure unit usual label { zh en } } }');
    const rows = (data as unknown as { summaryMeasures: { usual: boolean; label: { zh: string; en: string } }[] }).summaryMeasures;
    expect([rows.length, rows.filter((row) => row.usual).length]).toEqual([160, 77]);
    for (const lang of ['zh', 'en'] as const) expect(new Set(rows.map((row) => row.label[lang])).size).toBe(SUMMARY_MEASURES.length);
  });

  it('takes 12 of 40 from a reporter for their county, and gives it marked where it stands for a rate', async () => {
    const sent = await asked(SEND, { region: '410303', values });
    expect(sent.errors).toBeUndefined();
    expect(sent.data?.['sendSummary']).toMatchObject({
      version: 1,
      current: true,
      sentBy: 'clerk',
      note: '电话核实',
      region: { name: '西工区' },
    });
    const { data } = await asked(OBSERVED);
    expect(data).toMatchObject({
      observations: [
        { region: { code: '410303' }, origin: 'SUMMARY', rate: { numerator: 12, denominator: 40 }, receipt: { received: 0 } },
        { region: { code: '410300' }, origin: 'LEDGER', rate: { numerator: 3, denominator: 6 }, receipt: { received: 2 } },
      ],
      observationTable: { numerators: [12, 3], summaries: [0] },
    });
    expect(data?.['ranking']).toContainEqual(expect.objectContaining({ origin: 'SUMMARY', region: { code: '410303' } }));
    const listed = await asked('{ summaryReturns { totalCount nodes { region { code } current values { value ledger difference } } } }');
    expect(listed.data?.['summaryReturns']).toMatchObject({
      totalCount: 1,
      nodes: [{ region: { code: '410303' }, values: [{ value: 40, ledger: null }, {}, {}] }],
    });
  });

  it('refuses a county that the reporter does not report for, 41 of 30, and who may not submit', async () => {
    const outside = await asked(SEND, { region: '410302', values });
    expect(outside.errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(outside.errors?.[0]?.message).toContain('不在您的填报范围内');
    const beyond = await asked(SEND, {
      region: '410303',
      values: [
        { measure: 'in_operating__units', value: 30 },
        { measure: 'in_operating__party_sole', value: 39 },
        { measure: 'in_operating__party_joint', value: 2 },
      ],
    });
    expect(beyond.errors?.[0]?.message).toContain('41 > 正常经营：单位数 30');
    const reader = await signedIn(served.url, accounts, { name: 'reader', roles: ['VIEWER'], view: ['410300'] });
    expect((await asked(SEND, { region: '410303', values }, reader)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('gives the submission of a finding to who sees its rows, and no such finding to others', async () => {
    const FOUND =
      '{ findings(where: { period: "2025Q4", check: ["PARTS_AND_TOTALS"] }) { nodes { region { code } verdict severity submission { region { code } version } } } }';
    const { data } = await asked(FOUND);
    expect(data?.['findings']).toEqual({
      nodes: [
        {
          region: { code: '410302' },
          verdict: 'OVER',
          severity: 'ORDINARY',
          submission: { region: { code: '410302' }, version: 1 },
        },
      ],
    });
    const other = await signedIn(served.url, accounts, { name: 'other', roles: ['ANALYST'], view: ['410304'] });
    expect((await asked(FOUND, {}, other)).data?.['findings']).toEqual({ nodes: [] });
  });
});
