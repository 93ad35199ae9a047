import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction, toFixed } from '../../../server/domain/fraction.ts';
import { figureOf } from '../figureOf.ts';
import { ratio, verdictOf } from './verdictOf.ts';

describe('RATIO', () => {
  it('194/243 = 79.84 matches a printed 80 %, which has no decimals, but not 80.0 %', () => {
    expect(ratio('194个', '243个', '80%').verdict).toBe('MATCHES');
    expect(ratio('194个', '243个', '80.0%').verdict).toBe('MISMATCH');
  });

  it('12.25万/14.64万 matches 83.67 % because both parts are rounded; 122500/146400 written out matches 83.67 % too, but not 83.70 %', () => {
    expect(ratio('12.25万', '14.64万', '83.67%').verdict).toBe('MATCHES');
    expect(ratio('12.25万', '14.64万', '83.70%').verdict).toBe('MATCHES');
    expect(ratio('122500人', '146400人', '83.70%').verdict).toBe('MISMATCH');
  });

  it('2/3 printed as 66.6 % is truncated, as 66.7 % it matches, as 66.5 % it does not', () => {
    expect(ratio('2家', '3家', '66.6%').verdict).toBe('TRUNCATED');
    expect(ratio('2家', '3家', '66.7%').verdict).toBe('MATCHES');
    expect(ratio('2家', '3家', '66.5%').verdict).toBe('MISMATCH');
  });

  it('an upper end is out and a lower end in: 1/800 = 0.125 matches 0.13 % and not 0.12 %, where it is a cut', () => {
    expect(ratio('1家', '800家', '0.13%').verdict).toBe('MATCHES');
    expect(ratio('1家', '800家', '0.12%').verdict).toBe('TRUNCATED');
  });

  it('a rate of 105 % of a part is impossible, even where 105/100 agrees with it', () => {
    expect(ratio('105家', '100家', '105%').verdict).toBe('IMPOSSIBLE');
    expect(ratio('95家', '100家', '105%').verdict).toBe('IMPOSSIBLE');
    expect(ratio('41家', '30家', '73.2%').verdict).toBe('IMPOSSIBLE');
  });

  it('names swapped parts: 30/41 = 73.17 % was meant', () => {
    expect(ratio('41家', '30家', '73.2%').explanation).toContain('对调');
  });

  it('names a slipped decimal point: 83/117 printed as 7.09 %', () => {
    const finding = ratio('83家', '117家', '7.09%');
    expect(finding.verdict).toBe('MISMATCH');
    expect(finding.explanation).toContain('十倍');
  });

  it('names another printed figure of the same source as denominator: 83 of 93 is 89.25 %', () => {
    const other = figureOf('93个', { label: '重点园区' });
    const explanation = ratio('83个', '117个', '89.25%', [other]).explanation;
    expect(explanation).toContain('重点园区');
    expect(ratio('83个', '117个', '89.25%', [figureOf('93个', { source: 'another', label: '重点园区' })]).explanation).not.toContain(
      '重点园区',
    );
    expect(ratio('83个', '117个', '89.25%', [figureOf('93人', { unit: 'person', label: '重点园区' })]).explanation).not.toContain(
      '重点园区',
    );
  });

  it('says which numerators would do: 60 % of 1000 is 595 to 604', () => {
    expect(ratio('500家', '1000家', '60%').explanation).toContain('595—604');
  });

  it('is not judged when a part is masked or the denominator is zero', () => {
    expect(ratio('XX家', '117家', '70%')).toMatchObject({ verdict: 'UNCHECKED', severity: 'NONE', computed: null });
    expect(ratio('0家', '0家', '70%').verdict).toBe('UNCHECKED');
  });

  it('a printed bound matches whatever lies within: 60 of 1000 is below 6.5 %, 70 is not', () => {
    expect(ratio('60家', '1000家', '不到6.5%').verdict).toBe('MATCHES');
    expect(ratio('70家', '1000家', '不到6.5%').verdict).toBe('MISMATCH');
    expect(ratio('65家', '1000家', '不到6.5%').verdict).toBe('MISMATCH');
  });

  it('every correctly rounded rate of whole parts matches, and every cut one matches or is truncated', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.nat(1_000_000),
        fc.integer({ min: 0, max: 4 }),
        (denominator, seed, decimals) => {
          const numerator = seed % (denominator + 1);
          const rate = fraction(BigInt(numerator) * 100n, BigInt(denominator));
          expect(ratio(`${numerator}家`, `${denominator}家`, `${toFixed(rate, decimals)}%`).verdict).toBe('MATCHES');
          const unit = 10n ** BigInt(decimals);
          const cut = fraction((rate.n * unit) / rate.d, unit);
          expect(['MATCHES', 'TRUNCATED']).toContain(ratio(`${numerator}家`, `${denominator}家`, `${toFixed(cut, decimals)}%`).verdict);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('GRIM', () => {
  it('89.11 % of 117 is impossible, 70.94 % is 83 of them', () => {
    expect(
      verdictOf('GRIM', [
        ['denominator', '117个'],
        ['rate', '89.11%'],
      ]).verdict,
    ).toBe('IMPOSSIBLE');
    expect(
      verdictOf('GRIM', [
        ['denominator', '117个'],
        ['rate', '70.94%'],
      ]).verdict,
    ).toBe('MATCHES');
  });

  it('83 as numerator has no whole denominator for 89.11 %, but 93 for 89.25 %', () => {
    expect(
      verdictOf('GRIM', [
        ['numerator', '83个'],
        ['rate', '89.11%'],
      ]).verdict,
    ).toBe('IMPOSSIBLE');
    expect(
      verdictOf('GRIM', [
        ['numerator', '83个'],
        ['rate', '89.25%'],
      ]).verdict,
    ).toBe('MATCHES');
  });

  it('a count of unnamed role is impossible only when it can be neither part', () => {
    expect(
      verdictOf('GRIM', [
        ['count', '83个'],
        ['rate', '89.11%'],
      ]).verdict,
    ).toBe('IMPOSSIBLE');
    expect(
      verdictOf('GRIM', [
        ['count', '93个'],
        ['rate', '89.25%'],
      ]).verdict,
    ).toBe('MATCHES');
  });

  it('a rounded count of 1.2万 allows any rate of two digits', () => {
    expect(
      verdictOf('GRIM', [
        ['denominator', '1.2万个'],
        ['rate', '89.11%'],
      ]).verdict,
    ).toBe('MATCHES');
  });

  it('agrees with trying every numerator, for wholes to 300 and rates of 0 to 2 digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 2 }), fc.nat(10_000), (whole, decimals, seed) => {
        const steps = 100 * 10 ** decimals;
        const printed = toFixed(fraction(BigInt(seed % (steps + 1)), 10n ** BigInt(decimals)), decimals);
        const rounded = Array.from({ length: whole + 1 }, (_, part) => toFixed(fraction(BigInt(part) * 100n, BigInt(whole)), decimals));
        expect(
          verdictOf('GRIM', [
            ['denominator', `${whole}个`],
            ['rate', `${printed}%`],
          ]).verdict,
        ).toBe(rounded.includes(printed) ? 'MATCHES' : 'IMPOSSIBLE');
      }),
    );
  });
});
