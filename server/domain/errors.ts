/** A refusal that the asker can act on. Everything else that is thrown is a bug. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'QUERY_TOO_EXPENSIVE',
  'TIMED_OUT',
  'RATE_LIMITED',
  'UNAVAILABLE',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** `message` is Chinese and says what to change; it never holds a stack, an SQL text or a path. */
export class DomainError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
  }
}

export const badInput = (message: string): DomainError => new DomainError('BAD_USER_INPUT', message);
