import path from 'node:path';
import { readFileSync } from 'node:fs';
import type { Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { mapOption, type MapRegion } from '../../web/src/charts/mapOption.ts';
import { placeOf } from '../../web/src/charts/mapPlace.ts';
import { MARK, spotsOf, TINY } from '../../web/src/charts/mapMarks.ts';
import { sideLabels } from '../../web/src/charts/mapSides.ts';
import { bordersOf, layerOf, toMap } from '../../web/src/charts/shapes.ts';
import { GRID_COLUMNS, GRID_ROWS, TILE_GRID } from '../../web/src/charts/tileGrid.ts';
import { square, THEME } from './charts.fixtures.ts';

const root = path.join(import.meta.dirname, '../..');
const topology = (name: string): Topology => JSON.parse(readFileSync(path.join(root, 'seed/maps/pack-a', name), 'utf8')) as Topology;
const still = ([x = Number.NaN, y = Number.NaN]: readonly number[]) => [x, y] as const;
const PICTURE = { left: 0, top: 0, width: 400, height: 300 };
const NONE: ReadonlySet<string> = new Set();

const region = (code: string, fill: MapRegion['fill'], text: string, value: number | null = Number(text)): MapRegion => ({
  code,
  name: code,
  text,
  value,
  fill,
  sign: null,
  marked: false,
});

describe('marks of tiny regions', () => {
  it('marks a square of 9 px and leaves one of 10 px and one outside the picture', () => {
    const shapes = [square('9', 50, 50, 9), square('10', 100, 50, 10), square('out', 900, 50, 2)];
    expect(TINY).toBe(10);
    expect(spotsOf(shapes, still, PICTURE).map(({ code }) => code)).toEqual(['9']);
  });

  it('moves two marks whose places are 3 px apart at least 13 px apart, and remembers where they belong', () => {
    const [a, b] = spotsOf([square('a', 50, 50, 2), square('b', 53, 50, 2)], still, PICTURE);
    if (!a || !b) throw new Error('no spots');
    expect(Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1])).toBeGreaterThanOrEqual(MARK);
    expect([a.from, b.from]).toEqual([
      [51, 51],
      [54, 51],
    ]);
  });

  it('names a mark over open ground, clear of its neighbours and of what stands already', () => {
    const land = square('land', 0, 0, 100);
    const tiny = square('tiny', 98, 40, 4);
    const [spot] = spotsOf([tiny], still, PICTURE);
    if (!spot) throw new Error('no spot');
    const [label] = sideLabels({
      wishes: [{ spot, text: '澳门 88.0', outside: false }],
      shapes: [land, tiny],
      project: still,
      size: 12,
      within: PICTURE,
      taken: [],
    });
    expect(label?.at[0]).toBeGreaterThan(100);
    const crowded = sideLabels({
      wishes: [{ spot, text: '澳门 88.0', outside: false }],
      shapes: [land, tiny],
      project: still,
      size: 12,
      within: PICTURE,
      taken: [PICTURE],
    });
    expect(crowded).toEqual([]);
  });

  it('ties a region in the midst of others to a place outside, and lists it in a corner where there is none', () => {
    const shapes = [square('land', 60, 60, 100), square('inner', 100, 100, 12)];
    const wish = { spot: { code: 'inner', at: [106, 106], from: [106, 106] } as const, text: '鹤壁 90.1', outside: true };
    const ask = { wishes: [wish], shapes, project: still, size: 12, within: PICTURE };
    const [tied] = sideLabels({ ...ask, taken: [] });
    expect(tied?.line?.[0]).toEqual([106, 106]);
    const full = { ...ask, taken: [{ left: 0, top: 40, width: 400, height: 260 }] };
    const [head, listed] = sideLabels({ ...full, heading: '图上未标：' });
    expect(head).toMatchObject({ line: null, text: '图上未标：', head: true });
    expect(listed).toMatchObject({ line: null, text: '鹤壁 90.1' });
    expect(listed?.at[1]).toBeLessThan(40);
    expect(sideLabels(full)).toEqual([]);
  });

  it('draws no marks of 13 px in a picture whose letters are 2 px high', () => {
    expect(spotsOf([square('a', 50, 50, 9)], still, PICTURE, 2 / 12)).toEqual([]);
  });

  it('draws 香港 and 澳门 as marks of 13 px on the map of the nation, pointed at by their codes, and keeps all names off the inset', () => {
    const map = toMap('100000', layerOf(topology('nation.topo.json'), 'provinces'), topology('nanhai.topo.json'), NONE);
    if (!map) throw new Error('no map');
    const box = { width: 620, height: 440 };
    const regions = map.shapes.features.map(({ properties: { code } }) => region(code, 2, '50.0'));
    const option = mapOption(map, { regions, classes: 5, insetName: '南海诸岛' }, THEME, box);
    const series = Array.isArray(option.series) ? option.series : [];
    const marks = series.find((one) => one?.type === 'line') as { symbolSize: number; data: { name: string }[] } | undefined;
    expect(marks?.symbolSize).toBe(MARK);
    expect(marks?.data.map(({ name }) => name)).toEqual(expect.arrayContaining(['810000', '820000']));
    const inset = placeOf(map, box).inset?.stand;
    if (!inset) throw new Error('no inset');
    const texts = (option.graphic as { type?: string; x?: number; y?: number; z?: number }[]).filter(
      ({ type, z }) => type === 'text' && z === 6,
    );
    expect(texts.length).toBeGreaterThan(0);
    for (const { x = 0, y = 0 } of texts)
      expect(x > inset.left && x < inset.left + inset.width && y > inset.top && y < inset.top + inset.height).toBe(false);
  });
});

