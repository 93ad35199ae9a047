import { useId, useState } from 'react';
import { useCreateToken, type CreatedToken } from '../../api/tokens.ts';
import { TokenScope } from '../../api/gql/enums.ts';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from '../../ui/Confirmed.tsx';

const FIRST_DAYS = 30;
const MOST_DAYS = 90;

interface ScopesFieldProps {
  readonly scopes: readonly TokenScope[];
  readonly onChange: (scopes: readonly TokenScope[]) => void;
}

function ScopesField({ scopes, onChange }: ScopesFieldProps) {
  const words = useWords(savedWords);
  return (
    <fieldset>
      <legend>{words.scopes}</legend>
      {TokenScope.map((scope) => (
        <label key={scope} className="tick">
          <input
            type="checkbox"
            checked={scopes.includes(scope)}
            onChange={({ target }) => {
              onChange(TokenScope.filter((one) => (one === scope ? target.checked : scopes.includes(one))));
            }}
          />
          {words.scopeNames[scope]} <small>{words.scopeNotes[scope]}</small>
        </label>
      ))}
    </fieldset>
  );
}

/** Name, scopes and days of a token that is to be made. */
export function NewToken({ onMade }: { readonly onMade: (made: CreatedToken) => void }) {
  const words = useWords(savedWords);
  const id = useId();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly TokenScope[]>(['QUERY']);
  const [days, setDays] = useState(FIRST_DAYS);
  const create = useCreateToken();
  return (
    <form
      className="new-token"
      aria-label={words.newToken}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ name, scopes: [...scopes], days }, { onSuccess: onMade });
      }}
    >
      <h2>{words.newToken}</h2>
      <label htmlFor={`${id}name`}>{words.tokenName}</label>
      <input
        id={`${id}name`}
        className="field"
        value={name}
        required
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <ScopesField scopes={scopes} onChange={setScopes} />
      <label htmlFor={`${id}days`}>{words.days}</label>
      <input
        id={`${id}days`}
        className="field days"
        type="number"
        min={1}
        max={MOST_DAYS}
        step={1}
        value={Number.isNaN(days) ? '' : days}
        required
        onChange={(event) => {
          setDays(event.target.valueAsNumber);
        }}
      />
      <button type="submit" className="button strong" disabled={create.isPending}>
        {words.create}
      </button>
      <Refusal message={create.error?.message} />
    </form>
  );
}
