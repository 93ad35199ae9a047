import { useEffect, useRef, type RefObject } from 'react';

/** For what has just opened: it takes the focus once, when it appears. */
export function useFocused<Shown extends HTMLElement>(): RefObject<Shown | null> {
  const shown = useRef<Shown>(null);
  useEffect(() => {
    shown.current?.focus();
  }, []);
  return shown;
}
