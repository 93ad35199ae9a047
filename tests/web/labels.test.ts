import { describe, expect, it } from 'vitest';
import { broken, endLabels } from '../../web/src/charts/endLabels.ts';
import { placeLabels } from '../../web/src/charts/labels.ts';
import { square } from './charts.fixtures.ts';

describe('labels that have little room', () => {
  const still = ([x = Number.NaN, y = Number.NaN]: readonly number[]) => [x, y] as const;

  it('sets four letters and a value at 12 px in a square of 36 px, and at 10 px in one of 31 px', () => {
    const placed = placeLabels([square('a', 0, 0, 36)], [{ code: 'a', name: '驻马店市', text: '86.9', must: false }], still, 12);
    expect(placed.get('a')).toEqual({ lines: ['驻马店市', '86.9'], size: 12 });
    const tight = placeLabels([square('a', 0, 0, 31)], [{ code: 'a', name: '驻马店市', text: '86.9', must: false }], still, 12);
    expect(tight.get('a')).toEqual({ lines: ['驻马店市', '86.9'], size: 10 });
  });

  it('labels a region of 8 px when it has the lowest value', () => {
    const placed = placeLabels([square('a', 0, 0, 8)], [{ code: 'a', name: '济源', text: '57.6', must: true }], still, 12);
    expect(placed.get('a')).toEqual({ lines: ['济源', '57.6'], size: 10 });
  });

  it('breaks «organisation coverage» in two lines of 100 px and «党员占从业人员比» in two of 60 px', () => {
    expect(broken('organisation coverage', 100, 12)).toEqual(['organisation', 'coverage']);
    expect(broken('党员占从业人员比', 60, 12)).toEqual(['党员占从', '业人员比']);
  });

  it('leaves 9 and 5 px around the longest of two names of 5 and 8 letters', () => {
    const ends = [
      { name: '组织覆盖率', end: '84.9 %' },
      { name: '党员占从业人员比', end: '3.1 %' },
    ];
    expect(endLabels(ends, 13, 800).margin).toBe(Math.ceil(8 * 13 * 1.08 + 14));
    expect(endLabels(ends, 13, 800).lines[1]).toEqual(['党员占从业人员比', '3.1 %']);
  });
});
