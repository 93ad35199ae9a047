import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { serve, type Served } from '../http/serve.ts';

const ORG = 'indicator: PARTY_ORG_COVERAGE';
const RATE = '{ numerator denominator value }';
const rate = (numerator: number, denominator: number) => ({ numerator, denominator, value: (numerator / denominator) * 100 });

describe.each(ENGINES)('change over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  /** 洛阳: 410302 48/60 → 42/50, 410303 16/40 → 22/50, 410304 in 2025Q4 only, 1/10. */
  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await database.submit('410302', '2025Q3', ledgerOf('410302', { sole: 48, none: 12 }));
    await database.submit('410303', '2025Q3', ledgerOf('410303', { sole: 16, none: 24 }));
    await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 42, none: 8 }));
    await database.submit('410303', '2025Q4', ledgerOf('410303', { sole: 22, none: 28 }));
    await database.submit('410304', '2025Q4', ledgerOf('410304', { sole: 1, none: 9 }));
    served = await serve({ database: database.url });
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  async function ask<Wanted>(query: string): Promise<Wanted> {
    const answer = await served.ask(query);
    expect(answer.errors).toBeUndefined();
    return answer.data as Wanted;
  }

  it('splits 48/60 → 42/50, +4 points: 6 fewer above cost 11, 10 fewer below give 15; the townships have none of it, one sector and one size all', async () => {
    const split = 'rateEffect compositionEffect parts { key label { zh } region { code } contribution }';
    const { change } = await ask<{ change: Record<string, unknown> }>(
      `{ change(${ORG}, region: "410302", from: "2025Q3", to: "2025Q4") { indicator region { name } basis from to refusal { code } explanation { zh } shape before ${RATE} after ${RATE} change numeratorEffect denominatorEffect sameRegions byChildren { parts { key label { zh en } region { code } contribution } } bySector { ${split} } byScale { ${split} } leftOut { key } } }`,
    );
    const whole = (key: string, zh: string) => ({
      rateEffect: expect.closeTo(4, 9) as number,
      compositionEffect: expect.closeTo(0, 9) as number,
      parts: [{ key, label: { zh }, region: null, contribution: expect.closeTo(4, 9) as number }],
    });
    expect(change).toEqual({
      indicator: 'PARTY_ORG_COVERAGE',
      region: { name: '老城区' },
      basis: 'OPERATING',
      from: '2025Q3',
      to: '2025Q4',
      refusal: null,
      explanation: { zh: expect.stringContaining('分子减少 6') as string },
      shape: 'PERCENT',
      before: rate(48, 60),
      after: rate(42, 50),
      change: expect.closeTo(4, 9) as number,
      numeratorEffect: expect.closeTo(-11, 9) as number,
      denominatorEffect: expect.closeTo(15, 9) as number,
      sameRegions: 1,
      byChildren: { parts: expect.any(Array) as unknown[] },
      bySector: whole('NON_PUBLIC_ENTERPRISE', '非公企业'),
      byScale: whole('STAFF_10_49', '10–49 人'),
      leftOut: [],
    });
    const { parts } = change['byChildren'] as { parts: { region: unknown; contribution: number }[] };
    expect(parts.slice(0, -1).map((part) => part.contribution)).toEqual(Array.from({ length: 9 }, () => 0));
    expect(parts.at(-1)).toEqual({
      key: null,
      label: { zh: '其余', en: 'The rest' },
      region: null,
      contribution: expect.closeTo(4, 9) as number,
    });
  });

  it('splits 洛阳 64/100 → 64/100 by county: rates +2.2 and +1.8, mix −8.2 and +4.2; 12 counties without both quarters are left out', async () => {
    const { change } = await ask<{
      change: {
        byChildren: { rateEffect: number; compositionEffect: number; parts: Record<string, unknown>[] };
        leftOut: { key: string; label: { zh: string }; region: { code: string }; missing: string }[];
      };
    }>(
      `{ change(${ORG}, region: "410300", from: "2025Q3", to: "2025Q4") { sameRegions byChildren { rateEffect compositionEffect parts { key label { zh en } region { code } before ${RATE} after ${RATE} rateEffect compositionEffect } } leftOut { key label { zh } region { code } missing } } }`,
    );
    const { byChildren, leftOut } = change;
    expect(byChildren.rateEffect).toBeCloseTo(4, 9);
    expect(byChildren.compositionEffect).toBeCloseTo(-4, 9);
    expect(byChildren.parts).toEqual([
      {
        key: '410302',
        label: { zh: '老城', en: expect.any(String) as string },
        region: { code: '410302' },
        before: rate(48, 60),
        after: rate(42, 50),
        rateEffect: expect.closeTo(2.2, 9) as number,
        compositionEffect: expect.closeTo(-8.2, 9) as number,
      },
      {
        key: '410303',
        label: { zh: '西工', en: expect.any(String) as string },
        region: { code: '410303' },
        before: rate(16, 40),
        after: rate(22, 50),
        rateEffect: expect.closeTo(1.8, 9) as number,
        compositionEffect: expect.closeTo(4.2, 9) as number,
      },
    ]);
    expect(leftOut).toHaveLength(12);
    expect(leftOut[0]).toEqual({
      key: '410304',
      label: { zh: expect.stringContaining('瀍河') as string },
      region: { code: '410304' },
      missing: 'NOT_RECEIVED',
    });
  });

  it('refuses where 2025Q3 has no value, with a code and a sentence, and nothing beside it', async () => {
    const { change } = await ask<{ change: { explanation: unknown } }>(
      `{ change(${ORG}, region: "410304", from: "2025Q3", to: "2025Q4") { basis refusal { code explanation { zh en } } explanation { zh en } before { value } change bySector { rateEffect } sameRegions leftOut { key } } }`,
    );
    expect(change).toEqual({
      basis: 'OPERATING',
      refusal: {
        code: 'ABSENT',
        explanation: { zh: expect.stringContaining('不作分解') as string, en: expect.stringContaining('nothing to split') as string },
      },
      explanation: { zh: expect.stringContaining('2025Q3') as string, en: expect.stringContaining('2025Q3') as string },
      before: null,
      change: null,
      bySector: null,
      sameRegions: null,
      leftOut: [],
    });
  });

  it.each([
    ['region: "999999", from: "2025Q3", to: "2025Q4"', 'NOT_FOUND'],
    ['region: "410302", from: "2025Q4", to: "2025Q3"', 'BAD_USER_INPUT'],
    ['region: "410302", from: "2024", to: "2025"', 'BAD_USER_INPUT'],
  ])('is an error for %s: %s', async (asked, code) => {
    const { errors } = await served.ask(`{ change(${ORG}, ${asked}) { change } }`);
    expect(errors?.map((error) => error.extensions['code'])).toEqual([code]);
  });
});
