/** `/graphql` over HTTP: what is asked is read and held against the limits, then a known tag, then a kept answer, then the engine. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { DomainError } from '../domain/errors.ts';
import { sightKey } from '../domain/sight.ts';
import { isConfined, isSignedIn, mayRead, type Place as Settings } from '../domain/viewers.ts';
import { readerOf } from '../graphql/context.ts';
import { screenVariables } from '../graphql/limits.ts';
import { searchOf } from './address.ts';
import { createAnswers, pack, plainly, type Answered, type Answers, type Place } from './answers.ts';
import { createEngine, type Engine, type EngineParts, type Whole } from './engine.ts';
import type { Asked, Operations } from './operations.ts';
import { knownOnOf, readQuestion, refusal, versionOf, type Question } from './question.ts';
import type { QueryWatch } from './queryWatch.ts';
import { refuse } from './refusal.ts';
import type { SetupGate } from './setupGate.ts';

const BODY_BYTES = 64 * 1024;
const LONGEST_ACCEPT = 200;
const CACHE = 'x-fugai-cache';

/** The ETag of the answer to one GET: it changes with the data, the question, the wanted form, the reader and the schema. */
export type TagOf = (version: string, search: string, reader: string) => string;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

const TAGS_KEPT = 500;
const LONGEST_KEPT = 4_000;

export function createTags(sdl: string): TagOf {
  const schema = digest(sdl);
  let kept = new Map<string, string>();
  return (version, search, reader) => {
    const of = [schema, version, search, reader].join('\0');
    const known = kept.get(of);
    if (known !== undefined) return known;
    const tag = `W/"${digest(of).slice(0, 27)}"`;
    if (kept.size >= TAGS_KEPT) kept = new Map();
    if (of.length <= LONGEST_KEPT) kept.set(of, tag);
    return tag;
  };
}

export interface GraphqlParts extends EngineParts {
  readonly watch: QueryWatch;
  readonly tagOf: TagOf;
  readonly operations: Operations;
  readonly gate: SetupGate;
  readonly anonymous: Settings['anonymous'];
}

