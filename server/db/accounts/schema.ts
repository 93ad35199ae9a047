/** The tables of accounts as kysely sees them. Moments are ISO text, flags 0 or 1. No secret is in any of them: only its SHA-256, in hex. */

/** Whose things are whose: a browser, or a token made at the command line for somebody who has none. */
export interface OwnerTable {
  id: string;
  kind: 'BROWSER' | 'TOKEN';
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

export interface AccountsSchema {
  account_owner: OwnerTable;
  api_token: TokenTable;
  saved_query: SavedQueryTable;
}
