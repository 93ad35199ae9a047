import { useState, type SyntheticEvent } from 'react';
import { useSignIn, type Access, type Site } from '../../api/access.ts';
import { accountWords } from '../../i18n/account.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useFocused } from '../../ui/useFocused.ts';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { AccountFrame } from './AccountFrame.tsx';
import { FormFoot } from './FormFoot.tsx';
import { useLeave } from './useLeave.ts';

/** The sign-in of the house, where one is set; it leads back to where one came from. */
function OpenId({ offer }: { readonly offer: NonNullable<Site['openId']> }) {
  const words = useWords(accountWords);
  const { back } = useSelection().selection;
  const from = back === null ? '' : `${offer.start.includes('?') ? '&' : '?'}${new URLSearchParams({ back }).toString()}`;
  return (
    <>
      <p className="or">{words.or}</p>
      <a className="button wide" href={`${offer.start}${from}`}>
        {words.signInBy(offer.name)}
      </a>
    </>
  );
}

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
        <FormFoot message={signIn.error?.message} label={words.signIn} pending={signIn.isPending} />
      </form>
      {site.openId && <OpenId offer={site.openId} />}
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
