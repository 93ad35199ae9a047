import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, fraction, parseDecimal, toFixed, toNumber } from '../../server/domain/fraction.ts';
import { cutInterval, readQuantity, statedQualifier, type Interval } from '../../server/domain/quantity.ts';
import type { Qualifier } from '../../server/domain/figures.ts';

const shown = (interval: Interval | null | undefined): string => {
  if (!interval) return 'unknown';
  const { low, high } = interval;
  return `${low.closed ? '[' : '('}${toNumber(low.at)}, ${high === null ? '∞)' : `${toNumber(high.at)}${high.closed ? ']' : ')'}`}`;
};
const read = (printed: string, declared?: Qualifier): string => shown(readQuantity(printed, declared)?.interval);

describe('a printed number stands for an interval', () => {
  it.each([
    ['10.76万', '[107550, 107650)'],
    ['89.11%', '[89.105, 89.115)'],
    ['80 %', '[79.5, 80.5)'],
    ['100%', '[99.5, 100.5)'],
    ['0%', '[0, 0.5)'],
    ['98.3万个', '[982500, 983500)'],
    ['160.0万个', '[1599500, 1600500)'],
    ['3亿', '[250000000, 350000000)'],
    ['百分之6.5', '[6.45, 6.55)'],
    ['55269个', '[55269, 55269]'],
    ['1 532个', '[1532, 1532]'],
    ['２ １６２ 户', '[2162, 2162]'],
    ['1,101户', '[1101, 1101]'],
    ['2109人次', '[2109, 2109]'],
    ['220956', '[220956, 220956]'],
    ['全部', '[100, 100]'],
    ['不足30%', '[0, 30)'],
    ['不到6.5%', '[0, 6.5)'],
    ['100余家', '[100, ∞)'],
    ['10多万人', '[100000, ∞)'],
    ['30万人以上', '[300000, ∞)'],
    ['约70%', '[66.5, 73.5]'],
    ['4. 7%左右', '[4.465, 4.935]'],
    ['约3家', '[2, 4]'],
    ['XX家', 'unknown'],
    ['***', 'unknown'],
  ])('«%s» is %s', (printed, interval) => {
    expect(read(printed)).toBe(interval);
  });

  it('takes the qualifier of the register where the text states none: 30 % declared BELOW is [0, 30)', () => {
    expect(read('30%', 'BELOW')).toBe('[0, 30)');
    expect(read('30%', 'MASKED')).toBe('unknown');
  });

  it('states what the text itself says, whatever the register says', () => {
    expect(statedQualifier('约70%')).toBe('ABOUT');
    expect(statedQualifier('70%')).toBe('EXACT');
    expect(statedQualifier('若干')).toBeNull();
  });

  it.each(['', '若干', '12a', '1.2.3', '-5', '1e9', '约100以上', '不足0', '0x1F', '12,34'])('does not read «%s» as a number', (printed) => {
    expect(readQuantity(printed)).toBeNull();
  });

  it('a number that was cut and not rounded is [89.11, 89.12); a count or a bound cannot have been cut', () => {
    const cut = (printed: string): Interval | null => {
      const quantity = readQuantity(printed);
      return quantity === null ? null : cutInterval(quantity);
    };
    expect(shown(cut('89.11%'))).toBe('[89.11, 89.12)');
    expect(cut('117个')).toBeNull();
    expect(cut('不足30%')).toBeNull();
  });

  it('holds its own value, exactly: no bound is a binary accident', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom('', '万', '亿'),
        fc.constantFrom('', '%', '家'),
        (digits, decimals, scale, suffix) => {
          const printed = toFixed(fraction(BigInt(digits), 10n ** BigInt(decimals)), decimals) + scale + suffix;
          const quantity = readQuantity(printed);
          const { value, interval } = quantity ?? { value: null, interval: null };
          if (value === null || interval === null || interval.high === null) throw new Error(`${printed} was not read`);
          expect(compare(interval.low.at, value)).toBeLessThanOrEqual(0);
          expect(compare(interval.high.at, value)).toBeGreaterThanOrEqual(0);
          expect(interval.low.closed).toBe(true);
        },
      ),
    );
  });
});

describe('fractions', () => {
  it('89.105 is 17821/200 and rounds to 89.11, halves away from zero', () => {
    expect(parseDecimal('89.105')).toEqual({ n: 17821n, d: 200n });
    expect(toFixed(fraction(17821n, 200n), 2)).toBe('89.11');
    expect(toFixed(fraction(-17821n, 200n), 2)).toBe('-89.11');
    expect(toFixed(fraction(-1n, 1000n), 2)).toBe('0.00');
    expect(parseDecimal('1.2e-7')).toEqual({ n: 3n, d: 25_000_000n });
  });

  it('prints and reads back the same decimal', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }), (n, decimals) => {
        const value = fraction(n, 10n ** BigInt(decimals));
        expect(parseDecimal(toFixed(value, decimals))).toEqual(value);
      }),
    );
  });
});
