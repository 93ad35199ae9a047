import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf } from '../../../server/domain/analysis/change.ts';
import { absent, formRate } from '../../../server/domain/rate.ts';
import { add, between, contributions, given, near, pooled, saying, share, shareSums, wholeOfParts } from './parts.ts';

describe('numerator and denominator effects', () => {
  it('620/1000 to 690/1150 is −2.0 points: +6.5 by 70 more above, −8.5 by 150 more below', () => {
    const change = given(changeOf(between(share(620, 1000), share(690, 1150))));
    expect(change.change).toBeCloseTo(-2, 12);
    // 70 × (1/1000 + 1/1150) / 2 = 6.543…; (620 + 690) / 2 × (1/1150 − 1/1000) = −8.543…
    expect(change.numeratorEffect).toBeCloseTo(6.5435, 4);
    expect(change.denominatorEffect).toBeCloseTo(-8.5435, 4);
    expect(change.byParts).toBeNull();
  });

  it('add up to the change to 1e-9, whatever the counts', () => {
    const counts = fc.tuple(fc.integer({ min: 0, max: 1e7 }), fc.integer({ min: 1, max: 1e7 }));
    fc.assert(
      fc.property(counts, counts, ([n0, d0], [n1, d1]) => {
        const change = given(changeOf(between(formRate('ratio', n0, d0), formRate('ratio', n1, d1), { shape: 'ratio' })));
        const size = 1 + Math.abs(Number(change.numeratorEffect)) + Math.abs(Number(change.denominatorEffect));
        expect(Math.abs(Number(change.numeratorEffect) + Number(change.denominatorEffect) - change.change) / size).toBeLessThan(1e-9);
      }),
    );
  });

  it('an unchanged denominator has no effect, and neither has an unchanged numerator: 60/100 to 70/100, 60/100 to 60/120', () => {
    expect(given(changeOf(between(share(60, 100), share(70, 100))))).toMatchObject({ denominatorEffect: 0 });
    expect(given(changeOf(between(share(60, 100), share(60, 120))))).toMatchObject({ numeratorEffect: 0, denominatorEffect: near(-10) });
  });
});

