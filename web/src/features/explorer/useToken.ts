import { useCallback, useEffect, useState } from 'react';
import { onTokenRefused } from '../../api/explorer.ts';

/** A token that the explorer's own requests are sent with. */
export interface UsedToken {
  readonly name: string;
  readonly secret: string;
}

const STORED = 'fugai:explorer-token';

function stored(): UsedToken | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(STORED) ?? 'null');
    if (typeof found !== 'object' || found === null || !('name' in found) || !('secret' in found)) return null;
    return { name: String(found.name), secret: String(found.secret) };
  } catch {
    return null;
  }
}

/** The token in use and the name of the one that ceased to hold while it was. */
interface Held {
  readonly used: UsedToken | null;
  readonly lapsed: string | null;
}

/**
 * The token in use. It is kept for this browser tab only and is gone when the tab is closed. One that the server no longer takes is let go,
 * so that what was asked with it is asked anew without one.
 */
export function useToken() {
  const [held, setHeld] = useState<Held>(() => ({ used: stored(), lapsed: null }));
  const take = useCallback((token: UsedToken | null) => {
    setHeld({ used: token, lapsed: null });
  }, []);
  const drop = useCallback((holds: (secret: string) => boolean) => {
    setHeld((before) => (before.used !== null && holds(before.used.secret) ? { used: null, lapsed: before.used.name } : before));
  }, []);
  useEffect(() => {
    if (held.used === null) sessionStorage.removeItem(STORED);
    else sessionStorage.setItem(STORED, JSON.stringify(held.used));
  }, [held.used]);
  useEffect(
    () =>
      onTokenRefused((refused) => {
        drop((secret) => secret === refused);
      }),
    [drop],
  );
  return { ...held, take, drop };
}

export type TokenInUse = ReturnType<typeof useToken>;
