/** The only owner of chart instances. Options come in whole and replace each other; nothing is patched. */
import { init, registerMap, use as include, type ECElementEvent, type EChartsType } from 'echarts/core';
import { LineChart, MapChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import type { EChartsOption } from './echartsTypes.ts';
import type { Box } from './geometry.ts';
import type { MapShapes } from './shapes.ts';

include([LineChart, MapChart, GraphicComponent, GridComponent, CanvasRenderer]);

const registered = new Set<string>();

/** Makes a map known to the chart library; once an id. */
export function registerShapes({ id, shapes, inset, borders }: MapShapes): void {
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

export interface ChartProps {
  /** Complete option for a box in pixels. A stable function means that nothing is drawn anew. */
  readonly option: (box: Box) => EChartsOption;
  /** What the picture says, for those who do not see it; the table beside it has the numbers. */
  readonly label: string;
  readonly className?: string;
  /** Width over height of what is drawn: the picture is never taller than it needs. */
  readonly ratio?: number;
  /** Name of the datum that is drawn with a strong edge. */
  readonly highlight?: string | null;
  /** A click on a datum; the keyboard is the caller's to serve. */
  readonly onPick?: (name: string) => void;
  readonly onHover?: (name: string | null) => void;
}

/** Width and height of an element, null before it is laid out. */
function useBox(element: { readonly current: HTMLElement | null }): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useLayoutEffect(() => {
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element.current ?? { clientWidth: 0, clientHeight: 0 };
      setBox((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (element.current) observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return box;
}

/** A point of a line is named after its period: what is picked is the line. */
const pickedName = ({ seriesType, seriesName, name }: ECElementEvent): string =>
  seriesType === 'line' && seriesName !== undefined ? seriesName : name;

/** Draws one option; animates never, so that a picture, a test and a reader who wants no motion all see the same. */
export function Chart({ option, label, className = '', ratio, highlight = null, onPick, onHover }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const listeners = useRef({ onPick, onHover });
  listeners.current = { onPick, onHover };
  const box = useBox(element);
  useLayoutEffect(() => {
    if (!element.current) return undefined;
    const made = init(element.current, null, { renderer: 'canvas', useDirtyRect: true });
    made.on('click', (event) => listeners.current.onPick?.(pickedName(event)));
    made.on('mouseover', (event) => listeners.current.onHover?.(pickedName(event)));
    made.on('mouseout', () => listeners.current.onHover?.(null));
    chart.current = made;
    return () => {
      made.dispose();
      chart.current = null;
    };
  }, []);
  useLayoutEffect(() => {
    if (!chart.current || !box || box.width === 0 || box.height === 0) return;
    chart.current.resize(box);
    chart.current.setOption(option(box), { notMerge: true });
  }, [option, box]);
  useEffect(() => {
    if (!chart.current || highlight === null || !box) return undefined;
    const now = chart.current;
    now.dispatchAction({ type: 'highlight', name: highlight });
    return () => {
      if (chart.current === now) now.dispatchAction({ type: 'downplay', name: highlight });
    };
  }, [highlight, option, box]);
  const style = ratio === undefined ? undefined : ({ '--ratio': ratio } as CSSProperties);
  return <div ref={element} className={`chart ${className}`} style={style} role="img" aria-label={label} />;
}
