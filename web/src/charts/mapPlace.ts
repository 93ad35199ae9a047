import { fit, projection, rectOf, type Box, type Point, type Rect } from './geometry.ts';
import type { MapShapes } from './shapes.ts';

const PADDING = 6;

/** Where a map and its inset stand in a box, and how degrees become pixels there. */
export interface MapPlace {
  readonly rect: Rect;
  readonly project: (place: readonly number[]) => Point;
  readonly inset: { readonly stand: Rect; readonly inner: Rect; readonly project: (place: readonly number[]) => Point } | null;
}

/** One place a map and size, so that what is worked out about it is found again. */
const places = new WeakMap<MapShapes, { readonly box: Box; readonly place: MapPlace }>();

export function placeOf(map: MapShapes, box: Box): MapPlace {
  const known = places.get(map);
  if (known?.box.width === box.width && known.box.height === box.height) return known.place;
  const place = placeIn(map, box);
  places.set(map, { box, place });
  return place;
}

function placeIn(map: MapShapes, box: Box): MapPlace {
  const rect = fit(map.extent, map.aspect, box, PADDING);
  const project = projection(map.extent, rect);
  if (map.inset === null || map.frame === null) return { rect, project, inset: null };
  const { shows, stands } = map.frame.inset;
  const stand = rectOf(stands, map.extent, rect);
  const inner = within(fit(shows, map.aspect, stand, 0), stand);
  return { rect, project, inset: { stand, inner, project: projection(shows, inner) } };
}

const within = (rect: Rect, outer: Rect): Rect => ({ ...rect, left: rect.left + outer.left, top: rect.top + outer.top });
