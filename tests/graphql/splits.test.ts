import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, organizationFact, unitFact } from '../support/facts.ts';
import { serve, type Served } from '../http/serve.ts';

const PLACE = '410404';

interface Split {
  readonly observations: readonly {
    readonly dimensions: readonly { readonly value: string | null; readonly label: { readonly zh: string } }[];
    readonly share: number | null;
    readonly rate: { readonly numerator: number; readonly denominator: number };
  }[];
}

describe.each(ENGINES)('splits by reason and by secretary, and terms, over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  /** Four covered units; four that should have an organization and have none: two reluctant owners, one too small, one silent. */
  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    const party = ledgerOf(PLACE, { sole: 4 });
    const open = (['OWNER_RELUCTANT', 'OWNER_RELUCTANT', 'TOO_SMALL', null] as const).map((reason, at) =>
      unitFact(PLACE, 20 + at, { reason }),
    );
    const branches = party.organizations.map((one, at) =>
      organizationFact(PLACE, one.code, {
        secretarySource: (['OWNER', 'OWNER', 'SELECTED', null] as const)[at] ?? null,
        termStartedOn: (['2021-06-30', '2023-02-01', '2024-05-01', null] as const)[at] ?? null,
      }),
    );
    await database.submit(PLACE, '2025Q4', { units: [...party.units, ...open], organizations: branches });
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  async function ask<Wanted>(query: string): Promise<Wanted> {
    const answer = await served.ask(query, {});
    expect(answer.errors).toBeUndefined();
    return answer.data as Wanted;
  }
  const groups = ({ observations }: Split) =>
    observations
      .map(({ dimensions: [one], rate, share }) => [one?.value ?? null, rate.denominator, share])
      .toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));

  it('counts why 4 units have none: 2 owners reluctant (50 %), 1 too small (25 %), 1 without a reason (25 %)', async () => {
    const answer = await ask<Split>(
      `{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["${PLACE}"]}, periods: {last: 1}, basis: ELIGIBLE, where: {eligibleWithout: PARTY}, by: [REASON]) { dimensions { value label { zh } } share rate { numerator denominator } } }`,
    );
    expect(groups(answer)).toEqual([
      [null, 1, 25],
      ['OWNER_RELUCTANT', 2, 50],
      ['TOO_SMALL', 1, 25],
    ]);
    expect(answer.observations.find(({ dimensions }) => dimensions[0]?.value === 'TOO_SMALL')?.dimensions[0]?.label.zh).toBe('规模小');
  });

  it('counts who leads 4 branches: 2 owners (50 %), 1 selected (25 %), 1 not said (25 %)', async () => {
    const answer = await ask<Split>(
      `{ observations(indicators: [SHELL_RATE], regions: {codes: ["${PLACE}"]}, periods: {last: 1}, by: [SECRETARY]) { dimensions { value label { zh } } share rate { numerator denominator } } }`,
    );
    expect(groups(answer)).toEqual([
      [null, 1, 25],
      ['OWNER', 2, 50],
      ['SELECTED', 1, 25],
    ]);
  });

  it('has no share where nothing is split, and refuses the secretary of a unit', async () => {
    const plain = await ask<Split>(
      `{ observations(indicators: [SHELL_RATE], regions: {codes: ["${PLACE}"]}, periods: {last: 1}) { dimensions { value label { zh } } share rate { numerator denominator } } }`,
    );
    expect(plain.observations[0]?.share).toBeNull();
    const refused = await served.ask(
      `{ observations(indicators: [PARTY_ORG_COVERAGE], regions: {codes: ["${PLACE}"]}, periods: {last: 1}, by: [SECRETARY]) { share } }`,
      {},
    );
    expect(refused.errors?.[0]?.message).toContain('书记来源');
  });

  it('reads terms with the three years of the rules: 1 past (by over a year), 1 ends 2026-02-01, 1 later, 1 unknown', async () => {
    const { terms } = await ask<{ terms: Record<string, unknown> }>(
      `{ terms(region: "${PLACE}", period: "2025Q4") { subject period asOf known unknown overdue overdueByYear later quarters { period ending } } }`,
    );
    expect(terms).toEqual({
      subject: 'PARTY',
      period: '2025Q4',
      asOf: '2025-12-31',
      known: 3,
      unknown: 1,
      overdue: 1,
      overdueByYear: 1,
      later: 1,
      quarters: [
        { period: '2026Q1', ending: 1 },
        { period: '2026Q2', ending: 0 },
        { period: '2026Q3', ending: 0 },
        { period: '2026Q4', ending: 0 },
      ],
    });
  });

  it('refuses terms of a region that does not exist, with BAD_USER_INPUT or NOT_FOUND and never a mask', async () => {
    const answer = await served.ask('{ terms(region: "999999") { known } }', {});
    expect(['BAD_USER_INPUT', 'NOT_FOUND']).toContain(answer.errors?.[0]?.extensions?.['code']);
  });
});
