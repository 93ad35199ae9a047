/** Tokens of the interface: what one may open, for how long, and how it stands at a moment. */
import { badInput } from './errors.ts';
import type { Permission, Role } from './roles.ts';
import type { Extent } from './sight.ts';
import type { Words } from './words.ts';

/** `argument` is its word at the command line, `needs` what whose it is must be allowed. */
interface TokenScopeEntry extends Words {
  readonly argument: string;
  readonly needs: Permission;
  /** Not for readers without a name. */
  readonly named: boolean;
}

/** What a token may be given. */
export const TOKEN_SCOPES = {
  QUERY: { zh: '查询', en: 'Query', argument: 'query', needs: 'ASK', named: false },
  EXPORT: { zh: '批量导出', en: 'Bulk export', argument: 'export', needs: 'EXPORT', named: false },
  SAVE: { zh: '保存查询', en: 'Save queries', argument: 'save', needs: 'SAVE', named: false },
  SUBMIT: { zh: '报送', en: 'Submit ledgers', argument: 'submit', needs: 'SUBMIT', named: true },
  REVIEW: { zh: '审核', en: 'Review submissions', argument: 'review', needs: 'REVIEW', named: true },
} as const satisfies Record<string, TokenScopeEntry>;
export type TokenScope = keyof typeof TOKEN_SCOPES;
export const SCOPE_IDS = Object.keys(TOKEN_SCOPES) as readonly TokenScope[];

/** What of a token's scopes these permissions bear. */
export const scopesWithin = (scopes: readonly TokenScope[], permissions: readonly Permission[]): readonly TokenScope[] =>
  scopes.filter((scope) => permissions.includes(TOKEN_SCOPES[scope].needs));

export const TOKEN_STATES = {
  ACTIVE: { zh: '有效', en: 'Active' },
  EXPIRED: { zh: '已过期', en: 'Expired' },
  REVOKED: { zh: '已吊销', en: 'Revoked' },
} as const satisfies Record<string, Words>;
export type TokenState = keyof typeof TOKEN_STATES;

/** Moments are ISO text in UTC. The secret is nowhere here: `prefix` is what its holder knows it again by. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  /** In the order of the registry, at least one. */
  readonly scopes: readonly TokenScope[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
  /** Of a token of the command line that has one. */
  readonly role: Role | null;
  /** Regions it is for; of a user's token, as far as they may see them themselves. */
  readonly view: Extent;
}

export interface TokenAsk {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly days: number;
  /** Regions it is for; all of its maker's otherwise. */
  readonly view?: Extent | undefined;
}

export const MOST_DAYS = 90;
/** Characters of a name: of a token, and of a saved query. */
export const NAME_CHARACTERS = 60;
export const SECRET_START = 'fugai_';
/** Characters of a secret that are kept to know it again: 36 of its 256 random bits. */
export const PREFIX_CHARACTERS = 12;
const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** Without white space at its ends. `of` is what the name is of, in Chinese. @throws DomainError */
export function readName(name: string, of: string): string {
  const kept = name.trim();
  const length = [...kept].length;
  if (length === 0) throw badInput(`请给${of}起一个名称，1 到 ${NAME_CHARACTERS} 个字。`);
  if (length > NAME_CHARACTERS) throw badInput(`${of}的名称有 ${length} 个字，最多 ${NAME_CHARACTERS} 个字。`);
  if (/\p{Cc}/u.test(kept)) throw badInput(`${of}的名称中不能有换行等控制字符。`);
  return kept;
}

/** The ask in its canonical form. @throws DomainError that says what is wrong with it */
export function readTokenAsk({ name, scopes, days, view = 'ALL' }: TokenAsk): TokenAsk & { readonly view: Extent } {
  const kept = readName(name, '令牌');
  if (scopes.length === 0) throw badInput(`请至少给令牌一项范围：${SCOPE_IDS.map((scope) => TOKEN_SCOPES[scope].zh).join('、')}。`);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) throw badInput(`令牌的有效期为 1 到 ${MOST_DAYS} 天，收到 ${days}。`);
  return { name: kept, scopes: SCOPE_IDS.filter((scope) => scopes.includes(scope)), days, view };
}

export const expiryOf = (createdAt: string, days: number): string => new Date(Date.parse(createdAt) + days * DAY).toISOString();

/** Minutes by which the clock of this machine is ahead of UTC at a moment. */
const aheadAt = (moment: string): number => -new Date(moment).getTimezoneOffset();

/** A moment for a sentence, to the minute, by the clock of this machine and with its zone: `2026-12-21 16:00（UTC+8）`. */
export function spellMoment(moment: string, ahead = aheadAt(moment)): string {
  const local = new Date(Date.parse(moment) + ahead * MINUTE).toISOString().slice(0, 16).replace('T', ' ');
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
  const zone = ahead === 0 ? '' : `${ahead > 0 ? '+' : '-'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
  return `${local}（UTC${zone}）`;
}

export function tokenStateAt({ expiresAt, revokedAt }: Pick<ApiToken, 'expiresAt' | 'revokedAt'>, now: string): TokenState {
  if (revokedAt !== null) return 'REVOKED';
  return Date.parse(expiresAt) <= Date.parse(now) ? 'EXPIRED' : 'ACTIVE';
}

/** Whether the use of a token is worth a write: the last one that was written is a minute old. */
export const isUseWorthWriting = ({ lastUsedAt }: Pick<ApiToken, 'lastUsedAt'>, now: string): boolean =>
  lastUsedAt === null || Date.parse(now) - Date.parse(lastUsedAt) >= MINUTE;
