/** One request's dealings with tokens and saved queries: may they, is it well formed, then one read or one write. */
import type { AccountsDb } from '../db/accounts/open.ts';
import { readQueries, type KeptQuery } from '../db/accounts/savedQueries.ts';
import { readTokens, type KeptToken } from '../db/accounts/tokens.ts';
import { DomainError } from '../domain/errors.ts';
import { readSavedQuery, type SavedQuery } from '../domain/savedQueries.ts';
import { expiryOf, readTokenAsk, tokenStateAt, type TokenAsk } from '../domain/tokens.ts';
import {
  assertMayManageTokens,
  assertMaySave,
  browserScopes,
  mayReadOwn,
  VIEWER_KINDS,
  type Place,
  type Viewer,
} from '../domain/viewers.ts';
import { hashOf, looksLikeId, newBrowserSecret, newId, newTokenSecret, prefixOf } from './secrets.ts';
import type { CreatedToken, Desk, TokenRow, Visit } from './types.ts';
import type { PerformWrite } from './writes.ts';

export interface DeskParts {
  readonly db: AccountsDb;
  readonly write: PerformWrite;
  readonly now: () => string;
}

/** What anybody but the program sees of a token. */
export const toTokenRow = ({ owner: _owner, secretHash: _secretHash, ...token }: KeptToken, now: string): TokenRow => ({
  ...token,
  state: tokenStateAt(token, now),
});

export const browserViewer = (id: string, place: Place): Viewer => ({
  id,
  kind: 'BROWSER',
  name: VIEWER_KINDS.BROWSER.zh,
  scopes: browserScopes(place),
  owner: id,
});

const toSavedQuery = ({ owner, ...query }: KeptQuery, viewer: Viewer | null): SavedQuery => ({ ...query, mine: owner === viewer?.owner });

/** An id that cannot be one here is not asked for. @throws DomainError */
export function assertId(id: string, of: string): void {
  if (!looksLikeId(id)) throw new DomainError('NOT_FOUND', `没有编号为 ${id} 的${of}，请核对编号。`);
}

/** `owner`: null makes a token that belongs to itself. */
export async function issueToken({ write, now }: DeskParts, asked: TokenAsk, owner: string | null): Promise<CreatedToken> {
  const { name, scopes, days } = readTokenAsk(asked);
  const secret = newTokenSecret();
  const createdAt = now();
  const token = await write('addToken', {
    id: newId(),
    owner,
    name,
    prefix: prefixOf(secret),
    secretHash: hashOf(secret),
    scopes,
    createdAt,
    expiresAt: expiryOf(createdAt, days),
    lastUsedAt: null,
    revokedAt: null,
  });
  return { token: toTokenRow(token, createdAt), secret };
}

/** Gives the viewer of a request; a browser that has none yet becomes one, once. */
function enrolling({ write, now }: DeskParts, { viewer, place, welcome }: Visit): () => Promise<Viewer> {
  let enrolled: Promise<Viewer> | null = null;
  const enroll = async (): Promise<Viewer> => {
    const secret = newBrowserSecret();
    const id = newId();
    await write('addBrowser', { id, secretHash: hashOf(secret), at: now() });
    welcome(secret);
    return browserViewer(id, place);
  };
  return async () => viewer ?? (enrolled ??= enroll());
}

export function createDesk(parts: DeskParts, visit: Visit): Desk {
  const { db, write, now } = parts;
  const { viewer, place } = visit;
  const known = enrolling(parts, visit);
  const own = viewer !== null && mayReadOwn(viewer) ? viewer.owner : null;
  const queries = async (ask: { readonly ids?: readonly string[]; readonly shared: boolean }): Promise<SavedQuery[]> =>
    (await readQueries(db, { ...ask, owner: own })).map((query) => toSavedQuery(query, viewer));
  return {
    viewer: () => viewer,
    tokens: async () => {
      if (viewer === null) return [];
      const found = await readTokens(db, viewer.kind === 'TOKEN' ? { ids: [viewer.id] } : { owner: viewer.owner });
      return found.map((token) => toTokenRow(token, now()));
    },
    ownQueries: () => queries({ shared: false }),
    savedQueries: () => queries({ shared: true }),
    savedQuery: async (id) => (looksLikeId(id) ? ((await queries({ ids: [id], shared: true }))[0] ?? null) : null),
    createToken: async (ask) => {
      assertMayManageTokens(viewer, place);
      const asked = readTokenAsk(ask);
      return issueToken(parts, asked, (await known()).owner);
    },
    revokeToken: async (id) => {
      assertMayManageTokens(viewer, place);
      assertId(id, '令牌');
      const at = now();
      return toTokenRow(await write('revokeToken', { id, owner: (await known()).owner, at }), at);
    },
    saveQuery: async ({ id, ...ask }) => {
      assertMaySave(viewer, place);
      const text = readSavedQuery(ask);
      if (id !== undefined) assertId(id, '已保存查询');
      const { owner } = await known();
      const query = await write('saveQuery', { owner, id: id ?? newId(), isNew: id === undefined, text, at: now() });
      return { ...toSavedQuery(query, viewer), mine: true };
    },
    deleteQuery: async (id) => {
      assertMaySave(viewer, place);
      assertId(id, '已保存查询');
      await write('deleteQuery', { owner: (await known()).owner, id });
      return id;
    },
  };
}
