import { useSignOut, type Access, type Viewer } from './api/access.ts';
import { accountWords } from './i18n/account.ts';
import { useLang, useWords } from './i18n/words.ts';
import { useSelection } from './state/useSelection.ts';
import { momentText } from './theme/momentText.ts';
import { Refusal } from './ui/Confirmed.tsx';
import { extentText } from './view/extentText.ts';
import { isSignedIn } from './view/may.ts';

const CARD = 'account-card';

/** Who is signed in, in words, and what they can do about it. */
function Card({ viewer }: { readonly viewer: Viewer }) {
  const words = useWords(accountWords);
  const lang = useLang();
  const { here, doorHref } = useSelection();
  const signOut = useSignOut();
  const { roles, viewScope, reportScope, session } = viewer;
  return (
    <div id={CARD} className="account-card" popover="auto" role="dialog" aria-label={words.account}>
      <h2>{viewer.name}</h2>
      {viewer.loginName && viewer.loginName !== viewer.name && <p className="muted">{viewer.loginName}</p>}
      <dl>
        <dt>{words.roles}</dt>
        <dd>{roles.length === 0 ? words.noRoles : roles.map((role) => words.roleNames[role]).join(words.and)}</dd>
        <dt>{words.viewScope}</dt>
        <dd>{extentText(viewScope, words, lang)}</dd>
        {(roles.includes('REPORTER') || roles.includes('APPROVER')) && (
          <>
            <dt>{words.reportScope}</dt>
            <dd>{extentText(reportScope, words, lang)}</dd>
          </>
        )}
        {session && (
          <>
            <dt>{words.sessionEnd}</dt>
            <dd>{momentText(session.endsAt, lang)}</dd>
          </>
        )}
      </dl>
      <div className="row">
        <a className="button" href={doorHref('password', { back: here })}>
          {words.changePassword}
        </a>
        <button
          type="button"
          className="button"
          disabled={signOut.isPending}
          onClick={() => {
            signOut.mutate(
              {},
              {
                // A new document: nothing that was answered to this reader stays behind.
                onSuccess: () => {
                  location.assign(doorHref('login'));
                },
              },
            );
          }}
        >
          {words.signOut}
        </button>
      </div>
      <Refusal message={signOut.error?.message} />
    </div>
  );
}

/** The reader's name with a card behind it; «登录» for who has not signed in. */
export function AccountMenu({ access }: { readonly access: Access }) {
  const words = useWords(accountWords);
  const { here, door, selection, doorHref } = useSelection();
  const { viewer } = access;
  if (!isSignedIn(access) || viewer === null)
    return door === 'login' ? null : (
      <a className="account-name" href={doorHref('login', { back: door === null ? here : selection.back })}>
        {words.signIn}
      </a>
    );
  return (
    <>
      <button type="button" className="account-name" popoverTarget={CARD} aria-label={words.accountOf(viewer.name)}>
        {viewer.name}
      </button>
      <Card viewer={viewer} />
    </>
  );
}