describe('dense maps', () => {
  it('neither labels nor lights up a shape, and draws the borders of the level above over it', async () => {
    const borders = {
      type: 'MultiLineString' as const,
      coordinates: [
        [
          [113, 33],
          [114, 35],
        ],
      ],
    };
    const shapes = [square('410102', 113, 34, 1), square('410203', 114, 34, 0.01)];
    const map = toMap('410000', shapes, null, NONE, { name: 'counties', borders });
    if (!map) throw new Error('no map');
    expect(map.id).toBe('cn-410000-counties');
    const regions = [region('410102', 3, '81.0'), region('410203', 'NO_LEDGER', '', null)];
    const option = mapOption(map, { regions, classes: 6, insetName: '', dense: true }, THEME, { width: 300, height: 300 });
    await expect(`${JSON.stringify(option, null, 2)}\n`).toMatchFileSnapshot(path.join(root, 'tests/golden/map-option-dense.json'));
  });

  it('draws a change in PuOr and the worst region first, as the golden map', async () => {
    const map = toMap('410000', [square('410100', 113, 34, 1), square('410200', 114, 34, 0.05)], null, NONE);
    if (!map) throw new Error('no map');
    const regions = [region('410100', 6, '+5.2', 5.2), region('410200', 'REJECTED', '退回、未审', null)];
    const option = mapOption(map, { regions, classes: 7, palette: 'change', worst: '410100', insetName: '' }, THEME, {
      width: 300,
      height: 300,
    });
    await expect(`${JSON.stringify(option, null, 2)}\n`).toMatchFileSnapshot(path.join(root, 'tests/golden/map-option-change.json'));
  });

  it('finds the borders between provinces in the shipped nation, and none in a layer that is not there', () => {
    expect(bordersOf(topology('nation.topo.json'), 'provinces', 'all')?.coordinates.length).toBeGreaterThan(60);
    expect(bordersOf(topology('nation.topo.json'), 'counties', 'all')).toBeNull();
  });
});

describe('the tile grid', () => {
  it('has one tile for each of the 34 provinces of the shipped map, none on another', () => {
    const codes = layerOf(topology('nation.topo.json'), 'provinces').map(({ properties }) => properties.code);
    expect([...TILE_GRID.keys()].sort()).toEqual(codes.sort());
    const places = [...TILE_GRID.values()];
    expect(new Set(places.map(({ column, row }) => `${column} ${row}`)).size).toBe(34);
    expect(places.every(({ column, row }) => column < GRID_COLUMNS && row < GRID_ROWS)).toBe(true);
  });

  it('puts 黑龙江 in the north-east, 新疆 in the west, 海南 and 澳门 in the last row', () => {
    expect(TILE_GRID.get('230000')).toEqual({ column: 7, row: 0, short: 'HL' });
    expect(TILE_GRID.get('650000')?.column).toBe(0);
    expect([TILE_GRID.get('460000')?.row, TILE_GRID.get('820000')?.row]).toEqual([8, 8]);
  });
});
