/** `/graphql` over HTTP: limits on the text first, then a known tag, then the engine. */
import { createHash } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { createContext, readerOf, type Asker, type RequestContext } from '../graphql/context.ts';
import { screenText, screenVariables } from '../graphql/limits.ts';
import type { Reports } from '../reports/types.ts';

const BODY_BYTES = 64 * 1024;
const TEXTS_KEPT = 500;
const CONTEXT = 'context';

/** The ETag of the answer to one GET: it changes with the data, the question, the wanted form, the reader and the schema. */
export type TagOf = (version: string, search: string, reader: string) => string;

export const createTags =
  (sdl: string): TagOf =>
  (version, search, reader) =>
    `W/"${createHash('sha256').update([sdl, version, search, reader].join('\0')).digest('base64url').slice(0, 27)}"`;

interface Question {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

function questionOf(request: FastifyRequest): Question {
  const asked = request.method === 'GET' ? request.query : request.body;
  return typeof asked === 'object' && asked !== null ? asked : {};
}

/** `extensions: { dataVersion: "v12" }` pins a request to an earlier data version; in a GET it is JSON text. What is no such thing is not ours. */
function versionOf({ extensions }: Question): string | undefined {
  let asked: unknown = extensions;
  if (typeof extensions === 'string') {
    try {
      asked = JSON.parse(extensions);
    } catch {
      return undefined;
    }
  }
  const version = typeof asked === 'object' && asked !== null && 'dataVersion' in asked ? asked.dataVersion : undefined;
  return typeof version === 'string' ? version : undefined;
}

/** Screens each text once: the same dashboard sends the same few texts. */
function createScreen(): (question: Question) => GraphQLError | null {
  const passed = new Set<string>();
  return ({ query, variables }) => {
    if (typeof query === 'string' && !passed.has(query)) {
      const refusal = screenText(query);
      if (refusal) return refusal;
      if (passed.size >= TEXTS_KEPT) passed.clear();
      passed.add(query);
    }
    return screenVariables(typeof variables === 'string' ? null : variables);
  };
}

function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: GraphQLError): FastifyReply {
  const wantsOwnType = request.headers.accept?.includes('application/graphql-response+json') === true;
  const body = { errors: [{ message: refusal.message, extensions: refusal.extensions }] };
  return reply
    .code(wantsOwnType ? 400 : 200)
    .type(wantsOwnType ? 'application/graphql-response+json; charset=utf-8' : 'application/json; charset=utf-8')
    .send(body);
}

export interface GraphqlParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly reports: Reports;
  readonly tagOf: TagOf;
  /** Who a request comes from, and the desk that is open to them. */
  readonly askerOf: (request: FastifyRequest, reply: FastifyReply) => Asker;
}

export function installGraphql(app: FastifyInstance, { apollo, reports, tagOf, askerOf }: GraphqlParts): void {
  const screen = createScreen();
  const answer = fastifyApolloHandler(apollo, { context: async (request) => request.getDecorator<RequestContext>(CONTEXT) });
  app.decorateRequest(CONTEXT);

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    bodyLimit: BODY_BYTES,
    handler: async function handler(request, reply) {
      const question = questionOf(request);
      const context = createContext(reports, versionOf(question), askerOf(request, reply));
      request.setDecorator(CONTEXT, context);
      // The ordinary end is that of the answer (plugins.ts); this one is for askers who hang up and for answers that never came to be.
      reply.raw.once('close', () => {
        context.close().catch((error: unknown) => request.log.error({ err: error }, 'a view could not be closed'));
      });
      void reply.header('cache-control', 'no-cache').header('vary', 'accept, authorization, cookie');
      const refusal = screen(question);
      if (refusal) return sendRefusal(request, reply, refusal);
      const known = request.method === 'GET' ? request.headers['if-none-match'] : undefined;
      if (known !== undefined) {
        const tag = tagOf(
          (await context.view()).dataVersion,
          new URL(request.url, 'http://localhost').search,
          readerOf(request.headers.accept ?? '', context.viewer),
        );
        if (known.split(/,\s*/).includes(tag)) return reply.code(304).header('etag', tag).send();
      }
      return answer.call(this, request, reply);
    },
  });
}
