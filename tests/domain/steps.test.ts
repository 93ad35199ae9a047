import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf as bandOfRate, type BandBounds, type Direction } from '../../server/domain/bands.ts';
import {
  asOfDate,
  firstDay,
  isPeriod,
  isQuarter,
  quarterOfDate,
  quartersBetween,
  quartersOf,
  shiftQuarter,
  type Quarter,
} from '../../server/domain/period.ts';
import { formRate, gapInUnits, pointsBetween } from '../../server/domain/rate.ts';

const quarter = fc
  .tuple(fc.integer({ min: 1950, max: 2090 }), fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const))
  .map(([year, q]): Quarter => `${year}Q${q}`);

/** A percentage without its counts. */
const bandOf = (value: number, direction: Direction, of: BandBounds | null, target: number | null) =>
  bandOfRate({ numerator: null, denominator: null, value, missing: null }, 'percent', direction, of, target);

describe('periods', () => {
  it('2026Q1 is one quarter after 2025Q4 and 5 after 2024Q4', () => {
    expect(shiftQuarter('2025Q4', 1)).toBe('2026Q1');
    expect(shiftQuarter('2024Q4', 5)).toBe('2026Q1');
    expect(shiftQuarter('2026Q1', -1)).toBe('2025Q4');
  });

  it('steps forth and back end where they began, and n steps span n + 1 quarters', () => {
    fc.assert(
      fc.property(quarter, fc.integer({ min: 0, max: 60 }), (from, steps) => {
        const to = shiftQuarter(from, steps);
        expect(shiftQuarter(to, -steps)).toBe(from);
        const between = quartersBetween(from, to);
        expect(between).toHaveLength(steps + 1);
        expect(between).toEqual(between.toSorted());
      }),
    );
  });

  it('a quarter holds its first and its as-of day, and the next begins the day after', () => {
    fc.assert(
      fc.property(quarter, (at) => {
        expect([quarterOfDate(firstDay(at)), quarterOfDate(asOfDate(at))]).toEqual([at, at]);
        expect(Date.parse(firstDay(shiftQuarter(at, 1))) - Date.parse(asOfDate(at))).toBe(86_400_000);
      }),
    );
  });

  it('2024-02 ends on the 29th, 2025Q3 on 30 September, 2025 on 31 December', () => {
    expect(['2024-02', '2025Q3', '2025'].map(asOfDate)).toEqual(['2024-02-29', '2025-09-30', '2025-12-31']);
  });

  it('a year has four quarters, a month none of its own, and 2025Q5 and 2025-13 are no periods', () => {
    expect(quartersOf('2025')).toEqual(['2025Q1', '2025Q2', '2025Q3', '2025Q4']);
    expect(quartersOf('2025-11')).toEqual([]);
    expect(['2025Q5', '2025-13', '2025Q', '25Q1'].map(isPeriod)).toEqual([false, false, false, false]);
    expect(isQuarter('2025Q4') && isPeriod('2025-11') && isPeriod('2025')).toBe(true);
  });
});

describe('gap', () => {
  it('of 72 in 100 to a target of 80 % is 8 units, of 72 in 101 it is 9, of 90 in 100 it is 0', () => {
    expect([
      gapInUnits(formRate('percent', 72, 100), 80),
      gapInUnits(formRate('percent', 72, 101), 80),
      gapInUnits(formRate('percent', 90, 100), 80),
    ]).toEqual([8, 9, 0]);
  });

  it('is the least number of units that reaches the target', () => {
    const part = fc
      .integer({ min: 1, max: 200_000 })
      .chain((denominator) => fc.tuple(fc.integer({ min: 0, max: denominator }), fc.constant(denominator)));
    fc.assert(
      fc.property(part, fc.integer({ min: 0, max: 1000 }), ([numerator, denominator], permille) => {
        const gap = Number(gapInUnits(formRate('percent', numerator, denominator), permille / 10));
        expect((numerator + gap) * 1000).toBeGreaterThanOrEqual(permille * denominator);
        expect(gap === 0 || (numerator + gap - 1) * 1000 < permille * denominator).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a whole is not the sum of its parts: 90/100 and 60/100 lack 0 and 20 for 80 %, together only 10', () => {
    const gap = (numerator: number, denominator: number): number | null => gapInUnits(formRate('percent', numerator, denominator), 80);
    expect([gap(90, 100), gap(60, 100), gap(150, 200)]).toEqual([0, 20, 10]);
  });

  it('a change is in points: from 50 % to 55 % is 5, and absent where one side is', () => {
    expect(pointsBetween(formRate('percent', 55, 100), formRate('percent', 50, 100))).toBeCloseTo(5, 12);
    expect(pointsBetween(formRate('percent', 55, 100), formRate('percent', 0, 0))).toBeNull();
  });
});

describe('bands', () => {
  const bounds = { met: 80, near: 60, classes: [] };
  it('80 is met, 79.99 and 60 are near, 59.99 is missed; a target of 90 moves them to 90 and 80', () => {
    expect([80, 79.99, 60, 59.99].map((value) => bandOf(value, 'HIGHER', bounds, null))).toEqual(['MET', 'NEAR', 'NEAR', 'MISSED']);
    expect([90, 89.99, 80, 79.99].map((value) => bandOf(value, 'HIGHER', bounds, 90))).toEqual(['MET', 'NEAR', 'NEAR', 'MISSED']);
  });

  it('turn round where lower is better: 5 is met, 10 near, 11 missed for bounds 5 and 10', () => {
    expect([5, 10, 11].map((value) => bandOf(value, 'LOWER', { met: 5, near: 10, classes: [] }, null))).toEqual(['MET', 'NEAR', 'MISSED']);
  });

  it('never worsen as a value rises where higher is better', () => {
    const order = ['MISSED', 'NEAR', 'MET'];
    fc.assert(
      fc.property(
        fc.float({ min: 0, max: 100, noNaN: true }),
        fc.float({ min: 0, max: 100, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
        (a, b, target) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          expect(order.indexOf(String(bandOf(low, 'HIGHER', bounds, target)))).toBeLessThanOrEqual(
            order.indexOf(String(bandOf(high, 'HIGHER', bounds, target))),
          );
        },
      ),
    );
  });

  it('exist for no neutral indicator and for none without bounds or target', () => {
    expect([bandOf(50, 'NEUTRAL', bounds, 80), bandOf(50, 'HIGHER', null, null)]).toEqual([null, null]);
    expect(bandOf(50, 'HIGHER', null, 45)).toBe('MET');
  });
});
