import { describe, expect, it } from 'vitest';
import { holds, intersect, liesIn, narrow, readExtent, writeExtent } from '../../server/domain/extents.ts';
import type { Extent } from '../../server/domain/sight.ts';

describe('an extent of regions', () => {
  it.each([
    ['100000', '410302', true],
    ['410000', '410302', true],
    ['410300', '410302001', true],
    ['410302', '410302', true],
    ['410302', '410300', false],
    ['410300', '410400', false],
    ['410310', '410311', false],
    ['410000', '420000', false],
    ['410302001', '410302002', false],
    ['410100', 'P41010001', false],
    ['100000', 'P41010001', true],
  ])('%s holds %s: %s', (root, code, inside) => {
    expect(liesIn(root, code)).toBe(inside);
  });

  it('is narrowed to its roots, and the nation is all of it', () => {
    expect(narrow(['410302', '410300', '410400', '410300'])).toEqual(['410300', '410400']);
    expect(narrow(['410302', '100000'])).toBe('ALL');
    expect(narrow([])).toEqual([]);
  });

  it.each<[Extent, Extent, Extent]>([
    ['ALL', ['410300'], ['410300']],
    [['410300'], 'ALL', ['410300']],
    [['410000'], ['410302', '420100'], ['410302']],
    [['410302', '410400'], ['410000'], ['410302', '410400']],
    [['410300'], ['410400'], []],
    [[], 'ALL', []],
  ])('%j and %j have %j in common, which either holds', (left, right, both) => {
    expect(intersect(left, right)).toEqual(both);
    expect([holds(left, both), holds(right, both)]).toEqual([true, true]);
  });

  it('is kept as text and read again', () => {
    for (const extent of ['ALL', [], ['410300', '420100']] as Extent[]) expect(readExtent(writeExtent(extent))).toEqual(extent);
  });
});
