import { useState, type SyntheticEvent } from 'react';
import { useChangeUser, useEnable, useEndSessions, useResetPassword, useUnlock, type UserRow } from '../../api/admin.ts';
import { adminWords } from '../../i18n/admin.ts';
import { useWords } from '../../i18n/words.ts';
import { Confirmed, Refusal } from '../../ui/Confirmed.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ShownPassword } from './ShownPassword.tsx';

function Rename({ user }: { readonly user: UserRow }) {
  const words = useWords(adminWords);
  const [name, setName] = useState(user.displayName);
  const change = useChangeUser();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    change.mutate({ id: user.id, displayName: name.trim() });
  };
  return (
    <form className="rename" onSubmit={submit}>
      <TextField label={words.displayName} value={name} onChange={setName} autoComplete="off" required />
      <button type="submit" className="button" disabled={change.isPending || name.trim() === user.displayName}>
        {words.rename}
      </button>
      <Refusal message={change.error?.message} />
    </form>
  );
}

/** What an administrator can do with an account; what ends something is asked once more. */
export function UserActions({ user }: { readonly user: UserRow }) {
  const words = useWords(adminWords);
  const enable = useEnable();
  const reset = useResetPassword();
  const unlock = useUnlock();
  const end = useEndSessions();
  const [password, setPassword] = useState<string | null>(null);
  const { id, name } = user;
  const plain = (label: string, pending: boolean, run: () => void) => (
    <button type="button" className="link" disabled={pending} onClick={run}>
      {label}
    </button>
  );
  return (
    <div className="user-actions" role="group" aria-label={words.actionsOf(name)}>
      {password !== null && (
        <ShownPassword
          name={name}
          password={password}
          onDone={() => {
            setPassword(null);
          }}
        />
      )}
      <Rename user={user} />
      <div className="row">
        {user.enabled ? (
          <Confirmed
            label={words.disable}
            question={words.disableAsk(name)}
            confirm={words.disableNow}
            pending={enable.isPending}
            onConfirm={() => {
              enable.mutate({ id, enabled: false });
            }}
          />
        ) : (
          plain(words.enable, enable.isPending, () => {
            enable.mutate({ id, enabled: true });
          })
        )}
        {!user.openId && (
          <Confirmed
            label={words.reset}
            question={words.resetAsk(name)}
            confirm={words.resetNow}
            pending={reset.isPending}
            onConfirm={() => {
              reset.mutate(
                { id },
                {
                  onSuccess: ({ resetPassword }) => {
                    setPassword(resetPassword.temporaryPassword ?? null);
                  },
                },
              );
            }}
          />
        )}
        {user.lockedUntil != null &&
          plain(words.unlock, unlock.isPending, () => {
            unlock.mutate({ id });
          })}
        {user.sessions > 0 && (
          <Confirmed
            label={words.endSessions}
            question={words.endAsk(name)}
            confirm={words.endNow}
            pending={end.isPending}
            onConfirm={() => {
              end.mutate({ id });
            }}
          />
        )}
      </div>
      <Refusal message={(enable.error ?? reset.error ?? unlock.error ?? end.error)?.message} />
    </div>
  );
}
