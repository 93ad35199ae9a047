import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount, formatNumber, formatPercent, formatPoints, MINUS, THIN } from '../../server/domain/format.ts';

describe('numbers become text', () => {
  it('99.96 prints 99.9, 0.02 prints 0.1, 100 prints 100.0 and 0 prints 0.0', () => {
    expect([99.96, 99.999999, 0.02, 1e-9, 100, 0].map((value) => formatPercent(value))).toEqual([
      '99.9',
      '99.9',
      '0.1',
      '0.1',
      '100.0',
      '0.0',
    ]);
  });

  it('with two digits 99.996 prints 99.99 and with none 99.6 prints 99', () => {
    expect(formatPercent(99.996, 2)).toBe('99.99');
    expect(formatPercent(99.6, 0)).toBe('99');
    expect(formatPercent(0.3, 0)).toBe('1');
  });

  it('rounds halves as written: 93.65 prints 93.7 and 1.005 prints 1.01', () => {
    expect(formatPercent(93.65)).toBe('93.7');
    expect(formatNumber(1.005, 2)).toBe('1.01');
  });

  it('groups thousands by thin spaces and uses the true minus: −1 234 567.8', () => {
    expect(formatCount(5168303)).toBe(`5${THIN}168${THIN}303`);
    expect(formatCount(532)).toBe('532');
    expect(formatNumber(-1234567.75, 1)).toBe(`${MINUS}1${THIN}234${THIN}567.8`);
  });

  it('a change is always signed, and 0.0 when it rounds to nothing', () => {
    expect([1.24, -0.36, 0, 0.04, -0.04].map((change) => formatPoints(change))).toEqual(['+1.2', `${MINUS}0.4`, '0.0', '0.0', '0.0']);
  });

  it('never prints 100.0 below 100 or 0.0 above 0, and stays within one step of the value', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 0, max: 3 }), (value, decimals) => {
        const printed = Number(formatPercent(value, decimals));
        expect(printed < 100).toBe(value < 100);
        expect(printed > 0).toBe(value > 0);
        expect(Math.abs(printed - value)).toBeLessThanOrEqual(10 ** -decimals + 1e-9);
      }),
      { numRuns: 2000 },
    );
  });

  it('never prints 100.0 while one unit of any whole is missing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (whole) => {
        expect(formatPercent(((whole - 1) / whole) * 100)).not.toBe('100.0');
        expect(formatPercent((1 / whole) * 100)).not.toBe('0.0');
      }),
    );
  });

  it('prints in the order of the values', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(Number(formatPercent(low))).toBeLessThanOrEqual(Number(formatPercent(high)));
      }),
    );
  });
});

describe('a percentage beside its target', () => {
  it('prints 24278 of 30351 as 79.9 where it misses 80, and 80.0 where no target is missed', () => {
    const share = (24278 / 30351) * 100;
    expect([formatPercent(share, 1, 80), formatPercent(share), formatPercent(79.94, 1, 80)]).toEqual(['79.9', '80.0', '79.9']);
  });

  it('prints 6.02 as 6.1 where at most 6 was wanted', () => {
    expect(formatPercent(6.02, 1, 6)).toBe('6.1');
  });
});
