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

/** A temporary password, which is shown once. */
function Reset({ user, onMade }: { readonly user: UserRow; readonly onMade: (password: string | null) => void }) {
  const words = useWords(adminWords);
  const reset = useResetPassword();
  return (
    <Confirmed
      label={words.reset}
      question={words.resetAsk(user.name)}
      confirm={words.resetNow}
      pending={reset.isPending}
      onConfirm={() => {
        reset.mutate(
          { id: user.id },
          {
            onSuccess: ({ resetPassword }) => {
              onMade(resetPassword.temporaryPassword ?? null);
            },
          },
        );
      }}
    >
      <Refusal message={reset.error?.message} />
    </Confirmed>
  );
}

function Enabled({ user: { id, name, enabled } }: { readonly user: UserRow }) {
  const words = useWords(adminWords);
  const enable = useEnable();
  if (!enabled)
    return (
      <>
        <button
          type="button"
          className="link"
          disabled={enable.isPending}
          onClick={() => {
            enable.mutate({ id, enabled: true });
          }}
        >
          {words.enable}
        </button>
        <Refusal message={enable.error?.message} />
      </>
    );
  return (
    <Confirmed
      label={words.disable}
      question={words.disableAsk(name)}
      confirm={words.disableNow}
      pending={enable.isPending}
      onConfirm={() => {
        enable.mutate({ id, enabled: false });
      }}
    >
      <Refusal message={enable.error?.message} />
    </Confirmed>
  );
}

function EndSessions({ user: { id, name } }: { readonly user: UserRow }) {
  const words = useWords(adminWords);
  const end = useEndSessions();
  return (
    <Confirmed
      label={words.endSessions}
      question={words.endAsk(name)}
      confirm={words.endNow}
      pending={end.isPending}
      onConfirm={() => {
        end.mutate({ id });
      }}
    >
      <Refusal message={end.error?.message} />
    </Confirmed>
  );
}

/** What an administrator can do with an account; what ends something is asked once more. */
export function UserActions({ user }: { readonly user: UserRow }) {
  const words = useWords(adminWords);
  const unlock = useUnlock();
  const [password, setPassword] = useState<string | null>(null);
  return (
    <div className="user-actions" role="group" aria-label={words.actionsOf(user.name)}>
      {password !== null && (
        <ShownPassword
          name={user.name}
          password={password}
          onDone={() => {
            setPassword(null);
          }}
        />
      )}
      <Rename user={user} />
      <div className="row">
        <Enabled key={String(user.enabled)} user={user} />
        {!user.openId && <Reset key={password} user={user} onMade={setPassword} />}
        {user.lockedUntil && (
          <button
            type="button"
            className="link"
            disabled={unlock.isPending}
            onClick={() => {
              unlock.mutate({ id: user.id });
            }}
          >
            {words.unlock}
          </button>
        )}
        {user.sessions > 0 && <EndSessions user={user} />}
      </div>
      <Refusal message={unlock.error?.message} />
    </div>
  );
}
