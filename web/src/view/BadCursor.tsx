import { listWords } from '../i18n/list.ts';
import { useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import type { Failure } from '../ui/states.tsx';
import { LinkButton } from '../ui/ViewLink.tsx';

/** Whether a list was refused because its address holds the place of another list. */
export const isBadCursor = (failure: Failure | null, after: string | null): boolean => after !== null && failure?.code === 'BAD_USER_INPUT';

/** A place in the address that is not of this list: says so, and leads to its beginning. */
export function BadCursor() {
  const words = useWords(listWords);
  const { hrefFor } = useSelection();
  return (
    <div className="message">
      <p>{words.badCursor}</p>
      <LinkButton href={hrefFor({ after: null })}>{words.first}</LinkButton>
    </div>
  );
}
