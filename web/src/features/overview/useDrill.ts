import { useEffect, useRef } from 'react';

/** Where a reader stood on a view before leaving it for another region. */
interface Left {
  readonly scroll: number;
  /** Address of the link that led away. */
  readonly link: string | null;
}

/** By address. It lasts as long as the page is open, as the history it belongs to does. */
const left = new Map<string, Left>();
/** How long a list may take to be there again. */
const WAIT_MS = 3000;

const linkOf = (element: Element | null): string | null => element?.closest('a')?.getAttribute('href') ?? null;

/** A former view takes its place and its focus back, once the link that led away is there again. */
function restore({ scroll, link }: Left): () => void {
  const began = performance.now();
  let frame = 0;
  const attempt = (): void => {
    const found =
      link === null
        ? undefined
        : [...document.querySelectorAll<HTMLAnchorElement>('main a')].find((one) => one.getAttribute('href') === link);
    if (link !== null && !found && performance.now() - began < WAIT_MS) {
      frame = requestAnimationFrame(attempt);
      return;
    }
    (found ?? document.querySelector<HTMLElement>('main h1'))?.focus({ preventScroll: true });
    window.scrollTo(0, scroll);
  };
  frame = requestAnimationFrame(attempt);
  return () => {
    cancelAnimationFrame(frame);
  };
}

/** Drilling starts the next region at its title, with the focus there; going back gives both as they were left. */
export function useDrill(region: string): void {
  const shown = useRef(region);
  const back = useRef(false);
  useEffect(() => {
    const popped = (): void => {
      back.current = true;
    };
    // A click or Enter tells where the reader stands before the address changes.
    const going = (event: Event): void => {
      back.current = false;
      const link = event.target instanceof Element ? linkOf(event.target) : null;
      left.set(location.href, { scroll: window.scrollY, link });
    };
    const entered = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') going(event);
    };
    addEventListener('popstate', popped);
    document.addEventListener('click', going, { capture: true });
    document.addEventListener('keydown', entered, { capture: true });
    return () => {
      removeEventListener('popstate', popped);
      document.removeEventListener('click', going, { capture: true });
      document.removeEventListener('keydown', entered, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (shown.current === region) return undefined;
    shown.current = region;
    // The address may be read before the event of going back is told: the decision waits for it.
    let stop: (() => void) | undefined;
    const frame = requestAnimationFrame(() => {
      const before = left.get(location.href);
      if (!back.current) {
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
        window.scrollTo(0, 0);
      } else if (before) stop = restore(before);
    });
    return () => {
      cancelAnimationFrame(frame);
      stop?.();
    };
  }, [region]);
}
