import { basePath } from '../../api/client.ts';
import type { CreatedToken } from '../../api/tokens.ts';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { momentText } from '../../theme/momentText.ts';
import { useFocused } from '../../ui/useFocused.ts';
import type { TokenInUse } from './useToken.ts';

/** A command that asks the server something small, to see that the token works. */
const commandOf = (secret: string): string =>
  `curl -s '${location.origin}${basePath(location.pathname)}/graphql' -H 'authorization: Bearer ${secret}' -H 'content-type: application/json' -d '{"query":"{ dataset { version latestPeriod } }"}'`;

interface ShownOnceProps {
  readonly made: CreatedToken;
  readonly token: TokenInUse;
  readonly onDone: () => void;
}

/** The secret of a new token: here, now, and never again. */
export function ShownOnce({ made: { secret, token: made }, token, onDone }: ShownOnceProps) {
  const words = useWords(savedWords);
  const lang = useLang();
  const heading = useFocused<HTMLHeadingElement>();
  return (
    <section className="shown-once" aria-label={words.created}>
      <h2 ref={heading} tabIndex={-1}>
        {words.created}
      </h2>
      <p>
        <b>{made.name}</b> · {words.expires(momentText(made.expiresAt, lang))}
      </p>
      <p className="once">{words.onceOnly}</p>
      <pre>{secret}</pre>
      <CopyButton label={words.copySecret} text={() => secret} />
      <pre className="command">{commandOf(secret)}</pre>
      <CopyButton label={words.copyCommand} text={() => commandOf(secret)} />
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() => {
            token.take({ name: made.name, secret });
          }}
        >
          {words.tryIt}
        </button>
        <button type="button" className="button strong" onClick={onDone}>
          {words.done}
        </button>
      </div>
    </section>
  );
}
