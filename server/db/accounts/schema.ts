/** The tables of accounts as kysely sees them. Moments are ISO text, flags 0 or 1. No secret is in any of them: only its SHA-256, in hex, or the slow hash of a password. */

/** Whose things are whose: a user, a browser, or a token made at the command line for somebody who has none. */
export interface OwnerTable {
  id: string;
  kind: 'BROWSER' | 'TOKEN' | 'USER';
  /** Of a browser's cookie; null otherwise. */
  secret_hash: string | null;
  created_at: string;
}

export interface TokenTable {
  id: string;
  owner: string;
  name: string;
  prefix: string;
  secret_hash: string;
  /** Joined with commas, in the order of the registry. */
  scopes: string;
  /** Of a token of the command line; null otherwise. */
  role: string | null;
  /** `ALL`, or codes joined with commas. */
  view_scope: string;
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

export interface SavedQueryTable {
  id: string;
  owner: string;
  name: string;
  query: string;
  variables: string | null;
  shared: number;
  created_at: string;
  updated_at: string;
}

/** The id is that of its owner. `password_hash` is argon2id in its own notation, null for who signs in with an identity provider alone. */
export interface UserTable {
  id: string;
  /** In its canonical form. */
  name: string;
  display_name: string;
  password_hash: string | null;
  must_change: number;
  enabled: number;
  /** Joined with commas, in the order of the registry. */
  roles: string;
  view_scope: string;
  report_scope: string;
  open_id_subject: string | null;
  created_at: string;
  last_login_at: string | null;
}

export interface SessionTable {
  secret_hash: string;
  user_id: string;
  started_at: string;
  seen_at: string;
  ends_at: string;
}

/** Failed attempts since the last success. The name is kept as its SHA-256: people type passwords there. */
export interface LoginFailureTable {
  name_hash: string;
  address: string;
  failures: number;
  last_at: string;
  locked_until: string | null;
}

/** One row at most. */
export interface SetUpCodeTable {
  id: 1;
  code_hash: string;
  made_at: string;
}

export interface AccountsSchema {
  account_owner: OwnerTable;
  api_token: TokenTable;
  saved_query: SavedQueryTable;
  account_user: UserTable;
  account_session: SessionTable;
  login_failure: LoginFailureTable;
  setup_code: SetUpCodeTable;
}
