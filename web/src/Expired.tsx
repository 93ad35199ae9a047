import type { Access } from './api/access.ts';
import { accountWords } from './i18n/account.ts';
import { useWords } from './i18n/words.ts';
import { useSelection } from './state/useSelection.ts';

/** A session that has ended while the page is open: one calm line, and the way back to this very address. */
export function Expired({ access }: { readonly access: Access }) {
  const words = useWords(accountWords);
  const { here, doorHref } = useSelection();
  if (!access.expired) return null;
  return (
    <div className="expired" role="alert">
      <p>{words.expired}</p>
      <a className="button" href={doorHref('login', { back: here })}>
        {words.signInAgain}
      </a>
    </div>
  );
}