describe('rates of the parts against their mix', () => {
  const parts = [
    { key: 'A', before: share(480, 600), after: share(420, 500) },
    { key: 'B', before: share(160, 400), after: share(225, 500) },
  ];

  it('shares 60/40 to 50/50 with rates 80 to 84 and 40 to 45 give +0.5 = +4.45 by rates − 3.95 by mix', () => {
    const { change, byParts } = given(changeOf(between(share(640, 1000), share(645, 1000), { parts })));
    expect(change).toBeCloseTo(0.5, 12);
    expect(byParts?.rateEffect).toBeCloseTo(4.45, 12);
    expect(byParts?.compositionEffect).toBeCloseTo(-3.95, 12);
  });

  it('say it of each part: A 0.55 × 4 = +2.2 and −0.1 × 82 = −8.2, B 0.45 × 5 = +2.25 and +0.1 × 42.5 = +4.25', () => {
    const { byParts } = given(changeOf(between(share(640, 1000), share(645, 1000), { parts })));
    const [a, b] = byParts?.parts ?? [];
    expect([a?.rateEffect, a?.compositionEffect]).toEqual([near(2.2), near(-8.2)]);
    expect([b?.rateEffect, b?.compositionEffect]).toEqual([near(2.25), near(4.25)]);
  });

  it('contributions count a growing share against the average 64.25: A +2.2 − 0.1 × (82 − 64.25) = +0.425, B +2.25 + 0.1 × (42.5 − 64.25) = +0.075', () => {
    const change = given(changeOf(between(share(640, 1000), share(645, 1000), { parts })));
    expect(contributions(change)).toEqual([near(0.425), near(0.075)]);
  });

  it('a part that is new takes its rate 30/100 with it: share 0 to 100/190, all its effect is mix, 0.526 × 30 = +15.8 points', () => {
    const asked = between(share(60, 90), share(90, 190), {
      parts: [
        { key: 'OLD', before: share(60, 90), after: share(60, 90) },
        { key: 'NEW', before: share(0, 0), after: share(30, 100) },
      ],
    });
    const [old, fresh] = given(changeOf(asked)).byParts?.parts ?? [];
    expect(fresh?.rateEffect).toBe(0);
    expect(fresh?.compositionEffect).toBeCloseTo((100 / 190) * 30, 9);
    expect(old?.rateEffect).toBe(0);
    expect(fresh?.before.missing).toBe('ZERO_DENOMINATOR');
  });

  it('a part that is gone is the mirror of one that is new: the same effects with the other sign', () => {
    const pairs = [
      { key: 'A', before: share(60, 90), after: share(61, 95) },
      { key: 'B', before: share(0, 0), after: share(30, 100) },
    ];
    const mirrored = pairs.map(({ key, before, after }) => ({ key, before: after, after: before }));
    const forth = given(changeOf(between(share(60, 90), share(91, 195), { parts: pairs })));
    const back = given(changeOf(between(share(91, 195), share(60, 90), { parts: mirrored })));
    contributions(forth).forEach((value, at) => expect(contributions(back)[at]).toBeCloseTo(-value, 9));
    expect(back.byParts?.compositionEffect).toBeCloseTo(-Number(forth.byParts?.compositionEffect), 9);
  });

  it('what no part holds is the part without a key: 40/100 of 100/200 beside A with 60/100', () => {
    const { byParts } = given(
      changeOf(between(share(100, 200), share(110, 200), { parts: [{ key: 'A', before: share(60, 100), after: share(60, 100) }] })),
    );
    expect(byParts?.parts.map(({ key, before, contribution }) => [key, before.numerator, before.denominator, contribution])).toEqual([
      ['A', 60, 100, 0],
      [null, 40, 100, near(5)],
    ]);
  });

  it('explain nothing where parts overlap: 60/100 and 50/110 cannot lie in 100/200', () => {
    const overlapping = [
      { key: 'A', before: share(60, 100), after: share(60, 100) },
      { key: 'B', before: share(50, 110), after: share(50, 110) },
    ];
    expect(given(changeOf(between(share(100, 200), share(110, 200), { parts: overlapping }))).byParts).toBeNull();
  });

  it('a part that one side did not receive is left out by name', () => {
    const asked = between(share(60, 100), share(70, 100), {
      parts: [
        { key: 'A', before: share(60, 100), after: share(70, 100) },
        { key: 'B', before: absent('NOT_RECEIVED'), after: share(5, 10) },
      ],
    });
    const change = given(changeOf(asked));
    expect(change.leftOut).toEqual([{ key: 'B', missing: 'NOT_RECEIVED' }]);
    expect(change.byParts?.parts.map(({ key }) => key)).toEqual(['A']);
  });

  it('both splits and the contributions add up to the change to 1e-9, with parts that come and go', () => {
    const moves = fc
      .array(fc.tuple(shareSums, shareSums), { minLength: 1, maxLength: 20 })
      .filter((all) => [0, 1].every((side) => all.some((pair) => pair[side as 0 | 1][1] > 0)));
    fc.assert(
      fc.property(moves, fc.integer({ min: 0, max: 20 }), (all, unasked) => {
        const [before, after] = [pooled(all.map(([was]) => was)), pooled(all.map(([, is]) => is))];
        const parts = all.slice(unasked).map(([was, is], at) => ({ key: String(at), before: share(...was), after: share(...is) }));
        const change = given(changeOf(between(before, after, { parts })));
        if (parts.length === 0) return;
        expect(Math.abs(Number(change.byParts?.rateEffect) + Number(change.byParts?.compositionEffect) - change.change)).toBeLessThan(1e-9);
        expect(Math.abs(add(contributions(change)) - change.change)).toBeLessThan(1e-9);
      }),
    );
  });

  it('stay exact where a part resolves 3 issues and found none: 3/0 has no rate and all its effect is its own', () => {
    const parts = [
      { key: 'A', before: share(3, 0), after: share(2, 4) },
      { key: 'B', before: share(5, 10), after: share(6, 10) },
    ];
    const change = given(changeOf(between(share(8, 10), share(8, 14), { parts })));
    expect(add(contributions(change))).toBeCloseTo(change.change, 9);
    expect(change.byParts?.parts[0]).toMatchObject({ compositionEffect: 0, rateEffect: near(100 * (2 / 14 - 3 / 10)) });
  });

  it('the same mix twice has no composition effect', () => {
    fc.assert(
      fc.property(wholeOfParts, fc.integer({ min: 1, max: 9 }), (sums, times) => {
        const grown = sums.map(([, denominator]): [number, number] => [0, denominator * times]);
        const parts = sums.map((was, at) => ({ key: String(at), before: share(...was), after: share(...grown[at]!) }));
        expect(given(changeOf(between(pooled(sums), pooled(grown), { parts }))).byParts?.compositionEffect).toBeCloseTo(0, 9);
      }),
    );
  });
});

