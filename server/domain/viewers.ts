/** Who asks, what they may do from where they ask, and what they see. */
import { DomainError } from './errors.ts';
import { administers, PERMISSIONS, type Permission, type Role } from './roles.ts';
import { AGGREGATES, EVERYTHING, NOTHING, sightOf, unite, type Extent, type Sight } from './sight.ts';
import { SCOPE_IDS, TOKEN_SCOPES, type TokenScope } from './tokens.ts';
import type { Words } from './words.ts';

export const VIEWER_KINDS = {
  USER: { zh: '用户', en: 'A user who signed in' },
  TOKEN: { zh: '令牌', en: 'A token' },
  BROWSER: { zh: '本机浏览器', en: 'A browser on this machine' },
} as const satisfies Record<string, Words>;
export type ViewerKind = keyof typeof VIEWER_KINDS;

/** The session that a request came with; `key` is the hash of its secret. */
export interface ViewerSession {
  readonly key: string;
  readonly startedAt: string;
  readonly idleUntil: string;
  readonly endsAt: string;
}

export interface Viewer {
  /** Of the user, the token or the browser. */
  readonly id: string;
  readonly kind: ViewerKind;
  readonly name: string;
  /** What a user signs in with; null for tokens and browsers. */
  readonly loginName: string | null;
  readonly scopes: readonly TokenScope[];
  /** Whose saved queries and tokens are theirs: a token acts for who made it. */
  readonly owner: string;
  readonly roles: readonly Role[];
  /** None while a temporary password waits to be changed. */
  readonly permissions: readonly Permission[];
  readonly view: Extent;
  readonly report: Extent;
  readonly mustChangePassword: boolean;
  readonly session: ViewerSession | null;
}

/** A browser that once saved something is nobody in particular. */
export const isSignedIn = (viewer: Viewer | null): boolean => viewer !== null && viewer.kind !== 'BROWSER';

/** From where a request comes, and what the settings give to a reader without a name. */
export interface Place {
  readonly anonymous: 'aggregates' | 'none';
  /** Whether the three administrators are separated, from each other and from the data. */
  readonly separation: boolean;
  /** Reached at this machine itself, with no proxy between. */
  readonly direct: boolean;
  /** Sent by a page of this program, as a browser says it; other programs do not say so. */
  readonly fromPage: boolean;
}

/** How to come by a token, for the end of a refusal. */
const HOW = '令牌可在登录后自己建立，或由管理员在本机运行 fugai token create --name 名称 --scope 所需范围 --days 30 建立。';

const inWords = (scope: TokenScope): string => `「${TOKEN_SCOPES[scope].zh}」（${TOKEN_SCOPES[scope].argument}）`;

/** What a browser that saved something may do. */
export const browserScopes = ({ anonymous, direct }: Pick<Place, 'anonymous' | 'direct'>): readonly TokenScope[] =>
  anonymous === 'none' ? [] : SCOPE_IDS.filter((scope) => !TOKEN_SCOPES[scope].named && (scope !== 'SAVE' || direct));

function assertScope(viewer: Viewer, scope: TokenScope): void {
  if (viewer.scopes.includes(scope)) return;
  throw new DomainError('FORBIDDEN', `令牌「${viewer.name}」没有${inWords(scope)}的范围，请换一个有此范围的令牌。${HOW}`);
}

const CHANGE_FIRST = '正在使用临时密码：请先修改密码，再做其他事。';

export const may = (viewer: Viewer | null, permission: Permission): boolean => viewer?.permissions.includes(permission) === true;

/** The one question of what somebody may do. Gives who it is. @throws DomainError UNAUTHENTICATED for who is not signed in, FORBIDDEN otherwise */
export function assertMay(viewer: Viewer | null, permission: Permission): Viewer {
  const what = `「${PERMISSIONS[permission].zh}」`;
  if (viewer === null || (viewer.kind === 'BROWSER' && !may(viewer, permission)))
    throw new DomainError('UNAUTHENTICATED', `${what}须先登录。请登录后再试。`);
  if (viewer.mustChangePassword) throw new DomainError('FORBIDDEN', CHANGE_FIRST);
  if (may(viewer, permission)) return viewer;
  if (viewer.kind === 'TOKEN') throw new DomainError('FORBIDDEN', `令牌「${viewer.name}」没有${what}的权限。${HOW}`);
  throw new DomainError('FORBIDDEN', `您的角色没有${what}的权限。需要时请联系安全管理员授予。`);
}

/** What is read: `VIEW` is the file of a page, `EXPORT` a bulk one. */
export type Reading = 'QUERY' | 'VIEW' | 'EXPORT';

