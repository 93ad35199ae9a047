/** Refusals outside GraphQL: one JSON shape, a Chinese sentence, never a stack or a path. */
import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Conflict, DomainError, toAsker, TooMany, type ErrorCode } from '../domain/errors.ts';
import { isSignedIn } from '../domain/viewers.ts';
import './fileWatch.ts';

type Code = ErrorCode | 'INTERNAL_SERVER_ERROR';

const STATUS: Readonly<Record<Code, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  QUERY_TOO_EXPENSIVE: 400,
  TIMED_OUT: 504,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

const TOO_MANY = 429;
const CONFLICT = 409;

const statusOf = (error: DomainError): number | undefined =>
  error instanceof TooMany ? TOO_MANY : error instanceof Conflict ? CONFLICT : undefined;

const SENTENCES: Readonly<Record<number, string>> = {
  400: '请求内容无法读取，请检查 JSON 格式。',
  404: '没有这个地址。',
  413: '请求内容过大。',
  415: '不支持这种内容类型，请用 application/json。',
};

export const isGraphql = (request: FastifyRequest): boolean => request.url.split('?', 1)[0] === '/graphql';

/** Answers with `{ error, code }`, or in the GraphQL shape where the request went to /graphql. */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  code: Code,
  message: string,
  status = STATUS[code],
  id?: string,
): FastifyReply {
  const named = id === undefined ? {} : { id };
  const body = isGraphql(request) ? { errors: [{ message, extensions: { code, ...named } }] } : { error: message, code, ...named };
  if (request.making !== null && request.making !== undefined) request.making.code = code;
  // A stream that failed before its first byte has announced how it would have been packed.
  void reply.removeHeader('content-encoding');
  return reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(body);
}

/** The asker hung up in the middle of an answer, which is no fault of the program. */
export const hungUp = (error: { readonly code?: unknown }, request: Pick<FastifyRequest, 'raw'>): boolean =>
  error.code === 'ERR_STREAM_PREMATURE_CLOSE' && request.raw.socket.destroyed;

/** What cannot be read is the asker's; what is thrown otherwise is a bug and goes to the log under an id. */
export function installRefusals(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | DomainError, request, reply) => {
    if (error instanceof DomainError) {
      const { code, message } = toAsker(error, isSignedIn(request.viewer));
      return refuse(request, reply, code, message, statusOf(error) ?? STATUS[code]);
    }
    const status = error.statusCode;
    if (status !== undefined && status >= 400 && status < 500) {
      return refuse(request, reply, status === 404 ? 'NOT_FOUND' : 'BAD_USER_INPUT', SENTENCES[status] ?? '请求不符合要求。', status);
    }
    const id = randomUUID();
    if (hungUp(error, request)) request.log.debug({ id }, 'the asker hung up');
    else request.log.error({ err: error, id }, 'unexpected error in a request');
    return refuse(request, reply, 'INTERNAL_SERVER_ERROR', `服务器内部错误，编号 ${id}。`, STATUS.INTERNAL_SERVER_ERROR, id);
  });
}
