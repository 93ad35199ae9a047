import { useState, type SyntheticEvent } from 'react';
import { useSignIn, type Access } from '../../api/access.ts';
import { accountWords } from '../../i18n/account.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useFocused } from '../../ui/useFocused.ts';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { AccountFrame } from './AccountFrame.tsx';
import { useLeave } from './useLeave.ts';

/** Name and password, or the sign-in of the house; afterwards back to where one came from. */
export default function LoginPage({ access: { site } }: { readonly access: Access }) {
  const words = useWords(accountWords);
  const { doorHref } = useSelection();
  const leave = useLeave();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const first = useFocused<HTMLInputElement>();
  const signIn = useSignIn();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    signIn.mutate(
      { name, password },
      {
        onSuccess: leave,
        onError: () => {
          setPassword('');
        },
      },
    );
  };
  return (
    <AccountFrame title={words.signIn} lead={words.signInLead} notice={site.notice}>
      <form className="form" aria-label={words.signIn} onSubmit={submit}>
        <TextField
          label={words.name}
          value={name}
          onChange={setName}
          ref={first}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <TextField
          label={words.password}
          value={password}
          onChange={setPassword}
          type="password"
          name="password"
          autoComplete="current-password"
          required
        />
        <p className="answer" role="alert">
          {signIn.error?.message}
        </p>
        <button type="submit" className="button strong wide" disabled={signIn.isPending}>
          {signIn.isPending ? words.working : words.signIn}
        </button>
        {site.openId && (
          <>
            <p className="or">{words.or}</p>
            <a className="button wide" href={site.openId.start}>
              {words.signInBy(site.openId.name)}
            </a>
          </>
        )}
      </form>
      {site.needsSetup && (
        <p className="aside">
          {words.setupOffered}{' '}
          <ViewLink className="link" href={doorHref('setup')}>
            {words.toSetup}
          </ViewLink>
        </p>
      )}
    </AccountFrame>
  );
}
