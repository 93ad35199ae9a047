/** A refusal that the asker can act on. Everything else that is thrown is a bug. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'QUERY_TOO_EXPENSIVE',
  'TIMED_OUT',
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

/** One reader asks for more at a time than their share: later it will do. */
export class TooMany extends DomainError {
  constructor(message: string) {
    super('UNAVAILABLE', message);
  }
}

/** Something else is in the way: it must end, or be looked at, first. */
export class Conflict extends DomainError {
  constructor(message: string) {
    super('UNAVAILABLE', message);
  }
}

/** Rows outside of what the asker may see. */
export class OutOfSight extends DomainError {
  constructor(message: string) {
    super('FORBIDDEN', message);
  }
}

/** The same error as its asker meets it: who is not signed in may see more once they are. */
export const toAsker = <Thrown>(error: Thrown, signedIn: boolean): Thrown | DomainError =>
  error instanceof OutOfSight && !signedIn ? new DomainError('UNAUTHENTICATED', `${error.message}请先登录。`) : error;

export const badInput = (message: string): DomainError => new DomainError('BAD_USER_INPUT', message);
