/** What happens around every operation: its cost before it runs, its data version and its end after. */
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { RequestContext } from './context.ts';
import { estimateCells, refuseAboveLimit } from './cost.ts';

type Plugin = ApolloServerPlugin<RequestContext>;

/** Refuses readers who have not signed in, where the settings say so. */
export const signInOnly = (): Plugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async () => {
      throw new GraphQLError('本站须先登录。', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
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

/** Puts the data version on every answer, an ETag on a whole answer to a GET, and ends the request's view. */
export const versions = (tagOf: (version: string, search: string, accept: string) => string): Plugin => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, request, response }) => {
      // A database that does not answer has no version to name; the answer then carries the error of whoever asked first.
      const view = await contextValue.view().catch(() => null);
      if (view && response.body.kind === 'single') {
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, dataVersion: view.dataVersion };
        const { http } = request;
        if (http?.method === 'GET' && !singleResult.errors)
          response.http.headers.set('etag', tagOf(view.dataVersion, http.search, http.headers.get('accept') ?? ''));
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
