import { useState } from 'react';
import { tokensOfAllDocument, usePrivate, useRevokeAny, type TokenOfAll } from '../../api/admin.ts';
import { TokenState } from '../../api/gql/enums.ts';
import { accountWords } from '../../i18n/account.ts';
import { adminWords } from '../../i18n/admin.ts';
import { savedWords } from '../../i18n/explorerSaved.ts';
import { listWords } from '../../i18n/list.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { momentText } from '../../theme/momentText.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Confirmed, Refusal } from '../../ui/Confirmed.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { extentText } from '../../view/extentText.ts';
import { Scroller } from '../../view/Scroller.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { PAGE, Pager } from './Pager.tsx';

function Line({ token }: { readonly token: TokenOfAll }) {
  const words = useWords(adminWords);
  const saved = useWords(savedWords);
  const account = useWords(accountWords);
  const lang = useLang();
  const revoke = useRevokeAny();
  return (
    <tr>
      <th scope="row">
        {token.name}
        <small>
          <code>{token.prefix}…</code>
        </small>
      </th>
      <td>{token.ownerName ?? <span className="muted">{words.noOwner}</span>}</td>
      <td>{extentText(token.scope, account, lang)}</td>
      <td>{token.scopes.map((scope) => saved.scopeNames[scope]).join(lang === 'zh' ? '、' : ', ')}</td>
      <td>
        <Badge kind={token.state === 'ACTIVE' ? 'strong' : 'plain'}>{saved.states[token.state]}</Badge>
      </td>
      <td className="nowrap">{momentText(token.expiresAt, lang)}</td>
      <td className="nowrap">{token.lastUsedAt ? momentText(token.lastUsedAt, lang) : words.never}</td>
      <td>
        {token.state === 'ACTIVE' && (
          <Confirmed
            label={words.revoke}
            question={words.revokeAsk(token.name)}
            confirm={words.revokeNow}
            pending={revoke.isPending}
            onConfirm={() => {
              revoke.mutate({ id: token.id });
            }}
          >
            <Refusal message={revoke.error?.message} />
          </Confirmed>
        )}
      </td>
    </tr>
  );
}

/** 令牌: everybody's, with the way to revoke one. */
export function TokensTab() {
  const words = useWords(adminWords);
  const saved = useWords(savedWords);
  const account = useWords(accountWords);
  const list = useWords(listWords);
  const { selection } = useSelection();
  const [state, setState] = useState<TokenState | null>('ACTIVE');
  const query = usePrivate(tokensOfAllDocument, { state, first: PAGE, after: selection.after });
  return (
    <Panel title={words.tabs.tokens}>
      <div className="conditions-bar" role="group" aria-label={list.conditions}>
        <Choose
          label={words.state}
          any={words.anyState}
          options={TokenState.map((value) => ({ value, label: saved.states[value] }))}
          value={state}
          onChange={setState}
        />
      </div>
      <Loaded query={query} skeleton={<SkeletonRows rows={6} height="34px" />}>
        {({ apiTokens }) =>
          apiTokens.nodes.length === 0 ? (
            <EmptyState>{words.noTokens}</EmptyState>
          ) : (
            <>
              <Scroller name={words.tabs.tokens}>
                <table className="list" aria-label={words.tabs.tokens}>
                  <thead>
                    <tr>
                      {[
                        words.token,
                        words.tokenOwner,
                        account.viewScope,
                        words.scopes,
                        words.state,
                        words.expires,
                        words.lastUsed,
                        words.actions,
                      ].map((head) => (
                        <th key={head} scope="col">
                          {head}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {apiTokens.nodes.map((token) => (
                      <Line key={token.id} token={token} />
                    ))}
                  </tbody>
                </table>
              </Scroller>
              <Pager shown={apiTokens.nodes.length} total={apiTokens.totalCount} unit={words.token} pageInfo={apiTokens.pageInfo} />
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}
