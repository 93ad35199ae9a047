/** How the card is left: to where it was opened from, or to the page it lies over. */
import { useCallback, useEffect, useState } from 'react';
import { useSelection } from '../../state/useSelection.ts';

/** The address the document itself was loaded from: nothing of this app lies before it. */
const loadedFrom = (): string => {
  const [entry] = performance.getEntriesByType('navigation');
  return entry?.name ?? location.href;
};

/** `href` is the page below; `close` steps back where nothing has happened since the card was opened from within. Escape closes too. */
export function useClose(): { readonly href: string; readonly close: () => void } {
  const { hrefFor, set } = useSelection();
  const [opened] = useState(() => (location.href === loadedFrom() ? null : location.href));
  const close = useCallback(() => {
    if (opened !== null && opened === location.href) history.back();
    else set({ why: null, split: null });
  }, [opened, set]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      close();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [close]);
  return { href: hrefFor({ why: null, split: null }), close };
}
