/** Who a session, a token or a browser stands for. */
import type { KeptSession } from '../db/accounts/sessions.ts';
import type { KeptToken } from '../db/accounts/tokens.ts';
import type { KeptUser } from '../db/accounts/users.ts';
import type { Actor } from '../domain/audit.ts';
import { DomainError } from '../domain/errors.ts';
import { intersect } from '../domain/extents.ts';
import { PERMISSION_IDS, permissionsOf, type Permission, type Role } from '../domain/roles.ts';
import type { Extent } from '../domain/sight.ts';
import { SCOPE_IDS, scopesWithin, TOKEN_SCOPES, type TokenScope } from '../domain/tokens.ts';
import { idleUntil } from '../domain/users.ts';
import { browserScopes, VIEWER_KINDS, type Place, type Viewer } from '../domain/viewers.ts';

const WITHOUT_ACCOUNT = { loginName: null, mustChangePassword: false, session: null } as const;

/** What scopes allow, where nothing else bounds them: reading is part of each of them. */
const allowed = (scopes: readonly TokenScope[]): readonly Permission[] =>
  PERMISSION_IDS.filter((permission) => permission === 'READ' || scopes.some((scope) => TOKEN_SCOPES[scope].needs === permission));

export function userViewer(user: KeptUser, session: KeptSession): Viewer {
  const permissions = user.mustChangePassword ? [] : permissionsOf(user.roles);
  return {
    id: user.id,
    kind: 'USER',
    name: user.displayName,
    loginName: user.name,
    scopes: scopesWithin(SCOPE_IDS, permissions),
    owner: user.id,
    roles: user.roles,
    permissions,
    view: user.view,
    report: user.report,
    mustChangePassword: user.mustChangePassword,
    session: { key: session.secretHash, startedAt: session.startedAt, idleUntil: idleUntil(session), endsAt: session.endsAt },
  };
}

export const browserViewer = (id: string, place: Pick<Place, 'anonymous' | 'direct'>): Viewer => {
  const scopes = browserScopes(place);
  return {
    ...WITHOUT_ACCOUNT,
    id,
    kind: 'BROWSER',
    name: VIEWER_KINDS.BROWSER.zh,
    scopes,
    owner: id,
    roles: [],
    permissions: scopes.length === 0 ? [] : allowed(scopes),
    view: [],
    report: [],
  };
};

/** What is done for the regions that one reports for. */
const REPORTING: readonly Permission[] = ['SUBMIT', 'REVIEW'];

/** What bounds a token: its role, or whose it is. */
interface Bounds {
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
  readonly view: Extent;
  readonly report: Extent;
}

function boundsOf(token: KeptToken, user: KeptUser | undefined): Bounds {
  if (token.owner === token.id) {
    const roles = token.role === null ? [] : [token.role];
    return { roles, permissions: token.role === null ? PERMISSION_IDS : permissionsOf(roles), view: 'ALL', report: 'ALL' };
  }
  if (user) return { roles: user.roles, permissions: permissionsOf(user.roles), view: user.view, report: user.report };
  // Of a browser without a name: it may ask what such a reader may, and sees what they see.
  return { roles: [], permissions: PERMISSION_IDS, view: [], report: [] };
}

/** `user`: whose it is, unless it belongs to itself or to a browser. Asked at every use, so what they lose the token loses. @throws DomainError */
export function tokenViewer(token: KeptToken, user: KeptUser | undefined): Viewer {
  if (user?.enabled === false)
    throw new DomainError('UNAUTHENTICATED', `令牌「${token.name}」所属的用户「${user.name}」已停用，令牌不能再用。请联系系统管理员。`);
  if (user?.mustChangePassword === true)
    throw new DomainError('UNAUTHENTICATED', `令牌「${token.name}」所属的用户「${user.name}」正在使用临时密码，请先登录并修改密码。`);
  const bounds = boundsOf(token, user);
  const scopes = scopesWithin(token.scopes, bounds.permissions);
  const permissions = allowed(scopes).filter((permission) => bounds.permissions.includes(permission));
  return {
    ...WITHOUT_ACCOUNT,
    id: token.id,
    kind: 'TOKEN',
    name: token.name,
    scopes,
    owner: token.owner,
    roles: bounds.roles,
    permissions,
    view: permissions.includes('READ') ? intersect(bounds.view, token.view) : [],
    report: REPORTING.some((permission) => permissions.includes(permission)) ? intersect(bounds.report, token.view) : [],
  };
}

/** As the audit log names them. */
export function actorOf(viewer: Viewer | null, address: string | null): Actor {
  if (viewer === null) return { id: 'anonymous', name: 'anonymous', address };
  return { id: viewer.id, name: viewer.loginName ?? viewer.name, address };
}
