import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readXlsx } from 'hucre/xlsx';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { setDueDate } from '../../server/ledger/changeDueDates.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { organizationFact, unitFact } from '../support/facts.ts';
import { postAs, signedIn, type SignedIn } from '../support/users.ts';
import { fileOf, send } from '../support/uploads.ts';
import { rawWorkbook } from '../ledger/rawXlsx.ts';
import { serve, type Served } from './serve.ts';

const [A, B] = ['410302', '410303'];
const ledgerOf = (region: string) => ({
  units: [unitFact(region, 1, { partyOrg: `${region}-1` }), unitFact(region, 2)],
  organizations: [organizationFact(region, `${region}-1`)],
});

describe('templates and the calendar, as people ask for them', () => {
  let database: TestDatabase;
  let served: Served;
  let accounts: OpenAccounts;
  const people: Record<'reporter' | 'clerk' | 'reviewer' | 'chief', SignedIn | null> = {
    reporter: null,
    clerk: null,
    reviewer: null,
    chief: null,
  };

  const get = (address: string, who: keyof typeof people | null = null): Promise<Response> =>
    fetch(`${served.url}/templates/${address}`, { headers: who === null ? {} : (people[who]?.headers ?? {}) });
  const ask = async (who: keyof typeof people | null, query: string) =>
    (await (await postAs(served.url, query, {}, who === null ? {} : people[who]?.headers)).json()) as {
      readonly data?: Readonly<Record<string, unknown>> | null;
      readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
    };

  beforeAll(async () => {
    database = await testDatabase('sqlite', inject('postgresUrl'));
    await database.submit(A, '2026Q1', ledgerOf(A), { receivedAt: '2026-04-10T01:00:00.000Z' });
    await database.submit(B, '2026Q1', ledgerOf(B), { receivedAt: '2026-04-10T01:00:00.000Z' });
    await setDueDate(database.store, { region: A, period: '2026Q2', dueOn: '2026-07-10' }, 'chief', '2026-07-01T00:00:00.000Z');
    served = await serve({ database: database.url, accounts: true, office: true });
    accounts = await openAccounts(database.url, () => undefined);
    people.reporter = await signedIn(served.url, accounts, { name: 'zhang', roles: ['REPORTER'], view: [A], report: [A] });
    people.clerk = await signedIn(served.url, accounts, { name: 'li', roles: ['REPORTER'], view: [B], report: [B] });
    people.reviewer = await signedIn(served.url, accounts, { name: 'wang', roles: ['APPROVER'], view: ['410300'], report: ['410300'] });
    people.chief = await signedIn(served.url, accounts, { name: 'chief', roles: ['SYSADMIN'] });
  }, 60_000);
  afterAll(async () => {
    await accounts.close();
    await served.close();
    await database.drop();
  });

  it('gives a reporter the 3 rows of their own county and none of another, and a reader without a name none at all', async () => {
    const own = await get(`ledger.xlsx?region=${A}&period=2026Q2`, 'reporter');
    expect([own.status, own.headers.get('x-fugai-rows')]).toEqual([200, '3']);
    expect(own.headers.get('content-disposition')).toContain(encodeURIComponent('两新组织台账-河南省洛阳市老城区-2026Q2.xlsx'));
    expect(own.headers.get('content-type')).toContain('spreadsheetml');
    expect(
      Buffer.from(await own.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect((await get(`ledger.xlsx?region=${B}&period=2026Q2`, 'reporter')).headers.get('x-fugai-rows')).toBe('0');
    expect((await get(`ledger.xlsx?region=${A}&period=2026Q2`)).headers.get('x-fugai-rows')).toBe('0');
    expect((await get(`ledger.xlsx?region=${A}&period=2026Q2&blank=1`, 'reporter')).headers.get('x-fugai-rows')).toBe('0');
    const csv = await (await get(`units.csv?region=${A}&period=2026Q2`, 'reporter')).text();
    expect(csv.trim().split('\r\n').length).toBe(3);
  });

  it('says what is wrong with an address: no region, no quarter, a region that reports nothing, a parameter that is none', async () => {
    const refused = async (address: string): Promise<[number, string]> => {
      const response = await get(address);
      const { error } = (await response.json()) as { readonly error: string };
      return [response.status, error];
    };
    expect(await refused('ledger.xlsx?period=2026Q2')).toEqual([400, expect.stringContaining('请给出 region')]);
    expect(await refused(`ledger.xlsx?region=${A}&period=2026`)).toEqual([400, expect.stringContaining('请给出 period')]);
    expect(await refused('ledger.xlsx?region=410300&period=2026Q2')).toEqual([400, expect.stringContaining('不是报送地区')]);
    expect(await refused(`ledger.xlsx?region=${A}&period=2026Q2&x=1`)).toEqual([400, expect.stringContaining('没有参数「x」')]);
  });

  it('tells a reporter of their own county without being asked for a region', async () => {
    const { data } = await ask(
      'reporter',
      '{ submissionCalendar(periods: {only: ["2026Q1", "2026Q2"]}) { region { code } period dueOn due state submission { units } } reminders { kind region { name } period message } }',
    );
    expect(data?.['submissionCalendar']).toEqual([
      { region: { code: A }, period: '2026Q2', dueOn: '2026-07-10', due: 'MISSING', state: null, submission: null },
      { region: { code: A }, period: '2026Q1', dueOn: '2026-04-15', due: 'ON_TIME', state: 'APPLIED', submission: { units: 2 } },
    ]);
    const reminders = data?.['reminders'] as readonly { readonly kind: string; readonly period: string }[];
    expect(reminders).toContainEqual(expect.objectContaining({ kind: 'OVERDUE', period: '2026Q2', region: { name: '老城区' } }));
  });

  it('takes the template of totals back as it was filled in: 120 units and 41 with organizations, known from then on', async () => {
    const template = await get(`summary.xlsx?region=${B}&period=2026Q2`);
    const book = await readXlsx(new Uint8Array(await template.arrayBuffer()));
    const [sheet] = book.sheets;
    const head = sheet?.rows.find((row) => row.includes('本期数')) ?? [];
    const filled = (values: Readonly<Record<string, number>>) =>
      rawWorkbook({
        [String(sheet?.name)]: (sheet?.rows ?? []).map((row) => {
          const value = values[String(row[head.indexOf('指标代码')])];
          return row.map((cell, at) =>
            value !== undefined && at === head.indexOf('本期数') ? String(value) : cell === null ? '' : String(cell),
          );
        }),
      });
    const sent = (values: Readonly<Record<string, number>>, more: Readonly<Record<string, string>> = {}) => {
      const fields = { region: B, period: '2026Q2', kind: 'SUMMARY', wait: '1', ...more };
      return send(served.url, [fileOf(filled(values), '汇总.xlsx')], fields, { cookie: String(people.clerk?.cookie) });
    };
    const values = { in_operating__units: 120, in_operating__party_sole: 41 };
    const wrong = await sent({ ...values, in_operating__party_sole: 121 });
    expect([wrong.status, wrong.told.state, wrong.told.problems.map(({ code }) => code)]).toEqual([422, 'REFUSED', ['PART_EXCEEDS_WHOLE']]);
    const checked = await sent(values, { dryRun: '1' });
    expect([checked.told.state, checked.told.message]).toEqual(['CHECKED', '检查通过：2 个汇总数；只检查，未写入']);
    const taken = await sent(values, { note: '月报汇总' });
    expect([taken.status, taken.told.state, taken.told.message, taken.told.problems]).toEqual([
      200,
      'APPLIED',
      '已入库：2 个汇总数，第 1 版',
      [],
    ]);
    expect((await sent(values)).told).toMatchObject({
      state: 'UNCHANGED',
      message: expect.stringMatching(/^与 .* 上报的第 1 版汇总数相同/) as string,
    });
    const { data } = await ask(
      'clerk',
      `{ summaryReturns(region: "${B}", period: "2026Q2") { nodes { version sentBy note values { measure value } } } }`,
    );
    expect(data).toEqual({
      summaryReturns: {
        nodes: [
          {
            version: 1,
            sentBy: 'li',
            note: '月报汇总',
            values: expect.arrayContaining([
              { measure: 'in_operating__units', value: 120 },
              { measure: 'in_operating__party_sole', value: 41 },
            ]) as object,
          },
        ],
      },
    });
    expect((await sent(values, { region: A })).status).toBe(403);
    expect((await sent(values, { period: '2026Q1' })).told.message).toContain('2026Q2');
  });

  it('lets a reviewer carry forward in their prefecture and nowhere else, a reporter nowhere, and an administrator set days', async () => {
    const carry = (region: string) =>
      `mutation { carryForward(region: "${region}", period: "2026Q2", reason: "未按期报送") { region { code } carriedForward onTime units } }`;
    expect((await ask('reporter', carry(A))).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask('reviewer', carry('410402'))).errors?.[0]?.message).toContain('不在您的填报范围内');
    const { data } = await ask('reviewer', carry(A));
    expect(data?.['carryForward']).toEqual({ region: { code: A }, carriedForward: true, onTime: false, units: 2 });
    const set = `mutation { setDueDate(region: "${B}", period: "2026Q2", dueOn: "2026-07-20") { region { code } dueOn setBy } }`;
    expect((await ask('reviewer', set)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask('chief', set)).data?.['setDueDate']).toEqual({ region: { code: B }, dueOn: '2026-07-20', setBy: 'chief' });
    expect((await ask(null, '{ dueDates(period: "2026Q2") { region { code } dueOn } }')).data?.['dueDates']).toEqual([
      { region: { code: A }, dueOn: '2026-07-10' },
      { region: { code: B }, dueOn: '2026-07-20' },
    ]);
    const removed = await ask('chief', `mutation { removeDueDate(region: "${B}", period: "2026Q2") }`);
    expect(removed.data?.['removeDueDate']).toBe(true);
  });
});
