/** One pointer for a map, a table and whatever else shows the same regions; what it passes over is drawn anew, and nothing else. */
import { useCallback, useState, useSyncExternalStore } from 'react';

export interface Pointer {
  /** Null: nothing is pointed at. Stable. */
  readonly point: (code: string | null) => void;
  readonly now: () => string | null;
  readonly subscribe: (told: () => void) => () => void;
}

function createPointer(): Pointer {
  let pointed: string | null = null;
  const listeners = new Set<() => void>();
  return {
    point: (code) => {
      if (code === pointed) return;
      pointed = code;
      for (const told of listeners) told();
    },
    now: () => pointed,
    subscribe: (told) => {
      listeners.add(told);
      return () => {
        listeners.delete(told);
      };
    },
  };
}

/** The pointer of this view, for as long as it stands. */
export const usePointer = (): Pointer => useState(createPointer)[0];

/** Code of the region that is pointed at. */
export const usePointed = ({ subscribe, now }: Pointer): string | null => useSyncExternalStore(subscribe, now);

/** Whether this region is the one; drawn anew only when that changes. */
export function useIsPointed({ subscribe, now }: Pointer, code: string): boolean {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => now() === code, [now, code]),
  );
}
