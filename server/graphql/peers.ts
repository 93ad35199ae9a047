/** Processes that serve one database together: what one has to know of the others, and where one passes a request on to. Others do the work. */

/** Requests of a reader in the span of time that lasts now. */
export interface Counted {
  readonly current: number;
  /** Milliseconds until the span ends. */
  readonly ttl: number;
}

export interface Peers {
  /** Counts one request more; what others counted is known about a second later. */
  request(reader: string, span: number): Counted;
  /** Counts one more of all processes together, exactly. */
  attempt(reader: string, span: number): Promise<Counted>;
  /** Keeps a sign-in that is under way for `milliseconds`, readable by its state alone. */
  keepBegun(state: string, text: string, milliseconds: number): Promise<void>;
  /** Null: there is none, or it was taken or is over. */
  takeBegun(state: string): Promise<string | null>;
}
