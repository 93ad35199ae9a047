/** What is decided of an operation before it runs: said once, for the engine's plugins and for the compiled way (compiled.ts). */
import { GraphQLError, OperationTypeNode, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import { assertMayRead, type Place } from '../domain/viewers.ts';
import { COSTLY, isTable, readsRows, rootFields, sameForAll, tellsOfAsker } from './apart.ts';
import type { RequestContext } from './context.ts';
import { estimateCells, mixed, refuseAboveLimit } from './cost.ts';

const HTTP_STATUS = { UNAUTHENTICATED: 401, FORBIDDEN: 403, BAD_USER_INPUT: 400 } as const satisfies Partial<Record<ErrorCode, number>>;

/** A refusal before anything ran: the whole answer has its status. */
export const refusal = (code: keyof typeof HTTP_STATUS, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: HTTP_STATUS[code] } } });

/** Root fields that ask nothing of the data: who may not read it may ask them, and each refuses for itself. */
const BESIDE_THE_DATA: ReadonlySet<string> = new Set(['__typename', 'site', 'viewer', 'users', 'apiTokens']);

/** An operation and the text that it stands in, read and validated. */
export interface Read {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Refuses to answer queries of who may not read. What a mutation changes has rules of its own (accounts/desk.ts). @throws GraphQLError */
export function assertMayAsk(
  { document, operation }: Read,
  { viewer }: Pick<RequestContext, 'viewer'>,
  anonymous: Place['anonymous'],
): void {
  if (operation.operation !== OperationTypeNode.QUERY) return;
  if (rootFields(document, operation).every((field) => BESIDE_THE_DATA.has(field.name.value))) return;
  try {
    assertMayRead(viewer, 'QUERY', anonymous);
  } catch (error) {
    if (error instanceof DomainError) throw refusal(error.code === 'FORBIDDEN' ? 'FORBIDDEN' : 'UNAUTHENTICATED', error.message);
    throw error;
  }
}

/** What an operation costs, and where it runs. */
export interface Judged {
  /** Cells, for `extensions.cost`. */
  readonly cells: number;
  /** It is one of the few costly ones that a reader may have under way. */
  readonly counts: boolean;
  /** It runs in another process, where there is one. */
  readonly away: boolean;
}

/** Null: its variables do not fit, which execution says. @throws GraphQLError above the limits */
export function judge(
  schema: GraphQLSchema,
  { document, operation }: Read,
  variables: Readonly<Record<string, unknown>>,
  context: Pick<RequestContext, 'viewer' | 'knownOn' | 'claim' | 'weigh'>,
): Judged | null {
  const cells = estimateCells(schema, document, operation, variables);
  if (cells === null) return null;
  context.weigh(cells);
  refuseAboveLimit(cells);
  const rows = readsRows(document, operation, context.viewer);
  const counts = cells >= COSTLY || rows;
  if (counts && !sameForAll(document, operation, context.viewer)) throw mixed(cells);
  if (tellsOfAsker(document, operation)) context.claim();
  const here = !counts || (!rows && isTable(document, operation, cells));
  // To make what was known at a moment takes half a second, once.
  return { cells, counts, away: !here || (context.knownOn !== undefined && sameForAll(document, operation, context.viewer)) };
}
