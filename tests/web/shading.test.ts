import { describe, expect, it } from 'vitest';
import { breaksOf, classIn, countByClass, naturalClasses } from '../../web/src/charts/classes.ts';
import { shadingOf, shortfallEdges, type ShadingAsk } from '../../web/src/charts/shading.ts';
import { rampOf } from '../../web/src/charts/theme.ts';
import { shortfall } from '../../web/src/theme/format.ts';
import { THEME } from './charts.fixtures.ts';

const ask = (more: Partial<ShadingAsk>): ShadingAsk => ({
  shown: 'rate',
  classing: 'policy',
  policy: [70, 75, 80, 85, 90],
  values: [],
  most: 7,
  points: true,
  ...more,
});

describe('natural breaks', () => {
  it('parts 1 2 3, 11 12 13 and 30 31 between the three heaps', () => {
    expect(breaksOf([1, 2, 3, 11, 12, 13, 30, 31], 3)).toEqual([3, 6]);
    expect(naturalClasses([31, 1, 12, 2, 30, 3, 11, 13], 3)).toEqual({ edges: [10, 20], relative: true });
  });

  it('leaves the least sum of squares that any way to cut 9 values into 4 classes leaves', () => {
    const values = [1, 4, 4.5, 7, 12, 13, 21, 22, 40];
    const squares = (part: readonly number[]): number => {
      const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
      return part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    };
    const cost = (breaks: readonly number[]): number =>
      [0, ...breaks].reduce((sum, from, index) => sum + squares(values.slice(from, [...breaks, values.length][index])), 0);
    let least = Infinity;
    for (let a = 1; a < 7; a += 1)
      for (let b = a + 1; b < 8; b += 1) for (let c = b + 1; c < 9; c += 1) least = Math.min(least, cost([a, b, c]));
    expect(cost(breaksOf(values, 4))).toBeCloseTo(least, 9);
  });

  it('never parts equal values: 2 classes for 5 5 5 9, none for 4 times 5', () => {
    expect(breaksOf([5, 5, 5, 9], 3)).toEqual([3]);
    expect(naturalClasses([5, 5, 5, 5], 7).edges).toEqual([]);
    expect(naturalClasses([], 7).edges).toEqual([]);
  });
});

describe('what the colours of a map mean', () => {
  it('keeps the bounds of policy for a rate whatever the values are', () => {
    expect(shadingOf(ask({ values: [99.1, 99.2] })).classes).toEqual({ edges: [70, 75, 80, 85, 90], relative: false });
  });

  it('mirrors the bounds for the shortfall, with 2 and 5 near 100, in seven classes', () => {
    expect(shortfallEdges([70, 75, 80, 85, 90])).toEqual([2, 5, 10, 15, 20, 30]);
    expect(shortfallEdges([60, 80])).toEqual([2, 5, 20, 40]);
  });

  it('counts a rate of exactly 90 as a shortfall of at most 10, as it counts as 90 and over', () => {
    const { classes } = shadingOf(ask({ shown: 'shortfall' }));
    expect([classIn(10, classes), classIn(10.1, classes)]).toEqual([2, 3]);
    expect(classIn(90, shadingOf(ask({})).classes)).toBe(5);
  });

  it('prints 70.25 and its shortfall so that they add up to 100.0', () => {
    expect(Number(shortfall(70.25)) + Number((70.25).toFixed(1))).toBeCloseTo(100, 9);
    expect(shortfall(99.96)).toBe('0.1');
    expect(shortfall(100)).toBe('0.0');
  });

  it('is symmetric at 0 for changes, the same edges for all maps of points', () => {
    const { classes, palette } = shadingOf(ask({ shown: 'change', values: [9, 1] }));
    expect(palette).toBe('change');
    expect(classes).toEqual({ edges: [-5, -2, -0.5, 0.5, 2, 5], relative: false, closes: 'out' });
    expect([-5, -0.5, 0, 0.5, 5].map((value) => classIn(value, classes))).toEqual([0, 2, 3, 4, 6]);
    expect(countByClass([-5, -0.5, 0, 0.5, 5], classes.edges, 'out')).toEqual([1, 0, 1, 1, 1, 0, 1]);
  });

  it('spans the greatest change where changes are counts, and says that it is relative', () => {
    const { classes } = shadingOf(ask({ shown: 'change', points: false, values: [-30, 12] }));
    expect(classes.relative).toBe(true);
    expect(classes.edges).toEqual([-20, -8, -2, 2, 8, 20]);
  });

  it('labels quantiles and natural breaks as relative, with at most 7 classes at a desk', () => {
    const values = Array.from({ length: 40 }, (_, index) => 50 + index * 1.1);
    for (const classing of ['quantile', 'natural'] as const) {
      const { classes } = shadingOf(ask({ classing, values }));
      expect(classes.relative).toBe(true);
      expect(classes.edges).toHaveLength(6);
    }
  });

  it('gives 7 classes 7 colours, the ends of the ramp among them', () => {
    const colours = rampOf(THEME, 7);
    expect(new Set(colours).size).toBe(7);
    expect([colours[0], colours[6]]).toEqual(['#e3edf6', '#1c4f80']);
  });
});
