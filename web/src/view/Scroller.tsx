import type { ReactNode } from 'react';
import { listWords } from '../i18n/list.ts';
import { useWords } from '../i18n/words.ts';
import './list.css';

/** A region that scrolls has to be reached by the keyboard, although nothing in it may take the focus. */
const REACHED = { tabIndex: 0 } as const;

/** Holds a table that may be wider than the screen: the page stays, the table scrolls, the keyboard reaches it. */
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
  return (
    <div className={`scroller ${className}`} role="region" aria-label={words.scroll(name)} {...REACHED}>
      {children}
    </div>
  );
}
