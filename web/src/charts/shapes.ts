/** Topologies of a map pack become the two shape collections of a map: the main one, and that of the inset where the map has one. */
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
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
  readonly extent: Extent;
  readonly aspect: number;
}

const collection = (features: Shape[]): Shapes => ({ type: 'FeatureCollection', features });

/** All shapes of one layer; an empty list when the pack does not have that layer. */
export function layerOf(topology: Topology, layer: string): readonly Shape[] {
  const object = topology.objects[layer];
  if (object?.type !== 'GeometryCollection') return [];
  return (feature(topology, object as GeometryCollection<ShapeProperties>) as Shapes).features;
}

/**
 * The map of a region's children: `shapes` are theirs, `sea` holds the layers of the South China Sea or is null. Shapes of `last` are drawn over
 * their neighbours, so that a strong edge around them is whole. Null when there is nothing to draw.
 */
export function toMap(region: string, given: readonly Shape[], sea: Topology | null, last: ReadonlySet<string>): MapShapes | null {
  const isLast = ({ properties }: Shape): boolean => last.has(properties.code);
  const shapes = [...given.filter((shape) => !isLast(shape)), ...given.filter(isLast)];
  const frame = FRAMES[region] ?? null;
  const extent = frame?.main ?? extentOf(shapes);
  if (shapes.length === 0 || extent === null) return null;
  const id = ['cn', region, ...shapes.filter(isLast).map(({ properties }) => properties.code)].join('-');
  return {
    id,
    shapes: collection(shapes),
    inset: frame === null ? null : insetOf(region, shapes, sea),
    frame,
    extent,
    aspect: aspectOf(extent),
  };
}

/** The islands of the finer layer join the shape that they belong to, so that they take its colour and its click. */
function insetOf(region: string, shapes: readonly Shape[], sea: Topology | null): Shapes {
  if (sea === null) return collection([...shapes]);
  const islands = layerOf(sea, 'islands').map((shape): Shape => {
    const owner = shapes.find(
      ({ properties }) => properties.code === shape.properties.code || properties.code === `${shape.properties.code.slice(0, 2)}0000`,
    );
    return { ...shape, properties: owner?.properties ?? shape.properties };
  });
  return collection([...shapes, ...(region === '460000' ? [] : islands), ...layerOf(sea, 'dashes')]);
}

/** Middles of the shapes, for the arrow keys. */
export const placesOf = ({ shapes }: MapShapes) =>
  shapes.features.map(({ properties: { code, cp } }) => ({ code, lon: cp[0], lat: cp[1] }));

/** Width over height of the drawn map. */
export const ratioOf = ({ extent: { west, south, east, north }, aspect }: MapShapes): number => ((east - west) * aspect) / (north - south);
