import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attainmentOf, LEAST_PERIODS, type AttainmentAsk } from '../../../server/domain/analysis/attainment.ts';
import { forecast, FORECAST_METHOD_IDS } from '../../../server/domain/analysis/forecast.ts';
import { shiftQuarter, type Quarter } from '../../../server/domain/period.ts';
import { absent, type Rate } from '../../../server/domain/rate.ts';
import { given, near, saying, share } from './parts.ts';

const FIRST: Quarter = '2023Q1';
const quarterly = (rates: readonly Rate[]): AttainmentAsk['history'] =>
  rates.map((rate, at) => ({ period: shiftQuarter(FIRST, at), rate }));
const ask = (rates: readonly Rate[], target: number, due: string, more: Partial<AttainmentAsk> = {}): AttainmentAsk => ({
  shape: 'percent',
  direction: 'HIGHER',
  target,
  due,
  history: quarterly(rates),
  counted: { zh: '家', en: 'units' },
  ...more,
});
/** Numerators over 1000 units each, from 2023Q1. */
const of1000 = (...numerators: number[]): Rate[] => numerators.map((numerator) => share(numerator, 1000));
const steps = (n: number): number[] => Array.from({ length: n }, (_, at) => at);
const text = (words: string): string => words.replace(/\u202f/g, ' ');

describe('a straight line', () => {
  const line = of1000(...steps(12).map((at) => 600 + 10 * at));

  it('60.0, 61.0 … 71.0 % in 12 quarters goes on to 75.0 % four quarters later, one chance in two of 75 %', () => {
    const found = given(attainmentOf(ask(line, 75, '2026-12-31')));
    expect(found).toMatchObject({
      from: '2025Q4',
      to: '2026Q4',
      quartersLeft: 4,
      method: 'DRIFT',
      unitsMissing: 40,
      unitsPerQuarter: 10,
      recentPace: 10,
    });
    expect(found.path.map(({ period }) => period)).toEqual(['2026Q1', '2026Q2', '2026Q3', '2026Q4']);
    expect(found.path.at(-1)?.value).toBeCloseTo(75, 9);
    expect(found.probability).toBeCloseTo(0.5, 6);
  });

  it('is foretold without error, yet one unit of 1 000 either way stays open: 72.0 ± 0.1', () => {
    const { path, backTest } = given(attainmentOf(ask(line, 75, '2026-12-31')));
    expect([path[0]?.low, path[0]?.high]).toEqual([near(71.9), near(72.1)]);
    expect(backTest).toMatchObject({ n: 26, meanAbsoluteError: near(0), coverage: { value: 100 } });
  });

  it('makes 72 % sure and 85 % out of reach, but nothing surer than 99 in 100', () => {
    expect(given(attainmentOf(ask(line, 72, '2026-12-31'))).probability).toBe(0.99);
    expect(given(attainmentOf(ask(line, 85, '2026-12-31'))).probability).toBeCloseTo(0.01, 12);
  });

  it('85 % lacks 140 units of 1 000: 35 a quarter in four, 47 in three; a day before the quarter ends that quarter does not count', () => {
    expect(given(attainmentOf(ask(line, 85, '2026-12-31')))).toMatchObject({ unitsMissing: 140, unitsPerQuarter: 35 });
    expect(given(attainmentOf(ask(line, 85, '2026-12-30')))).toMatchObject({ to: '2026Q3', quartersLeft: 3, unitsPerQuarter: 47 });
  });
});

