/** What accounts offer to HTTP, to GraphQL and to the command line. */
import type { ChainPlace } from '../domain/auditChain.ts';
import type { AuditEvent } from '../domain/audit.ts';
import type { Permission, Role } from '../domain/roles.ts';
import type { AuditDesk } from './auditLog.ts';
import type { OpenIdDesk } from './openId.ts';
import type { SavedQuery, SavedQueryAsk } from '../domain/savedQueries.ts';
import type { Extent } from '../domain/sight.ts';
import type { ApiToken, TokenAsk, TokenState } from '../domain/tokens.ts';
import type { FirstUser, Grant, NewUser, User } from '../domain/users.ts';
import type { Place, Viewer } from '../domain/viewers.ts';

/** A token as it stands when it is asked for. */
export interface TokenRow extends ApiToken {
  readonly state: TokenState;
  /** Login name of whose it is; null for a token of the command line or of a browser. */
  readonly ownerName: string | null;
}

/** `secret` is told this once; nothing keeps it. */
export interface CreatedToken {
  readonly token: TokenRow;
  readonly secret: string;
}

/** A user as an administrator sees them. */
export interface UserRow extends User {
  /** Until when some address may not try their password; null when none is locked. */
  readonly lockedUntil: string | null;
  /** Whether they sign in with an identity provider. */
  readonly openId: boolean;
  /** Sessions that last. */
  readonly sessions: number;
}

/** `temporaryPassword` is told this once; null where the asker chose it. */
export interface CreatedUser {
  readonly user: UserRow;
  readonly temporaryPassword: string | null;
}

/** Rows of one page with their cursors. */
export interface AccountPage<Row> {
  readonly rows: readonly { readonly cursor: string; readonly node: Row }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
}

export interface UsersAsk {
  /** Part of a login name or of a display name. */
  readonly search?: string | undefined;
  readonly role?: Role | undefined;
  readonly enabled?: boolean | undefined;
  readonly first: number;
  readonly after?: string | undefined;
}

export interface TokensAsk {
  readonly state?: TokenState | undefined;
  readonly first: number;
  readonly after?: string | undefined;
}

/** Page that leads to an identity provider, and how it is called. */
export interface OpenIdOffer {
  readonly name: string;
  readonly start: string;
}

/** What everybody may know of this site. */
export interface SiteRow {
  readonly anonymous: Place['anonymous'];
  /** No administrator exists yet. */
  readonly needsSetup: boolean;
  readonly separation: boolean;
  readonly openId: OpenIdOffer | null;
  readonly notice: string;
}

/** Who comes, from where, and how the answer makes them known again. */
export interface Visit {
  readonly viewer: Viewer | null;
  readonly place: Place;
  /** Network address it comes from; null where there is none. */
  readonly address: string | null;
  readonly openId: OpenIdOffer | null;
  readonly notice: string;
  /** Gets the secret of a browser that is made known by the first thing it saves. */
  welcome(secret: string): void;
  /** Gets the secret of a session that begins, or null when the session of the request has ended. */
  session(secret: string | null): void;
}

/** What one request may do with its own tokens and saved queries. Every method refuses with a DomainError. */
export interface OwnDesk {
  viewer(): Viewer | null;
  /** What comes before a change that others make: may they, and is `check` content. Either refusal is in the audit log, the change is not. */
  permitted<Answer>(permission: Permission, change: Pick<AuditEvent, 'action' | 'object'>, check: () => Answer): Promise<Answer>;
  /** Of a user or a browser, those they made; of a token, itself. Newest first. */
  tokens(): Promise<readonly TokenRow[]>;
  /** The viewer's own, the last changed first. */
  ownQueries(): Promise<readonly SavedQuery[]>;
  /** The viewer's own and all shared ones, the last changed first. */
  savedQueries(): Promise<readonly SavedQuery[]>;
  savedQuery(id: string): Promise<SavedQuery | null>;
  createToken(ask: TokenAsk | (() => Promise<TokenAsk>)): Promise<CreatedToken>;
  /** One's own; anybody's for who administers users. */
  revokeToken(id: string): Promise<TokenRow>;
  saveQuery(ask: SavedQueryAsk): Promise<SavedQuery>;
  /** Gives the id that was. */
  deleteQuery(id: string): Promise<string>;
}

