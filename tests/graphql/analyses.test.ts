import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { shiftQuarter } from '../../server/domain/period.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { creditCode, ledgerOf, unitFact } from '../support/facts.ts';
import { serve, type Served } from '../http/serve.ts';

const ORG = 'indicator: PARTY_ORG_COVERAGE';
const RATE = '{ numerator denominator value }';
const rate = (numerator: number, denominator: number) => ({ numerator, denominator, value: (numerator / denominator) * 100 });

/**
 * 洛阳: 410302 48/60 → 42/50, 410303 22/50 and 410304 1/10 in 2025Q4 with one unit of 90 staff. 410402: 46/100 in 2024Q1 and two more
 * each quarter, 60/100 in 2025Q4. 三沙: 460302 6/10 → 42/50, 460303 22/50 in 2025Q3 only.
 */
async function fill(database: TestDatabase): Promise<void> {
  await database.submit('410302', '2025Q3', ledgerOf('410302', { sole: 48, none: 12 }));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 42, none: 8 }));
  await database.submit('410303', '2025Q4', ledgerOf('410303', { sole: 22, none: 28 }));
  const late = ledgerOf('410304', { sole: 1, none: 8 });
  await database.submit('410304', '2025Q4', { ...late, units: [...late.units, unitFact('410304', 10, { staff: 90 })] });
  for (let at = 0; at < 8; at += 1)
    await database.submit('410402', shiftQuarter('2024Q1', at), ledgerOf('410402', { sole: 46 + 2 * at, none: 54 - 2 * at }));
  await database.submit('460302', '2025Q3', ledgerOf('460302', { sole: 6, none: 4 }));
  await database.submit('460303', '2025Q3', ledgerOf('460303', { sole: 22, none: 28 }));
  await database.submit('460302', '2025Q4', ledgerOf('460302', { sole: 42, none: 8 }));
}

