import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { percentAxis, spread } from '../../web/src/charts/axis.ts';
import { classOf, countByClass, policyClasses, relativeClasses } from '../../web/src/charts/classes.ts';
import { aspectOf, extentOf, fit, projection } from '../../web/src/charts/geometry.ts';
import { FRAMES } from '../../web/src/charts/frames.ts';
import { placeLabels, stretchAt, widthOf } from '../../web/src/charts/labels.ts';
import { mapOption, type MapRegion } from '../../web/src/charts/mapOption.ts';
import { neighbour } from '../../web/src/charts/neighbours.ts';
import { seriesOption } from '../../web/src/charts/seriesOption.ts';
import { layerOf, toMap } from '../../web/src/charts/shapes.ts';
import { rampOf, readableOn } from '../../web/src/charts/theme.ts';
import { trendOption } from '../../web/src/charts/trendOption.ts';
import { square, THEME } from './charts.fixtures.ts';

const root = path.join(import.meta.dirname, '../..');
const golden = (name: string): string => path.join(root, 'tests/golden', `${name}.json`);
const topology = (name: string): Topology => JSON.parse(readFileSync(path.join(root, 'seed/maps/pack-a', name), 'utf8')) as Topology;
const printed = (option: unknown): string => `${JSON.stringify(option, null, 2)}\n`;

const region = (code: string, fill: MapRegion['fill'], text: string | null, more: Partial<MapRegion> = {}): MapRegion => ({
  code,
  name: code,
  text,
  value: text === null || Number.isNaN(Number(text)) ? null : Number(text),
  fill,
  sign: null,
  marked: false,
  ...more,
});

describe('classes of a map', () => {
  it('puts 69.9 below and 70 above the edge 70', () => {
    expect([classOf(69.9, [70, 80]), classOf(70, [70, 80]), classOf(80, [70, 80])]).toEqual([0, 1, 2]);
  });

  it('keeps policy edges as they are and says that they are not relative', () => {
    expect(policyClasses([70, 75])).toEqual({ edges: [70, 75], relative: false });
  });

  it('cuts 10 values into 5 classes of two with edges rounded to whole numbers', () => {
    const values = [11.3, 15, 16, 19, 20.5, 21.4, 25.1, 26, 31.9, 42.1];
    const { edges, relative } = relativeClasses(values, 5);
    expect(relative).toBe(true);
    expect(edges.every((edge) => Number.isInteger(edge))).toBe(true);
    expect(countByClass(values, edges)).toEqual([2, 2, 2, 2, 2]);
  });

  it('gives one class for one value and for 3 equal values', () => {
    expect(relativeClasses([50], 5).edges).toEqual([]);
    expect(relativeClasses([50, 50, 50], 5).edges).toEqual([]);
  });

  it('parts 50 from four times 0, and has an edge above the lowest value and none above the highest', () => {
    const { edges } = relativeClasses([0, 0, 0, 0, 0, 50], 5);
    expect(countByClass([0, 0, 0, 0, 0, 50], edges)).toEqual([5, 1]);
    expect(relativeClasses([50, 50.02], 5).edges).toEqual([]);
    const [top = Number.NaN] = relativeClasses([11, 12, 22, 33, 38], 3).edges.slice(-1);
    expect(top).toBeLessThanOrEqual(38);
  });

  it('counts every value in exactly one class', () => {
    const values = [1, 2, 70, 75, 99];
    expect(countByClass(values, [70, 75]).reduce((sum, count) => sum + count)).toBe(values.length);
  });
});

describe('colours', () => {
  it('uses both ends of the six-step ramp for 5 classes and for 2', () => {
    expect(rampOf(THEME, 5)).toEqual(['#e3edf6', '#c2d8ea', '#6699c4', '#3a74a8', '#1c4f80']);
    expect(rampOf(THEME, 2)).toEqual(['#e3edf6', '#1c4f80']);
  });

  it('writes ink on the palest step and white on the darkest', () => {
    expect(readableOn('#e3edf6', '#1b2127', '#ffffff')).toBe('#1b2127');
    expect(readableOn('#1c4f80', '#1b2127', '#ffffff')).toBe('#ffffff');
  });
});

