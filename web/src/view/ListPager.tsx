import type { MouseEvent } from 'react';
import { listWords } from '../i18n/list.ts';
import { useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import { count } from '../theme/format.ts';
import { LinkButton } from '../ui/ViewLink.tsx';
import './list.css';

interface ListPagerProps {
  readonly shown: number;
  readonly total: number;
  /** What is listed, 家 or 个. */
  readonly unit: string;
  readonly next: string | null;
}

/** Another page of the list is read from its head. */
const toHead = ({ currentTarget }: MouseEvent): void => {
  currentTarget.closest('.panel')?.scrollIntoView({ block: 'start' });
};

/** Where one stands in a list that is read page by page: the way on is a link, the way back is that of the browser. */
export function ListPager({ shown, total, unit, next }: ListPagerProps) {
  const words = useWords(listWords);
  const { selection, hrefFor } = useSelection();
  const whole = shown === total && selection.after === null;
  return (
    <nav className="pager" aria-label={words.paging}>
      <span>
        {whole ? words.all(count(total), unit) : words.shown(count(shown), count(total), unit)}
        {selection.after !== null && <small className="later muted">{words.later}</small>}
      </span>
      {selection.after !== null && (
        <LinkButton href={hrefFor({ after: null })} onClick={toHead}>
          {words.first}
        </LinkButton>
      )}
      {next !== null && (
        <LinkButton href={hrefFor({ after: next })} onClick={toHead}>
          {words.next}
        </LinkButton>
      )}
    </nav>
  );
}
