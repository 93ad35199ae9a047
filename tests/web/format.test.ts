import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeDirection,
  count,
  dateText,
  decimal,
  MINUS,
  percent,
  percentSign,
  periodText,
  plain,
  points,
  THIN,
} from '../../web/src/theme/format.ts';

describe('numbers as text', () => {
  test('99.96 prints 99.9 and 0.02 prints 0.1; 100 and 0 print as they are', () => {
    expect([99.96, 0.02, 100, 0, 84.94].map((value) => percent(value))).toEqual(['99.9', '0.1', '100.0', '0.0', '84.9']);
    expect(percentSign(84.94)).toBe(`84.9${THIN}%`);
  });

  test('below 100 never prints 100.0 and above 0 never 0.0, with 0 to 3 decimals', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 0, max: 3 }), (value, decimals) => {
        const text = Number(percent(value, decimals));
        expect(text === 100).toBe(value === 100);
        expect(text === 0).toBe(value === 0);
      }),
    );
  });

  test('thousands are parted by a thin space: 31504 is «31 504», 1234567 «1 234 567», 999 «999»', () => {
    expect([31504, 1234567, 999].map(count)).toEqual([`31${THIN}504`, `1${THIN}234${THIN}567`, '999']);
  });

  test('thousands stop at the decimal point: 12345.6789 with 4 decimals', () => {
    expect(decimal(12345.6789, 4)).toBe(`12${THIN}345.6789`);
  });

  test('a minus is a true minus, and zero has none: −1504, and −0.04 with one decimal is 0.0', () => {
    expect(count(-1504)).toBe(`${MINUS}1${THIN}504`);
    expect(decimal(-0.04, 1)).toBe('0.0');
  });

  test('a change always has its sign, except when it prints as 0.0', () => {
    expect([0.53, -0.64, 0, 0.04, -0.04].map((change) => points(change))).toEqual(['+0.5', `${MINUS}0.6`, '0.0', '0.0', '0.0']);
    expect([0.53, -0.64, 0.04].map((change) => changeDirection(change))).toEqual(['up', 'down', 'same']);
  });

  test('a plain number drops empty decimals: 70.94017 is 70.94, 93.30 is 93.3, 2000 stays «2 000», 247 stays 247', () => {
    expect([70.94017, 93.3, 2000, 247, 0.001].map((value) => plain(value))).toEqual(['70.94', '93.3', `2${THIN}000`, '247', '0']);
  });
});

describe('dates as text', () => {
  test('2025Q4 is «2025 年第四季度» and «Q4 2025»; a year and a month have their own form', () => {
    expect([periodText('2025Q4', 'zh'), periodText('2025Q4', 'en')]).toEqual(['2025 年第四季度', 'Q4 2025']);
    expect([periodText('2025', 'zh'), periodText('2025-07', 'zh'), periodText('2025-07', 'en')]).toEqual([
      '2025 年',
      '2025 年 7 月',
      '2025-07',
    ]);
  });

  test('a date is as precise as it is known: year, month, day', () => {
    expect(dateText('2013-12-31', 'year', 'zh')).toBe('2013 年末');
    expect(dateText('2010-01-31', 'month', 'zh')).toBe('2010 年 1 月');
    expect(dateText('2012-12-31', 'day', 'en')).toBe('2012-12-31');
  });
});

describe('a percentage beside its target', () => {
  test('prints 24278 of 30351 as 79.9 where it misses 80, and 80.0 where no target is missed', () => {
    const share = (24278 / 30351) * 100;
    expect([percent(share, 1, 80), percent(share), percent(79.94, 1, 80)]).toEqual(['79.9', '80.0', '79.9']);
  });

  test('prints 6.02 as 6.1 where at most 6 was wanted', () => {
    expect(percent(6.02, 1, 6)).toBe('6.1');
  });
});
