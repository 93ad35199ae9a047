import { describe, expect, it } from 'vitest';
import { toContributors } from '../../web/src/view/why/toContributors.ts';
import { fallDecimals, levelAxis, toFractionFall, toPartsFall } from '../../web/src/view/why/toWaterfalls.ts';
import { addsUp, decimalsAddingUp, decimalsShowing } from '../../web/src/view/why/rounding.ts';
import { amount, kindOf, quarterBefore } from '../../web/src/view/why/speaking.ts';
import { splitShown, splitsThere } from '../../web/src/view/why/splits.ts';
import { CHANGE, part, rate, SPEAKING } from './why.fixtures.ts';

const COUNTS = {
  ...SPEAKING,
  indicator: { ...SPEAKING.indicator, shape: 'COUNT' as const, decimals: 0, denominator: null, unit: { zh: '人', en: 'persons' } },
};

/** What is printed, as a number. */
const number = (text: string): number => Number(text.replace('−', '-').replaceAll('\u202f', '').replace('%', ''));

describe('printed sums', () => {
  it('takes one more decimal where one is not enough: 69.3 + 2.4 − 1.5 is not 70.1, 69.30 + 2.36 − 1.54 is 70.12', () => {
    expect(addsUp([69.299, 2.36, -1.543], 70.116, 1)).toBe(false);
    expect(decimalsAddingUp([69.299, 2.36, -1.543], 70.116, 1, 4)).toBe(2);
  });

  it('falls back to the fewest where none adds up, and shows an effect of 0.0095 with 2 decimals', () => {
    expect(decimalsAddingUp([0.4, 0.4], 0.9, 1, 3)).toBe(1);
    expect(decimalsShowing([0.0095, -0.003], 1, 4)).toBe(2);
    expect(decimalsShowing([0, 0], 1, 4)).toBe(1);
  });
});