describe.each(ENGINES)('analyses over %s', (engine) => {
  let database: TestDatabase;
  let served: Served;

  beforeAll(async () => {
    database = await testDatabase(engine, inject('postgresUrl'));
    await fill(database);
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

  describe('gap', () => {
    it('洛阳 to 80 %: 65 of 110 is 23 short; counties 18 + 7 short and 2 to spare; two of them close it with 18 + 5', async () => {
      const part = 'key label { zh } region { code } gap surplus toClose';
      const { gap } = await ask<{ gap: Record<string, unknown> }>(
        `{ gap(${ORG}, region: "410300") { region { name } basis period subject refusal { code } rate ${RATE} target gap surplus sumOfGaps sumOfSurpluses rounding parts { ${part} rate ${RATE} } smallestSet { key toClose } leftOut { key missing } candidates afterFounding { rate ${RATE} missing } explanation { en } } }`,
      );
      const county = (key: string, name: string) => ({
        key,
        label: { zh: expect.stringContaining(name) as string },
        region: { code: key },
      });
      expect(gap).toMatchObject({
        region: { name: '洛阳市' },
        basis: 'OPERATING',
        period: '2025Q4',
        subject: 'PARTY',
        refusal: null,
        rate: rate(65, 110),
        target: 80,
        gap: 23,
        surplus: 0,
        sumOfGaps: 25,
        sumOfSurpluses: 2,
        rounding: 0,
        parts: [
          { ...county('410303', '西工'), rate: rate(22, 50), gap: 18, surplus: 0, toClose: 18 },
          { ...county('410304', '瀍河'), rate: rate(1, 10), gap: 7, surplus: 0, toClose: 5 },
          { ...county('410302', '老城'), rate: rate(42, 50), gap: 0, surplus: 2, toClose: 0 },
        ],
        smallestSet: [
          { key: '410303', toClose: 18 },
          { key: '410304', toClose: 5 },
        ],
        candidates: 45,
        afterFounding: { rate: rate(110, 110), missing: 0 },
        explanation: { en: expect.stringContaining('23') as string },
      });
      expect(gap['leftOut']).toHaveLength(11);
    });

    it('lists the 45 units without an organisation, the one with 90 staff first, in pages', async () => {
      const page = async (more: string) =>
        ask<{
          gap: {
            units: {
              totalCount: number;
              nodes: { creditCode: string; staff: number }[];
              pageInfo: { endCursor: string; hasNextPage: boolean };
            };
          };
        }>(
          `{ gap(${ORG}, region: "410300") { units(${more}) { totalCount nodes { creditCode staff } pageInfo { endCursor hasNextPage } } } }`,
        );
      const first = (await page('first: 30')).gap.units;
      expect([first.totalCount, first.nodes.length, first.nodes[0], first.pageInfo.hasNextPage]).toEqual([
        45,
        30,
        { creditCode: creditCode('410304', 10), staff: 90 },
        true,
      ]);
      const second = (await page(`first: 30, after: "${first.pageInfo.endCursor}"`)).gap.units;
      expect(second.nodes).toHaveLength(15);
      expect(new Set([...first.nodes, ...second.nodes].map((node) => node.creditCode)).size).toBe(45);
    });

    it('takes the target and the period of the question: 90 % of 60 is 54, 6 short of it in 2025Q3, none of it in a township', async () => {
      const { gap } = await ask<{ gap: { parts: unknown[] } }>(
        `{ gap(${ORG}, region: "410302", period: "2025Q3", target: 90) { period target gap parts { key label { zh } region { code } gap } smallestSet { key } } }`,
      );
      const { parts, ...rest } = gap;
      expect(rest).toEqual({ period: '2025Q3', target: 90, gap: 6, smallestSet: [{ key: null }] });
      expect(parts[0]).toEqual({ key: null, label: { zh: '其余' }, region: null, gap: 6 });
    });

    it('refuses a target of 120 %, and an indicator without one; a list of units goes with coverage only', async () => {
      const asked = (indicator: string, more = ''): string =>
        `gap(indicator: ${indicator}, region: "410300"${more}) { subject period refusal { code } gap parts { key } smallestSet { key } leftOut { key } candidates afterFounding { missing } units { totalCount } }`;
      const none = {
        subject: 'PARTY',
        period: null,
        gap: null,
        parts: [],
        smallestSet: [],
        leftOut: [],
        candidates: null,
        afterFounding: null,
        units: null,
      };
      expect(await ask(`{ high: ${asked('PARTY_ORG_COVERAGE', ', target: 120')} none: ${asked('TRAININGS')} }`)).toEqual({
        high: { ...none, refusal: { code: 'TARGET_OUT_OF_RANGE' } },
        none: { ...none, refusal: { code: 'NOT_A_SHARE' } },
      });
      expect(
        await ask(
          '{ gap(indicator: SUBMISSION_RECEIVED, region: "410300") { target gap afterFounding { missing } units { totalCount } } }',
        ),
      ).toEqual({
        gap: { target: 100, gap: 11, afterFounding: null, units: null },
      });
    });
  });

  describe('attainment', () => {
    it('410402 gains 2 of 100 each quarter, 60 in 2025Q4: 68 % after four more, 20 short of 80 %, 5 a quarter needed', async () => {
      const { attainment } = await ask<{ attainment: Record<string, unknown> & { backTest: { tried: unknown[]; horizons: unknown[] } } }>(
        `{ attainment(${ORG}, region: "410402") { region { code } basis refusal { code } target due from to quartersLeft method methodLabel { zh en } path { period value low high } history { period rate ${RATE} } probability unitsMissing unitsPerQuarter recentPace testedQuarters backTest { n meanAbsoluteError coverage ${RATE} horizons { horizon n meanAbsoluteError } tried { method label { en } meanAbsoluteError } } sameRegions expected explanation { zh } } }`,
      );
      const { backTest, history, path, ...rest } = attainment as typeof attainment & {
        history: { period: string; rate: { value: number } }[];
        path: { period: string; value: number; low: number; high: number }[];
      };
      expect(rest).toEqual({
        region: { code: '410402' },
        basis: 'OPERATING',
        refusal: null,
        target: 80,
        due: '2026-12-31',
        from: '2025Q4',
        to: '2026Q4',
        quartersLeft: 4,
        method: 'DRIFT',
        methodLabel: { zh: '平均增幅', en: 'Mean change' },
        probability: expect.closeTo(0.01, 9) as number,
        unitsMissing: 20,
        unitsPerQuarter: 5,
        recentPace: 2,
        testedQuarters: 4,
        sameRegions: 1,
        expected: 1,
        explanation: { zh: expect.stringContaining('还差 20') as string },
      });
      expect(history.map(({ rate }) => Math.round(rate.value * 1e9) / 1e9)).toEqual([46, 48, 50, 52, 54, 56, 58, 60]);
      expect(path.map(({ period, value }) => [period, Math.round(value * 1e9) / 1e9])).toEqual([
        ['2026Q1', 62],
        ['2026Q2', 64],
        ['2026Q3', 66],
        ['2026Q4', 68],
      ]);
      expect(path.every(({ low, value, high }) => low < value && value < high)).toBe(true);
      expect(backTest).toMatchObject({ n: 10, meanAbsoluteError: expect.closeTo(0, 9) as number, coverage: rate(10, 10) });
      expect(backTest.horizons.map((one) => (one as { horizon: number; n: number }).n)).toEqual([4, 3, 2, 1]);
      expect(backTest.tried[0]).toEqual({ method: 'LAST', label: { en: 'Last value' }, meanAbsoluteError: expect.closeTo(4, 9) as number });
    });

    it('refuses from the two quarters of 410302', async () => {
      expect(
        await ask(
          `{ attainment(${ORG}, region: "410302") { refusal { code } probability path { value } history { period } backTest { n } } }`,
        ),
      ).toEqual({ attainment: { refusal: { code: 'TOO_FEW_PERIODS' }, probability: null, path: [], history: [], backTest: null } });
    });
  });

  describe('bounds', () => {
    it('三沙 with 42/50 received and 50 units missing: 42 % if none, 64 % if as in 2025Q3, 92 % if all are covered', async () => {
      expect(
        await ask(
          `{ bounds(${ORG}, region: "460300", period: "2025Q4") { region { name } basis period refusal { code } received ${RATE} ifNone ${RATE} ifSame ${RATE} ifAll ${RATE} missing { key label { zh } region { code } missing standIn } explanation { zh } } }`,
        ),
      ).toEqual({
        bounds: {
          region: { name: '三沙市' },
          basis: 'OPERATING',
          period: '2025Q4',
          refusal: null,
          received: rate(42, 50),
          ifNone: rate(42, 100),
          ifSame: rate(64, 100),
          ifAll: rate(92, 100),
          missing: [{ key: '460303', label: { zh: '南沙' }, region: { code: '460303' }, missing: 'NOT_RECEIVED', standIn: '2025Q3' }],
          explanation: { zh: expect.stringContaining('2 个报送地区中 1 个未报') as string },
        },
      });
    });

    it('refuses for 洛阳, where 11 counties never reported', async () => {
      expect(await ask(`{ bounds(${ORG}, region: "410300") { period refusal { code } ifAll { value } missing { key } } }`)).toEqual({
        bounds: { period: null, refusal: { code: 'NEVER_KNOWN' }, ifAll: null, missing: [] },
      });
    });
  });
});
