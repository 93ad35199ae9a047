import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { changeRegions } from '../../server/ledger/changeRegions.ts';
import { ORGANIZATION_ORDERS, UNIT_ORDERS } from '../../server/reports/orders.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { creditCode, ledgerOf, organizationFact, unitFact } from '../support/facts.ts';
import { serve, type Served } from '../http/serve.ts';

const PARK = 'P41030001';

interface Connection {
  readonly totalCount: number;
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

interface Listing {
  /** Name of the root field. */
  readonly list: string;
  /** Arguments beside the page, as text. */
  readonly asked: string;
  /** The field that names a row. */
  readonly code: string;
}

describe.each(ENGINES)('lists over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  /** Units of 410302 with staff 10, 20, …, and organizations of several sizes, terms and funds. */
  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    const units = Array.from({ length: 7 }, (_, at) =>
      unitFact('410302', at + 1, {
        name: `示例单位${at % 3}`,
        staff: (at % 4) * 10 + 10,
        revenueWan: at % 2 === 0 ? null : at * 100,
        registeredOn: at % 3 === 0 ? null : `2020-0${at + 1}-01`,
        fullMembers: at,
        park: at < 2 ? PARK : null,
        partyOrg: at === 0 ? 'A1' : at === 1 ? 'A2' : null,
        hasPremises: at === 6 ? null : at % 2 === 0,
      }),
    );
    const organizations = [
      organizationFact('410302', 'A1', { funds: 500, termStartedOn: '2023-01-01', termYears: 3, standardItems: 6 }),
      organizationFact('410302', 'A2', { funds: null, foundedOn: '2025-11-01', congressMeetings: 0, lectures: 0, themeDayMonths: 0 }),
      organizationFact('410302', 'A3', { funds: 900, termStartedOn: '2021-01-01', termYears: 3, name: '示例组织A1' }),
    ];
    await database.submit('410302', '2025Q4', { units, organizations });
    await database.submit('410303', '2025Q3', ledgerOf('410303', { sole: 1 }));
    await database.submit('410303', '2025Q4', ledgerOf('410303', { sole: 2, joint: 3, none: 1 }));
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  async function page({ list, asked, code }: Listing, first: number, after: string | null = null): Promise<Connection> {
    const more = asked === '' ? '' : `${asked}, `;
    const { data, errors } = await served.ask(
      `query($first: Int, $after: String) { ${list}(${more}first: $first, after: $after) { totalCount nodes { ${code} } pageInfo { endCursor hasNextPage } } }`,
      { first, after },
    );
    expect(errors).toBeUndefined();
    return (data as Record<string, Connection>)[list] as Connection;
  }

  /** Codes of the whole list, page by page; `between` happens after the first page. */
  async function walk(listing: Listing, first: number, between: () => Promise<unknown> = async () => undefined): Promise<string[]> {
    const seen: string[] = [];
    let after: string | null = null;
    let more = true;
    while (more) {
      const { nodes, pageInfo }: Connection = await page(listing, first, after);
      seen.push(...nodes.map((node) => String(node[listing.code])));
      if (after === null) await between();
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    return seen;
  }

  it.each(Object.keys(UNIT_ORDERS))('pages of 2 units in the order %s are the whole list of 13 in that order', async (order) => {
    const listing = { list: 'units', asked: `where: {region: "410300"}, orderBy: ${order}`, code: 'creditCode' };
    const whole = await walk(listing, 1000);
    expect([whole.length, new Set(whole).size]).toEqual([13, 13]);
    expect(await walk(listing, 2)).toEqual(whole);
  });

  it.each(Object.keys(ORGANIZATION_ORDERS))(
    'pages of 2 organizations in the order %s are the whole list of 6 in that order',
    async (order) => {
      const listing = { list: 'organizations', asked: `where: {region: "410300"}, orderBy: ${order}`, code: 'code' };
      const whole = await walk(listing, 1000);
      expect([whole.length, new Set(whole).size]).toEqual([6, 6]);
      expect(await walk(listing, 2)).toEqual(whole);
    },
  );

  it('orders organizations by what it says: funds 900, 500, then those not stated; terms of 2021 before 2023', async () => {
    const first = async (order: string): Promise<string[]> =>
      (await walk({ list: 'organizations', asked: `where: {region: "410302"}, orderBy: ${order}`, code: 'code' }, 10)).slice(0, 3);
    expect([await first('FUNDS_DESC'), await first('TERM_STARTED'), await first('UNITS_DESC'), await first('FOUNDED_DESC')]).toEqual([
      ['A3', 'A1', 'A2'],
      ['A3', 'A1', 'A2'],
      ['A1', 'A2', 'A3'],
      ['A2', 'A1', 'A3'],
    ]);
  });

  it('filters units by what a row holds: staff, members, revenue, days, premises, what covers them', async () => {
    const count = async (where: string): Promise<number> =>
      (await page({ list: 'units', asked: `where: {region: "410302", ${where}}`, code: 'creditCode' }, 1)).totalCount;
    expect([
      await count('minStaff: 20, maxStaff: 30'),
      await count('minFullMembers: 2, maxFullMembers: 4'),
      await count('minRevenueWan: 0'),
      await count('maxRevenueWan: 300'),
      await count('registeredFrom: "2020-03-01", registeredTo: "2020-05-01"'),
      await count('hasPremises: true'),
      await count('hasPremises: false'),
      await count('coveredBy: PARTY'),
      await count('notCoveredBy: PARTY'),
      await count('memberless: true'),
      await count('eligibleFor: PARTY, notCoveredBy: PARTY'),
    ]).toEqual([4, 3, 3, 2, 2, 3, 3, 2, 5, 1, await count('eligibleWithout: PARTY')]);
  });

  it('filters organizations by park, activity, term, checklist, members, units, funds and days', async () => {
    const count = async (where: string): Promise<number> =>
      (await page({ list: 'organizations', asked: `where: {region: "410302", ${where}}`, code: 'code' }, 1)).totalCount;
    expect([
      await count(`park: "${PARK}"`),
      await count('active: true'),
      await count('active: false'),
      await count('termOverdue: true'),
      await count('termOverdue: false'),
      await count('minFullMembers: 1'),
      await count('maxUnits: 0'),
      await count('minFunds: 600, maxFunds: 1000'),
      await count('minStandardItems: 6'),
      await count('foundedNow: true'),
      await count('foundedFrom: "2025-01-01", foundedTo: "2025-12-31"'),
      await count('termStartedTo: "2022-12-31"'),
    ]).toEqual([2, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1]);
  });

  it.each([
    ['another order', 'units', 'where: {region: "410300"}, orderBy: NAME', '另一种次序'],
    ['another filter', 'units', 'where: {region: "410300", minStaff: 5}', '另一组条件或另一报告期'],
    ['another period', 'units', 'where: {region: "410300"}, period: "2025Q3"', '另一组条件或另一报告期'],
    ['another list', 'organizations', 'where: {region: "410300"}', '另一列表'],
    ['findings', 'findings', '', '另一列表'],
    ['submissions', 'submissions', '', '另一列表'],
  ])('refuses a cursor of units under %s, in words', async (_what, list, asked, words) => {
    const { pageInfo } = await page({ list: 'units', asked: 'where: {region: "410300"}', code: 'creditCode' }, 2);
    const { errors } = await served.ask(`{ ${list}(${asked}${asked === '' ? '' : ', '}after: "${pageInfo.endCursor}") { totalCount } }`);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain(words);
    expect(errors?.[0]?.message).toContain('pageInfo.endCursor');
  });

  it.each(['2025Q2', '2026Q1'])('has no list of %s, and names the first and the last quarter that there is', async (period) => {
    for (const list of ['units', 'organizations']) {
      const { errors } = await served.ask(`{ ${list}(where: {}, period: "${period}") { totalCount } }`);
      expect(errors?.[0]).toMatchObject({
        message: `没有 ${period} 的台账；现有最早 2025Q3，最近 2025Q4。请改用其间的季度。`,
        extensions: { code: 'NOT_FOUND' },
      });
    }
  });

  it.each([
    ['units', 'minStaff: 30, maxStaff: 20', 'minStaff（30）大于 maxStaff（20）'],
    ['units', 'registeredFrom: "2021-01-01", registeredTo: "2020-01-01"', 'registeredFrom（2021-01-01）晚于 registeredTo（2020-01-01）'],
    ['organizations', 'minFunds: 2, maxFunds: 1', 'minFunds（2）大于 maxFunds（1）'],
  ])('refuses bounds of %s the wrong way round: %s', async (list, where, words) => {
    const { errors } = await served.ask(`{ ${list}(where: {${where}}) { totalCount } }`);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain(words);
  });

  it('refuses a cursor as it was written before, and text that is none', async () => {
    const old = Buffer.from(JSON.stringify(['CREDIT_CODE', 'x', 'x', 1])).toString('base64url');
    for (const [after, words] of [
      [old, '旧版本'],
      ['!!', '不是有效的游标'],
    ]) {
      const { errors } = await served.ask(`{ units(where: {}, after: "${after}") { totalCount } }`);
      expect(errors?.[0]?.message).toContain(words);
    }
  });

  it('loses and doubles no row where 4 units come in, 1 goes and all the others come in a new submission between two pages', async () => {
    const listing = { list: 'units', asked: 'where: {region: "410400"}, orderBy: NAME', code: 'creditCode' };
    const before = ledgerOf('410402', { none: 9 });
    await database.submit('410402', '2025Q4', before);
    const gone = creditCode('410402', 9);
    const after = [
      ...before.units.filter((unit) => unit.creditCode !== gone),
      ...[1, 2, 3, 4].map((number) => unitFact('410402', 90 + number, { name: `示例单位${number * 2}之后` })),
    ];
    const seen = await walk(listing, 4, () => database.submit('410402', '2025Q4', { ...before, units: after }));
    expect(new Set(seen).size).toBe(seen.length);
    const lost = before.units.map((unit) => unit.creditCode).filter((code) => code !== gone && !seen.includes(code));
    expect(lost).toEqual([]);
  });

  it('loses and doubles no organization and no submission where a new county reports between two pages', async () => {
    const where = { list: 'organizations', asked: 'where: {region: "410300"}, orderBy: FULL_MEMBERS_DESC', code: 'code' };
    const held = await walk(where, 100);
    const seen = await walk(where, 2, () => database.submit('410304', '2025Q4', ledgerOf('410304', { sole: 3 })));
    expect(new Set(seen).size).toBe(seen.length);
    expect(held.filter((code) => !seen.includes(code))).toEqual([]);
    const list = { list: 'submissions', asked: '', code: 'id' };
    const ids = await walk(list, 100);
    const walked = await walk(list, 2, () => database.submit('410305', '2025Q4', ledgerOf('410305', { sole: 1 })));
    expect(walked).toEqual(ids);
  });

  it('lists submissions, the newest first, with what came of them; of a region, a period and a state', async () => {
    await database.submit('410503', '2025Q4', ledgerOf('410503', { none: 2 }), { state: 'ACCEPTED' });
    await database.submit('410503', '2025Q4', ledgerOf('410503', { sole: 1, none: 2 }));
    const { data } = await served.ask(
      `{ submissions(region: "410500") { totalCount nodes { region { code } ledgerRegion { code } period version state current units organizations unitsAdded publishedIn supersededIn receivedAt } } }`,
    );
    const { submissions } = data as { submissions: Connection };
    expect(submissions).toMatchObject({
      totalCount: 2,
      nodes: [
        {
          region: { code: '410503' },
          period: '2025Q4',
          version: 2,
          state: 'APPLIED',
          current: true,
          units: 3,
          organizations: 1,
          unitsAdded: 1,
          supersededIn: null,
        },
        {
          ledgerRegion: { code: '410503' },
          version: 1,
          state: 'ACCEPTED',
          current: false,
          units: 2,
          receivedAt: '2026-01-10T01:00:00.000Z',
        },
      ],
    });
    expect(submissions.nodes[1]?.['supersededIn']).toBe(submissions.nodes[0]?.['publishedIn']);
    const count = async (asked: string): Promise<number> => (await page({ list: 'submissions', asked, code: 'id' }, 1)).totalCount;
    expect([
      await count('region: "410500", state: ACCEPTED'),
      await count('region: "410500", period: "2025Q3"'),
      await count('region: "410503"'),
    ]).toEqual([1, 0, 2]);
  });

  it('gives the parent, children and ancestors of a region as they stood on the day it was asked of', async () => {
    const on = '2026-06-01';
    await changeRegions(
      database.store,
      { kind: 'MOVE', on, from: ['410603'], to: [{ code: '410603', parent: '410300' }] },
      '2026-11-01T00:00:00.000Z',
    );
    const asked = 'parent { code } ancestors { code }';
    const { data, errors } = await served.ask(
      `{ now: region(code: "410603") { ${asked} } then: region(code: "410603", asOf: "2025-12-31") { ${asked} } luoyang: region(code: "410300", asOf: "2025-12-31") { children { code } } later: region(code: "410300", asOf: "2026-06-01") { children { code parent { code } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      now: { parent: { code: '410300' }, ancestors: [{ code: '100000' }, { code: '410000' }, { code: '410300' }] },
      then: { parent: { code: '410600' }, ancestors: [{ code: '100000' }, { code: '410000' }, { code: '410600' }] },
    });
    const { luoyang, later } = data as Record<string, { children: { code: string }[] }>;
    expect([luoyang?.children.some(({ code }) => code === '410603'), later?.children.some(({ code }) => code === '410603')]).toEqual([
      false,
      true,
    ]);
  });
});
