/** A step in time shows in the picture first: it draws from an answer that is there already, and the page around it follows once that is seen. */
import { useCallback, useEffect, useRef } from 'react';

export interface Ahead {
  /** Draws that quarter; false where the picture cannot yet. */
  readonly draw: (period: string) => boolean;
  /** Works out what drawing that quarter takes. */
  readonly prepare: (period: string) => void;
}

const standing = new Set<Ahead>();

/** Tells the pictures of the page which quarter is likely next. */
export function prepareAhead(period: string): void {
  for (const one of standing) one.prepare(period);
}

/** The picture takes part while it stands. */
export function useAhead(one: Ahead | null): void {
  useEffect(() => {
    if (one === null) return undefined;
    standing.add(one);
    return () => {
      standing.delete(one);
    };
  }, [one]);
}

/** After the frame in which the picture is seen; in a page that shows no frames, in the next task. */
function afterPicture(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    timer = setTimeout(run);
  };
  const frame = document.hidden ? undefined : requestAnimationFrame(later);
  if (frame === undefined) later();
  return () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** How a step to a quarter is taken: `write` puts it into the address, at once where no picture can be ahead of it. No step is left out. */
export function useStep(): (period: string, write: () => void) => void {
  const waiting = useRef<(() => void) | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  return useCallback((period, write) => {
    waiting.current?.();
    const drawn = [...standing].map((one) => one.draw(period));
    if (drawn.length === 0 || drawn.includes(false)) {
      write();
      return;
    }
    waiting.current = () => {
      waiting.current = null;
      stop.current?.();
      write();
    };
    stop.current = afterPicture(() => waiting.current?.());
  }, []);
}
