import { describe, expect, test } from 'vitest';
import type { IndicatorDefinition } from '../../web/src/api/indicators.ts';
import { findIndicators, groupIndicators, toBands } from '../../web/src/features/indicators/toDictionary.ts';

const union: IndicatorDefinition = {
  id: 'UNION_COVERAGE',
  key: 'union_coverage',
  label: { zh: '建会率', en: 'Union coverage' },
  group: 'COVERAGE',
  groupLabel: { zh: '覆盖', en: 'Coverage' },
  shape: 'PERCENT',
  flow: false,
  subject: 'UNION',
  basis: 'OPERATING',
  numerator: ['union_sole', 'union_joint'],
  denominator: ['units'],
  numeratorLabel: { zh: '有工会覆盖的单位', en: 'units covered by a union' },
  denominatorLabel: { zh: '口径内单位', en: 'units of the basis' },
  unit: { zh: '%', en: '%' },
  direction: 'HIGHER',
  decimals: 1,
  met: 80,
  near: 60,
  classes: [60, 70, 75, 80, 90],
  definition: { zh: '工会覆盖的单位数', en: 'Units covered' },
  citation: '工会法',
};
const load: IndicatorDefinition = {
  ...union,
  id: 'INSTRUCTOR_LOAD',
  key: 'instructor_load',
  label: { zh: '每名指导员联系单位数', en: 'Units per instructor' },
  group: 'ACTIVITY',
  groupLabel: { zh: '活动', en: 'Activities' },
  shape: 'RATIO',
  direction: 'LOWER',
  met: 5,
  near: 10,
  definition: { zh: '单位数除以指导员数', en: 'Units over instructors' },
  numeratorLabel: { zh: '单位', en: 'units' },
  denominatorLabel: { zh: '党建指导员', en: 'instructors' },
  numerator: ['instructor_units'],
  denominator: ['instructors'],
  citation: '',
};
const bands = [
  { id: 'MET', label: { zh: '达标', en: 'Met' }, shape: '●' },
  { id: 'NEAR', label: { zh: '接近', en: 'Near' }, shape: '■' },
  { id: 'MISSED', label: { zh: '未达标', en: 'Missed' }, shape: '▼' },
] as const;

describe('the dictionary', () => {
  test('every word must occur somewhere, in either language and any case: «工会 COVERAGE» finds 1 of 2', () => {
    expect(findIndicators([union, load], '工会 COVERAGE').map(({ key }) => key)).toEqual(['union_coverage']);
    expect(findIndicators([union, load], '  ')).toHaveLength(2);
    expect(findIndicators([union, load], '工会 instructor')).toEqual([]);
  });

  test('groups keep the order of the registry and count only what was found', () => {
    expect(groupIndicators([union, load], 'en').map(({ id, label, indicators }) => [id, label, indicators.length])).toEqual([
      ['group-coverage', 'Coverage', 1],
      ['group-activity', 'Activities', 1],
    ]);
  });

  test('bands of a rate where more is better: ≥ 80 %, ≥ 60 %, < 60 %', () => {
    expect(toBands(union, [...bands], 'zh').map(({ shape, word, bound }) => `${shape} ${word} ${bound}`)).toEqual([
      '● 达标 ≥ 80 %',
      '■ 接近 ≥ 60 %',
      '▼ 未达标 < 60 %',
    ]);
  });

  test('bands of a ratio where less is better: ≤ 5, ≤ 10, > 10, without a percent sign', () => {
    expect(toBands(load, [...bands], 'en').map(({ bound }) => bound)).toEqual(['≤ 5', '≤ 10', '> 10']);
  });

  test('an indicator without bounds, or without a better side, has no bands', () => {
    expect(toBands({ ...union, met: null, near: null }, [...bands], 'zh')).toEqual([]);
    expect(toBands({ ...union, direction: 'NEUTRAL' }, [...bands], 'zh')).toEqual([]);
  });
});
