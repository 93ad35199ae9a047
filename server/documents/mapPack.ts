/** The shapes of a region's children, from the map packs that lie on this machine. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Topology } from 'topojson-specification';
import type { RegionRow } from '../reports/types.ts';
import { layerOf, toMap, type MapShapes } from '../../web/src/charts/shapes.ts';

export interface Manifest {
  readonly approvalNo: string | null;
  readonly disclaimer: string;
}

export interface DrawnMap {
  readonly shapes: MapShapes;
  readonly manifest: Manifest;
}

export interface MapPack {
  /** Null: no pack draws that level (townships, parks), or its file is not on this machine. */
  mapOf(region: RegionRow, marked: ReadonlySet<string>): Promise<DrawnMap | null>;
}

interface Place {
  readonly folder: 'pack' | 'counties';
  readonly file: string;
  readonly layer: string;
  readonly parent: string | null;
  readonly sea: boolean;
}

/** Where the children of a region are drawn. */
function placeOf({ code, level, kind }: RegionRow): Place | null {
  if (kind === 'PARK') return null;
  if (level === 'NATION') return { folder: 'pack', file: 'nation.topo.json', layer: 'provinces', parent: null, sea: true };
  if (level === 'PROVINCE')
    return { folder: 'pack', file: path.join('province', `${code}.topo.json`), layer: 'prefectures', parent: null, sea: code === '460000' };
  if (level === 'PREFECTURE')
    return { folder: 'counties', file: `${code.slice(0, 2)}0000.topo.json`, layer: 'counties', parent: code, sea: false };
  return null;
}

/** What cannot be read is not drawn: the table has every region. */
async function readJson<Shape>(file: string): Promise<Shape | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Shape;
  } catch {
    return null;
  }
}

export function createMapPack(folders: { readonly pack: string; readonly counties: string }): MapPack {
  return {
    mapOf: async (region, marked) => {
      const place = placeOf(region);
      if (place === null) return null;
      const folder = folders[place.folder];
      const [topology, sea, manifest] = await Promise.all([
        readJson<Topology>(path.join(folder, place.file)),
        place.sea ? readJson<Topology>(path.join(folders.pack, 'nanhai.topo.json')) : null,
        readJson<Manifest>(path.join(folder, 'manifest.json')),
      ]);
      if (topology === null || manifest === null) return null;
      const drawn = layerOf(topology, place.layer).filter(({ properties }) => place.parent === null || properties.parent === place.parent);
      const shapes = toMap(region.code, drawn, sea, marked);
      return shapes === null ? null : { shapes, manifest };
    },
  };
}

/** Draws nothing: for views that are wanted as tables. */
export const NO_MAPS: MapPack = { mapOf: async () => null };
