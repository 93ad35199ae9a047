/** Topologies of a map pack become the two shape collections of a map: the main one, and that of the inset where the map has one. */
import { feature, mesh } from 'topojson-client';
import type { MultiLineString } from 'geojson';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';
import { FRAMES, type Frame } from './frames.ts';
import { aspectOf, extentOf, type Extent, type Shape, type ShapeProperties, type Shapes } from './geometry.ts';

/** Code of the boundary line of the South China Sea in a map pack; it is drawn, but is no region. */
export const DASHES = 'nanhai';

/** A map ready to be registered and drawn. `id` names it in the chart library. */
export interface MapShapes {
  readonly id: string;
  readonly shapes: Shapes;
  /** Shapes of the inset, the dashes among them; null when the map has no inset. */
  readonly inset: Shapes | null;
  readonly frame: Frame | null;
  /** Borders of the level above, drawn over the shapes; null where the shapes are that level's own. */
  readonly borders: MultiLineString | null;
  readonly extent: Extent;
  readonly aspect: number;
}

const collection = (features: Shape[]): Shapes => ({ type: 'FeatureCollection', features });

/** All shapes of one layer; an empty list when the pack does not have that layer. */
export function layerOf(topology: Topology, layer: string): readonly Shape[] {
  const object = topology.objects[layer];
  if (object?.type !== 'GeometryCollection') return [];
  return (feature(topology, object as GeometryCollection<ShapeProperties>) as Shapes).features.map(withMiddle);
}

/** A pack may not know a point inside a shape; the middle of its extent stands in. */
function withMiddle(shape: Shape): Shape {
  const { properties } = shape;
  if ((properties.cp as unknown) !== null && (properties.cp as unknown) !== undefined) return shape;
  const extent = extentOf([shape]);
  const cp = extent === null ? ([0, 0] as const) : ([(extent.west + extent.east) / 2, (extent.south + extent.north) / 2] as const);
  return { ...shape, properties: { ...properties, cp } };
}

/** Borders between all shapes of a layer or between their parents alone, and around them all; null when the pack does not have that layer. */
export function bordersOf(topology: Topology, layer: string, between: 'parents' | 'all'): MultiLineString | null {
  const object = topology.objects[layer];
  if (object?.type !== 'GeometryCollection') return null;
  type Given = { readonly properties?: Partial<ShapeProperties> | undefined };
  const parent = ({ properties }: Given): string | undefined => properties?.parent;
  return mesh(topology, object as GeometryObject, (one, other) => one === other || between === 'all' || parent(one) !== parent(other));
}

/** Maps of other shapes than the children, by name and by the borders over them. */
export interface MapVariant {
  readonly name: string;
  readonly borders: MultiLineString | null;
}

/**
 * The map of a region's children: `shapes` are theirs, `sea` holds the layers of the South China Sea or is null. Shapes of `last` are drawn over
 * their neighbours, so that a strong edge around them is whole. Null when there is nothing to draw.
 */
export function toMap(
  region: string,
  given: readonly Shape[],
  sea: Topology | null,
  last: ReadonlySet<string>,
  variant: MapVariant | null = null,
): MapShapes | null {
  const isLast = ({ properties }: Shape): boolean => last.has(properties.code);
  const shapes = [...given.filter((shape) => !isLast(shape)), ...given.filter(isLast)];
  const frame = FRAMES[region] ?? null;
  const extent = frame?.main ?? extentOf(shapes);
  if (shapes.length === 0 || extent === null) return null;
  const named = variant === null ? [] : [variant.name];
  return {
    id: ['cn', region, ...named, ...shapes.filter(isLast).map(({ properties }) => properties.code)].join('-'),
    shapes: collection(shapes),
    inset: frame === null ? null : insetOf(region, shapes, sea, frame.inset.shows),
    frame,
    borders: variant?.borders ?? null,
    extent,
    aspect: aspectOf(extent),
  };
}

/** The islands of the finer layer join the shape that they belong to, so that they take its colour and its click. */
function insetOf(region: string, given: readonly Shape[], sea: Topology | null, shows: Extent): Shapes {
  const shapes = given.filter((shape) => touches(shape, shows));
  if (sea === null) return collection(shapes);
  const islands = layerOf(sea, 'islands').map((shape): Shape => {
    const { code } = shape.properties;
    const owner = shapes.find(({ properties }) => [code, `${code.slice(0, 2)}0000`].includes(properties.code));
    return { ...shape, properties: owner?.properties ?? shape.properties };
  });
  return collection([...shapes, ...(region === '460000' ? [] : islands), ...layerOf(sea, 'dashes')]);
}

/** Middles of the shapes, for the arrow keys. */
export const placesOf = ({ shapes }: MapShapes) =>
  shapes.features.map(({ properties: { code, cp } }) => ({ code, lon: cp[0], lat: cp[1] }));

/** Width over height of the drawn map. */
export const ratioOf = ({ extent: { west, south, east, north }, aspect }: MapShapes): number => ((east - west) * aspect) / (north - south);

/** Whether a shape reaches into an extent; what lies elsewhere need not be drawn twice. */
function touches(shape: Shape, { west, south, east, north }: Extent): boolean {
  const own = extentOf([shape]);
  return own !== null && own.west <= east && own.east >= west && own.south <= north && own.north >= south;
}
