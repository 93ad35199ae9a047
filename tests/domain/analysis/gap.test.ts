import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFounding, gapOf, unitsFromTarget, type GapAsk } from '../../../server/domain/analysis/gap.ts';
import { absent, formRate, gapInUnits } from '../../../server/domain/rate.ts';
import { add, given, near, pooled, share, wholeOfParts } from './parts.ts';

const HOMES = { zh: '家', en: 'units' };
const ask = (whole: ReturnType<typeof share>, parts: readonly (readonly [number, number])[], more: Partial<GapAsk> = {}): GapAsk => ({
  shape: 'percent',
  direction: 'HIGHER',
  target: 85,
  whole,
  parts: parts.map((sums, at) => ({ key: String.fromCharCode(65 + at), rate: share(...sums) })),
  counted: HOMES,
  ...more,
});

describe('the gap in units', () => {
  it('⌈0.85 × 1000⌉ − 813 = 37 units are missing from 81.3 %', () => {
    expect(given(gapOf(ask(share(813, 1000), [])))).toMatchObject({ gap: 37, surplus: 0, byParts: null });
  });

  it('is never negative: 900/1000 is 50 beyond 85 %', () => {
    expect(given(gapOf(ask(share(900, 1000), [])))).toMatchObject({ gap: 0, surplus: 50 });
  });

  it('is exact where floating point is not: 0.07 × 100 is 7 units and 89.11 % of 10 000 is 8 911', () => {
    expect(unitsFromTarget(0, 100, 7, 'HIGHER')).toBe(7);
    expect(unitsFromTarget(0, 10_000, 89.11, 'HIGHER')).toBe(8911);
    expect(unitsFromTarget(0, 3, 33.4, 'HIGHER')).toBe(2);
    expect(given(gapOf(ask(share(0, 10_000), [], { target: 89.11 }))).explanation.zh.replace(/\u202f/g, ' ')).toBe(
      '整体距 89.11 % 差 8 911 家。',
    );
  });

  it('reaches the target and one unit fewer does not', () => {
    fc.assert(
      fc.property(wholeOfParts, fc.integer({ min: 0, max: 1000 }), (parts, tenths) => {
        const [whole, target] = [pooled(parts), tenths / 10];
        const { gap } = given(gapOf(ask(whole, [], { target })));
        const reached = (units: number): boolean => (Number(whole.numerator) + units) * 1000 >= tenths * Number(whole.denominator);
        expect(reached(gap)).toBe(true);
        expect(gap > 0 && reached(gap - 1)).toBe(false);
        expect(gap).toBe(gapInUnits(whole, target));
      }),
    );
  });

  it('for a share that should be low it is the units too many: 30 of 100 are shells, at most 12 may be, so 18', () => {
    const gap = given(gapOf(ask(share(30, 100), [], { direction: 'LOWER', target: 12.5 })));
    expect(gap.gap).toBe(18);
    expect(gap.explanation.zh.replace(/\u202f/g, ' ')).toBe('整体比 12.5 % 多 18 家。');
  });
});