interface Desk extends GraphqlParts {
  readonly answers: Answers;
  readonly engine: Engine;
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

/** Sends it packed to who takes it so. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, { type, plain, brotli }: Answered): FastifyReply {
  void reply.header('content-type', type);
  if (!brotli || !takesBrotli(request)) return reply.send(plain);
  return reply.header('content-encoding', 'br').header('vary', 'accept, accept-encoding, authorization, cookie').send(brotli);
}

/** What is told of a question on its way. */
interface Asking {
  readonly question: Question;
  readonly asked: Asked;
  /** Null: nobody had to know yet. */
  readonly newest: string | null;
  readonly began: number;
}

const LENGTH = (bytes: string | Buffer): number => Buffer.byteLength(bytes);

/** Tells the watch of an answer that was not made anew. */
function tellKept(desk: Desk, { question, asked, began }: Asking, cache: 'hit' | 'unchanged', bytes: number): void {
  const { hash, name: known } = asked;
  const took = performance.now() - began;
  const told = { cost: null, rows: 0, statements: 0, database: 0, code: null };
  desk.watch.tell({ ...told, known, named: question.operationName, hash, bytes, took, cache });
}

/** Of the first error of an answer; what has no code has the one of a bug. */
function codeIn(bytes: string | Buffer): string {
  const { errors } = JSON.parse(String(bytes)) as { readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[] };
  return errors?.[0]?.extensions?.code ?? 'INTERNAL_SERVER_ERROR';
}

/** Tells of what was refused before the engine saw it. Its text may be unknown, and is not told. */
function tellRefused(desk: Desk, error: GraphQLError | DomainError, began: number): void {
  const given = error instanceof DomainError ? error.code : error.extensions['code'];
  const code = typeof given === 'string' ? given : 'BAD_USER_INPUT';
  const none = { known: null, named: null, hash: null, cost: null, rows: null, statements: null, database: null };
  desk.watch.tell({ ...none, bytes: 0, took: performance.now() - began, cache: 'none', code });
}

function tellMade(desk: Desk, { question, asked, began }: Asking, { context, bytes }: Whole, cache: 'miss' | 'none'): void {
  const { statements, rows, milliseconds: database } = context.spent();
  desk.watch.tell({
    known: asked.name,
    named: question.operationName,
    hash: asked.hash,
    cost: context.cost(),
    rows,
    statements,
    database,
    bytes: LENGTH(bytes),
    took: performance.now() - began,
    cache,
    code: context.outcome()?.failed === false ? null : codeIn(bytes),
  });
}

/** Asks the engine, keeps the answer where it may be kept, and sends it. */
async function execute(desk: Desk, request: FastifyRequest, reply: FastifyReply, asking: Asking): Promise<FastifyReply> {
  const { question, asked } = asking;
  const whole = await desk.engine(request, reply, asking);
  const { bytes, type, context } = whole;
  const outcome = context.outcome();
  void reply.header('content-type', type);
  const newest = asking.newest ?? outcome?.dataVersion ?? '';
  const place = outcome?.keepable === true ? placeOf(desk, request, question, asked, newest) : null;
  const keeps = place !== null && place.version === outcome?.dataVersion;
  tellMade(desk, asking, whole, keeps ? 'miss' : 'none');
  if (outcome === null || !outcome.keepable) return reply.send(bytes);
  if (request.method === 'GET') {
    const tag = tagFor(desk, request, outcome.dataVersion);
    void reply.header('etag', tag);
    if (hasTag(request, tag)) return reply.code(304).send();
  }
  if (place === null || !keeps) return reply.send(bytes);
  return sendKept(desk, request, reply.header(CACHE, 'miss'), { newest, place, answer: plainly(bytes, type) });
}

const tagFor = (desk: Desk, request: FastifyRequest, version: string): string =>
  desk.tagOf(version, searchOf(request), readerOf(`${request.headers.accept ?? ''} ${sightKey(request.sight)}`, request.viewer));

/** Whether the asker holds what has this tag. */
export const hasTag = ({ headers }: Pick<FastifyRequest, 'headers'>, tag: string): boolean =>
  headers['if-none-match']?.split(/,\s*/).includes(tag) === true;

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

/**
 * The newest version, where an answer or a tag may be given for it; null where the engine answers in any case, and learns the version with what
 * it reads. A question that nobody asked before is most of the time one of these.
 */
async function newestFor(desk: Desk, request: FastifyRequest, question: Question, asked: Asked): Promise<string | null> {
  const place = placeOf(desk, request, question, asked, desk.answers.newest());
  if (place === null) return null;
  const depends = request.headers['if-none-match'] !== undefined || versionOf(question) !== undefined || place.knownOn !== null;
  return depends || desk.answers.holds(place) ? desk.reports.newest() : null;
}

async function answer(desk: Desk, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const began = performance.now();
  void reply.header('cache-control', 'no-cache').header('vary', 'accept, authorization, cookie');
  refuseOtherSites(request);
  const question = readQuestion(request);
  const asked = desk.operations.find(question, isConfined(request.viewer));
  await desk.gate.screen(asked.text);
  const refused = screenVariables(question.variables);
  if (refused) throw refused;
  const newest = await newestFor(desk, request, question, asked);
  const asking = { question, asked, newest, began };
  if (newest === null) return execute(desk, request, reply, asking);
  const place = placeOf(desk, request, question, asked, newest);
  const kept = place === null ? undefined : desk.answers.find(newest, place);
  if (request.method === 'GET' && place !== null && (kept !== undefined || place.version === newest)) {
    const tag = tagFor(desk, request, place.version);
    if (hasTag(request, tag)) {
      tellKept(desk, asking, 'unchanged', 0);
      return reply.code(304).header('etag', tag).header(CACHE, 'hit').send();
    }
    if (kept !== undefined) void reply.header('etag', tag);
  }
  if (kept !== undefined && place !== null) {
    void reply.header(CACHE, 'hit');
    tellKept(desk, asking, 'hit', kept.plain.length);
    if (kept.brotli === undefined && takesBrotli(request)) return sendKept(desk, request, reply, { newest, place, answer: kept });
    return sendAnswer(request, reply, kept);
  }
  return execute(desk, request, reply, asking);
}

export function installGraphql(app: FastifyInstance, parts: GraphqlParts): void {
  const desk: Desk = { ...parts, answers: createAnswers(), engine: createEngine(parts) };
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    bodyLimit: BODY_BYTES,
    handler: async (request, reply) => {
      const began = performance.now();
      try {
        return await answer(desk, request, reply);
      } catch (error) {
        if (!(error instanceof GraphQLError || error instanceof DomainError)) throw error;
        tellRefused(desk, error, began);
        return sendRefusal(desk, request, reply, error);
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
