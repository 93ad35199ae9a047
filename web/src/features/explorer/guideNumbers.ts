/** Numbers that the guide says. They are the server's: a test holds them against it. */
export const GUIDE_NUMBERS = {
  characters: 10_000,
  depth: 8,
  aliases: 30,
  fields: 500,
  cells: 100_000,
  rows: 1_000,
  days: 90,
} as const;

/** Codes of a refusal or a failure, in the order in which the guide explains them. */
export const GUIDE_CODES = [
  'BAD_USER_INPUT',
  'QUERY_TOO_EXPENSIVE',
  'TIMED_OUT',
  'UNAVAILABLE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INTERNAL_SERVER_ERROR',
] as const;
export type GuideCode = (typeof GUIDE_CODES)[number];
