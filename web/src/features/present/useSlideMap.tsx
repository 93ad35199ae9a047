import { useMap, type MapState } from '../../view/useMap.ts';
import type { OverviewRegion } from '../../api/overview.ts';

const NONE: ReadonlySet<string> = new Set();

/** Shapes of the regions of a slide, none of them marked. */
export const useSlideMap = (region: OverviewRegion): MapState => useMap(region, NONE);

/** Loads and registers the shapes of a slide before it is shown; draws nothing. */
export function MapAhead({ region }: { readonly region: OverviewRegion }) {
  useSlideMap(region);
  return null;
}
