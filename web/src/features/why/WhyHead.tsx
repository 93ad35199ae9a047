import { useEffect, type ReactNode, type Ref } from 'react';
import { shellWords } from '../../i18n/shell.ts';
import { whyWords } from '../../i18n/why.ts';
import { useWords } from '../../i18n/words.ts';
import { LinkButton } from '../../ui/ViewLink.tsx';
import { useClose } from './useClose.ts';

interface WhyHeadProps {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly title: string;
  readonly lead?: ReactNode;
  /** Crumbs, period and badges above the title. */
  readonly place?: ReactNode;
  readonly notices?: readonly string[];
  /** Period, basis, files. */
  readonly children?: ReactNode;
}

/** The title line of the card: the finding, what stands around it, and the way out. */
export function WhyHead({ ref, title, lead, place, notices = [], children }: WhyHeadProps) {
  const words = useWords(whyWords);
  const shell = useWords(shellWords);
  const { href, close } = useClose();
  useEffect(() => {
    document.title = `${title} · ${shell.product}`;
  }, [title, shell]);
  return (
    <div className="page-title why-head">
      <div className="why-place">{place ?? <p className="crumbs">&nbsp;</p>}</div>
      <LinkButton
        className="close"
        href={href}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          close();
        }}
      >
        {words.close}
      </LinkButton>
      <div className="finding">
        <h1 ref={ref} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </div>
      {children !== undefined && <div className="controls">{children}</div>}
      {notices.map((notice) => (
        <output key={notice} className="notice">
          {notice}
        </output>
      ))}
    </div>
  );
}
