/** Shapes for a picture that shows far more than they were made for: borders lose what is smaller than a pixel there, and stay shared. */
import type { Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { ringsOf, type Shape, type ShapeProperties, type Shapes } from './geometry.ts';
import { layerOf } from './shapes.ts';

/** Lines of a topology as they lie: differences summed up, steps of the grid become degrees. */
function linesOf({ arcs, transform }: Topology): readonly Position[][] {
  if (!transform) return arcs;
  const { scale, translate } = transform;
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx = Number.NaN, dy = Number.NaN]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

/** Square of the distance of a point from the line between two others; from the one where both are the same. */
function off(
  [px = Number.NaN, py = Number.NaN]: Position,
  [ax = Number.NaN, ay = Number.NaN]: Position,
  [bx = Number.NaN, by = Number.NaN]: Position,
): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length));
  const [x, y] = [px - ax - share * dx, py - ay - share * dy];
  return x * x + y * y;
}

/** The points that a line needs to stay within `tolerance` of itself, its ends always (Douglas and Peucker 1973). */
function fewer(line: Position[], tolerance: number): Position[] {
  const kept = new Uint8Array(line.length);
  const last = line.length - 1;
  kept[0] = kept[last] = 1;
  const open: [number, number][] = [[0, last]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    let [worst, at] = [tolerance * tolerance, -1];
    for (let index = from + 1; index < to; index += 1) {
      const distance = off(line[index] as Position, line[from] as Position, line[to] as Position);
      if (distance > worst) [worst, at] = [distance, index];
    }
    if (at === -1) continue;
    kept[at] = 1;
    open.push([from, at], [at, to]);
  }
  return line.filter((_, index) => kept[index] === 1);
}

/** Twice the area of the largest ring, in square degrees. */
const areaOf = (shape: Shape): number =>
  Math.max(
    0,
    ...ringsOf(shape).map((ring) => {
      let sum = 0;
      let [px, py] = ring.at(-1) as [number, number];
      for (const [x, y] of ring as [number, number][]) {
        sum += px * y - x * py;
        [px, py] = [x, y];
      }
      return Math.abs(sum);
    }),
  );

/** The shapes of a layer, no line further than `tolerance` degrees from where it was. A shape that would vanish stays as it was; none is missing. */
export function coarseLayer(topology: Topology, layer: string, tolerance: number): readonly Shape[] {
  const shapes = layerOf({ ...topology, arcs: linesOf(topology).map((line) => fewer(line, tolerance)), transform: undefined }, layer);
  const vanished = new Set(shapes.flatMap((shape) => (areaOf(shape) < tolerance * tolerance ? [shape.properties.code] : [])));
  if (vanished.size === 0) return shapes;
  const { geometries, ...object } = topology.objects[layer] as GeometryCollection<ShapeProperties>;
  const whole = feature(topology, {
    ...object,
    geometries: geometries.filter(({ properties }) => properties !== undefined && 'code' in properties && vanished.has(properties.code)),
  }) as Shapes;
  const byCode = new Map(whole.features.map((shape) => [shape.properties.code, shape]));
  return shapes.map((shape) => {
    const geometry = byCode.get(shape.properties.code)?.geometry;
    return geometry ? { ...shape, geometry } : shape;
  });
}
