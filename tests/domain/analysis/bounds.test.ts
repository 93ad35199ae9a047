import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, type ReportedPart } from '../../../server/domain/analysis/bounds.ts';
import { absent } from '../../../server/domain/rate.ts';
import { given, pooled, saying, share, shareSums } from './parts.ts';

const gone = (numerator: number, denominator: number, period = '2025Q3'): ReportedPart['lastKnown'] => ({
  period,
  rate: share(numerator, denominator),
});

describe('bounds while regions are missing', () => {
  it('70/100 and 50/100 came, 60/100 of last quarter did not: 60 % received, at least 120/300 = 40 %, the same 180/300 = 60 %, at most 220/300 = 73.3 %', () => {
    const bounds = given(
      boundsOf('percent', [
        { key: 'A', rate: share(70, 100), lastKnown: null },
        { key: 'B', rate: share(50, 100), lastKnown: gone(1, 1) },
        { key: 'C', rate: absent('NOT_RECEIVED'), lastKnown: gone(60, 100) },
      ]),
    );
    expect([bounds.received?.value, bounds.ifNone.value, bounds.ifSame.value]).toEqual([60, 40, 60]);
    expect(bounds.ifAll.value).toBeCloseTo(73.3333, 4);
    expect(bounds.missing).toEqual([{ key: 'C', missing: 'NOT_RECEIVED', standIn: '2025Q3' }]);
    expect(bounds.explanation.zh).toBe('3 个报送地区中 1 个未报，其分母取最近已知的 2025Q3');
  });

  it('all there: the four are one', () => {
    const bounds = given(boundsOf('percent', [{ key: 'A', rate: share(70, 100), lastKnown: null }]));
    expect([bounds.received, bounds.ifNone, bounds.ifSame, bounds.ifAll].map((rate) => rate?.value)).toEqual([70, 70, 70, 70]);
    expect(bounds.explanation.en).toBe('Reporting regions: 1 of 1');
  });

  it('none there: nothing received, and everything between 0 and 100 %', () => {
    const bounds = given(boundsOf('percent', [{ key: 'A', rate: absent('REJECTED'), lastKnown: gone(6, 10) }]));
    expect(bounds.received).toBeNull();
    expect([bounds.ifNone.value, bounds.ifSame.value, bounds.ifAll.value]).toEqual([0, 60, 100]);
  });

  it('a region never known could hold any number of units: refused by its name', () => {
    const answer = boundsOf('percent', [
      { key: 'A', rate: share(70, 100), lastKnown: null },
      { key: '410302', rate: absent('NOT_RECEIVED'), lastKnown: null },
    ]);
    expect(answer).toMatchObject({ refused: 'NEVER_KNOWN', explanation: { zh: saying('410302') } });
    expect(boundsOf('ratio', [])).toMatchObject({ refused: 'NOT_A_SHARE' });
  });

  it('whatever the missing really hold in their last denominators, the truth lies within', () => {
    const region = fc.tuple(shareSums, fc.boolean(), fc.nat());
    fc.assert(
      fc.property(fc.array(region, { minLength: 1, maxLength: 12 }), (regions) => {
        const parts = regions.map(([sums, missing], at): ReportedPart => ({
          key: String(at),
          rate: missing ? absent('NOT_RECEIVED') : share(...sums),
          lastKnown: gone(...sums),
        }));
        const truth = pooled(
          regions.map(
            ([[numerator, denominator], missing, drawn]) => [missing ? drawn % (denominator + 1) : numerator, denominator] as const,
          ),
        );
        const bounds = given(boundsOf('percent', parts));
        if (truth.value === null) return;
        expect(bounds.ifNone.value).toBeLessThanOrEqual(truth.value);
        expect(bounds.ifAll.value).toBeGreaterThanOrEqual(truth.value);
        expect(bounds.ifNone.value).toBeLessThanOrEqual(Number(bounds.ifSame.value));
        expect(bounds.ifSame.value).toBeLessThanOrEqual(Number(bounds.ifAll.value));
      }),
    );
  });
});
