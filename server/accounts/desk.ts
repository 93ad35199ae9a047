/** One request's dealings with accounts: may they, is it well formed, then one read or one write. */
import { readQueries, type KeptQuery } from '../db/accounts/savedQueries.ts';
import { readTokens } from '../db/accounts/tokens.ts';
import { DomainError } from '../domain/errors.ts';
import { holds } from '../domain/extents.ts';
import { readSavedQuery, type SavedQuery, type SavedQueryAsk } from '../domain/savedQueries.ts';
import { readTokenAsk, TOKEN_SCOPES } from '../domain/tokens.ts';
import { assertMay, assertMayManageTokens, assertMaySave, may, mayReadOwn, type Viewer } from '../domain/viewers.ts';
import { createAttempting } from './attempts.ts';
import { createAuditDesk } from './auditLog.ts';
import { createOpenIdDesk } from './openId.ts';
import type { AccountsParts, Seat } from './parts.ts';
import { assertId, hashOf, looksLikeId, newBrowserSecret, newId } from './secrets.ts';
import { createSessionDesk } from './sessions.ts';
import { issueToken, toTokenRow } from './tokens.ts';
import type { Desk, OwnDesk, Visit } from './types.ts';
import { createUserDesk } from './users.ts';
import { actorOf, browserViewer } from './viewerOf.ts';

const toSavedQuery = ({ owner, ...query }: KeptQuery, viewer: Viewer | null): SavedQuery => ({ ...query, mine: owner === viewer?.owner });

/** Gives the viewer of a request; a browser that has none yet becomes one, once. */
function enrolling(seat: Seat): () => Promise<Viewer> {
  const { parts, visit } = seat;
  let enrolled: Promise<Viewer> | null = null;
  const enroll = async (): Promise<Viewer> => {
    const secret = newBrowserSecret();
    const viewer = browserViewer(newId(), visit.place);
    await parts.write(
      'addBrowser',
      { id: viewer.id, secretHash: hashOf(secret), at: parts.now() },
      { id: viewer.id, name: viewer.name, address: visit.address },
    );
    visit.welcome(secret);
    return viewer;
  };
  return async () => seat.viewer ?? (enrolled ??= enroll());
}

/** A token reaches no further than who makes it. @throws DomainError */
function assertWithin(viewer: Viewer | null, { scopes, view }: ReturnType<typeof readTokenAsk>): void {
  if (viewer === null) return;
  const missing = scopes.find((scope) => !viewer.scopes.includes(scope));
  if (missing !== undefined)
    throw new DomainError('FORBIDDEN', `您没有「${TOKEN_SCOPES[missing].zh}」的权限，令牌也不能有。请去掉这一项范围。`);
  if (viewer.kind === 'USER' && view !== 'ALL' && !holds(viewer.view, view))
    throw new DomainError('FORBIDDEN', '令牌的地区须在您自己的查看范围之内，请去掉范围之外的地区。');
}

/** Others make the change; that it was refused is written down here. */
const permitting =
  (seat: Seat): OwnDesk['permitted'] =>
  (permission, { action, object }, check) =>
    seat.attempt(action, object, async () => {
      assertMay(seat.viewer, permission);
      return check();
    });

function ownDesk(seat: Seat): OwnDesk {
  const { parts, visit, attempt } = seat;
  const { db, now } = parts;
  const { place } = visit;
  const known = enrolling(seat);
  const queries = async (ask: { readonly ids?: readonly string[]; readonly shared: boolean }): Promise<SavedQuery[]> => {
    const { viewer } = seat;
    const own = viewer !== null && mayReadOwn(viewer) ? viewer.owner : null;
    return (await readQueries(db, { ...ask, owner: own })).map((query) => toSavedQuery(query, viewer));
  };
  const saveQuery = ({ id, ...ask }: SavedQueryAsk): Promise<SavedQuery> =>
    attempt('QUERY_SAVE', id === undefined ? null : `query ${id}`, async (write) => {
      assertMaySave(seat.viewer, place);
      const text = readSavedQuery(ask);
      if (id !== undefined) assertId(id, '已保存查询');
      const viewer = await known();
      const asked = { owner: viewer.owner, id: id ?? newId(), isNew: id === undefined, text, at: now() };
      return { ...toSavedQuery(await write('saveQuery', asked, viewer), viewer), mine: true };
    });
  return {
    viewer: () => seat.viewer,
    permitted: permitting(seat),
    tokens: async () => {
      const { viewer } = seat;
      if (viewer === null) return [];
      const found = await readTokens(db, viewer.kind === 'TOKEN' ? { ids: [viewer.id] } : { owner: viewer.owner });
      return found.map((token) => toTokenRow(token, now()));
    },
    ownQueries: () => queries({ shared: false }),
    savedQueries: () => queries({ shared: true }),
    savedQuery: async (id) => (looksLikeId(id) ? ((await queries({ ids: [id], shared: true }))[0] ?? null) : null),
    createToken: (ask) =>
      attempt('TOKEN_CREATE', null, async (write) => {
        assertMayManageTokens(seat.viewer, place);
        const asked = readTokenAsk(typeof ask === 'function' ? await ask() : ask);
        assertWithin(seat.viewer, asked);
        const viewer = await known();
        return issueToken({ asked, owner: viewer.owner, role: null, at: now() }, (token) => write('addToken', token, viewer));
      }),
    revokeToken: (id) =>
      attempt('TOKEN_REVOKE', `token ${id}`, async (write) => {
        const { viewer } = seat;
        const all = viewer?.kind === 'USER' && may(viewer, 'USERS');
        if (!all) assertMayManageTokens(viewer, place);
        assertId(id, '令牌');
        const at = now();
        const by = await known();
        return toTokenRow(await write('revokeToken', { id, owner: all ? null : by.owner, at }, by), at);
      }),
    saveQuery,
    deleteQuery: (id) =>
      attempt('QUERY_DELETE', `query ${id}`, async (write) => {
        assertMaySave(seat.viewer, place);
        assertId(id, '已保存查询');
        const by = await known();
        await write('deleteQuery', { owner: by.owner, id, at: now() }, by);
        return id;
      }),
  };
}

export function createDesk(parts: AccountsParts, visit: Visit): Desk {
  let viewer = visit.viewer;
  const attempt = createAttempting({ write: parts.write, now: parts.now, actor: (by) => actorOf(by ?? viewer, visit.address) });
  const seat: Seat = {
    parts,
    visit,
    attempt,
    get viewer() {
      return viewer;
    },
    set viewer(next) {
      viewer = next;
    },
  };
  return { ...ownDesk(seat), ...createSessionDesk(seat), ...createUserDesk(seat), ...createAuditDesk(seat), ...createOpenIdDesk(seat) };
}
