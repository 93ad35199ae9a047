import { useState, type SyntheticEvent } from 'react';
import { useCreateUser } from '../../api/admin.ts';
import { adminWords } from '../../i18n/admin.ts';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from '../../ui/Confirmed.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFocused } from '../../ui/useFocused.ts';

interface NewUserProps {
  readonly onMade: (name: string, password: string) => void;
  readonly onLeave: () => void;
}

/** Login name and full name of a user who is to be made; the program makes the first password. */
export function NewUser({ onMade, onLeave }: NewUserProps) {
  const words = useWords(adminWords);
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const first = useFocused<HTMLInputElement>();
  const create = useCreateUser();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    create.mutate(
      { name: name.trim(), displayName: displayName.trim(), password: null },
      {
        onSuccess: ({ createUser }) => {
          onMade(createUser.user.name, createUser.temporaryPassword ?? '');
        },
      },
    );
  };
  return (
    <form className="form new-user" aria-label={words.newUser} onSubmit={submit}>
      <h3>{words.newUser}</h3>
      <div className="pair">
        <TextField
          label={words.name}
          hint={words.nameHint}
          value={name}
          onChange={setName}
          ref={first}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <TextField label={words.displayName} value={displayName} onChange={setDisplayName} autoComplete="off" required />
      </div>
      <p className="small muted">{words.newUserNote}</p>
      <Refusal message={create.error?.message} />
      <div className="row">
        <button type="submit" className="button strong" disabled={create.isPending}>
          {create.isPending ? words.working : words.create}
        </button>
        <button type="button" className="button" onClick={onLeave}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
