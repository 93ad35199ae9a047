import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsPerUnit, wilson } from '../../../server/domain/analysis/interval.ts';
import { ranksOf } from '../../../server/domain/analysis/ranking.ts';
import { formatPercent } from '../../../server/domain/format.ts';
import { shareSums } from './parts.ts';

const printed = (numerator: number, denominator: number): string => {
  const { low, high } = wilson(numerator, denominator) ?? { low: Number.NaN, high: Number.NaN };
  return `${formatPercent(low)}–${formatPercent(high)}`;
};

describe('small denominators', () => {
  it('70 % is 39.7–89.2 as 7/10, 60.4–78.1 as 70/100, 67.1–72.8 as 700/1000', () => {
    expect([printed(7, 10), printed(70, 100), printed(700, 1000)]).toEqual(['39.7–89.2', '60.4–78.1', '67.1–72.8']);
  });

  it('one unit more or less moves 7/10 by 10 points and 700/1000 by 0.1', () => {
    expect([pointsPerUnit(10), pointsPerUnit(1000), pointsPerUnit(0), pointsPerUnit(null)]).toEqual([10, 0.1, null, null]);
  });

  it('the interval holds the share, stays within 0–100, and does not exist for 11/10', () => {
    fc.assert(
      fc.property(
        shareSums.filter(([, denominator]) => denominator > 0),
        ([numerator, denominator]) => {
          const interval = wilson(numerator, denominator);
          const value = (numerator / denominator) * 100;
          expect(interval?.low).toBeGreaterThanOrEqual(0);
          expect(interval?.high).toBeLessThanOrEqual(100);
          expect(interval?.low).toBeLessThanOrEqual(value + 1e-9);
          expect(interval?.high).toBeGreaterThanOrEqual(value - 1e-9);
        },
      ),
    );
    expect([wilson(11, 10), wilson(0, 0), wilson(-1, 10)]).toEqual([null, null, null]);
  });
});

describe('ranks', () => {
  it('80, 80, 70 and one that is missing rank 1, 1, 3 and not at all', () => {
    expect(ranksOf([80, 80, 70, null], 'HIGHER')).toEqual([1, 1, 3, null]);
    expect(ranksOf([80, 80, 70, null], 'LOWER')).toEqual([2, 2, 1, null]);
  });
});
