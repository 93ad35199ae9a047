/** Errors on their way from a worker thread to the main one: a refusal stays a refusal. */
import { DomainError, ERROR_CODES, type ErrorCode } from '../domain/errors.ts';
import { diskRefusal } from '../db/disk.ts';
import type { Failure } from './messages.ts';

export function failureOf(thrown: unknown): Failure {
  const error = diskRefusal(thrown) ?? thrown;
  return error instanceof Error
    ? { code: error instanceof DomainError ? error.code : null, message: error.message, stack: error.stack }
    : { code: null, message: String(error), stack: undefined };
}

const isCode = (code: string): code is ErrorCode => (ERROR_CODES as readonly string[]).includes(code);

export function toError({ code, message, stack }: Failure): Error {
  if (code !== null && isCode(code)) return new DomainError(code, message);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
