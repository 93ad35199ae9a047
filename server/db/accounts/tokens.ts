/** Query module of tokens. */
import { readExtent, writeExtent } from '../../domain/extents.ts';
import { ROLE_IDS } from '../../domain/roles.ts';
import { SCOPE_IDS, type ApiToken } from '../../domain/tokens.ts';
import type { AccountsDb } from './open.ts';
import type { TokenTable } from './schema.ts';

/** A token with what only the program may see. */
export interface KeptToken extends ApiToken {
  readonly owner: string;
  readonly secretHash: string;
  /** Login name of the user whose it is. */
  readonly ownerName: string | null;
}

const toToken = (row: TokenTable & { readonly owner_name: string | null }): KeptToken => {
  const scopes = row.scopes.split(',');
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: SCOPE_IDS.filter((scope) => scopes.includes(scope)),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    role: ROLE_IDS.find((role) => role === row.role) ?? null,
    view: readExtent(row.view_scope),
    owner: row.owner,
    secretHash: row.secret_hash,
    ownerName: row.owner_name,
  };
};

export interface TokensAsk {
  readonly ids?: readonly string[];
  readonly prefix?: string;
  readonly owner?: string;
}

/** Tokens that fit all that is asked, newest first. */
export async function readTokens(db: AccountsDb, { ids, prefix, owner }: TokensAsk): Promise<KeptToken[]> {
  let query = db
    .selectFrom('api_token as token')
    .leftJoin('account_user as user', 'user.id', 'token.owner')
    .selectAll('token')
    .select('user.name as owner_name');
  if (ids !== undefined) query = query.where('token.id', 'in', ids);
  if (prefix !== undefined) query = query.where('token.prefix', '=', prefix);
  if (owner !== undefined) query = query.where('token.owner', '=', owner);
  return (await query.orderBy('token.created_at', 'desc').orderBy('token.id').execute()).map(toToken);
}

export async function addToken(db: AccountsDb, token: KeptToken): Promise<void> {
  const row: TokenTable = {
    id: token.id,
    owner: token.owner,
    name: token.name,
    prefix: token.prefix,
    secret_hash: token.secretHash,
    scopes: token.scopes.join(','),
    role: token.role,
    view_scope: writeExtent(token.view),
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    last_used_at: token.lastUsedAt,
    revoked_at: token.revokedAt,
  };
  await db.insertInto('api_token').values(row).execute();
}

/** A token that was revoked stays revoked since then. */
export async function markRevoked(db: AccountsDb, ask: { readonly id: string; readonly at: string }): Promise<void> {
  await db.updateTable('api_token').set({ revoked_at: ask.at }).where('id', '=', ask.id).where('revoked_at', 'is', null).execute();
}

/** Never moves back. */
export async function markUsed(db: AccountsDb, { id, at }: { readonly id: string; readonly at: string }): Promise<void> {
  await db
    .updateTable('api_token')
    .set({ last_used_at: at })
    .where('id', '=', id)
    .where((of) => of.or([of('last_used_at', 'is', null), of('last_used_at', '<', at)]))
    .execute();
}
