/** `/graphql` over HTTP: what is asked is read and held against the limits, then a known tag, then a kept answer, then the engine. */
import { createHash } from 'node:crypto';
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { DomainError } from '../domain/errors.ts';
import { sightKey } from '../domain/sight.ts';
import { isConfined, isSignedIn, mayRead, type Place as Settings } from '../domain/viewers.ts';
import { OWN, type CompiledWay } from '../graphql/compiled.ts';
import { createContext, readerOf, type Asker, type RequestContext } from '../graphql/context.ts';
import { screenVariables } from '../graphql/limits.ts';
import type { Office } from '../graphql/office.ts';
import { breathe, nextTurn } from '../reports/breath.ts';
import type { Reports } from '../reports/types.ts';
import { searchOf } from './address.ts';
import { createAnswers, pack, plainly, type Answered, type Answers, type Place } from './answers.ts';
import type { Asked, Operations } from './operations.ts';
import { knownOnOf, readQuestion, refusal, versionOf, type Question } from './question.ts';
import type { ShareOf } from './rate.ts';
import { refuse } from './refusal.ts';
import type { SetupGate } from './setupGate.ts';

const BODY_BYTES = 64 * 1024;
/** A longer text takes long to validate, so only one of them is validated in a turn of the loop. */
const LONG_TEXT = 1_000;
const LONGEST_ACCEPT = 200;
const CACHE = 'x-fugai-cache';
/** Wishes of media types that are remembered: the header is the asker's choice. */
const TYPES_KEPT = 50;

/** The ETag of the answer to one GET: it changes with the data, the question, the wanted form, the reader and the schema. */
export type TagOf = (version: string, search: string, reader: string) => string;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

export function createTags(sdl: string): TagOf {
  const schema = digest(sdl);
  return (version, search, reader) => `W/"${digest([schema, version, search, reader].join('\0')).slice(0, 27)}"`;
}

export interface GraphqlParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly compiled: CompiledWay;
  readonly reports: Reports;
  readonly tagOf: TagOf;
  /** Who a request comes from, and the desk that is open to them. */
  readonly askerOf: (request: FastifyRequest, reply: FastifyReply) => Asker;
  readonly shareOf: ShareOf;
  readonly operations: Operations;
  readonly office: Office | undefined;
  readonly gate: SetupGate;
  readonly anonymous: Settings['anonymous'];
  /** Milliseconds that one operation may take. */
  readonly within: number;
}

interface Desk extends GraphqlParts {
  readonly answers: Answers;
  /** Media types of good answers, as the engine chose them, by what the request accepts. */
  readonly types: Map<string | undefined, string>;
}

/** Whether the refused answer has the media type of GraphQL, where an error has its own status; in application/json it has 200. */
const wantsOwnType = (accept: string): boolean => accept.includes('application/graphql-response+json');

