import { useId, useState } from 'react';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useWords } from '../../i18n/words.ts';
import type { TokenInUse } from './useToken.ts';

/** How much of a secret names it here. */
const NAMED_BY = 12;

/** As whom the queries of this page run. */
export function TokenUse({ token }: { readonly token: TokenInUse }) {
  const words = useWords(savedWords);
  const id = useId();
  const [typed, setTyped] = useState('');
  return (
    <section aria-label={words.useOther}>
      <h2>{words.useOther}</h2>
      {token.used === null ? (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            token.take({ name: `${typed.trim().slice(0, NAMED_BY)}…`, secret: typed.trim() });
            setTyped('');
          }}
        >
          <label className="unseen" htmlFor={id}>
            {words.secretField}
          </label>
          <input
            id={id}
            className="field"
            type="password"
            autoComplete="off"
            placeholder="fugai_…"
            required
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
          <button type="submit" className="button">
            {words.use}
          </button>
        </form>
      ) : (
        <>
          <p>{words.inUse(token.used.name)}</p>
          <button
            type="button"
            className="button"
            onClick={() => {
              token.take(null);
            }}
          >
            {words.stopUsing}
          </button>
        </>
      )}
    </section>
  );
}