/** Reading: tokens and users do what was given to them, wherever they are; everybody else reads where readers need no name. @throws DomainError */
export function assertMayRead(viewer: Viewer | null, reading: Reading, anonymous: Place['anonymous']): void {
  const scope = reading === 'QUERY' ? 'QUERY' : 'EXPORT';
  if (viewer?.kind === 'TOKEN') return assertScope(viewer, scope);
  if (viewer?.kind === 'USER') {
    if (viewer.mustChangePassword) throw new DomainError('FORBIDDEN', CHANGE_FIRST);
    if (reading === 'EXPORT') void assertMay(viewer, 'EXPORT');
    // An administrator asks for users and divisions; what they see of the data is nothing (sightFor).
    else if (anonymous === 'none' && (reading === 'VIEW' || !viewer.roles.some(administers))) void assertMay(viewer, 'READ');
    return;
  }
  if (anonymous === 'none')
    throw new DomainError(
      'UNAUTHENTICATED',
      `本站须先登录：请登录，或在请求头中加 Authorization: Bearer 令牌，令牌须有${inWords(scope)}的范围。${HOW}`,
    );
}

/** @see assertMayRead */
export function mayRead(viewer: Viewer | null, reading: Reading, anonymous: Place['anonymous']): boolean {
  try {
    assertMayRead(viewer, reading, anonymous);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** Whether they execute only what comes with the web app: who reads pages and writes no queries. A temporary password opens no query anyway. */
export const isConfined = (viewer: Viewer | null): boolean =>
  viewer?.kind === 'USER' && !viewer.mustChangePassword && viewer.roles.includes('VIEWER') && !may(viewer, 'ASK');

/** Whether their own private queries are shown to them: a token that is only for exports does not read them. */
export const mayReadOwn = (viewer: Viewer): boolean => viewer.scopes.includes('QUERY') || viewer.scopes.includes('SAVE');

/** What a reader without a name may change, only a page may change that is open on this machine. @throws DomainError */
function assertOwnPage({ direct, fromPage }: Place, what: string, otherwise: string): void {
  if (!direct)
    throw new DomainError(
      'FORBIDDEN',
      `不带令牌时，只有在运行本程序的机器上、用浏览器直接打开 127.0.0.1 才能${what}。请在那里操作，或${otherwise}。`,
    );
  if (!fromPage) throw new DomainError('FORBIDDEN', `不带令牌时，只有本站的网页能${what}，其他程序不能。请在网页上操作，或${otherwise}。`);
}

/** Saving, changing and deleting queries. @throws DomainError */
export function assertMaySave(viewer: Viewer | null, place: Place): void {
  if (viewer?.kind === 'TOKEN') return assertScope(viewer, 'SAVE');
  if (viewer?.kind === 'USER') return void assertMay(viewer, 'SAVE');
  if (place.anonymous === 'none')
    throw new DomainError(
      'UNAUTHENTICATED',
      `保存查询须登录或带令牌：请登录，或在请求头中加 Authorization: Bearer 令牌，令牌须有${inWords('SAVE')}的范围。${HOW}`,
    );
  assertOwnPage(place, '保存查询', `使用有${inWords('SAVE')}范围的令牌`);
}

/** Making and revoking one's own tokens: no token makes another. @throws DomainError */
export function assertMayManageTokens(viewer: Viewer | null, place: Place): void {
  if (viewer?.kind === 'TOKEN')
    throw new DomainError('FORBIDDEN', `令牌不能用来建立或吊销令牌。请在本机的浏览器里操作，或运行 fugai token。`);
  if (viewer?.kind === 'USER') return void assertMay(viewer, 'TOKENS');
  if (place.anonymous === 'none')
    throw new DomainError(
      'FORBIDDEN',
      `本站须登录（FUGAI_ANONYMOUS=none），网页上不能建立或吊销令牌。请先登录，或在本机运行 fugai token create 或 revoke。`,
    );
  assertOwnPage(place, '建立或吊销令牌', '运行 fugai token create、revoke');
}

/** What the settings give to readers without a name, and to an account the regions of its view scope besides. */
export function sightFor(viewer: Viewer | null, { anonymous, separation }: Pick<Place, 'anonymous' | 'separation'>): Sight {
  const open = anonymous === 'aggregates' ? AGGREGATES : NOTHING;
  if (viewer === null || viewer.kind === 'BROWSER') return open;
  if (viewer.kind === 'TOKEN' && viewer.owner === viewer.id && viewer.roles.length === 0 && viewer.view === 'ALL') return EVERYTHING;
  if (separation && viewer.roles.some(administers)) return NOTHING;
  const reads = viewer.kind === 'TOKEN' || may(viewer, 'READ');
  return reads ? unite(open, sightOf(viewer.view)) : open;
}