describe('axes', () => {
  it('runs from 75 to 100 in steps of 5 for values from 79.7 to 95', () => {
    expect(percentAxis([79.7, 95])).toEqual({ min: 75, max: 100, step: 5 });
  });

  it('never leaves 0 to 100', () => {
    expect(percentAxis([0.2, 99.9])).toEqual({ min: 0, max: 100, step: 20 });
    expect(percentAxis([])).toEqual({ min: 0, max: 100, step: 20 });
  });

  it('moves two labels 4 px apart to 36 px apart, and leaves two that are 60 px apart', () => {
    const [a = 0, b = 0] = spread([100, 104], 36, 0, 200);
    expect(b - a).toBe(36);
    expect(spread([40, 100], 36, 0, 200)).toEqual([40, 100]);
  });

  it('moves a label up when the one below it stands at the lower end, 200', () => {
    expect(spread([190, 195], 36, 0, 200)).toEqual([164, 200]);
  });
});

describe('geometry', () => {
  const west = square('1', 110, 30, 2);
  const east = square('2', 112, 30, 2);

  it('fits 4° × 2° at 31° north into 400 × 400 without stretching', () => {
    const extent = extentOf([west, east]);
    expect(extent).toEqual({ west: 110, south: 30, east: 114, north: 32 });
    if (!extent) return;
    const rect = fit(extent, aspectOf(extent), { width: 400, height: 400 }, 0);
    expect(rect.width / rect.height).toBeCloseTo(2 * aspectOf(extent), 6);
    expect(projection(extent, rect)([110, 32])).toEqual([rect.left, rect.top]);
  });

  it('has no extent without shapes', () => {
    expect(extentOf([])).toBeNull();
  });

  it('finds that a square of 20 px reaches from 0 to 20 at half its height, and nothing outside it', () => {
    const ring = [
      [0, 0],
      [20, 0],
      [20, 20],
      [0, 20],
    ] as const;
    expect(stretchAt([ring], [10, 10])).toEqual([0, 20]);
    expect(stretchAt([ring], [30, 10])).toBeNull();
  });

  it('measures 4 hanzi at 12 px as 48 px', () => {
    expect(widthOf('驻马店市', 12)).toBe(48);
  });

  it('prints name and value where 100 px are free, the name where 30 px are, and nothing where 8 px are', () => {
    const shapes = [square('a', 0, 0, 100), square('b', 200, 0, 30), square('c', 300, 0, 8)];
    const wishes = shapes.map(({ properties }) => ({ code: properties.code, name: '洛阳', text: '86.9 ▼ 未达标', must: false }));
    const placed = placeLabels(shapes, wishes, ([x = Number.NaN, y = Number.NaN]) => [x, y], 12);
    expect([...placed].map(([code, { lines }]) => [code, lines.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});

describe('arrow keys', () => {
  const places = [
    { code: 'middle', lon: 0, lat: 0 },
    { code: 'north', lon: 0.2, lat: 2 },
    { code: 'east', lon: 2, lat: 0.5 },
    { code: 'far east', lon: 4, lat: 0 },
  ];

  it('goes to the nearest region straight ahead', () => {
    expect(neighbour(places, 'middle', 'ArrowRight')).toBe('east');
    expect(neighbour(places, 'middle', 'ArrowUp')).toBe('north');
  });

  it('stays at the edge of the map, and begins at the first of 4 regions', () => {
    expect(neighbour(places, 'middle', 'ArrowDown')).toBe('middle');
    expect(neighbour(places, null, 'ArrowDown')).toBe('middle');
  });
});

describe('shapes of map pack A', () => {
  it('draws 34 provinces, the marked one last, with the dashes in an inset', () => {
    const map = toMap('100000', layerOf(topology('nation.topo.json'), 'provinces'), topology('nanhai.topo.json'), new Set(['410000']));
    expect(map?.shapes.features).toHaveLength(34);
    expect(map?.shapes.features.at(-1)?.properties.code).toBe('410000');
    expect(map?.inset?.features.map(({ properties }) => properties.code)).toContain('nanhai');
  });

  it('has an inset for 全国 and 海南 only, and stands that of 全国 east of 124.9°, over open sea', () => {
    expect(Object.keys(FRAMES)).toEqual(['100000', '460000']);
    expect(FRAMES['100000']?.inset.stands.west).toBeGreaterThan(124.9);
  });

  it('gives no map for a layer the pack does not have', () => {
    expect(toMap('410300', layerOf(topology('nation.topo.json'), 'counties'), null, new Set())).toBeNull();
  });
});

describe('options', () => {
  const map = toMap('410000', [square('410100', 113, 34, 1), square('410200', 114, 34, 1), square('410300', 113, 33, 1)], null, new Set());

  it('draws a value, an absence and a region below the bound as the golden map', async () => {
    if (!map) throw new Error('no map');
    const regions = [
      region('410300', 0, '57.6', { name: '洛阳', sign: '▼' }),
      region('410100', 5, '92.4', { name: '郑州' }),
      region('410200', 'NOT_RECEIVED', '未报送', { name: '开封' }),
    ];
    await expect(
      printed(mapOption(map, { regions, classes: 6, insetName: '南海诸岛' }, THEME, { width: 480, height: 400 })),
    ).toMatchFileSnapshot(golden('map-option'));
  });

  it('has one datum for each of the 3 shapes, also for the one without a value', () => {
    if (!map) throw new Error('no map');
    const { series } = mapOption(map, { regions: [region('410100', 5, '92.4')], classes: 6, insetName: '' }, THEME, {
      width: 480,
      height: 400,
    });
    const [first] = Array.isArray(series) ? series : [];
    expect(first && 'data' in first ? first.data : []).toHaveLength(3);
  });

  it('frames the nation with an inset that lies inside the picture, as the golden map', async () => {
    const nation = toMap(
      '100000',
      [square('410000', 111, 32, 5), square('460000', 108.7, 18.2, 2)],
      topology('nanhai.topo.json'),
      new Set(),
    );
    if (!nation) throw new Error('no map');
    const option = mapOption(
      nation,
      {
        regions: [region('410000', 1, '19.4', { marked: true }), region('460000', 'NOT_APPLICABLE', '资料暂缺')],
        classes: 5,
        insetName: '南海诸岛',
      },
      THEME,
      { width: 620, height: 440 },
    );
    await expect(printed(option)).toMatchFileSnapshot(golden('map-option-inset'));
  });

  it('keeps a gap as a gap and a target as a step, as the golden trend', async () => {
    const option = trendOption(
      {
        ticks: ['2025Q2', 'Q3', '2025Q4'],
        longTicks: ['2025Q2', '2025Q3', '2025Q4'],
        lines: [
          {
            name: '组织覆盖率',
            voice: 'lead',
            values: [79.7, null, 84.9],
            texts: ['79.7', null, null],
            end: '84.9 %',
            below: [true, false, false],
          },
          {
            name: '工作覆盖率',
            voice: 'second',
            values: [91.8, 93.3, 94.6],
            texts: ['91.8', null, null],
            end: '94.6 %',
            below: [false, false, false],
          },
        ],
        targets: [{ voice: 'lead', values: [80, 85, 85], texts: ['目标 80', '目标 85', null], below: [false, false, false] }],
        axis: { min: 75, max: 100, step: 5 },
        current: 1,
      },
      THEME,
      { width: 800, height: 200 },
    );
    await expect(printed(option)).toMatchFileSnapshot(golden('trend-option'));
  });

  it('never joins figures across a break, as the golden series', async () => {
    const option = seriesOption(
      {
        runs: [
          [
            { at: 2011.99, value: 983000, printed: '98.3万个', below: true },
            { at: 2012.99, value: 1475000, printed: '147.5万个', below: false },
          ],
          [{ at: 2017.99, value: 1877000, printed: '187.7万个', below: false }],
        ],
        breaks: [{ at: 2015.5, sign: '①' }],
        from: 2011,
        to: 2018,
        years: [2011, 2012, 2017],
        max: 2214860,
      },
      THEME,
      { width: 300, height: 130 },
    );
    await expect(printed(option)).toMatchFileSnapshot(golden('series-option'));
  });
});
