import { useCallback, useState } from 'react';

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

/** The token in use. It is kept for this browser tab only and is gone when the tab is closed. */
export function useToken() {
  const [used, setUsed] = useState(stored);
  const take = useCallback((token: UsedToken | null) => {
    if (token === null) sessionStorage.removeItem(STORED);
    else sessionStorage.setItem(STORED, JSON.stringify(token));
    setUsed(token);
  }, []);
  return { used, take };
}

export type TokenInUse = ReturnType<typeof useToken>;