describe('the choice of a method', () => {
  it('a level of 70.0 % stays: the last value, and no chance of 85 %', () => {
    expect(given(attainmentOf(ask(of1000(...steps(9).map(() => 700)), 85, '2025-12-31')))).toMatchObject({
      method: 'LAST',
      probability: near(0.01, 12),
      recentPace: 0,
    });
  });

  it('growth that halves every few quarters is damped, not drawn on: it ends below what a line says', () => {
    const slowing = of1000(...steps(12).map((at) => Math.round(900 - 300 * 0.8 ** at)));
    const { method, path } = given(attainmentOf(ask(slowing, 90, '2027-12-31')));
    expect(method).toBe('DAMPED');
    expect(path.at(-1)?.value).toBeLessThan(92);
  });

  it('is that of the least mean error among all five, which are all shown', () => {
    const { method, backTest } = given(attainmentOf(ask(of1000(612, 630, 618, 655, 661, 640, 690, 702, 688, 731), 80, '2026-06-30')));
    const least = Math.min(...backTest.tried.map((one) => one.meanAbsoluteError));
    expect(backTest.tried.map((one) => one.method)).toEqual(FORECAST_METHOD_IDS);
    expect(backTest.tried.find((one) => one.method === method)?.meanAbsoluteError).toBe(least);
    expect(backTest.meanAbsoluteError).toBe(least);
    expect(backTest.horizons[0]).toMatchObject({ horizon: 1, n: 6 });
  });

  it('damping keeps 0.8 of a step, then 0.64, 0.512: 70 % at +1 a quarter comes to 71.952 in three', () => {
    const series = steps(6).map((at) => ({ at, value: 65 + at }));
    expect(forecast('DAMPED', series, 3)).toBeCloseTo(70 + 0.8 + 0.64 + 0.512, 9);
  });
});

describe('the band', () => {
  /** A fixed sequence that looks like chance: uniform in (−1, 1), the same on every machine. */
  function noise(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state * 1664525 + 1013904223) % 4294967296;
      return state / 2147483648 - 1;
    };
  }

  it.each([
    ['a wandering share', (at: number, before: number, next: () => number) => (at === 0 ? 60 : before + 1.5 * next())],
    ['a noisy line', (at: number, _: number, next: () => number) => 55 + 0.8 * at + 1.2 * next()],
  ])('of 300 runs of %s, 12 quarters known and 4 ahead, holds 75 to 97 %, and the back-test is within 15 points of that', (_, step) => {
    let [inside, tested] = [0, 0];
    for (let run = 0; run < 300; run += 1) {
      const next = noise(run + 1);
      const values: number[] = [];
      for (const at of steps(16)) values.push(step(at, values[at - 1] ?? Number.NaN, next));
      const rates = values.map((value): Rate => ({ numerator: Math.round(value * 100), denominator: 10_000, value, missing: null }));
      const { path, backTest } = given(attainmentOf(ask(rates.slice(0, 12), 70, '2026-12-31')));
      const [end, truth] = [path.at(-1)!, values[15]!];
      if (truth >= end.low && truth <= end.high) inside += 1;
      tested += Number(backTest.coverage.value) / 300;
    }
    expect(inside / 3).toBeGreaterThan(75);
    expect(inside / 3).toBeLessThan(97);
    expect(Math.abs(tested - inside / 3)).toBeLessThan(15);
  });
});

const counts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: LEAST_PERIODS, maxLength: 24 });

describe('any history', () => {
  it('gives values within 0–100, a band around them that never narrows before it meets the edge, and the same answer twice in any order', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 100 }), (numerators, target) => {
        const asked = ask(of1000(...numerators), target, '2031-12-31');
        const found = given(attainmentOf(asked));
        let width = 0;
        for (const { value, low, high } of found.path) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(100);
          expect(low <= value && value <= high).toBe(true);
          if (low === 0 || high === 100) break;
          expect(high - low).toBeGreaterThanOrEqual(width - 1e-9);
          width = high - low;
        }
        expect(found.probability).toBeGreaterThanOrEqual(0.01 - 1e-12);
        expect(found.probability).toBeLessThanOrEqual(0.99);
        expect(attainmentOf({ ...asked, history: asked.history.toReversed() })).toEqual(found);
      }),
      { numRuns: 60 },
    );
  });

  it('units a quarter close the gap by the date: units × quarters ≥ missing, and one fewer a quarter would not', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 100 }), (numerators, target) => {
        const { unitsMissing, unitsPerQuarter, quartersLeft } = given(attainmentOf(ask(of1000(...numerators), target, '2029-12-31')));
        expect(unitsPerQuarter * quartersLeft).toBeGreaterThanOrEqual(unitsMissing);
        expect(unitsMissing > 0 && (unitsPerQuarter - 1) * quartersLeft >= unitsMissing).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('a share to raise to t and its complement to lower to 100 − t lack the same units and have the same chance', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 100 }), (numerators, target) => {
        const higher = given(attainmentOf(ask(of1000(...numerators), target, '2029-12-31')));
        const lower = given(
          attainmentOf(ask(of1000(...numerators.map((numerator) => 1000 - numerator)), 100 - target, '2029-12-31', { direction: 'LOWER' })),
        );
        expect(lower.unitsMissing).toBe(higher.unitsMissing);
        expect(lower.recentPace).toBeCloseTo(higher.recentPace, 9);
        expect(lower.method).toBe(higher.method);
        expect(lower.probability).toBeCloseTo(higher.probability, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('a quarter without a value is a hole, not a step: 60, 61, –, 63 … counts 11 values and still goes up 1 point a quarter', () => {
    const rates = of1000(...steps(12).map((at) => 600 + 10 * at)).map((rate, at) => (at === 2 ? absent('NOT_RECEIVED') : rate));
    const found = given(attainmentOf(ask(rates, 75, '2026-12-31')));
    expect(found.path[0]?.value).toBeCloseTo(72, 9);
    expect(found.backTest.n).toBeLessThan(26);
  });

  it('eight values five quarters apart still have a back-test', () => {
    const sparse = steps(8).map((at) => ({ period: shiftQuarter('2015Q1', 5 * at), rate: share(600 + 10 * at, 1000) }));
    expect(given(attainmentOf({ ...ask([], 80, '2024-12-31'), history: sparse })).backTest.n).toBeGreaterThan(3);
  });
});

