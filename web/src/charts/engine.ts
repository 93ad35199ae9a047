/** The library that draws, with what it needs of itself and nothing else. Loaded by Chart.tsx alone, as a chunk of its own. */
import { init, registerMap, use as include, type ECElementEvent, type EChartsType } from 'echarts/core';
import { LineChart, MapChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
import type { MapShapes } from './shapes.ts';

include([LineChart, MapChart, GraphicComponent, GridComponent, CanvasRenderer]);

export type Drawing = EChartsType;
export type DrawingEvent = ECElementEvent;

export const begin = (element: HTMLElement): Drawing => init(element, null, { renderer: 'canvas', useDirtyRect: true });

const registered = new Set<string>();

/** Makes a map known to the library; once an id. */
export function register({ id, shapes, inset, borders }: MapShapes): void {
  if (registered.has(id)) return;
  // The library wants its own, looser GeoJSON type of the same structure.
  registerMap(id, shapes as unknown as Parameters<typeof registerMap>[1]);
  if (inset) registerMap(`${id}-inset`, inset as unknown as Parameters<typeof registerMap>[1]);
  const line = borders && {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { code: 'borders' }, geometry: borders }],
  };
  if (line) registerMap(`${id}-borders`, line as unknown as Parameters<typeof registerMap>[1]);
  registered.add(id);
}
