import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, organizationFact, unitFact } from '../support/facts.ts';
import { serve, type Served } from '../http/serve.ts';

const PLACE = '410404';

interface Listed {
  readonly organizations: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly code: string }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

describe.each(ENGINES)('organizations over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  /** Three branches of one unit each, a joint branch over six, and a dispatched union whose secretary was selected. */
  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    const party = ledgerOf(PLACE, { sole: 3, joint: 6, none: 1 });
    const union = organizationFact(PLACE, 'U1', {
      name: '示例工会',
      subject: 'UNION',
      form: 'UNION_COMMITTEE',
      setup: 'DISPATCHED',
      secretarySource: 'SELECTED',
      termStartedOn: '2024-03-01',
      termYears: 3,
      funds: 1200,
      standardItems: 5,
    });
    await database.submit(PLACE, '2025Q4', {
      units: [...party.units, unitFact(PLACE, 11, { unionOrg: 'U1', unionMembers: 30 })],
      organizations: [...party.organizations, union],
    });
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  async function ask<Wanted>(query: string, variables: Record<string, unknown> = {}): Promise<Wanted> {
    const answer = await served.ask(query, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data as Wanted;
  }
  const count = async (where: string): Promise<number> =>
    (await ask<Listed>(`{ organizations(where: {region: "${PLACE}", ${where}}) { totalCount } }`)).organizations.totalCount;

  it('says of the union everything the ledger says: founded, term to 2027-03-01, 1 unit, 1 200 yuan, no flag', async () => {
    const { organizations } = await ask<{ organizations: { nodes: unknown } }>(
      `{ organizations(where: {region: "${PLACE}", search: "示例工会"}, period: "2025Q4") { nodes { code name region { name } subject form setup foundedOn termStartedOn termEndsOn secretarySource unitsCovered fullMembers meetingsDue meetingsHeld themeDayMonths standardItems funds flags { flag } period } } }`,
    );
    expect(organizations.nodes).toEqual([
      {
        code: 'U1',
        name: '示例工会',
        region: { name: '石龙区' },
        subject: 'UNION',
        form: 'UNION_COMMITTEE',
        setup: 'DISPATCHED',
        foundedOn: '2020-07-01',
        termStartedOn: '2024-03-01',
        termEndsOn: '2027-03-01',
        secretarySource: 'SELECTED',
        unitsCovered: 1,
        fullMembers: 3,
        meetingsDue: 0,
        meetingsHeld: 0,
        themeDayMonths: 3,
        standardItems: 5,
        funds: 1200,
        flags: [],
        period: '2025Q4',
      },
    ]);
  });

  it('lists those to check, each flag dated and explained: a joint branch over 6 units, above the limit of 5', async () => {
    const { organizations } = await ask<{ organizations: unknown }>(
      `{ organizations(where: {region: "${PLACE}", shell: true}) { totalCount nodes { code flags { flag label { zh en } on explanation { zh en } } } } }`,
    );
    expect(organizations).toEqual({
      totalCount: 1,
      nodes: [
        {
          code: `${PLACE}-J`,
          flags: [
            {
              flag: 'OVERSTRETCHED',
              label: { zh: '联合支部覆盖单位超限', en: 'Joint branch over its unit limit' },
              on: '2025-12-31',
              explanation: {
                zh: '联合党支部覆盖 6 家单位，超过上限 5 家',
                en: 'Joint branch over 6 units, above the limit of 5',
              },
            },
          ],
        },
      ],
    });
  });

  it('filters by each condition: 5 in all, 4 of the Party, 1 joint branch, 3 branches, 1 dispatched, 1 selected, 1 overstretched', async () => {
    expect([
      await count(''),
      await count('subject: [PARTY]'),
      await count('form: [JOINT_BRANCH]'),
      await count('form: [BRANCH]'),
      await count('setup: [DISPATCHED]'),
      await count('secretarySource: [SELECTED]'),
      await count('flags: [OVERSTRETCHED]'),
      await count('flags: [OVERSTRETCHED, NO_ACTIVITY]'),
    ]).toEqual([5, 4, 1, 3, 1, 1, 1, 0]);
  });

  it('pages of 2 by cursor meet each of the 5 once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { organizations }: Listed = await ask<Listed>(
        `query($after: String) { organizations(where: {region: "${PLACE}"}, first: 2, after: $after) { totalCount nodes { code } pageInfo { endCursor hasNextPage } } }`,
        { after },
      );
      seen.push(...organizations.nodes.map((node) => node.code));
      after = organizations.pageInfo.hasNextPage ? organizations.pageInfo.endCursor : null;
    } while (after !== null);
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  it('filters units by the setup and form of what covers them: 6 jointly, 3 by a branch, 1 by a dispatched union', async () => {
    const units = (where: string): string => `units(where: {region: "${PLACE}", ${where}}) { totalCount }`;
    expect(
      await ask(
        `{ joint: ${units('setup: [JOINT]')} branch: ${units('form: [BRANCH]')} union: ${units('subject: UNION, setup: [DISPATCHED], form: [UNION_COMMITTEE]')} }`,
      ),
    ).toEqual({ joint: { totalCount: 6 }, branch: { totalCount: 3 }, union: { totalCount: 1 } });
  });

  it('refuses a union form asked for without its subject, and a cursor of another list', async () => {
    const form = await served.ask('{ units(where: {form: [UNION_COMMITTEE]}) { totalCount } }');
    expect(form.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    const { data } = await served.ask('{ units(where: {}, first: 1) { pageInfo { endCursor } } }');
    const { endCursor } = (data as { units: { pageInfo: { endCursor: string } } }).units.pageInfo;
    const cursor = await served.ask('query($after: String) { organizations(where: {}, after: $after) { totalCount } }', {
      after: endCursor,
    });
    expect(cursor.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});
