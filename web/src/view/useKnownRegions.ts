import { useState } from 'react';
import type { Failure } from '../ui/states.tsx';

/**
 * Codes of the address without those that the server has called unknown: one mistake must not cost the others. `refuse` is told of a failed answer
 * and says whether that named a code which is left out from now on.
 */
export function useKnownRegions(asked: readonly string[]) {
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const known = asked.filter((code) => !unknown.includes(code));
  const refuse = (failure: Failure | null): boolean => {
    const named = failure?.code === 'NOT_FOUND' ? known.filter((code) => failure.message.includes(code)) : [];
    if (named.length > 0) setUnknown([...unknown, ...named]);
    return named.length > 0;
  };
  return { known, unknown: asked.filter((code) => unknown.includes(code)), refuse };
}
