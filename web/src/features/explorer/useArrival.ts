import { useEffect, useState } from 'react';
import { readArrival } from '../../state/explorerAddress.ts';
import type { Opening } from './useTabs.ts';

/** Opens what the address carries behind `#`, once: the hash goes, so that loading the page again opens no second tab. */
export function useArrival(open: (opening: Opening) => void): { readonly saved: string | null; readonly settled: () => void } {
  const [saved, setSaved] = useState<string | null>(null);
  useEffect(() => {
    const arrive = (): void => {
      const arrival = readArrival(location.hash);
      if (arrival.opened === null && arrival.saved === null) return;
      history.replaceState(history.state, '', `${location.pathname}${location.search}`);
      if (arrival.opened !== null) open({ ...arrival.opened, saved: null, runs: true });
      setSaved(arrival.saved);
    };
    arrive();
    addEventListener('hashchange', arrive);
    return () => {
      removeEventListener('hashchange', arrive);
    };
  }, [open]);
  return {
    saved,
    settled: () => {
      setSaved(null);
    },
  };
}
