import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Basis, Indicator } from '../../web/src/api/gql/enums.ts';
import { pageAt, PAGES, pathOf } from '../../web/src/state/pages.ts';
import { periodShown } from '../../web/src/state/periodShown.ts';
import {
  carriedOver,
  DEFAULTS,
  FINDING_SETS,
  LANGS,
  parseSelection,
  printSelection,
  SORTS,
  THEMES,
  VIEWS,
  type Selection,
} from '../../web/src/state/selection.ts';

const selections: fc.Arbitrary<Selection> = fc.record({
  region: fc.constantFrom('100000', '410000', '410305', '410305001', 'P41030001'),
  period: fc.constantFrom(null, '2023Q4', '2025Q4'),
  indicator: fc.constantFrom(...Indicator),
  basis: fc.constantFrom(...Basis),
  view: fc.constantFrom(null, ...VIEWS),
  sort: fc.constantFrom(...SORTS),
  findings: fc.constantFrom(...FINDING_SETS),
  finding: fc.constantFrom(null, 'gz-parks', 'sy-shares'),
  search: fc.string({ unit: 'binary', maxLength: 40 }),
  theme: fc.constantFrom(...THEMES),
  lang: fc.constantFrom(...LANGS),
});

describe('the view is in the address', () => {
  test('an empty address is the nation, organisation coverage, operating units, light, Chinese, without a problem', () => {
    expect(parseSelection('')).toEqual({ selection: DEFAULTS, problems: [] });
    expect(printSelection(DEFAULTS)).toBe('');
  });

  test('what is printed is read back as it was, for any of 11 fields', () => {
    fc.assert(
      fc.property(selections, (selection) => {
        expect(parseSelection(printSelection(selection))).toEqual({ selection, problems: [] });
      }),
    );
  });

  test('only what differs from the default is printed: region and English make «?region=410300&lang=en»', () => {
    expect(printSelection({ ...DEFAULTS, region: '410300', lang: 'en' })).toBe('?region=410300&lang=en');
  });

  test('a bad value falls back and is named, 3 bad of 4', () => {
    const { selection, problems } = parseSelection('?region=henan&period=2025Q5&basis=THREE_HAVE&theme=pink');
    expect(selection).toEqual({ ...DEFAULTS, basis: 'THREE_HAVE' });
    expect(problems).toEqual([
      { name: 'region', value: 'henan' },
      { name: 'period', value: '2025Q5' },
      { name: 'theme', value: 'pink' },
    ]);
  });

  test('an unknown parameter is named, even one called like a method of every object', () => {
    expect(parseSelection('?toString=1&colour=red').problems).toEqual([
      { name: 'toString', value: '1' },
      { name: 'colour', value: 'red' },
    ]);
  });

  test('any text at all is read without throwing, and gives a selection that prints', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { selection } = parseSelection(text);
        expect(parseSelection(printSelection(selection)).problems).toEqual([]);
      }),
    );
  });

  test('another page keeps place, time, basis and look, and drops filter, search and order', () => {
    const here: Selection = {
      ...DEFAULTS,
      region: '410000',
      basis: 'ELIGIBLE',
      theme: 'dark',
      search: '工会',
      findings: 'SERIOUS',
      finding: 'gz-parks',
      sort: 'high',
    };
    expect(carriedOver(here)).toEqual({ ...DEFAULTS, region: '410000', basis: 'ELIGIBLE', theme: 'dark' });
  });

  test('each of 3 pages has one path, and any other path has no page', () => {
    expect(PAGES.map((page) => pageAt(pathOf(page)))).toEqual(PAGES);
    expect(PAGES.map(pathOf)).toEqual(['/', '/quality', '/indicators']);
    expect(pageAt('/trends')).toBeNull();
  });

  test('a period that the server does not have gives its latest and names the wish', () => {
    const held = { periods: ['2025Q3', '2025Q4'], latestPeriod: '2025Q4' };
    expect(periodShown('2025Q3', held)).toEqual({ period: '2025Q3', problem: null });
    expect(periodShown(null, held)).toEqual({ period: '2025Q4', problem: null });
    expect(periodShown('2031Q1', held)).toEqual({ period: '2025Q4', problem: { name: 'period', value: '2031Q1' } });
    expect(periodShown('2031Q1', { periods: [], latestPeriod: null })).toEqual({
      period: null,
      problem: { name: 'period', value: '2031Q1' },
    });
  });
});
