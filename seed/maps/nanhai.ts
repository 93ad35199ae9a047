/** The inset of the South China Sea for map pack A: the islands of 三沙市 from the pack, and the ten dashes as strokes. */
import { topology } from 'topojson-server';
import { feature } from 'topojson-client';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';

type Stroke = readonly [fromLon: number, fromLat: number, toLon: number, toLat: number];

/** Drawn for this pack to a tenth of a degree after the shape known from every public map; no survey stands behind them. */
const STROKES: readonly Stroke[] = [
  [109.3, 16.2, 109.8, 15.2], [110.3, 12.2, 110.1, 11.2], [108.2, 7.1, 108.3, 6.0], [111.8, 3.4, 112.8, 3.7], [115.5, 7.1, 116.2, 8.0],
  [118.5, 10.9, 119.0, 12.0], [119.1, 15.0, 119.1, 16.0], [119.5, 18.0, 120.0, 19.0], [121.2, 20.8, 121.9, 21.7], [122.5, 23.5, 122.8, 24.6],
];
/** Half the width of a stroke, in degrees. */
const HALF = 0.06;
const SANSHA = '460300';

/** A stroke as a thin ring, clockwise, because ECharts draws polygons alone. */
function ringOf([x1, y1, x2, y2]: Stroke): [number, number][] {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [dx, dy] = [(-(y2 - y1) / length) * HALF, ((x2 - x1) / length) * HALF];
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const corners = [[x1 + dx, y1 + dy], [x2 + dx, y2 + dy], [x2 - dx, y2 - dy], [x1 - dx, y1 - dy], [x1 + dx, y1 + dy]] as const;
  return corners.map(([x, y]) => [round(x), round(y)]);
}

const collection = (feature: Feature): { type: 'FeatureCollection'; features: Feature[] } => ({ type: 'FeatureCollection', features: [feature] });

/**
 * Layers `islands` (one shape, code 460300) and `dashes` (one shape of ten parts, code `nanhai`), in degrees, unquantised.
 * `hainan` is the pack's province file of 460000. The coast around them is that of the nation file, clipped by the inset's box.
 */
export function drawNanhai(hainan: Topology): Topology {
  const prefectures = hainan.objects['prefectures'] as GeometryCollection;
  const sansha = prefectures.geometries.find((shape) => shape.id === SANSHA) as GeometryObject<{ name: string }>;
  const islands = feature(hainan, sansha) as Feature<Polygon | MultiPolygon>;
  const dashes: Feature<MultiPolygon> = {
    type: 'Feature', id: 'nanhai', properties: { code: 'nanhai', name: '南海诸岛', cp: [114.2, 12.5] },
    geometry: { type: 'MultiPolygon', coordinates: STROKES.map((stroke) => [ringOf(stroke)]) },
  };
  const topo = topology({ islands: collection(islands), dashes: collection(dashes) });
  topo.arcs = topo.arcs.map((arc) => arc.map(([x, y]) => [Math.round((x as number) * 1e4) / 1e4, Math.round((y as number) * 1e4) / 1e4]));
  return topo;
}
