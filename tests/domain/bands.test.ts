import { describe, expect, it } from 'vitest';
import { bandOf } from '../../server/domain/bands.ts';
import { formRate } from '../../server/domain/rate.ts';

const bounds = { met: 57, near: 29, classes: [] };

describe('bands', () => {
  it('counts 57 of 100 as the 57 % that it is, though 57 / 100 × 100 in doubles falls short', () => {
    expect((57 / 100) * 100).toBeLessThan(57);
    expect(bandOf(formRate('percent', 57, 100), 'percent', 'HIGHER', bounds, null)).toBe('MET');
    expect(bandOf(formRate('percent', 56, 100), 'percent', 'HIGHER', bounds, null)).toBe('NEAR');
    expect(bandOf(formRate('percent', 29, 100), 'percent', 'HIGHER', bounds, null)).toBe('NEAR');
    expect(bandOf(formRate('percent', 28, 100), 'percent', 'HIGHER', bounds, null)).toBe('MISSED');
  });

  it('turns around where less is better, and a dated target stands before the bounds with 10 points of nearness', () => {
    expect(bandOf(formRate('percent', 57, 100), 'percent', 'LOWER', { met: 57, near: 60, classes: [] }, null)).toBe('MET');
    expect(bandOf(formRate('percent', 58, 100), 'percent', 'LOWER', { met: 57, near: 60, classes: [] }, null)).toBe('NEAR');
    expect(bandOf(formRate('percent', 70, 100), 'percent', 'HIGHER', bounds, 80)).toBe('NEAR');
    expect(bandOf(formRate('percent', 69, 100), 'percent', 'HIGHER', bounds, 80)).toBe('MISSED');
  });

  it('compares a quotient by its value, and gives none for a missing value, a neutral indicator or no bound at all', () => {
    expect(bandOf(formRate('ratio', 1000, 10), 'ratio', 'HIGHER', { met: 100, near: 50, classes: [] }, null)).toBe('MET');
    expect(bandOf(formRate('percent', 1, 0), 'percent', 'HIGHER', bounds, null)).toBeNull();
    expect(bandOf(formRate('percent', 57, 100), 'percent', 'NEUTRAL', bounds, null)).toBeNull();
    expect(bandOf(formRate('percent', 57, 100), 'percent', 'HIGHER', null, null)).toBeNull();
  });
});
