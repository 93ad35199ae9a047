/** Who asks, and what they may do from where they ask. */
import { DomainError } from './errors.ts';
import { SCOPE_IDS, TOKEN_SCOPES, type TokenScope } from './tokens.ts';
import type { Words } from './words.ts';

export const VIEWER_KINDS = {
  BROWSER: { zh: '本机浏览器', en: 'A browser on this machine' },
  TOKEN: { zh: '令牌', en: 'A token' },
} as const satisfies Record<string, Words>;
export type ViewerKind = keyof typeof VIEWER_KINDS;

export interface Viewer {
  /** Of the browser or of the token. */
  readonly id: string;
  readonly kind: ViewerKind;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** Whose saved queries and tokens are theirs: a token acts for who made it. */
  readonly owner: string;
}

/** A browser that once saved something is nobody in particular. */
export const isSignedIn = (viewer: Viewer | null): boolean => viewer !== null && viewer.kind !== 'BROWSER';

/** From where a request comes, and what the settings give to a reader without a name. */
export interface Place {
  readonly anonymous: 'aggregates' | 'none';
  /** Reached at this machine itself, with no proxy between. */
  readonly direct: boolean;
  /** Sent by a page of this program, as a browser says it; other programs do not say so. */
  readonly fromPage: boolean;
}

/** How to come by a token, for the end of a refusal. */
const HOW = '令牌由管理员在本机运行 fugai token create --name 名称 --scope query,export --days 30 建立。';

const inWords = (scope: TokenScope): string => `「${TOKEN_SCOPES[scope].zh}」（${TOKEN_SCOPES[scope].argument}）`;

/** What a browser that saved something may do. */
export const browserScopes = ({ anonymous, direct }: Place): readonly TokenScope[] =>
  anonymous === 'none' ? [] : SCOPE_IDS.filter((scope) => scope !== 'SAVE' || direct);

function assertScope(viewer: Viewer, scope: TokenScope): void {
  if (viewer.scopes.includes(scope)) return;
  throw new DomainError('FORBIDDEN', `令牌「${viewer.name}」没有${inWords(scope)}的范围，请换一个有此范围的令牌。${HOW}`);
}

/** Reading: a token does what its scopes say, wherever it is; everybody else reads where readers need no name. @throws DomainError */
export function assertMayRead(viewer: Viewer | null, scope: 'QUERY' | 'EXPORT', anonymous: Place['anonymous']): void {
  if (viewer?.kind === 'TOKEN') return assertScope(viewer, scope);
  if (anonymous === 'none')
    throw new DomainError(
      'UNAUTHENTICATED',
      `本站须先登录：请在请求头中加 Authorization: Bearer 令牌，令牌须有${inWords(scope)}的范围。${HOW}`,
    );
}

/** Whether their own private queries are shown to them: a token that is only for exports does not read them. */
export const mayReadOwn = (viewer: Viewer): boolean => viewer.scopes.includes('QUERY') || viewer.scopes.includes('SAVE');

/** What a reader without a token may change, only a page may change that is open on this machine. @throws DomainError */
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
  if (place.anonymous === 'none')
    throw new DomainError(
      'UNAUTHENTICATED',
      `保存查询须带令牌：请在请求头中加 Authorization: Bearer 令牌，令牌须有${inWords('SAVE')}的范围。${HOW}`,
    );
  assertOwnPage(place, '保存查询', `使用有${inWords('SAVE')}范围的令牌`);
}

/** Making and revoking tokens: no token makes another. @throws DomainError */
export function assertMayManageTokens(viewer: Viewer | null, place: Place): void {
  if (viewer?.kind === 'TOKEN')
    throw new DomainError('FORBIDDEN', `令牌不能用来建立或吊销令牌。请在本机的浏览器里操作，或运行 fugai token。`);
  if (place.anonymous === 'none')
    throw new DomainError(
      'FORBIDDEN',
      `本站须登录（FUGAI_ANONYMOUS=none），网页上不能建立或吊销令牌。请在本机运行 fugai token create 或 revoke。`,
    );
  assertOwnPage(place, '建立或吊销令牌', '运行 fugai token create、revoke');
}
