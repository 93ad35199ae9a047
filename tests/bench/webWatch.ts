/** What is written into a page before its own code runs: when a canvas has been painted, told from its calls. */

declare global {
  interface Window {
    /** Ends of the tasks that painted the canvas looked at, in milliseconds since the page began. */
    painted: number[];
    /** What the bare page does for a step in time. */
    step?: (index: number) => void;
  }
}

export interface Watched {
  /** Which canvas. */
  readonly selector: string;
  /** Shapes that one painting fills at least. */
  readonly shapes: number;
}

/** Runs in the page. Both sides of a comparison carry it, so what it costs is no difference between them. */
export function watchCanvas({ selector, shapes }: Watched): void {
  const drawn = new WeakMap<HTMLCanvasElement, number>();
  const channel = new MessageChannel();
  window.painted = [];
  let waiting = false;
  channel.port1.addEventListener('message', () => {
    waiting = false;
    window.painted.push(performance.now());
  });
  channel.port1.start();
  const prototype = CanvasRenderingContext2D.prototype;
  const original = Reflect.get(prototype, 'fill') as (this: CanvasRenderingContext2D, ...how: unknown[]) => void;
  Reflect.set(prototype, 'fill', function fill(this: CanvasRenderingContext2D, ...how: unknown[]) {
    original.apply(this, how);
    const { canvas } = this;
    const count = (drawn.get(canvas) ?? 0) + 1;
    drawn.set(canvas, count);
    if (count % shapes !== 0 || waiting || !canvas.closest(selector)) return;
    waiting = true;
    channel.port2.postMessage(null);
  });
}