describe('gaps do not add up', () => {
  it('whole 850/1000 has none, A 600/600 is 90 beyond, B 250/400 lacks 90: the parts lack 90 where the whole lacks 0', () => {
    const gap = given(
      gapOf(
        ask(share(850, 1000), [
          [600, 600],
          [250, 400],
        ]),
      ),
    );
    expect(gap).toMatchObject({ gap: 0, byParts: { sumOfGaps: 90, sumOfSurpluses: 90, rounding: 0, smallestSet: [] } });
    expect(gap.explanation.zh.replace(/\u202f/g, ' ')).toBe('整体已达 85 %，余 0 家；各部分差额合计 90 家：别处余下的 90 家抵补不了这里。');
  });

  it('whole lacks 37 and its parts 981, because 944 beyond the target elsewhere fill no hole here', () => {
    const gap = given(
      gapOf(
        ask(share(33_963, 40_000), [
          [17_944, 20_000],
          [16_019, 20_000],
        ]),
      ),
    );
    expect(gap).toMatchObject({ gap: 37, byParts: { sumOfGaps: 981, sumOfSurpluses: 944, rounding: 0 } });
    expect(gap.explanation.en.replace(/\u202f/g, ' ')).toBe(
      'The whole is 37 units short of 85 %; the gaps of the parts add up to 981 units: 944 units to spare elsewhere fill no gap here.',
    );
  });

  it('each part rounds to a whole unit: three of 0/1 lack 3, the whole 0/3 lacks ⌈0.5 × 3⌉ = 2, so 1 is rounding', () => {
    expect(
      given(
        gapOf(
          ask(
            share(0, 3),
            [
              [0, 1],
              [0, 1],
              [0, 1],
            ],
            { target: 50 },
          ),
        ),
      ),
    ).toMatchObject({ gap: 2, byParts: { sumOfGaps: 3, sumOfSurpluses: 0, rounding: 1 } });
  });

  it('gap − surplus of the whole is gaps − surpluses − rounding of the parts, and rounding is under one unit a part', () => {
    fc.assert(
      fc.property(
        wholeOfParts,
        fc.integer({ min: 0, max: 1000 }),
        fc.constantFrom('HIGHER' as const, 'LOWER' as const),
        (parts, tenths, direction) => {
          const { gap, surplus, byParts } = given(gapOf(ask(pooled(parts), parts, { target: tenths / 10, direction })));
          const { sumOfGaps = Number.NaN, sumOfSurpluses = Number.NaN, rounding = Number.NaN } = byParts ?? {};
          expect(gap - surplus).toBe(sumOfGaps - sumOfSurpluses - rounding);
          expect(rounding).toBeGreaterThanOrEqual(0);
          expect(rounding).toBeLessThan(parts.length);
        },
      ),
    );
  });
});

describe('what closes it fastest', () => {
  it('A lacks 25, B 45, C 5 and the whole 60: B gives 45, A the other 15, C nothing; fewer than two are not enough', () => {
    const gap = given(
      gapOf(
        ask(share(790, 1000), [
          [145, 200],
          [210, 300],
          [80, 100],
          [355, 400],
        ]),
      ),
    );
    expect(gap.gap).toBe(60);
    expect(gap.byParts?.parts.map(({ key, gap: own, surplus, toClose }) => [key, own, surplus, toClose])).toEqual([
      ['B', 45, 0, 45],
      ['A', 25, 0, 15],
      ['C', 5, 0, 0],
      ['D', 0, 15, 0],
    ]);
    expect(gap.byParts?.smallestSet).toEqual(['B', 'A']);
  });

  it('closing by the list takes the whole to its target, and no fewer parts could', () => {
    fc.assert(
      fc.property(wholeOfParts, fc.integer({ min: 0, max: 1000 }), (parts, tenths) => {
        const whole = pooled(parts);
        const { gap, byParts } = given(gapOf(ask(whole, parts, { target: tenths / 10 })));
        const rows = byParts?.parts ?? [];
        expect(add(rows.map(({ toClose }) => toClose))).toBe(gap);
        expect((Number(whole.numerator) + add(rows.map(({ toClose }) => toClose))) * 1000).toBeGreaterThanOrEqual(
          tenths * Number(whole.denominator),
        );
        const taken = byParts?.smallestSet.length ?? Number.NaN;
        const largest = rows.map((row) => row.gap).toSorted((a, b) => b - a);
        expect(taken > 0 && add(largest.slice(0, taken - 1)) >= gap).toBe(false);
      }),
    );
  });

  it('units that no part holds are a part too: 813/1000 with A 400/500 leaves 413/500, which lacks 12', () => {
    const { byParts } = given(gapOf(ask(share(813, 1000), [[400, 500]])));
    expect(byParts?.parts.map(({ key, gap }) => [key, gap])).toEqual([
      ['A', 25],
      [null, 12],
    ]);
  });

  it('a county that did not report is named and in no sum', () => {
    const gap = given(
      gapOf({
        ...ask(share(80, 100), []),
        parts: [
          { key: 'A', rate: share(80, 100) },
          { key: 'B', rate: absent('NOT_RECEIVED') },
        ],
      }),
    );
    expect(gap).toMatchObject({ gap: 5, unknown: [{ key: 'B', missing: 'NOT_RECEIVED' }], byParts: { sumOfGaps: 5 } });
  });

  it('a part with a target of its own is short of that: A 145/200 lacks 5 of 75 % and 15 of 80 %, so the parts ask for 10 fewer', () => {
    const parts = [
      { key: 'A', rate: share(145, 200), target: 75 },
      { key: 'B', rate: share(150, 200), target: null },
    ];
    const gap = given(gapOf({ ...ask(share(295, 400), []), target: 80, parts }));
    expect(gap).toMatchObject({ gap: 25, byParts: { sumOfGaps: 15, sumOfSurpluses: 0, rounding: 0, ownTargets: -10, smallestSet: [] } });
    expect(gap.byParts?.parts.map(({ key, target, gap: own, toClose }) => [key, target, own, toClose])).toEqual([
      ['B', 80, 10, 10],
      ['A', 75, 5, 5],
    ]);
    expect(gap.explanation.zh.replace(/\u202f/g, ' ')).toBe(
      '整体距 80 % 差 25 家；各部分差额合计 15 家（各按自身目标计）：各自的目标与 80 % 不同，合计少要求 10 家。',
    );
  });

  it('own gaps that reach the gap of the whole make the smallest set: 10 of A to its 90 % are all that 80 % of the whole wants', () => {
    const parts = [
      { key: 'A', rate: share(160, 200), target: 90 },
      { key: 'B', rate: share(150, 200), target: 75 },
    ];
    const { byParts } = given(gapOf({ ...ask(share(310, 400), []), target: 80, parts }));
    expect(byParts).toMatchObject({ sumOfGaps: 20, ownTargets: 10, smallestSet: ['A'] });
    expect(byParts?.parts.map(({ toClose }) => toClose)).toEqual([10, 0]);
  });

  it('gap − surplus of the whole is gaps − surpluses − rounding − own targets, whatever targets the parts have', () => {
    fc.assert(
      fc.property(wholeOfParts, fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }), (parts, tenths) => {
        const own = parts.map((rate, at) => ({ key: String(at), rate: share(...rate), target: Number(tenths[at % tenths.length]) / 10 }));
        const { gap, surplus, byParts } = given(gapOf({ ...ask(pooled(parts), []), parts: own }));
        const { sumOfGaps = Number.NaN, sumOfSurpluses = Number.NaN, rounding = Number.NaN, ownTargets = Number.NaN } = byParts ?? {};
        expect(gap - surplus).toBe(sumOfGaps - sumOfSurpluses - rounding - ownTargets);
        expect(add((byParts?.parts ?? []).map(({ toClose }) => toClose))).toBe(Math.min(gap, sumOfGaps));
      }),
    );
  });

  it('parts that count more than the whole explain nothing', () => {
    expect(
      given(
        gapOf(
          ask(share(80, 100), [
            [60, 80],
            [50, 70],
          ]),
        ),
      ).byParts,
    ).toBeNull();
  });
});

