/** Making tokens, and what anybody but the program sees of one. */
import type { KeptToken } from '../db/accounts/tokens.ts';
import type { Role } from '../domain/roles.ts';
import { expiryOf, readTokenAsk, tokenStateAt, type TokenAsk } from '../domain/tokens.ts';
import { hashOf, newId, newTokenSecret, prefixOf } from './secrets.ts';
import type { CreatedToken, TokenRow } from './types.ts';
import type { AccountWrites } from './writes.ts';

export const toTokenRow = ({ owner: _owner, secretHash: _secretHash, ...token }: KeptToken, now: string): TokenRow => ({
  ...token,
  state: tokenStateAt(token, now),
});

export interface IssueAsk {
  readonly asked: TokenAsk;
  /** Null makes a token that belongs to itself. */
  readonly owner: string | null;
  readonly role: Role | null;
  readonly at: string;
}

/** `write` keeps it. @throws DomainError */
export async function issueToken(
  { asked, owner, role, at }: IssueAsk,
  write: (ask: AccountWrites['addToken']['ask']) => Promise<KeptToken>,
): Promise<CreatedToken> {
  const { days, ...ask } = readTokenAsk(asked);
  const secret = newTokenSecret();
  const token = await write({
    ...ask,
    id: newId(),
    owner,
    role,
    prefix: prefixOf(secret),
    secretHash: hashOf(secret),
    createdAt: at,
    expiresAt: expiryOf(at, days),
    lastUsedAt: null,
    revokedAt: null,
    at,
  });
  return { token: toTokenRow(token, at), secret };
}