describe('a refusal', () => {
  it('seven quarters are too few, eight are enough', () => {
    expect(attainmentOf(ask(of1000(...steps(7).map((at) => 600 + at)), 80, '2026-12-31'))).toMatchObject({
      refused: 'TOO_FEW_PERIODS',
      explanation: { zh: '只有 7 个季度有数，至少 8 个季度才作预测' },
    });
    expect(attainmentOf(ask(of1000(...steps(8).map((at) => 600 + at)), 80, '2026-12-31'))).not.toHaveProperty('refused');
  });

  it('a due date with no quarter left is a fact and no forecast: 71.0 % on 2025-12-31', () => {
    const line = of1000(...steps(12).map((at) => 600 + 10 * at));
    const answer = attainmentOf(ask(line, 80, '2026-03-30'));
    expect(answer).toMatchObject({ refused: 'ALREADY_DUE', explanation: { zh: saying('2025Q4') } });
  });

  it('a ratio, a share without direction and a target of 120 are refused by name', () => {
    const line = of1000(...steps(12));
    expect(attainmentOf(ask(line, 80, '2026-12-31', { shape: 'ratio' }))).toMatchObject({ refused: 'NOT_A_SHARE' });
    expect(attainmentOf(ask(line, 80, '2026-12-31', { direction: 'NEUTRAL' }))).toMatchObject({ refused: 'NOT_A_SHARE' });
    expect(attainmentOf(ask(line, 120, '2026-12-31'))).toMatchObject({ refused: 'TARGET_OUT_OF_RANGE' });
  });
});

describe('in words', () => {
  const line = of1000(...steps(12).map((at) => 600 + 10 * at));

  it('says method, value, band, chance, units and back-test', () => {
    const found = given(attainmentOf(ask(line, 85, '2026-12-31')));
    expect(text(found.explanation.zh)).toBe(
      '按平均增幅，2026Q4 预计 75.0 %（80 % 区间 74.9 % 至 75.1 %），达到目标 85 % 的可能性 1 %；还差 140 家，每季须增 35 家，近一年每季约增 10 家。回测 26 次，平均误差 0.0 个百分点，区间命中 100 %。',
    );
    expect(text(found.explanation.en)).toContain(
      'chance of the target 85 % 1 %; 140 units short, 35 units a quarter needed, about 10 units a quarter gained over the last year.',
    );
  });

  it('asks for nothing where 71.0 % already meets 70 %, and for fewer where less is better', () => {
    expect(given(attainmentOf(ask(line, 70, '2026-12-31'))).explanation.zh).toContain('目前已达标');
    const lower = given(attainmentOf(ask(line, 60, '2026-12-31', { direction: 'LOWER' })));
    expect(text(lower.explanation.zh)).toContain('还多 110 家，每季须减 28 家，近一年每季约增 10 家');
  });

  it('says over how many regions it stands where the present figure stands on more: 152 of 155', () => {
    const found = given(attainmentOf(ask(line, 85, '2026-12-31', { steady: 152 })));
    expect(text(found.explanation.zh)).toContain('；按各期都报的 152 个地区计，还差 140 家');
    expect(text(found.explanation.en)).toContain('over the 152 regions that reported in every quarter, 140 units short');
  });
});
