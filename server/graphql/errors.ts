/** What a reader sees of an error: a code of api.md and a sentence. The rest goes to the log under an id. */
import { randomUUID } from 'node:crypto';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, ERROR_CODES } from '../domain/errors.ts';
import type { Log } from '../log.ts';

const INTERNAL = ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
const PUBLIC: ReadonlySet<unknown> = new Set(ERROR_CODES);
const READING: Readonly<Record<string, string>> = {
  [ApolloServerErrorCode.GRAPHQL_PARSE_FAILED]: '查询的写法有误，请按所指位置改正：',
  [ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED]: '查询与接口不符，请对照 /schema.graphql 改正：',
};
/** Codes that Apollo gives to a request that cannot be understood. */
const UNREADABLE: ReadonlySet<unknown> = new Set(Object.values(ApolloServerErrorCode).filter((code) => code !== INTERNAL));

/** What the engine says of a variable that is missing, null or of another type. */
const VARIABLE = /^Variable "\$/;

/** The formatter that Apollo calls for every error of an answer. */
export const createErrorFormat =
  (log: Log) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const { locations, path } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const unwrapped = unwrapResolverError(thrown);
    // What stops an operation before it runs has no place in the answer to be unwrapped by.
    const cause = unwrapped instanceof GraphQLError && unwrapped.originalError ? unwrapped.originalError : unwrapped;
    if (cause instanceof DomainError) return { message: cause.message, ...place, extensions: { code: cause.code } };
    const code = formatted.extensions?.['code'];
    if (code === 'BAD_USER_INPUT' && VARIABLE.test(formatted.message))
      return { message: `变量与查询声明的类型不符，请改正变量或其类型：${formatted.message}`, ...place, extensions: { code } };
    if (PUBLIC.has(code)) return { message: formatted.message, ...place, extensions: { ...formatted.extensions } };
    if (UNREADABLE.has(code))
      return {
        message: `${READING[String(code)] ?? '请求不可用，请改正后再发：'}${formatted.message}`,
        ...place,
        extensions: { code: 'BAD_USER_INPUT' },
      };
    const id = randomUUID();
    log.error({ err: cause, id, path }, 'unexpected error in an answer');
    return { message: `服务器内部错误，编号 ${id}。请稍后再试，或把编号告诉管理员。`, ...place, extensions: { code: INTERNAL, id } };
  };
