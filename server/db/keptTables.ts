/** The tables of what is kept beside submissions, as kysely sees them. */

/** What a submission held when it was published: see totals.ts. */
export interface SubmissionTotalTable {
  submission: number;
  units: number;
  organizations: number;
  staff: number;
  full_members: number;
}

/** Answers by the key of their request; `answer` is JSON. */
export interface AnsweredKeyTable {
  key: string;
  answer: string;
  answered_at: string;
}
