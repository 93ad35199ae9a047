/** What happens around every operation: its cost before it runs, its data version and its end after. */
import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import { OperationTypeNode, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { Config } from '../config.ts';
import { TooMany } from '../domain/errors.ts';
import type { Place } from '../domain/viewers.ts';
import type { Apart } from './apart.ts';
import { breathe } from '../reports/breath.ts';
import { OWN } from './compiled.ts';
import type { RequestContext } from './context.ts';
import { ALONE, ATTEMPTS, introspects } from './limits.ts';
import { assertMayAsk, judge, refusal, type Judged } from './rules.ts';
import { fieldsOf, fragmentsOf } from './selections.ts';

type Plugin = ApolloServerPlugin<RequestContext>;

/** Refuses to answer queries of who may not read. */
export const signIn = (anonymous: Place['anonymous']): Plugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, document, contextValue }) => {
      if (operation) assertMayAsk({ document, operation }, contextValue, anonymous);
    },
  }),
});

/** Refuses a request that holds more than one root field when one of them is sensitive. */
export const alone = (): Plugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, document, contextValue }) => {
      if (operation?.operation !== OperationTypeNode.MUTATION) return;
      const fields = fieldsOf(operation.selectionSet, fragmentsOf(document));
      const sensitive = fields.find((field) => ALONE.has(field.name.value));
      if (sensitive && fields.length > 1)
        throw refusal('BAD_USER_INPUT', `${sensitive.name.value} 须单独成为一次请求，本次共有 ${fields.length} 个字段。请分开提交。`);
      if (sensitive && ATTEMPTS.has(sensitive.name.value)) await contextValue.attempt();
    },
  }),
});

/** Refuses to tell the schema to who is not known, where it is not everybody's. */
export const schemaReaders = (introspection: Config['introspection']): Plugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, contextValue: { viewer } }) => {
      if (introspection !== 'KNOWN' || (viewer !== null && viewer.kind !== 'BROWSER') || !introspects(document)) return;
      throw refusal('UNAUTHENTICATED', '本站的接口说明只对已登录的人开放：请登录，或在请求头中加 Authorization: Bearer 令牌。');
    },
  }),
});

const sent = (singleResult: FormattedExecutionResult): GraphQLResponse => ({
  http: { headers: new HeaderMap() },
  body: { kind: 'single', singleResult },
});

const TOO_MANY = 429;
/** Seconds after which one of a reader's costly operations has likely ended. */
const RETRY_SECONDS = '2';

export interface CostParts {
  /** Where costly operations run; null: here. */
  readonly apart: Apart | null;
  readonly format: (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;
}

/** Computes the cost before execution, refuses above the limit, has costly operations run elsewhere, and says the cost in `extensions.cost`. */
export const costs = ({ apart, format }: CostParts): Plugin => ({
  requestDidStart: async () => {
    let judged: Judged | null = null;
    return {
      didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
        // Without an operation of that name there is nothing to count; execution says so.
        judged = operation ? judge(schema, { document, operation }, request.variables ?? {}, contextValue) : null;
        if (judged === null) return;
        // A long text has just been validated: others have their turn before it runs.
        await breathe();
      },
      // Only here has every plugin let the operation pass: those of the step before are asked all at once.
      responseForOperation: async ({ request, contextValue }) => {
        if (apart === null || judged === null || !judged.away) return null;
        const { query: text = '', variables = {} } = request;
        try {
          contextValue.deliver(
            await apart.run(
              {
                text,
                variables,
                sight: contextValue.sight,
                signedIn: contextValue.signedIn,
                version: contextValue.version,
                knownOn: contextValue.knownOn,
                cost: judged.cells,
              },
              judged.counts ? contextValue : { ...contextValue, reader: null },
            ),
          );
          // The answer goes out as it was delivered; the engine prints this one for nobody.
          return sent({ data: {} });
        } catch (error) {
          const answer = sent({ data: null, errors: [format({ message: String(error) }, error)] });
          if (!(error instanceof TooMany)) return answer;
          return { ...answer, http: { status: TOO_MANY, headers: new HeaderMap([['retry-after', RETRY_SECONDS]]) } };
        }
      },
      willSendResponse: async ({ response }) => {
        if (judged !== null && response.body.kind === 'single')
          response.body.singleResult.extensions = { ...response.body.singleResult.extensions, cost: judged.cells };
      },
    };
  },
});

/**
 * Puts the data version on every answer, says whether it may be kept, and ends the request's view. What is the viewer's own changes without a
 * new data version, so it gets no tag and nobody keeps it.
 */
export const versions = (): Plugin => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response, operation }) => {
      const made = contextValue.delivered();
      if (made) {
        const personal = contextValue.isPersonal();
        if (personal) response.http.headers.set('cache-control', OWN);
        contextValue.settle({ dataVersion: made.dataVersion, keepable: !made.failed && !personal, failed: made.failed });
        return contextValue.close();
      }
      // A database that does not answer has no version to name; the answer then carries the error of whoever asked first.
      const view = await contextValue.view().catch(() => null);
      if (view && response.body.kind === 'single') {
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, dataVersion: view.dataVersion };
        const personal = contextValue.isPersonal();
        if (personal) response.http.headers.set('cache-control', OWN);
        const keepable = !singleResult.errors && operation?.operation === OperationTypeNode.QUERY && !personal;
        contextValue.settle({ dataVersion: view.dataVersion, keepable, failed: singleResult.errors !== undefined });
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
      if (response.http.status !== 400 || !asksJson || response.body.kind !== 'single' || !request.query) return;
      // Whatever it asks for, an operation above the limits has the one status of its code.
      const { errors = [] } = response.body.singleResult;
      if (!errors.some(({ extensions }) => extensions?.['code'] === 'QUERY_TOO_EXPENSIVE')) response.http.status = 200;
    },
  }),
});