async function sendRefusal(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  error: GraphQLError | DomainError,
): Promise<FastifyReply> {
  const accept = request.headers.accept ?? '';
  const { http, ...shown } =
    error instanceof GraphQLError ? (error.extensions as { http?: { status: number } }) : { code: error.code, http: { status: 400 } };
  // A database that does not answer has no version to name.
  const dataVersion = await desk.reports.newest().catch(() => null);
  return reply
    .code(http?.status ?? (wantsOwnType(accept) || !accept.includes('application/json') ? 400 : 200))
    .type(wantsOwnType(accept) ? 'application/graphql-response+json; charset=utf-8' : 'application/json; charset=utf-8')
    .send({ errors: [{ message: error.message, extensions: shown }], ...(dataVersion !== null && { extensions: { dataVersion } }) });
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

/** A browser says where a request comes from, and may send a GET across sites without asking first; other programs say nothing. */
const OWN_SITES: ReadonlySet<unknown> = new Set([undefined, 'none', 'same-origin']);

function refuseOtherSites({ method, headers }: FastifyRequest): void {
  if (method === 'GET' && !OWN_SITES.has(headers['sec-fetch-site']))
    throw refusal('不接受其他网站的页面发来的查询。请在地址栏中直接打开，或在本站的网页、自己的程序中查询。', 'FORBIDDEN', 403);
}

/** Where the answer would lie; null where nothing kept is given: to who may not read, among others, whom the engine then refuses. */
function placeOf(desk: Desk, request: FastifyRequest, question: Question, { hash }: Asked, newest: string): Place | null {
  const { viewer } = request;
  const accept = request.headers.accept ?? '';
  if (!mayRead(viewer, 'QUERY', desk.anonymous) || accept.length > LONGEST_ACCEPT) return null;
  const { operationName, variables } = question;
  const reader = { sight: sightKey(request.sight), signedIn: isSignedIn(viewer) };
  return {
    ...reader,
    version: versionOf(question) ?? newest,
    knownOn: knownOnOf(question) ?? null,
    hash,
    operationName,
    variables,
    accept,
  };
}

const takesBrotli = ({ headers }: FastifyRequest): boolean =>
  /\bbr\b(?!\s*;\s*q=0(\.0+)?(?![.\d]))/.test(String(headers['accept-encoding'] ?? ''));

function sendAnswer(request: FastifyRequest, reply: FastifyReply, { type, plain, brotli }: Answered): FastifyReply {
  void reply.header('content-type', type);
  if (!brotli || !takesBrotli(request)) return reply.send(plain);
  return reply.header('content-encoding', 'br').header('vary', 'accept, accept-encoding, authorization, cookie').send(brotli);
}

/** What came of a question, before it is kept and sent. */
interface Whole {
  readonly bytes: string | Buffer;
  readonly type: string;
}

/** Where a question is answered. */
interface Asking {
  readonly question: Question;
  readonly asked: Asked;
  readonly newest: string;
  readonly context: RequestContext;
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
  return { bytes: found.text, type };
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
  return { bytes: context.delivered()?.bytes ?? body.string, type };
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

/** Asks the engine, keeps the answer where it may be kept, and sends it. */
async function execute(desk: Desk, request: FastifyRequest, reply: FastifyReply, asked: Omit<Asking, 'context'>): Promise<FastifyReply> {
  const { question, newest } = asked;
  const context = openContext(desk, request, reply, question);
  const asking = { ...asked, context };
  const pause = !asked.asked.known && asked.asked.text.length > LONG_TEXT ? nextTurn() : breathe();
  if (pause !== undefined) await pause;
  const { bytes, type } = (await answerCompiled(desk, request, reply, asking)) ?? (await answerByEngine(desk, request, reply, asking));
  const outcome = context.outcome();
  void reply.header('content-type', type);
  if (outcome === null || !outcome.keepable) return reply.send(bytes);
  if (request.method === 'GET') {
    const tag = desk.tagOf(
      outcome.dataVersion,
      searchOf(request),
      readerOf(`${request.headers.accept ?? ''} ${sightKey(request.sight)}`, request.viewer),
    );
    void reply.header('etag', tag);
    if (request.headers['if-none-match']?.split(/,\s*/).includes(tag) === true) return reply.code(304).send();
  }
  const place = placeOf(desk, request, question, asked.asked, newest);
  if (place === null || place.version !== outcome.dataVersion) return reply.send(bytes);
  return sendKept(desk, request, reply.header(CACHE, 'miss'), { newest, place, answer: plainly(bytes, type) });
}

interface Keeping {
  readonly newest: string;
  readonly place: Place;
  readonly answer: Answered;
}

/** Keeps an answer and sends it. It is packed for the first who takes it so, and kept for those who come after. */
async function sendKept(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { newest, place, answer }: Keeping,
): Promise<FastifyReply> {
  const kept = answer.brotli === undefined && takesBrotli(request) ? await pack(answer.plain, answer.type) : answer;
  desk.answers.keep(newest, place, kept);
  return sendAnswer(request, reply, kept);
}

async function answer(desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  void reply.header('cache-control', 'no-cache').header('vary', 'accept, authorization, cookie');
  refuseOtherSites(request);
  const question = readQuestion(request);
  const asked = desk.operations.find(question, isConfined(request.viewer));
  await desk.gate.screen(asked.text);
  const refused = screenVariables(question.variables);
  if (refused) throw refused;
  const newest = await desk.reports.newest();
  const place = placeOf(desk, request, question, asked, newest);
  const kept = place === null ? undefined : desk.answers.find(newest, place);
  if (request.method === 'GET' && place !== null && (kept !== undefined || place.version === newest)) {
    const tag = desk.tagOf(
      place.version,
      searchOf(request),
      readerOf(`${request.headers.accept ?? ''} ${sightKey(request.sight)}`, request.viewer),
    );
    if (request.headers['if-none-match']?.split(/,\s*/).includes(tag) === true)
      return reply.code(304).header('etag', tag).header(CACHE, 'hit').send();
    if (kept !== undefined) void reply.header('etag', tag);
  }
  if (kept !== undefined && place !== null) {
    void reply.header(CACHE, 'hit');
    if (kept.brotli === undefined && takesBrotli(request)) return sendKept(desk, request, reply, { newest, place, answer: kept });
    return sendAnswer(request, reply, kept);
  }
  return execute(desk, request, reply, { question, asked, newest });
}

export function installGraphql(app: FastifyInstance, parts: GraphqlParts): void {
  const desk: Desk = { ...parts, answers: createAnswers(), types: new Map() };
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    bodyLimit: BODY_BYTES,
    handler: async (request, reply) => {
      try {
        return await answer(desk, request, reply);
      } catch (error) {
        if (error instanceof GraphQLError || error instanceof DomainError) return sendRefusal(desk, request, reply, error);
        throw error;
      }
    },
  });
  app.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    // Before its body is read, which need not be one.
    onRequest: async (request, reply) =>
      refuse(request, reply.header('allow', 'GET, POST'), 'BAD_USER_INPUT', `/graphql 不接受 ${request.method}，请用 GET 或 POST。`, 405),
    handler: async () => undefined,
  });
}
