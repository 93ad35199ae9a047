import { describe, expect, it } from 'vitest';
import { askIndicator, INDICATOR_IDS } from '../../server/domain/indicators.ts';
import { MEASURES, measureOf } from '../../server/domain/measures.ts';
import { BASES, type Basis } from '../../server/domain/bases.ts';
import { footing, standsOn, tellsOfFew, withheldAmong } from '../../server/domain/smallCells.ts';

const cell = (key: string, size: number) => ({ key, size, few: size > 0 && size < 3 });

describe('the rows that a sum stands on', () => {
  it('are counted by a measure of its own for every measure that is not of regions', () => {
    for (const { id, source } of MEASURES) {
      const rows = standsOn(id);
      if (rows === null) expect(source).toBe('receipt');
      else expect(measureOf(rows)?.value === undefined || rows.endsWith('_dissolved')).toBe(true);
    }
  });

  it.each(INDICATOR_IDS)('withhold %s on every basis where 1 or 2 of them are counted, and not where 3 are', (id) => {
    for (const basis of Object.keys(BASES) as Basis[]) {
      const asked = askIndicator(id, basis);
      const parts = footing(asked);
      if (id.startsWith('submission_')) expect(parts).toEqual([]);
      else {
        expect(parts.length).toBeGreaterThan(0);
        for (const few of [1, 2])
          for (const ids of parts)
            expect(tellsOfFew(asked, (measure) => (measure === ids[0] ? few : ids.includes(measure) ? 0 : 50))).toBe(true);
        expect(tellsOfFew(asked, () => 3)).toBe(false);
        expect(tellsOfFew(asked, (measure) => (measure === 'ledger_units' ? 2 : 50))).toBe(true);
      }
    }
  });
});

describe('children of one parent', () => {
  it('are all told of where none counts fewer than 3', () => {
    expect([...withheldAmong([cell('a', 3), cell('b', 0), cell('c', 9)])]).toEqual([]);
  });
  it('are withheld with the next smallest, not with an empty one, where one counts 1', () => {
    expect([...withheldAmong([cell('a', 1), cell('b', 0), cell('c', 9), cell('d', 4)])]).toEqual(['a', 'd']);
  });
  it('take a third where two of 1 make 2, which would tell of both', () => {
    expect([...withheldAmong([cell('a', 1), cell('b', 1), cell('c', 9), cell('d', 4)])]).toEqual(['a', 'b', 'd']);
  });
  it('of equal ones take the first code, and are two alone where they make 3', () => {
    expect([...withheldAmong([cell('c', 5), cell('b', 5), cell('a', 2)])]).toEqual(['a', 'b']);
    expect([...withheldAmong([cell('a', 1), cell('b', 2), cell('c', 5)])]).toEqual(['a', 'b']);
  });
});