describe('the waterfalls of a change', () => {
  it('print levels and effects that add up to the last digit, in both pictures with the same decimals', () => {
    const decimals = fallDecimals(CHANGE, CHANGE.byChildren, 1);
    for (const fall of [toFractionFall(CHANGE, decimals, SPEAKING), toPartsFall(CHANGE, CHANGE.byChildren, 'COUNTY', decimals, SPEAKING)]) {
      const printed = fall?.picture.effects.reduce((sum, { text }) => sum + number(text), number(fall.picture.start.text)) ?? Number.NaN;
      expect(printed).toBeCloseTo(number(fall?.picture.end.text ?? ''), 8);
      const exact = fall?.picture.effects.reduce((sum, { value }) => sum + value, fall.picture.start.value);
      expect(exact).toBeCloseTo(fall?.picture.end.value ?? Number.NaN, 10);
    }
  });

  it('name the effects after what the counts did, and say the moves in units: +26 and +56 家', () => {
    const fall = toFractionFall(CHANGE, 1, SPEAKING);
    expect(fall?.picture.effects.map(({ name }) => name)).toEqual(['分子增加', '分母扩大']);
    expect(fall?.note).toBe('分子净增 26\u202f家，分母净增 56\u202f家');
    expect(fall?.spoken).toMatch(/^2025Q3 73\.1\u202f%，分子增加 \+1\.0，分母扩大 −1\.6，2025Q4 72\.5\u202f%$/);
  });

  it('split a count into what rose and what fell, for it has no denominator', () => {
    const count = (value: number) => ({ numerator: value, denominator: null, value, missing: null });
    const parts = [
      part('411602', count(100), count(160), 60),
      part('411627', count(80), count(60), -20),
      part('411681', count(9), count(9), 0),
    ];
    const split = { rateEffect: null, compositionEffect: null, parts };
    const change = {
      ...CHANGE,
      shape: 'COUNT' as const,
      before: count(189),
      after: count(229),
      change: 40,
      numeratorEffect: null,
      denominatorEffect: null,
    };
    expect(toFractionFall(change, 0, COUNTS)).toBeNull();
    const fall = toPartsFall(change, split, 'COUNTY', 0, COUNTS);
    expect(fall?.picture.effects.map(({ name, text }) => `${name} ${text}`)).toEqual(['增加的 1 个 +60', '减少的 1 个 −20']);
    expect(toContributors(change, split, 'COUNTY', COUNTS)?.rows.map(({ contribution }) => contribution)).toEqual(['+60', '0', '−20']);
  });

  it('are not drawn where the change is refused or not split', () => {
    const refused = {
      ...CHANGE,
      before: null,
      after: null,
      change: null,
      numeratorEffect: null,
      denominatorEffect: null,
      byChildren: null,
    };
    expect(toFractionFall(refused, 1, SPEAKING)).toBeNull();
    expect(toPartsFall(refused, null, 'COUNTY', 1, SPEAKING)).toBeNull();
    expect(toContributors(refused, null, 'COUNTY', SPEAKING)).toBeNull();
  });

  it('have an axis of at most 6 round steps around the values, from 0.0096 to 5 400, never below 0 for what is not', () => {
    for (const values of [
      [72.5, 74.1, 73.1],
      [0.985, 0.995],
      [4780, 5394, 5034],
      [0, 0.2],
      [66.7, 66.7],
    ]) {
      const { min, max, step } = levelAxis(values);
      expect(min).toBeLessThanOrEqual(Math.min(...values));
      expect(max).toBeGreaterThanOrEqual(Math.max(...values));
      expect(Math.round((max - min) / step)).toBeLessThanOrEqual(6);
      expect(min).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('the contributions to a change', () => {
  it('stand in the order of what they did, and their sum is the change', () => {
    const found = toContributors(CHANGE, CHANGE.byChildren, 'COUNTY', SPEAKING);
    expect(found?.title).toBe('下降主要来自411627县');
    expect(found?.rows.map(({ name }) => name)).toEqual(['411627县', '411602县']);
    expect(found?.rows.reduce((sum, { contribution }) => sum + number(contribution), 0)).toBeCloseTo(
      number(found?.sum.contribution ?? ''),
      8,
    );
    expect(found?.sum).toMatchObject({ before: '73.1', after: '72.5', denominator: '+56', numerator: '+26', bar: null });
    expect(found?.leftOut).toEqual(['项城市未报送，两季都不计入']);
  });

  it('draw bars from one zero: the fall to its left, the rise to its right, together the whole width', () => {
    const found = toContributors(CHANGE, CHANGE.byChildren, 'COUNTY', SPEAKING);
    const [fall, rise] = found?.rows.map(({ bar }) => bar) ?? [];
    expect(fall?.left).toBe(0);
    expect(fall?.width).toBeCloseTo(found?.zero ?? Number.NaN, 8);
    expect(rise?.left).toBeCloseTo(found?.zero ?? Number.NaN, 8);
    expect(rise && rise.left + rise.width).toBeCloseTo(100, 8);
  });

  it('fold 27 townships into the 9 that weigh most and one row for the other 18, and still add up', () => {
    const parts = Array.from({ length: 27 }, (_, at) => part(`t${at}`, rate(10, 20), rate(11, 20), at === 3 ? -2 : at / 100));
    const whole = parts.reduce((sum, { contribution }) => sum + contribution, 0);
    const found = toContributors({ ...CHANGE, change: whole }, { rateEffect: whole, compositionEffect: 0, parts }, 'TOWNSHIP', SPEAKING);
    expect(found?.rows).toHaveLength(27);
    expect(found?.folded).toHaveLength(10);
    expect(found?.folded?.at(-1)).toMatchObject({ name: '其余 18 个', numerator: '+18', denominator: '0', before: '', bar: null });
    expect(found?.folded?.some(({ name }) => name === 't3县')).toBe(true);
    expect(found?.folded?.reduce((sum, { contribution }) => sum + number(contribution), 0)).toBeCloseTo(whole, 8);
  });
});

describe('the parts of a change', () => {
  it('are the children where there are any, else the first split there is; one that is not there is not shown', () => {
    expect(splitsThere(CHANGE)).toEqual(['children', 'scale']);
    expect(splitShown(CHANGE, 'scale')).toBe('scale');
    expect(splitShown(CHANGE, 'sector')).toBe('children');
    expect(splitShown({ ...CHANGE, byChildren: null }, null)).toBe('scale');
    expect(splitShown({ ...CHANGE, byChildren: null, byScale: null }, null)).toBe('children');
  });

  it('are named by the level below, parks left aside', () => {
    const child = (level: 'COUNTY' | 'TOWNSHIP', kind: 'PARK' | 'ADMINISTRATIVE') => ({
      code: 'x',
      name: 'x',
      nameEn: null,
      shortName: 'x',
      level,
      kind,
      hasLedger: true,
    });
    expect(kindOf('children', { children: [child('TOWNSHIP', 'PARK'), child('COUNTY', 'ADMINISTRATIVE')] })).toBe('COUNTY');
    expect(kindOf('sector', { children: [] })).toBe('sector');
  });

  it('compare with the quarter before: 2025Q1 with 2024Q4', () => {
    expect(quarterBefore('2025Q1')).toBe('2024Q4');
    expect(quarterBefore('2025Q4')).toBe('2025Q3');
    expect(amount(1200, null)).toBe('1\u202f200');
  });
});
