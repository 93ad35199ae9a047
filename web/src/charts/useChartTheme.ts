import { useSyncExternalStore } from 'react';
import { readTheme, type ChartTheme } from './theme.ts';

let read: { readonly look: string; readonly theme: ChartTheme } | null = null;

/** Read again only when the look of the page has changed, so that options stay the same object in between. */
function current(): ChartTheme {
  const root = document.documentElement;
  const look = root.dataset['theme'] ?? '';
  if (read?.look !== look) read = { look, theme: readTheme(root) };
  return read.theme;
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    observer.disconnect();
  };
}

/** The tokens of the page's present look. */
export const useChartTheme = (): ChartTheme => useSyncExternalStore(subscribe, current);
