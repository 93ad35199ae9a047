/** Which state of the data a question is asked of, and which submissions count in its answer. */

/** Which state of the data is read; a text alone is a version. Both: what that version knew of the moment. */
export interface PlaceAsk {
  /** A data version, `v12`; the newest otherwise. */
  readonly version?: string | undefined;
  /** ISO date-time in UTC: as it was known then. */
  readonly knownOn?: string | undefined;
}

/** Of a question about sums or rows: only submissions that were accepted count. Receipts tell how many of those that came in were. */
export interface Accepting {
  readonly acceptedOnly?: boolean | undefined;
}
