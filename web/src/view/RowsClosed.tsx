import { useAccess } from '../api/access.ts';
import { accountWords } from '../i18n/account.ts';
import { useLang, useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import { NoPermission } from '../ui/states.tsx';
import { LinkButton } from '../ui/ViewLink.tsx';
import { extentText } from './extentText.ts';
import { isSignedIn } from './may.ts';

/** In place of a list of single rows that is not open to the reader: says what is needed, and leads there. */
export function RowsClosed({ said }: { readonly said: string }) {
  const words = useWords(accountWords);
  const lang = useLang();
  const { here, doorHref } = useSelection();
  const access = useAccess().data;
  if (access === undefined) return <NoPermission>{said}</NoPermission>;
  if (isSignedIn(access))
    return (
      <NoPermission>
        {said} {words.rowsNeedScope(extentText(access.site.sight.rows, words, lang))}
      </NoPermission>
    );
  return (
    <>
      <NoPermission>
        {said} {words.rowsNeed}
      </NoPermission>
      <LinkButton href={doorHref('login', { back: here })}>{words.signIn}</LinkButton>
    </>
  );
}
