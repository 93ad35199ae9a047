import { useMemo } from 'react';
import { useTopology } from '../../api/maps.ts';
import type { OverviewRegion } from '../../api/overview.ts';
import { registerShapes } from '../../charts/Chart.tsx';
import { layerOf, toMap, type MapShapes } from '../../charts/shapes.ts';
import { mapSourceOf } from './mapSource.ts';

const SEA = 'nanhai.topo.json';

export interface MapState {
  readonly map: MapShapes | null;
  readonly loading: boolean;
  /** The file could not be read, though there should be one. */
  readonly failed: boolean;
  readonly retry: () => void;
}

/** Shapes of a region's children, registered and ready to draw, the marked ones on top; `map` stays null where the packs have none. */
export function useMap(region: OverviewRegion, marked: ReadonlySet<string>): MapState {
  const source = useMemo(() => mapSourceOf(region), [region]);
  const shapes = useTopology(source?.file ?? null);
  const sea = useTopology(source?.sea === true ? SEA : null);
  // The inset without its dashes would be wrong, so the map waits for both; a pack without the file gives the islands it has.
  const waiting = source !== null && (shapes.isPending || (source.sea && sea.isPending));
  const map = useMemo(() => {
    if (source === null || waiting || !shapes.data) return null;
    const drawn = layerOf(shapes.data, source.layer).filter(
      ({ properties }) => source.parent === null || properties.parent === source.parent,
    );
    const made = toMap(region.code, drawn, sea.data ?? null, marked);
    if (made) registerShapes(made);
    return made;
  }, [region.code, source, waiting, shapes.data, sea.data, marked]);
  return { map, loading: waiting, failed: shapes.isError && shapes.error.code !== 'NOT_FOUND', retry: () => void shapes.refetch() };
}
