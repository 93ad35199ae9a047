/** The screen of a show: its size, full screen, and the keys and fingers that reach it. */
import { useCallback, useEffect, useRef, useState, type PointerEvent } from 'react';
import type { Frame } from '../../state/selection.ts';
import { actionOf, swipeOf, type Action } from './keys.ts';
import { RATIO } from './plan.ts';

export interface StageSize {
  readonly width: number;
  readonly height: number;
}

const windowSize = (): StageSize => ({ width: window.innerWidth, height: window.innerHeight });

/** The largest slide of a frame in a window; pixels. */
export function fitted({ width, height }: StageSize, frame: Frame): StageSize {
  const ratio = RATIO[frame];
  const tall = Math.min(height, width / ratio);
  return { width: Math.round(tall * ratio), height: Math.round(tall) };
}

export function useFitted(frame: Frame): StageSize {
  const [size, setSize] = useState(windowSize);
  useEffect(() => {
    const measure = (): void => {
      setSize(windowSize());
    };
    addEventListener('resize', measure);
    return () => {
      removeEventListener('resize', measure);
    };
  }, []);
  return fitted(size, frame);
}

/** A browser may refuse; the show then goes on in the window. */
export const enterFull = (): void => {
  document.documentElement.requestFullscreen?.().catch(() => undefined);
};

/** `left` is told when somebody leaves full screen by the browser's own Esc, which no key event announces. */
export function useFullScreen(left: () => void): () => void {
  const own = useRef(false);
  const told = useRef(left);
  told.current = left;
  useEffect(() => {
    const changed = (): void => {
      if (document.fullscreenElement === null && !own.current) told.current();
      own.current = false;
    };
    document.addEventListener('fullscreenchange', changed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => undefined);
    };
  }, []);
  return useCallback(() => {
    if (document.fullscreenElement === null) {
      enterFull();
      return;
    }
    own.current = true;
    document.exitFullscreen().catch(() => undefined);
  }, []);
}

/** A pressed button answers to Space and Enter itself. */
const isOwnKey = ({ key, target }: KeyboardEvent): boolean => key === ' ' && target instanceof HTMLButtonElement;

export function useKeys(act: (action: Action) => void): void {
  const told = useRef(act);
  told.current = act;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const action = isOwnKey(event) ? null : actionOf(event);
      if (action === null) return;
      event.preventDefault();
      told.current(action);
    };
    addEventListener('keydown', pressed);
    return () => {
      removeEventListener('keydown', pressed);
    };
  }, []);
}

const AWAKE_MS = 2500;
const HINT_MS = 6000;

/** The keys are named once, when the show begins. */
export function useHint(): boolean {
  const [shown, setShown] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => {
      setShown(false);
    }, HINT_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return shown;
}

/** Whether the controls are shown: while a pointer moves or a finger has touched, and a little longer. */
export function useAwake(): readonly [boolean, () => void] {
  const [awake, setAwake] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const wake = useCallback(() => {
    setAwake(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAwake(false), AWAKE_MS);
  }, []);
  return [awake, wake];
}

interface Swipe {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
}

export function useSwipe(act: (action: Action) => void): Swipe {
  const from = useRef<readonly [number, number] | null>(null);
  return {
    onPointerDown: ({ clientX, clientY, isPrimary }) => {
      from.current = isPrimary ? [clientX, clientY] : null;
    },
    onPointerUp: ({ clientX, clientY }) => {
      if (from.current === null) return;
      const [x, y] = from.current;
      const action = swipeOf(clientX - x, clientY - y, window.innerWidth);
      from.current = null;
      if (action !== null) act(action);
    },
  };
}