/** Signing in and out. */
export interface SessionDesk {
  site(): Promise<SiteRow>;
  login(name: string, password: string): Promise<Viewer>;
  /** False where nobody was signed in. */
  logout(): Promise<boolean>;
  /** Makes the first administrators and signs the first of them in. */
  setUp(code: string, administrators: readonly FirstUser[]): Promise<Viewer>;
  changePassword(old: string, next: string): Promise<Viewer>;
}

/** What administrators do with users. */
export interface UserDesk {
  users(ask: UsersAsk): Promise<AccountPage<UserRow>>;
  /** Everybody's, newest first. */
  apiTokens(ask: TokensAsk): Promise<AccountPage<TokenRow>>;
  /** Without a password a temporary one is made, which has to be changed. */
  createUser(ask: NewUser & { readonly password?: string | undefined }): Promise<CreatedUser>;
  changeUser(id: string, displayName: string): Promise<UserRow>;
  setUserEnabled(id: string, enabled: boolean): Promise<UserRow>;
  resetPassword(id: string): Promise<CreatedUser>;
  unlockUser(id: string): Promise<UserRow>;
  endSessions(id: string): Promise<UserRow>;
  /** What has still to be read is read after who asks is known, and its refusal is in the audit log as theirs. Ends the user's sessions: what they were shown may be theirs no longer. */
  grant(id: string, grant: Grant | (() => Promise<Grant>)): Promise<UserRow>;
}

export interface Desk extends OwnDesk, SessionDesk, UserDesk, AuditDesk, OpenIdDesk {}

/** A token of the command line. Without a role and regions it sees all that who runs the program sees. */
export interface OperatorTokenAsk extends TokenAsk {
  readonly role?: Role | undefined;
}

/** The oldest entries of a chain, which lie in an archive now. */
export interface PrunedAudit {
  /** The newest of them. */
  readonly end: ChainPlace;
  readonly entries: number;
  readonly file: string;
  /** Of the archive. */
  readonly sha256: string;
}

/** What who runs the program may do: all users and tokens are theirs to make and to end. */
export interface Operator {
  createToken(ask: OperatorTokenAsk): Promise<CreatedToken>;
  tokens(): Promise<readonly TokenRow[]>;
  revokeToken(id: string): Promise<TokenRow>;
  users(): Promise<readonly UserRow[]>;
  /** With a temporary password. */
  addUser(ask: NewUser & Grant): Promise<CreatedUser>;
  setUserEnabled(name: string, enabled: boolean): Promise<UserRow>;
  resetPassword(name: string): Promise<CreatedUser>;
  grant(name: string, grant: { readonly roles?: readonly Role[]; readonly view?: Extent; readonly report?: Extent }): Promise<UserRow>;
  /** A new code for the first administrators, which ends the one before; null once there is one, or where a code stands that was made at or after `since`. */
  newSetUpCode(since?: string | null): Promise<string | null>;
  /** Takes away the entries of the accounts' chain up to a place, after they were archived. */
  pruneAudit(pruned: PrunedAudit): Promise<null>;
}

export interface Accounts {
  /** @throws DomainError UNAUTHENTICATED that says whether the token is unknown, expired or revoked */
  byToken(secret: string): Promise<Viewer>;
  /** Null for a session that is unknown or over. */
  bySession(secret: string): Promise<Viewer | null>;
  /** Null for a cookie that is not known here. */
  byBrowser(secret: string, place: Place): Promise<Viewer | null>;
  /** As they stand now, whether or not their session still holds; null: they may do nothing any more. */
  again(viewer: Viewer): Promise<Viewer | null>;
  /** Whether no administrator exists yet. */
  needsSetUp(): Promise<boolean>;
  /** Where the administrators are to be separated. @throws DomainError that names those who are not */
  assertSeparated(): Promise<void>;
  desk(visit: Visit): Desk;
  readonly operator: Operator;
}