describe('founding what should be founded', () => {
  it('1 879/2 592 with 138 candidates comes to 2 017/2 592 = 77.8 %, and 187 are still missing from 85 %', () => {
    const after = afterFounding(share(1879, 2592), 85, 138);
    expect(after?.rate).toMatchObject({ numerator: 2017, value: near(77.8164, 4) });
    expect(after?.missing).toBe(187);
  });

  it('never covers more units than there are, and says nothing without a rate', () => {
    expect(afterFounding(share(9, 10), 85, 5)?.rate.value).toBe(100);
    expect(afterFounding(absent('NOT_RECEIVED'), 85, 5)).toBeNull();
  });
});

describe('a refusal', () => {
  it('a count has no gap, nor has a share without a direction', () => {
    expect(gapOf({ ...ask(share(1, 2), []), shape: 'count' })).toMatchObject({ refused: 'NOT_A_SHARE' });
    expect(gapOf(ask(share(1, 2), [], { direction: 'NEUTRAL' }))).toMatchObject({ refused: 'NOT_A_SHARE' });
  });

  it('a target of 101 or of no number at all is refused, 0 and 100 are not', () => {
    for (const target of [101, -1, Number.NaN])
      expect(gapOf(ask(share(1, 2), [], { target }))).toMatchObject({ refused: 'TARGET_OUT_OF_RANGE' });
    expect(given(gapOf(ask(share(1, 2), [], { target: 100 }))).gap).toBe(1);
    expect(given(gapOf(ask(share(1, 2), [], { target: 0 }))).gap).toBe(0);
  });

  it('nothing received leaves nothing to measure from', () => {
    expect(gapOf(ask(absent('NOT_RECEIVED'), []))).toMatchObject({ refused: 'ABSENT' });
    expect(gapOf(ask(formRate('percent', 0, 0), []))).toMatchObject({ refused: 'ABSENT' });
  });
});
