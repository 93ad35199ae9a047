import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDivisions } from '../../seed/divisions.ts';
import { SEED } from '../../seed/folder.ts';
import { buildCountyShapes } from '../../seed/maps/counties.ts';
import { drawNanhai } from '../../seed/maps/nanhai.ts';

interface Manifest {
  readonly approvalNo: string | null;
  readonly disclaimer: string;
  readonly attribution: string;
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
}
interface Named {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
}

const packA = path.join(SEED, 'maps', 'pack-a');
const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const shapesOf = (topology: Topology, layer: string): Named[] =>
  (topology.objects[layer] as GeometryCollection<Named>).geometries.map((shape) => shape.properties as Named);
type Ring = readonly (readonly number[])[];
const partsOf = (topology: Topology, layer: string): Ring[] => {
  const { features } = feature(topology, topology.objects[layer] as GeometryCollection<Named>);
  return features.flatMap(({ geometry }) => (geometry.type === 'MultiPolygon' ? geometry.coordinates.map((part) => part[0] as Ring) : []));
};
/** West, south, east, north. */
const boxOf = (ring: Ring): [number, number, number, number] => {
  const lons = ring.map((point) => point[0] as number);
  const lats = ring.map((point) => point[1] as number);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
};
const names = new Map(loadDivisions().map((region) => [region.code, region]));
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-maps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('map pack A', () => {
  const manifest = read<Manifest>(path.join(packA, 'manifest.json'));

  it('holds 36 files whose bytes and SHA-256 are those of its manifest', () => {
    expect(Object.keys(manifest.files)).toHaveLength(36);
    for (const [file, { sha256, bytes }] of Object.entries(manifest.files)) {
      const content = readFileSync(path.join(packA, file));
      expect({ file, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }).toEqual({ file, bytes, sha256 });
    }
  });

  it('names no approval number, and says so and whence it comes', () => {
    expect(manifest).toMatchObject({ approvalNo: null, disclaimer: '示意图，不作为划界依据' });
    expect(manifest.attribution).toContain('Apache ECharts 4.9.0');
  });

  it('draws 34 provinces, and 18 divisions directly under 河南, each with a code of the table', () => {
    const nation = shapesOf(read<Topology>(path.join(packA, 'nation.topo.json')), 'provinces');
    const henan = shapesOf(read<Topology>(path.join(packA, 'province', '410000.topo.json')), 'prefectures');
    expect(nation).toHaveLength(34);
    expect(henan).toHaveLength(18);
    expect([...nation, ...henan].filter(({ code }) => !names.has(code))).toEqual([]);
    for (const { code, name } of henan) expect(names.get(code)?.name).toBe(name);
  });

  it('holds the inset that is drawn from 海南: islands and ten dashes, none of them touching an island', () => {
    const inset = drawNanhai(read<Topology>(path.join(packA, 'province', '460000.topo.json')));
    expect(inset).toEqual(read<Topology>(path.join(packA, 'nanhai.topo.json')));
    const dashes = partsOf(inset, 'dashes').map(boxOf);
    const islands = partsOf(inset, 'islands').map(boxOf);
    expect(dashes).toHaveLength(10);
    expect(islands).toHaveLength(219);
    expect(
      dashes.filter((dash) =>
        islands.some((island) => dash[0] < island[2] && island[0] < dash[2] && dash[1] < island[3] && island[1] < dash[3]),
      ),
    ).toEqual([]);
  });
});

describe('county shapes', () => {
  it('builds the 157 counties of 河南 in under 250 kB, joined by code, with the code of 孟津区 moved from 410306 to 410308', async () => {
    expect(await buildCountyShapes('410000', folder)).toBe(true);
    const file = path.join(folder, '410000.topo.json');
    const counties = shapesOf(read<Topology>(file), 'counties');
    expect(counties).toHaveLength(157);
    expect(statSync(file).size).toBeLessThan(250_000);
    for (const { code, name, parent } of counties)
      expect({ name, parent }).toEqual({ name: names.get(code)?.name, parent: names.get(code)?.parent });
    expect(counties.find(({ code }) => code === '410308')).toMatchObject({ name: '孟津区', parent: '410300' });
  });

  it('enters a second province beside the first in the manifest, with the origin of the shapes', async () => {
    await buildCountyShapes('460000', folder);
    const manifest = read<Manifest>(path.join(folder, 'manifest.json'));
    expect(Object.keys(manifest.files)).toEqual(['410000.topo.json', '460000.topo.json']);
    expect(manifest.attribution).toContain('DataV.GeoAtlas');
    const hainan = shapesOf(read<Topology>(path.join(folder, '460000.topo.json')), 'counties');
    expect(hainan.filter(({ code }) => code === '460302' || code === '460303').map(({ name }) => name)).toEqual(['西沙区', '南沙区']);
  });

  it('gives every county of 浙江 an area, the smallest islands included', async () => {
    await buildCountyShapes('330000', folder);
    const topology = read<Topology>(path.join(folder, '330000.topo.json'));
    const { features } = feature(topology, topology.objects['counties'] as GeometryCollection<Named>);
    expect(features).toHaveLength(90);
    const corners = (shape: (typeof features)[number]): number =>
      new Set(JSON.stringify(shape.geometry).match(/\[-?[\d.]+,-?[\d.]+\]/g)).size;
    expect(features.filter((shape) => corners(shape) < 4)).toEqual([]);
  });

  it('builds nothing for 台湾省 710000, whose counties the package does not hold', async () => {
    expect(await buildCountyShapes('710000', folder)).toBe(false);
  });
});
