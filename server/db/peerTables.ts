/** The tables of processes that serve one PostgreSQL together, as kysely sees them. Moments are ISO text by the clock of the process that writes them. */

/** A process that serves. It lives as long as it holds the lock of its number (peers.ts). */
export interface PeerTable {
  /** Taken by chance. */
  number: number;
  /** Where the others reach it; null until it listens. */
  address: string | null;
  started_at: string;
  seen_at: string;
}

/** An upload that a process is at, or whose file it keeps: as the others may tell it. */
export interface UploadWayTable {
  id: string;
  peer: number;
  region: string;
  period: string;
  kind: string;
  state: string;
  /** Persons masked. */
  file_name: string;
  created_at: string;
  actor: string;
  actor_name: string;
  message: string | null;
  /** The upload whose answer it was given, where the request had been sent before. */
  answer: string | null;
  ended_at: string | null;
  bytes_received: number;
  rows_read: number;
  rows_stored: number;
  /** 1 once somebody wants it to end. */
  cancelled: number;
  /** 1 while the process still holds its file. */
  kept: number;
  bytes_total: number | null;
  rows_total: number | null;
}

/** What a reader asked of one process in one span of time, or has under way there (span 0). Peer 0: of all together. */
export interface ReaderCountTable {
  reader: string;
  span: number;
  peer: number;
  n: number;
}

/** A sign-in under way, sealed with what only the browser of its person knows. */
export interface SignInBegunTable {
  state_hash: string;
  sealed: string;
  ends_at: string;
}
