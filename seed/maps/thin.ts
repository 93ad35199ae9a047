/** Makes a topology small enough to send: fewer points, shared borders kept shared, and no shape lost. */
import { quantize } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, GeometryObject, Objects, Topology } from 'topojson-specification';

/** Bytes a point takes in a quantised file, brackets and comma included; only where the search begins. */
const BYTES_A_POINT = 9;
const GRID = 2e4;
/** Points of an outline that a simplification may never take: with its end point they span an area. */
const KEPT = 3;

type Ring = readonly number[];
/** A topology whose shapes all have properties: what the simplifier asks for. */
export type Shapes = Topology<Objects<object>>;
type Weighted = [number, number, number];

const ringsOf = (shape: GeometryObject): Ring[] => {
  if (shape.type === 'Polygon') return shape.arcs.slice(0, 1);
  return shape.type === 'MultiPolygon' ? shape.arcs.map((part) => part[0] as Ring) : [];
};

const at = (arc: number): number => (arc < 0 ? ~arc : arc);

/** Guards the longest ring of every shape, so that an island county is still there when all else is simplified away. */
function guardOutlines(topology: Shapes): void {
  for (const layer of Object.values(topology.objects)) {
    for (const shape of (layer as GeometryCollection).geometries) {
      const rings = ringsOf(shape).map((ring) => ({ ring, points: ring.reduce((sum, arc) => sum + (topology.arcs[at(arc)] as Weighted[]).length, 0) }));
      const longest = rings.reduce<{ ring: Ring; points: number } | null>((best, next) => (best === null || next.points > best.points ? next : best), null);
      if (longest !== null && longest.ring.length === 1) guardPoints(topology.arcs[at(longest.ring[0] as number)] as Weighted[]);
    }
  }
}

function guardPoints(arc: Weighted[]): void {
  const inner = arc.slice(1, -1).sort((a, b) => b[2] - a[2]);
  for (const point of inner.slice(0, KEPT)) point[2] = Infinity;
}

/** Weights of all points that may go, heaviest first. */
const weightsOf = (topology: Shapes): number[] =>
  (topology.arcs as Weighted[][]).flatMap((arc) => arc.map((point) => point[2])).filter(Number.isFinite).sort((a, b) => b - a);

/** Parts whose every point fell away add nothing to a drawing; the last part of a shape stays. */
function dropCollapsed(topology: Shapes): void {
  const alive = (part: readonly Ring[]): boolean => (part[0] as Ring).reduce((sum, arc) => sum + (topology.arcs[at(arc)] as unknown[]).length - 1, 0) >= 3;
  for (const layer of Object.values(topology.objects)) {
    for (const shape of (layer as GeometryCollection).geometries) {
      if (shape.type !== 'MultiPolygon') continue;
      const parts = shape.arcs.filter(alive);
      if (parts.length > 0) shape.arcs = parts;
    }
  }
}

/** Arcs that no shape uses any more are emptied out of the file. */
function dropUnusedArcs(topology: Shapes): void {
  const order = new Map<number, number>();
  const renumber = (ring: number[]): number[] => ring.map((arc) => {
    const old = at(arc);
    const fresh = order.get(old) ?? order.size;
    order.set(old, fresh);
    return arc < 0 ? ~fresh : fresh;
  });
  for (const layer of Object.values(topology.objects)) {
    for (const shape of (layer as GeometryCollection).geometries) {
      if (shape.type === 'Polygon') shape.arcs = shape.arcs.map(renumber);
      else if (shape.type === 'MultiPolygon') shape.arcs = shape.arcs.map((part) => part.map(renumber));
    }
  }
  topology.arcs = [...order.keys()].map((old) => topology.arcs[old] as Topology['arcs'][number]);
}

/** The simplified topology as JSON text of at most `mostBytes`, in a grid of 20 000 steps. */
export function thinTo(full: Shapes, mostBytes: number): string {
  const weighted = presimplify(full);
  guardOutlines(weighted);
  const weights = weightsOf(weighted);
  for (let points = Math.round(mostBytes / BYTES_A_POINT); ; points = Math.round(points * 0.8)) {
    const thinned = simplify(weighted, points < weights.length ? (weights[points] as number) : 0);
    const copy = structuredClone(thinned);
    dropCollapsed(copy);
    dropUnusedArcs(copy);
    const text = JSON.stringify(quantize(copy, GRID));
    if (Buffer.byteLength(text) <= mostBytes || points < 500) return text;
  }
}
