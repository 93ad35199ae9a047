/** The only owner of chart instances. Options come in whole and replace each other; nothing is patched. */
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type CSSProperties, type Ref } from 'react';
import type { EChartsOption } from './echartsTypes.ts';
import type * as Engine from './engine.ts';
import type { Drawing, DrawingEvent } from './engine.ts';
import type { Box } from './geometry.ts';
import type { MapShapes } from './shapes.ts';

// Half of all script: words and tables must not wait for it, so it is fetched beside them, from the moment a page with a chart is there.
const coming = import('./engine.ts');
let arrived: typeof Engine | null = null;
coming.then(
  (engine) => (arrived = engine),
  // Whoever wants to draw meets the failure.
  () => undefined,
);

/** Null until the library is there. Where it cannot be loaded, the error is the page's. */
function useEngine(): typeof Engine | null {
  const [engine, setEngine] = useState(arrived);
  useEffect(() => {
    let left = false;
    const load = async (): Promise<void> => {
      try {
        arrived = await coming;
        if (!left) setEngine(arrived);
      } catch (reason) {
        if (!left)
          setEngine(() => {
            throw reason;
          });
      }
    };
    void load();
    return () => {
      left = true;
    };
  }, []);
  return engine;
}

const maps = new Map<string, MapShapes>();

/** Makes a map known to all charts; once an id. */
export function registerShapes(shapes: MapShapes): void {
  if (!maps.has(shapes.id)) maps.set(shapes.id, shapes);
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
  readonly pen?: Ref<Pen>;
}

/** For who cannot wait until the page around a picture is drawn anew. The option that comes with it then has to be the same object. */
export interface Pen {
  /** False where nothing can be drawn yet. */
  readonly draw: (option: (box: Box) => EChartsOption) => boolean;
  /** Null before the picture is laid out. */
  readonly box: Box | null;
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
const pickedName = ({ seriesType, seriesName, name }: DrawingEvent): string =>
  seriesType === 'line' && seriesName !== undefined ? seriesName : name;

/** The same object is the same picture. */
function draw(chart: Drawing, drawn: { current: EChartsOption | null }, option: EChartsOption): void {
  if (drawn.current === option) return;
  chart.setOption(option, { notMerge: true });
  drawn.current = option;
}

/** Draws one option; animates never, so that a picture, a test and a reader who wants no motion all see the same. */
export function Chart({ option, label, className = '', ratio, highlight = null, onPick, onHover, pen }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<Drawing | null>(null);
  const drawn = useRef<EChartsOption | null>(null);
  const listeners = useRef({ onPick, onHover });
  listeners.current = { onPick, onHover };
  const box = useBox(element);
  const engine = useEngine();
  useLayoutEffect(() => {
    if (!element.current || !engine) return undefined;
    const made = engine.begin(element.current);
    made.on('click', (event) => listeners.current.onPick?.(pickedName(event)));
    made.on('mouseover', (event) => listeners.current.onHover?.(pickedName(event)));
    made.on('mouseout', () => listeners.current.onHover?.(null));
    chart.current = made;
    return () => {
      made.dispose();
      chart.current = null;
      drawn.current = null;
    };
  }, [engine]);
  useLayoutEffect(() => {
    if (!chart.current || !engine || !box || box.width === 0 || box.height === 0) return;
    for (const shapes of maps.values()) engine.register(shapes);
    // Every resizing draws the former picture once more.
    if (chart.current.getWidth() !== box.width || chart.current.getHeight() !== box.height) chart.current.resize(box);
    draw(chart.current, drawn, option(box));
  }, [engine, option, box]);
  useImperativeHandle(
    pen,
    () => ({
      box,
      draw: (next) => {
        if (!chart.current || drawn.current === null || !box) return false;
        draw(chart.current, drawn, next(box));
        return true;
      },
    }),
    [box],
  );
  useEffect(() => {
    if (!chart.current || highlight === null || !box) return undefined;
    const now = chart.current;
    now.dispatchAction({ type: 'highlight', name: highlight });
    return () => {
      if (chart.current === now) now.dispatchAction({ type: 'downplay', name: highlight });
    };
  }, [engine, highlight, option, box]);
  const style = ratio === undefined ? undefined : ({ '--ratio': ratio } as CSSProperties);
  return <div ref={element} className={`chart ${className}`} style={style} role="img" aria-label={label} />;
}
