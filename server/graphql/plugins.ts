/** What happens around every operation: its cost before it runs, its data version and its end after. */
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, Kind, OperationTypeNode } from 'graphql';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import { assertMayRead, type Place } from '../domain/viewers.ts';
import { readerOf, type RequestContext } from './context.ts';
import { estimateCells, refuseAboveLimit } from './cost.ts';
import { fieldsOf } from './selections.ts';

type Plugin = ApolloServerPlugin<RequestContext>;

const HTTP_STATUS = { UNAUTHENTICATED: 401, FORBIDDEN: 403, BAD_USER_INPUT: 400 } as const satisfies Partial<Record<ErrorCode, number>>;

/** A refusal before anything ran: the whole answer has its status. */
const refusal = (code: keyof typeof HTTP_STATUS, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: HTTP_STATUS[code] } } });

/** Refuses to answer queries of who may not read. What a mutation changes has rules of its own (accounts/desk.ts). */
export const signIn = (anonymous: Place['anonymous']): Plugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, contextValue }) => {
      if (operation?.operation !== OperationTypeNode.QUERY) return;
      try {
        assertMayRead(contextValue.viewer, 'QUERY', anonymous);
      } catch (error) {
        if (error instanceof DomainError) throw refusal(error.code === 'FORBIDDEN' ? 'FORBIDDEN' : 'UNAUTHENTICATED', error.message);
        throw error;
      }
    },
  }),
});

/** Mutations of which a request holds one and nothing else: five hundred aliased ones would all run. */
const ALONE: ReadonlySet<string> = new Set(['createToken', 'revokeToken']);

/** Refuses a request that holds more than one root field when one of them is sensitive. */
export const alone = (): Plugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, document }) => {
      if (operation?.operation !== OperationTypeNode.MUTATION) return;
      const found = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
      const fields = fieldsOf(operation.selectionSet, new Map(found.map((fragment) => [fragment.name.value, fragment])));
      const sensitive = fields.find((field) => ALONE.has(field.name.value));
      if (sensitive && fields.length > 1)
        throw refusal('BAD_USER_INPUT', `${sensitive.name.value} 须单独成为一次请求，本次共有 ${fields.length} 个字段。请分开提交。`);
    },
  }),
});

/** Computes the cost before execution, refuses above the limit, and says it in `extensions.cost`. */
export const costs = (): Plugin => ({
  requestDidStart: async () => {
    let cells: number | null = null;
    return {
      didResolveOperation: async ({ schema, document, operation, request }) => {
        // Without an operation of that name there is nothing to count; execution says so.
        cells = operation ? estimateCells(schema, document, operation, request.variables ?? {}) : null;
        if (cells !== null) refuseAboveLimit(cells);
      },
      willSendResponse: async ({ response }) => {
        if (cells !== null && response.body.kind === 'single')
          response.body.singleResult.extensions = { ...response.body.singleResult.extensions, cost: cells };
      },
    };
  },
});

/**
 * Puts the data version on every answer, an ETag on a whole answer to a GET, and ends the request's view. What is the viewer's own changes
 * without a new data version, so it gets no tag and nobody keeps it.
 */
export const versions = (tagOf: (version: string, search: string, reader: string) => string): Plugin => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, request, response }) => {
      // A database that does not answer has no version to name; the answer then carries the error of whoever asked first.
      const view = await contextValue.view().catch(() => null);
      if (view && response.body.kind === 'single') {
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, dataVersion: view.dataVersion };
        const { http } = request;
        if (contextValue.isPersonal()) response.http.headers.set('cache-control', 'private, no-store');
        else if (http?.method === 'GET' && !singleResult.errors)
          response.http.headers.set(
            'etag',
            tagOf(view.dataVersion, http.search, readerOf(http.headers.get('accept') ?? '', contextValue.viewer)),
          );
      }
      await contextValue.close();
    },
  }),
});

/** GraphQL over HTTP: a request that asks for application/json gets 200 for a well-formed response, errors or not. */
export const specStatus = (): Plugin => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response }) => {
      const accept = request.http?.headers.get('accept') ?? '';
      const asksJson = accept.includes('application/json') && !accept.includes('application/graphql-response+json');
      if (response.http.status === 400 && asksJson && response.body.kind === 'single' && request.query) response.http.status = 200;
    },
  }),
});
