/** From a question to its answer: by what was compiled of it, else by the engine. */
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OWN, type CompiledWay } from '../graphql/compiled.ts';
import { createContext, type Asker, type RequestContext } from '../graphql/context.ts';
import type { Office } from '../graphql/office.ts';
import { breathe, nextTurn } from '../reports/breath.ts';
import type { Reports } from '../reports/types.ts';
import type { Asked } from './operations.ts';
import { knownOnOf, versionOf, type Question } from './question.ts';
import type { ShareOf } from './rate.ts';

/** A longer text takes long to validate, so only one of them is validated in a turn of the loop. */
const LONG_TEXT = 1_000;
/** Wishes of media types that are remembered: the header is the asker's choice. */
const TYPES_KEPT = 50;

export interface EngineParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly compiled: CompiledWay;
  readonly reports: Reports;
  /** Who a request comes from, and the desk that is open to them. */
  readonly askerOf: (request: FastifyRequest, reply: FastifyReply) => Asker;
  readonly shareOf: ShareOf;
  readonly office: Office | undefined;
  /** Milliseconds that one operation may take. */
  readonly within: number;
}

/** The same request as the engine reads it: with the whole text, and without what has been dealt with. */
function toEngine(request: FastifyRequest, question: Question, { text }: Asked): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  // The engine would refuse a GET that does not show where it comes from; that has been looked at before.
  if (request.method === 'GET') headers.set('apollo-require-preflight', 'yes');
  const { operationName, variables } = question;
  const { persistedQuery: _, ...extensions } = question.extensions;
  const search = new URLSearchParams({
    query: text,
    ...(operationName === null ? {} : { operationName }),
    ...(variables === null ? {} : { variables: JSON.stringify(variables) }),
  });
  return { method: request.method, headers, search: `?${search}`, body: { query: text, operationName, variables, extensions } };
}

/** What came of a question, before it is kept and sent. */
export interface Whole {
  readonly bytes: string | Buffer;
  readonly type: string;
  /** What came of it; its view is closed. */
  readonly context: RequestContext;
}

/** Where a question is answered. */
interface Asking {
  readonly question: Question;
  readonly asked: Asked;
  readonly context: RequestContext;
}

interface Desk extends EngineParts {
  /** Media types of good answers, as the engine chose them, by what the request accepts. */
  readonly types: Map<string | undefined, string>;
}

/** The compiled way; null where the engine is to answer. */
async function answerCompiled(desk: Desk, request: FastifyRequest, reply: FastifyReply, asking: Asking): Promise<Whole | null> {
  const { question, asked, context } = asking;
  const type = desk.types.get(request.headers.accept);
  if (type === undefined) return null;
  const { operationName, variables } = question;
  const found = await desk.compiled.answer({ hash: asked.hash, operationName, variables: variables ?? {} }, context);
  if (found === null) return null;
  if (context.isPersonal()) void reply.header('cache-control', OWN);
  return { bytes: found.text, type, context };
}

/** The engine's way, which also tells what it says of good answers. */
async function answerByEngine(desk: Desk, request: FastifyRequest, reply: FastifyReply, asking: Asking): Promise<Whole> {
  const { question, asked, context } = asking;
  const { headers, body, status } = await desk.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: toEngine(request, question, asked),
    context: async () => context,
  });
  for (const [name, value] of headers) void reply.header(name, value);
  void reply.code(status ?? 200);
  if (body.kind !== 'complete') throw new Error('the schema offers no answers in pieces');
  const type = headers.get('content-type') ?? 'application/json; charset=utf-8';
  if (context.outcome()?.failed === false) {
    desk.compiled.note(asked.hash, asked.text, asked.known);
    if (desk.types.size < TYPES_KEPT) desk.types.set(request.headers.accept, type);
  }
  return { bytes: context.delivered()?.bytes ?? body.string, type, context };
}

function openContext(desk: Desk, request: FastifyRequest, reply: FastifyReply, question: Question): RequestContext {
  const context = createContext(desk.reports, {
    sight: request.sight,
    version: versionOf(question),
    knownOn: knownOnOf(question),
    within: desk.within,
    asker: desk.askerOf(request, reply),
    office: desk.office,
    address: request.ip,
    share: desk.shareOf(request),
  });
  // The ordinary end is that of the answer (plugins.ts); this one is for askers who hang up and for answers that never came to be.
  reply.raw.once('close', () => {
    context.close().catch((error: unknown) => request.log.error({ err: error }, 'a view could not be closed'));
  });
  return context;
}

/** Answers one question. What the answer says beside its body is on the reply. */
export type Engine = (request: FastifyRequest, reply: FastifyReply, asked: Omit<Asking, 'context'>) => Promise<Whole>;

export function createEngine(parts: EngineParts): Engine {
  const desk: Desk = { ...parts, types: new Map() };
  return async (request, reply, { question, asked }) => {
    const context = openContext(desk, request, reply, question);
    const asking = { question, asked, context };
    const pause = !asked.known && asked.text.length > LONG_TEXT ? nextTurn() : breathe();
    if (pause !== undefined) await pause;
    return (await answerCompiled(desk, request, reply, asking)) ?? answerByEngine(desk, request, reply, asking);
  };
}
