import { useMemo } from 'react';
import { useTopology } from '../api/maps.ts';
import type { OverviewRegion } from '../api/overview.ts';
import { registerShapes } from '../charts/Chart.tsx';
import { bordersOf, layerOf, toMap, type MapShapes } from '../charts/shapes.ts';
import { countySourceOf, mapSourceOf } from './mapSource.ts';

export const SEA = 'nanhai.topo.json';

export interface MapState {
  readonly map: MapShapes | null;
  readonly loading: boolean;
  /** The file could not be read, though there should be one. */
  readonly failed: boolean;
  readonly retry: () => void;
  /** The manifest of the pack that the shapes come from; null where there are none. */
  readonly manifest: string | null;
}

/** Which shapes: the children of the region, or the counties of its children. */
export type MapLevel = 'children' | 'counties';

/** Shapes of a region's parts, registered and ready to draw, the marked ones on top; `map` stays null where the packs have none. */
export function useMap(region: OverviewRegion, marked: ReadonlySet<string>, level: MapLevel = 'children'): MapState {
  const source = useMemo(() => (level === 'counties' ? countySourceOf(region) : mapSourceOf(region)), [region, level]);
  const shapes = useTopology(source?.file ?? null);
  const sea = useTopology(source?.sea === true ? SEA : null);
  // The inset without its dashes would be wrong, so the map waits for both; a pack without the file gives the islands it has.
  const waiting = source !== null && (shapes.isPending || (source.sea && sea.isPending));
  const map = useMemo(() => {
    if (source === null || waiting || !shapes.data) return null;
    const drawn = layerOf(shapes.data, source.layer).filter(
      ({ properties }) => source.parent === null || properties.parent === source.parent,
    );
    const variant = level === 'counties' ? { name: 'counties', borders: bordersOf(shapes.data, source.layer, 'parents') } : null;
    const made = toMap(region.code, drawn, sea.data ?? null, marked, variant);
    if (made) registerShapes(made);
    return made;
  }, [region.code, source, waiting, shapes.data, sea.data, marked, level]);
  return {
    map,
    loading: waiting,
    failed: shapes.isError && shapes.error.code !== 'NOT_FOUND',
    retry: () => void shapes.refetch(),
    manifest: map === null || source === null ? null : source.layer === 'counties' ? 'county/manifest.json' : 'manifest.json',
  };
}
