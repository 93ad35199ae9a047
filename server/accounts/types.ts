/** What accounts offer to HTTP, to GraphQL and to the command line. */
import type { SavedQuery, SavedQueryAsk } from '../domain/savedQueries.ts';
import type { ApiToken, TokenAsk, TokenState } from '../domain/tokens.ts';
import type { Place, Viewer } from '../domain/viewers.ts';

/** A token as it stands when it is asked for. */
export interface TokenRow extends ApiToken {
  readonly state: TokenState;
}

/** `secret` is told this once; nothing keeps it. */
export interface CreatedToken {
  readonly token: TokenRow;
  readonly secret: string;
}

/** Who comes, from where. */
export interface Visit {
  readonly viewer: Viewer | null;
  readonly place: Place;
  /** Gets the secret of a browser that is made known by the first thing it saves. */
  welcome(secret: string): void;
}

/** What one request may do with tokens and saved queries. Every method refuses with a DomainError. */
export interface Desk {
  viewer(): Viewer | null;
  /** Of a browser, those it made; of a token, itself. Newest first. */
  tokens(): Promise<readonly TokenRow[]>;
  /** The viewer's own, the last changed first. */
  ownQueries(): Promise<readonly SavedQuery[]>;
  /** The viewer's own and all shared ones, the last changed first. */
  savedQueries(): Promise<readonly SavedQuery[]>;
  savedQuery(id: string): Promise<SavedQuery | null>;
  createToken(ask: TokenAsk): Promise<CreatedToken>;
  revokeToken(id: string): Promise<TokenRow>;
  saveQuery(ask: SavedQueryAsk): Promise<SavedQuery>;
  /** Gives the id that was. */
  deleteQuery(id: string): Promise<string>;
}

/** What who runs the program may do: all tokens are theirs to see and to end. */
export interface Operator {
  createToken(ask: TokenAsk): Promise<CreatedToken>;
  tokens(): Promise<readonly TokenRow[]>;
  revokeToken(id: string): Promise<TokenRow>;
}

export interface Accounts {
  /** @throws DomainError UNAUTHENTICATED that says whether the token is unknown, expired or revoked */
  byToken(secret: string): Promise<Viewer>;
  /** Null for a cookie that is not known here. */
  byBrowser(secret: string, place: Place): Promise<Viewer | null>;
  desk(visit: Visit): Desk;
  readonly operator: Operator;
}
