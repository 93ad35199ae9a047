import { useSyncExternalStore } from 'react';
import { presentLook, presentTheme, WALL } from './look.ts';
import type { ChartTheme } from './theme.ts';

let read: { readonly look: string; readonly theme: ChartTheme } | null = null;

/** Made again only when the look of the page has changed, so that options stay the same object in between. */
function current(): ChartTheme {
  const look = presentLook();
  if (read?.look !== look) read = { look, theme: presentTheme() };
  return read.theme;
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const media = [WALL, 'print'].map((query) => matchMedia(query));
  for (const query of media) query.addEventListener('change', changed);
  // The observer is told too late for paper.
  addEventListener('beforeprint', changed);
  return () => {
    observer.disconnect();
    for (const query of media) query.removeEventListener('change', changed);
    removeEventListener('beforeprint', changed);
  };
}

/** What charts draw with in the page's present look. */
export const useChartTheme = (): ChartTheme => useSyncExternalStore(subscribe, current);
