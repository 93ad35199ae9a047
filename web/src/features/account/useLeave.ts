import { useCallback } from 'react';
import { basePath } from '../../api/client.ts';
import { useSelection } from '../../state/useSelection.ts';

/** Leaves for the address that one came from, or the overview, as a new document: no answer given to the former reader stays. */
export function useLeave(): () => void {
  const { selection, hrefOf } = useSelection();
  const { back } = selection;
  return useCallback(() => {
    location.assign(back === null ? hrefOf('overview') : `${basePath(location.pathname)}${back}`);
  }, [back, hrefOf]);
}
