import { useId, type ReactNode } from 'react';
import { PanelTitle } from './panelTitle.ts';

interface PanelProps {
  readonly title: ReactNode;
  /** Unit or definition, small beside the title. */
  readonly note?: ReactNode;
  /** Small links and badges at the right end of the title line. */
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly id?: string;
  readonly children: ReactNode;
}

/** A rule, a serif title and space: no box. */
export function Panel({ title, note, actions, className = '', id, children }: PanelProps) {
  const heading = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={heading} id={id}>
      <header>
        <h2 id={heading}>{title}</h2>
        {note !== undefined && <p>{note}</p>}
        {actions !== undefined && (
          <div className="actions">
            <PanelTitle value={typeof title === 'string' ? title : ''}>{actions}</PanelTitle>
          </div>
        )}
      </header>
      {children}
    </section>
  );
}
