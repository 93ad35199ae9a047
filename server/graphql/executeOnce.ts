/** Queries without HTTP, for the operator at the command line and for the query processes: no limit of cost, the same answers and the same errors. */
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { createLog, type Log } from '../log.ts';
import type { Reports, Spent } from '../reports/types.ts';
import { EVERYTHING } from '../domain/sight.ts';
import { compile, type Compiled } from './compiled.ts';
import { createContext, type ContextOptions } from './context.ts';
import { estimateCells } from './cost.ts';
import { createErrorFormat } from './errors.ts';
import { createSchema } from './schema.ts';

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  /** Absent when all went well. */
  readonly errors?: readonly GraphQLFormattedError[];
  /** `cost`: cells, of an operation whose variables fit. */
  readonly extensions: { readonly dataVersion: string; readonly cost?: number };
}

function read(schema: GraphQLSchema, source: string): { document: DocumentNode } | { errors: readonly GraphQLError[] } {
  try {
    const document = parse(source);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

/** Null: there is nothing to count; execution says why. */
function costOf(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>): number | null {
  const operation = getOperationAST(document);
  try {
    return operation ? estimateCells(schema, document, operation, variables) : null;
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

/** Texts that a page sends again and again are read and validated once, and compiled where they go on coming. */
const DOCUMENTS_KEPT = 200;
const COMPILED_AFTER = 3;

type Asked = { readonly errors: readonly GraphQLError[] } | { readonly document: DocumentNode; run: Compiled['run'] | null; times: number };

function createDocuments(schema: GraphQLSchema): (source: string) => Asked {
  const kept = new Map<string, Asked>();
  const begin = (source: string): Asked => {
    const found = read(schema, source);
    return 'errors' in found ? found : { ...found, run: null, times: 0 };
  };
  return (source) => {
    const found = kept.get(source) ?? begin(source);
    kept.delete(source);
    kept.set(source, found);
    const [oldest] = kept.keys();
    if (kept.size > DOCUMENTS_KEPT && oldest !== undefined) kept.delete(oldest);
    if ('document' in found) {
      found.times += 1;
      if (found.times === COMPILED_AFTER) found.run = compile(schema, source)?.run ?? null;
    }
    return found;
  };
}

/** Executes the only operation of `source` over what a sight lets see of one data version, the newest when none is named. */
export type Executor = (
  source: string,
  variables: Readonly<Record<string, unknown>>,
  at: Pick<ContextOptions, 'sight' | 'signedIn' | 'version' | 'knownOn'>,
) => Promise<Answer & { readonly spent: Spent }>;

export function createExecutor(reports: Reports, log: Log): Executor {
  const schema = createSchema();
  const documentOf = createDocuments(schema);
  const format = createErrorFormat(log);
  const toFormatted = (error: GraphQLError, otherwise: string): GraphQLFormattedError => {
    const code = error.extensions['code'] ?? otherwise;
    return format({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error);
  };
  return async (source, variables, at) => {
    const context = createContext(reports, at);
    try {
      const { dataVersion } = await context.view();
      const extensions = { dataVersion };
      const asked = documentOf(source);
      if ('errors' in asked) {
        const told = asked.errors.map((error) => toFormatted(error, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED));
        return { errors: told, extensions, spent: context.spent() };
      }
      const cost = costOf(schema, asked.document, variables);
      const made = await asked.run?.(context, variables);
      // Errors are told by the engine, in its own words.
      const { data, errors } =
        made !== undefined && made.errors === undefined
          ? made
          : await execute({ schema, document: asked.document, contextValue: context, variableValues: variables });
      // Without any content the operation never began: its variables did not fit.
      const otherwise = data === undefined ? ApolloServerErrorCode.BAD_USER_INPUT : ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
      return {
        ...(data !== undefined && { data }),
        ...(errors && { errors: errors.map((error) => toFormatted(error, otherwise)) }),
        extensions: { ...(cost !== null && { cost }), dataVersion },
        spent: context.spent(),
      };
    } finally {
      await context.close();
    }
  };
}

/** One operation of the newest data version, or of another state, for who runs the program. */
export async function executeOnce(
  reports: Reports,
  source: string,
  variables: Readonly<Record<string, unknown>>,
  { log = createLog('error'), ...at }: Pick<ContextOptions, 'version' | 'knownOn'> & { readonly log?: Log } = {},
): Promise<Answer> {
  const { errors, data, extensions } = await createExecutor(reports, log)(source, variables, { sight: EVERYTHING, ...at });
  return { ...(data !== undefined && { data }), ...(errors && { errors }), extensions };
}