describe('a count', () => {
  it('12 founded, then 20: +8 without numerator and denominator; children give 5 − 1 = +4 and 15 − 11 = +4', () => {
    const count = (value: number) => formRate('count', value, null);
    const change = given(
      changeOf(
        between(count(12), count(20), {
          shape: 'count',
          parts: [
            { key: 'A', before: count(1), after: count(5) },
            { key: 'B', before: count(11), after: count(15) },
          ],
        }),
      ),
    );
    expect(change).toMatchObject({
      change: 8,
      numeratorEffect: null,
      denominatorEffect: null,
      byParts: { rateEffect: null, compositionEffect: null },
    });
    expect(contributions(change)).toEqual([4, 4]);
  });
});

describe('a refusal', () => {
  const [before, after] = [share(620, 1000), share(690, 1150)];
  const side = (period: string, more: object) => ({ period, basis: 'OPERATING' as const, ruleSet: null, rate: before, ...more });

  it('names both bases: OPERATING in one period, REGISTERED in the other', () => {
    const answer = changeOf({ ...between(before, after), after: side('2025Q4', { basis: 'REGISTERED' }) });
    expect(answer).toMatchObject({ refused: 'BASIS_CHANGED', explanation: { zh: saying('2025Q3 为「正常经营」，2025Q4 为「登记在册」') } });
  });

  it('a new rule set under the same basis is a change of basis too: national, then linyi-2020', () => {
    const above = { basis: 'ABOVE_SCALE' };
    const answer = changeOf({
      ...between(before, after),
      before: side('2025Q3', { ...above, ruleSet: 'national' }),
      after: side('2025Q4', { ...above, ruleSet: 'linyi-2020' }),
    });
    expect(answer).toMatchObject({ refused: 'BASIS_CHANGED', explanation: { en: saying('«Above scale, linyi-2020» in 2025Q4') } });
  });

  it('a merger on 2025-11-01 lies between 30 September and 31 December; one on 2025-09-30 or 2026-01-01 does not', () => {
    const merged = (on: string) =>
      changeOf(between(before, after, { boundaryMoves: [{ on, what: { zh: '并入邻县', en: 'merged with its neighbour' } }] }));
    expect(merged('2025-11-01')).toMatchObject({ refused: 'BOUNDARY_CHANGED', explanation: { zh: saying('2025-11-01 并入邻县') } });
    expect(merged('2025-12-31')).toHaveProperty('refused');
    expect(merged('2025-09-30')).not.toHaveProperty('refused');
    expect(merged('2026-01-01')).not.toHaveProperty('refused');
  });

  it('says which period has no value and why', () => {
    expect(changeOf(between(absent('NOT_RECEIVED'), after))).toMatchObject({
      refused: 'ABSENT',
      explanation: { zh: '2025Q3 没有数值（未报送），不作分解' },
    });
    expect(changeOf(between(before, share(3, 0)))).toMatchObject({ refused: 'ABSENT', explanation: { en: saying('Zero denominator') } });
  });
});
