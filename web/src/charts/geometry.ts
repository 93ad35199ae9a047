/** Where things on a map lie: the plain projection that ECharts uses for GeoJSON, worked out here so that labels can be placed before drawing. */
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';

/** Properties every shape of a map pack has; `cp` is a point well inside it. */
export interface ShapeProperties {
  readonly code: string;
  readonly name?: string;
  readonly parent?: string;
  readonly cp: readonly [lon: number, lat: number];
}
export type Shape = Feature<Polygon | MultiPolygon, ShapeProperties>;
export type Shapes = FeatureCollection<Polygon | MultiPolygon, ShapeProperties>;

/** Degrees: west, south, east, north. */
export interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}
export interface Rect extends Box {
  readonly left: number;
  readonly top: number;
}

export const ringsOf = (shape: Shape): readonly Position[][] =>
  shape.geometry.type === 'Polygon' ? shape.geometry.coordinates : shape.geometry.coordinates.flat();

/** The smallest extent that holds all shapes; null when there are none. */
export function extentOf(shapes: readonly Shape[]): Extent | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of shapes)
    for (const ring of ringsOf(shape))
      // No iterator: this sees every point of a map before anything is drawn.
      for (let index = 0; index < ring.length; index += 1) {
        const place = ring[index];
        const lon = place?.[0] ?? Number.NaN;
        const lat = place?.[1] ?? Number.NaN;
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
  return west === Infinity ? null : { west, south, east, north };
}

/** Degrees of longitude are shorter away from the equator: the factor at the middle of an extent. */
export const aspectOf = ({ south, north }: Extent): number => Number(Math.cos((((south + north) / 2) * Math.PI) / 180).toFixed(3));

/** Fits an extent into a box without stretching and centres it there. */
export function fit(extent: Extent, aspect: number, box: Box, padding: number): Rect {
  const wide = (extent.east - extent.west) * aspect;
  const tall = extent.north - extent.south;
  const scale = Math.max(0, Math.min((box.width - 2 * padding) / wide, (box.height - 2 * padding) / tall));
  const [width, height] = [wide * scale, tall * scale];
  return { left: (box.width - width) / 2, top: (box.height - height) / 2, width, height };
}

export type Point = readonly [x: number, y: number];

/** Degrees to pixels, for an extent drawn into a rectangle. */
export const projection =
  (extent: Extent, rect: Rect) =>
  ([lon = Number.NaN, lat = Number.NaN]: readonly number[]): Point => [
    rect.left + ((lon - extent.west) / (extent.east - extent.west)) * rect.width,
    rect.top + ((extent.north - lat) / (extent.north - extent.south)) * rect.height,
  ];

/** Rings in pixels by projection and shape: every label of a map looks at them again, at every step in time. */
const projected = new WeakMap<object, WeakMap<Shape, readonly (readonly Point[])[]>>();

/** The rings of a shape in pixels. */
export function ringsIn(shape: Shape, project: (place: readonly number[]) => Point): readonly (readonly Point[])[] {
  const known = projected.get(project) ?? new WeakMap<Shape, readonly (readonly Point[])[]>();
  projected.set(project, known);
  const rings = known.get(shape) ?? ringsOf(shape).map((ring) => ring.map((place) => project(place)));
  known.set(shape, rings);
  return rings;
}

/** The pixels that a part of an extent takes up. */
export function rectOf(part: Extent, extent: Extent, rect: Rect): Rect {
  const project = projection(extent, rect);
  const [left, top] = project([part.west, part.north]);
  const [right, bottom] = project([part.east, part.south]);
  return { left, top, width: right - left, height: bottom - top };
}
