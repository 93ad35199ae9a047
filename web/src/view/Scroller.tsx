import { useEffect, useRef, useState, type ReactNode } from 'react';
import { listWords } from '../i18n/list.ts';
import { useWords } from '../i18n/words.ts';
import './scroller.css';

/** A region that scrolls has to be reached by the keyboard, although nothing in it may take the focus. */
const REACHED = { tabIndex: 0 } as const;

/** Whether a box is narrower than what it holds. */
function useCut() {
  const box = useRef<HTMLDivElement>(null);
  const [cut, setCut] = useState(false);
  useEffect(() => {
    const held = box.current;
    if (held === null) return;
    const look = (): void => {
      setCut(held.scrollWidth > held.clientWidth + 1);
    };
    const observer = new ResizeObserver(look);
    observer.observe(held);
    if (held.firstElementChild) observer.observe(held.firstElementChild);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { box, cut };
}

/** Holds a table that may be wider than the screen: the page stays, the table scrolls, the keyboard reaches it, and a line says that more lies aside. */
export function Scroller({
  name,
  className = '',
  children,
}: {
  readonly name: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const words = useWords(listWords);
  const { box, cut } = useCut();
  return (
    <>
      {cut && (
        <small className="scroll-hint" aria-hidden="true">
          {words.scrollHint}
        </small>
      )}
      <div ref={box} className={`scroller ${className}`} data-more={cut} role="region" aria-label={words.scroll(name)} {...REACHED}>
        {children}
      </div>
    </>
  );
}
