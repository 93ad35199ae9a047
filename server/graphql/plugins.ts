/** What happens around every operation: its cost before it runs, its data version and its end after. */
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { breathe } from '../reports/breath.ts';
import type { RequestContext } from './context.ts';
import { estimateCells, refuseAboveLimit } from './cost.ts';
import { COSTLY, createGate } from './gate.ts';
import { fieldsOf, fragmentsOf } from './selections.ts';

type Plugin = ApolloServerPlugin<RequestContext>;

/** Refuses readers who have not signed in, where the settings say so. */
export const signInOnly = (): Plugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async () => {
      throw new GraphQLError('本站须先登录。', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
    },
  }),
});

/** Computes the cost before execution, refuses above the limit, lets few costly operations run at a time, and says the cost in `extensions.cost`. */
export const costs = (): Plugin => {
  const gate = createGate();
  return {
    requestDidStart: async () => {
      let cells: number | null = null;
      return {
        didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
          // Without an operation of that name there is nothing to count; execution says so.
          cells = operation ? estimateCells(schema, document, operation, request.variables ?? {}) : null;
          if (cells === null) return;
          refuseAboveLimit(cells);
          if (cells >= COSTLY) await gate.enter(contextValue);
          // A long text has just been validated: others have their turn before it runs.
          await breathe();
        },
        willSendResponse: async ({ response }) => {
          if (cells !== null && response.body.kind === 'single')
            response.body.singleResult.extensions = { ...response.body.singleResult.extensions, cost: cells };
        },
      };
    },
  };
};

/** Root fields whose answer depends on who asks, or changes without a new data version: no answer that holds one is kept. */
const OF_THE_READER: ReadonlySet<string> = new Set(['viewer', 'savedQueries', 'savedQuery']);

const sameForAll = (document: DocumentNode, operation: OperationDefinitionNode): boolean =>
  operation.operation === OperationTypeNode.QUERY &&
  fieldsOf(operation.selectionSet, fragmentsOf(document)).every((field) => !OF_THE_READER.has(field.name.value));

/** Puts the data version on every answer, says whether it may be kept, and ends the request's view. */
export const versions = (): Plugin => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response, document, operation }) => {
      // A database that does not answer has no version to name; the answer then carries the error of whoever asked first.
      const view = await contextValue.view().catch(() => null);
      if (view && response.body.kind === 'single') {
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, dataVersion: view.dataVersion };
        const keepable = !singleResult.errors && document !== undefined && !!operation && sameForAll(document, operation);
        contextValue.settle({ dataVersion: view.dataVersion, keepable });
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
