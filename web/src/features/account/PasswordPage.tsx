import { useState, type SyntheticEvent } from 'react';
import { useChangePassword, type Access } from '../../api/access.ts';
import { accountWords } from '../../i18n/account.ts';
import { useWords } from '../../i18n/words.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useFocused } from '../../ui/useFocused.ts';
import { AccountFrame } from './AccountFrame.tsx';
import { FormFoot } from './FormFoot.tsx';
import { useLeave } from './useLeave.ts';

/** A password of one's own, instead of the present one. */
export default function PasswordPage({ access: { site, viewer } }: { readonly access: Access }) {
  const words = useWords(accountWords);
  const leave = useLeave();
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const first = useFocused<HTMLInputElement>();
  const change = useChangePassword();
  const unequal = tried && fresh !== again;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (fresh === again) change.mutate({ old, new: fresh }, { onSuccess: leave });
  };
  return (
    <AccountFrame
      title={words.changePassword}
      lead={viewer?.mustChangePassword === true ? words.mustChange : words.changeLead}
      notice={site.notice}
    >
      <form className="form" aria-label={words.changePassword} onSubmit={submit}>
        <input
          className="unseen"
          type="text"
          name="username"
          autoComplete="username"
          value={viewer?.loginName ?? ''}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <TextField
          label={words.oldPassword}
          value={old}
          onChange={setOld}
          ref={first}
          type="password"
          autoComplete="current-password"
          required
        />
        <TextField label={words.newPassword} value={fresh} onChange={setFresh} type="password" autoComplete="new-password" required />
        <TextField
          label={words.repeat}
          value={again}
          onChange={setAgain}
          type="password"
          autoComplete="new-password"
          required
          wrong={unequal ? words.unequal : undefined}
        />
        <FormFoot message={change.error?.message} label={words.change} pending={change.isPending} />
      </form>
    </AccountFrame>
  );
}
