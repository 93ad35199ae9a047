/** The door to accounts: who a request comes from, and what it may do with tokens and saved queries. */
import { findBrowser } from '../db/accounts/owners.ts';
import { readTokens, type KeptToken } from '../db/accounts/tokens.ts';
import { DomainError } from '../domain/errors.ts';
import { isUseWorthWriting, spellMoment, tokenStateAt, type TokenState } from '../domain/tokens.ts';
import type { Viewer } from '../domain/viewers.ts';
import { assertId, browserViewer, createDesk, issueToken, toTokenRow, type DeskParts } from './desk.ts';
import { hashOf, looksLikeBrowser, looksLikeToken, prefixOf, sameHash } from './secrets.ts';
import type { Accounts } from './types.ts';

export interface AccountsParts extends DeskParts {
  /** Told of a use that could not be written; the request it belongs to goes on. */
  complain(error: unknown): void;
}

const REFUSED: Readonly<Record<Exclude<TokenState, 'ACTIVE'>, (token: KeptToken) => string>> = {
  EXPIRED: ({ name, expiresAt }) => `令牌「${name}」已于 ${spellMoment(expiresAt)}过期。请建立新的令牌：fugai token create。`,
  REVOKED: ({ name, revokedAt }) =>
    `令牌「${name}」已于 ${spellMoment(String(revokedAt))}吊销，不能再用。请建立新的令牌：fugai token create。`,
};
const unauthenticated = (message: string): DomainError => new DomainError('UNAUTHENTICATED', message);

async function findToken({ db }: DeskParts, secret: string): Promise<KeptToken> {
  const found = looksLikeToken(secret) ? await readTokens(db, { prefix: prefixOf(secret) }) : [];
  const hash = hashOf(secret);
  const token = found.find((one) => sameHash(one.secretHash, hash));
  if (token === undefined)
    throw unauthenticated(
      '没有这个令牌：请核对 Authorization: Bearer 后面的内容，令牌以 fugai_ 开头，共 49 个字符；或用 fugai token create 新建。',
    );
  return token;
}

/** Writes the use of a token, at most once a minute and never twice at a time; nobody waits for it. */
function createUses({ write, now, complain }: AccountsParts): (token: KeptToken) => void {
  const writing = new Set<string>();
  return (token) => {
    const at = now();
    if (writing.has(token.id) || !isUseWorthWriting(token, at)) return;
    writing.add(token.id);
    write('markUsed', { id: token.id, at })
      .catch(complain)
      .finally(() => writing.delete(token.id));
  };
}

export function createAccounts(parts: AccountsParts): Accounts {
  const { db, write, now } = parts;
  const noteUse = createUses(parts);
  return {
    byToken: async (secret): Promise<Viewer> => {
      const token = await findToken(parts, secret);
      const state = tokenStateAt(token, now());
      if (state !== 'ACTIVE') throw unauthenticated(REFUSED[state](token));
      noteUse(token);
      return { id: token.id, kind: 'TOKEN', name: token.name, scopes: token.scopes, owner: token.owner };
    },
    byBrowser: async (secret, place) => {
      const found = looksLikeBrowser(secret) ? await findBrowser(db, hashOf(secret)) : undefined;
      return found === undefined ? null : browserViewer(found.id, place);
    },
    desk: (visit) => createDesk(parts, visit),
    operator: {
      createToken: (ask) => issueToken(parts, ask, null),
      tokens: async () => (await readTokens(db, {})).map((token) => toTokenRow(token, now())),
      revokeToken: async (id) => {
        assertId(id, '令牌');
        const at = now();
        return toTokenRow(await write('revokeToken', { id, owner: null, at }), at);
      },
    },
  };
}
