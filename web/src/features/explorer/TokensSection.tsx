import { useState } from 'react';
import { useRevokeToken, useTokens, type CreatedToken, type TokenRow } from '../../api/tokens.ts';
import { accountWords } from '../../i18n/account.ts';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { Confirmed, Refusal } from '../../ui/Confirmed.tsx';
import { momentText } from '../../theme/momentText.ts';
import { extentText } from '../../view/extentText.ts';
import { NewToken } from './NewToken.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { TokenUse } from './TokenUse.tsx';
import type { TokenInUse } from './useToken.ts';

function TokenEntry({ row, token }: { readonly row: TokenRow; readonly token: TokenInUse }) {
  const words = useWords(savedWords);
  const account = useWords(accountWords);
  const lang = useLang();
  const revoke = useRevokeToken();
  const when = (moment: string): string => momentText(moment, lang);
  return (
    <>
      <p>
        <b>{row.name}</b> <code>{row.prefix}…</code>
      </p>
      <p className="small muted">
        <span className={`badge ${row.state === 'ACTIVE' ? 'strong' : 'plain'}`}>{words.states[row.state]}</span>{' '}
        {row.scopes.map((scope) => words.scopeNames[scope]).join(lang === 'zh' ? '、' : ', ')}
        {!row.scope.all && row.scope.regions.length > 0 && ` · ${extentText(row.scope, account, lang)}`}
        <br />
        {row.revokedAt ? words.revokedAt(when(row.revokedAt)) : words.expires(when(row.expiresAt))}
        {' · '}
        {row.lastUsedAt ? words.lastUsed(when(row.lastUsedAt)) : words.neverUsed}
      </p>
      {row.state === 'ACTIVE' && (
        <Confirmed
          label={words.revoke}
          question={words.revokeAsk(row.name)}
          confirm={words.revokeNow}
          pending={revoke.isPending}
          onConfirm={() => {
            revoke.mutate(row.id, {
              onSuccess: () => {
                token.drop((secret) => secret.startsWith(row.prefix));
              },
            });
          }}
        >
          <Refusal message={revoke.error?.message} />
        </Confirmed>
      )}
    </>
  );
}

function TokenList({ token }: { readonly token: TokenInUse }) {
  const words = useWords(savedWords);
  const tokens = useTokens();
  return (
    <section aria-label={words.yourTokens}>
      <h2>{words.yourTokens}</h2>
      <Refusal message={tokens.error?.message} />
      {tokens.data === undefined && tokens.error === null && <SkeletonRows rows={2} />}
      {tokens.data?.length === 0 && <p className="muted">{words.noTokens}</p>}
      <ul>
        {tokens.data?.map((row) => (
          <li key={row.id} className="token">
            <TokenEntry row={row} token={token} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Tokens for programs: made here, shown once, listed, revoked. */
export function TokensSection({ token }: { readonly token: TokenInUse }) {
  const words = useWords(savedWords);
  const [made, setMade] = useState<CreatedToken | null>(null);
  return (
    <div className="tokens">
      <p>{words.tokensLead}</p>
      {made === null ? (
        <NewToken onMade={setMade} />
      ) : (
        <ShownOnce
          made={made}
          token={token}
          onDone={() => {
            setMade(null);
          }}
        />
      )}
      <TokenList token={token} />
      <TokenUse token={token} />
    </div>
  );
}
