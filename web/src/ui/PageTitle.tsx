import { useEffect, type ReactNode } from 'react';
import { shellWords } from '../i18n/shell.ts';
import { useWords } from '../i18n/words.ts';

export interface Crumb {
  readonly label: string;
  /** Absent for the place one is at. */
  readonly href?: string;
}

interface PageTitleProps {
  readonly title: string;
  /** Beside the title: period, badges. */
  readonly beside?: ReactNode;
  readonly crumbs?: ReactNode;
  readonly lead?: ReactNode;
  /** Sentences about parameters that were not understood; one line each. */
  readonly notices?: readonly string[];
  /** A row of its own under title and controls: the conditions that stand. */
  readonly below?: ReactNode;
  /** Controls at the right end. */
  readonly children?: ReactNode;
}

/** Title line of a page; also names the browser tab. */
export function PageTitle({ title, beside, crumbs, lead, notices = [], below, children }: PageTitleProps) {
  const words = useWords(shellWords);
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
  }, [title, words]);
  return (
    <div className="page-title">
      <div>
        {crumbs}
        <h1 tabIndex={-1}>
          {title} {beside}
        </h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </div>
      {children !== undefined && <div className="controls">{children}</div>}
      {below}
      {notices.map((notice) => (
        <output key={notice} className="notice">
          {notice}
        </output>
      ))}
    </div>
  );
}
