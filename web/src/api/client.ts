/** The only place that speaks to the server. */
import { taken } from './early.ts';
import type { ExecutionResult } from './envelope.ts';
import type { TypedDocumentString } from './gql/graphql.ts';

/** The folder that this build is served from, without a closing slash: every page lies directly in it, so a path prefix needs no setting. */
export const basePath = (pathname: string): string => pathname.slice(0, pathname.lastIndexOf('/'));

/** A refusal or a failure. `code` is one of the API's codes, or NETWORK when no answer came; `id` names the log entry of a masked error. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly id: string | null;

  constructor(code: string, message: string, id: string | null = null) {
    super(message);
    this.name = 'ApiProblem';
    this.code = code;
    this.id = id;
  }
}

/** Turns an answer into its content, or throws the first error as an ApiProblem. */
export function contentOf<Answer>(answer: ExecutionResult<Answer>): Answer {
  const [error] = answer.errors ?? [];
  if (error) throw new ApiProblem(error.extensions?.code ?? 'INTERNAL_SERVER_ERROR', error.message, error.extensions?.id ?? null);
  if (answer.data === null || answer.data === undefined) throw new ApiProblem('NETWORK', 'empty answer');
  return answer.data;
}

export interface SendOptions {
  readonly signal?: AbortSignal | null;
  /** `v12`: the data as they were in that version. */
  readonly version?: string | null;
  /** `2026-07-20`: as they were known at the end of that day. */
  readonly knownOn?: string | null;
  /** Sent whole and by POST: nobody on the way may keep an answer that belongs to one reader. */
  readonly privately?: boolean;
}

/** What the build wrote beside the text. */
export const hashOf = <Answer, Variables>(document: TypedDocumentString<Answer, Variables>): string | null => {
  const hash: unknown = document.__meta__?.['hash'];
  return typeof hash === 'string' ? hash : null;
};

/** Proxies and servers cut longer addresses. */
const LONGEST_ADDRESS = 4_000;
const ACCEPT = 'application/graphql-response+json, application/json';
/** What a server answers to a hash that it does not know; the whole text is then sent. */
const UNKNOWN_HASH = 'PersistedQueryNotFound';

/** One operation as it is sent. */
interface Sent {
  readonly text: string;
  readonly operationName: string | null;
  /** SHA-256 of the text as the build hashed it; null for a text that the server need not know. */
  readonly hash: string | null;
  readonly variables: unknown;
  readonly version: string | null;
  readonly knownOn: string | null;
}

function extensionsOf({ version, knownOn }: Sent, hash: string | null): object {
  return {
    ...(hash === null ? {} : { persistedQuery: { version: 1, sha256Hash: hash } }),
    ...(version === null ? {} : { dataVersion: version }),
    ...(knownOn === null ? {} : { asKnownOn: knownOn }),
  };
}

/** The address that asks by hash, so that a browser keeps the answer by its ETag; null where there is none or it is too long. */
export function addressOf(base: string, sent: Sent): string | null {
  const { hash, operationName } = sent;
  if (hash === null || operationName === null) return null;
  const search = new URLSearchParams({
    operationName,
    variables: JSON.stringify(sent.variables),
    extensions: JSON.stringify(extensionsOf(sent, hash)),
  });
  const address = `${base}/graphql?${search}`;
  return address.length > LONGEST_ADDRESS ? null : address;
}

/** When the server was last heard, at this machine's clock, and how far its own clock is ahead, both in milliseconds. */
let heard = { at: Date.now(), ahead: 0 };

/** Moment of the last answer, at this machine's clock. */
export const lastHeard = (): number => heard.at;

/** Now, at the clock of the server: sessions end by it. */
export const serverNow = (): number => Date.now() + heard.ahead;

function hear({ headers }: Response): void {
  const told = Date.parse(headers.get('date') ?? '');
  heard = { at: Date.now(), ahead: Number.isNaN(told) ? heard.ahead : told - Date.now() };
}

async function exchange<Answer>(address: string, init: RequestInit): Promise<ExecutionResult<Answer>> {
  const response = await fetch(address, init).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiProblem('NETWORK', String(cause));
  });
  hear(response);
  if (!(response.headers.get('content-type') ?? '').includes('json')) throw new ApiProblem('NETWORK', `HTTP ${response.status}`);
  return (await response.json()) as ExecutionResult<Answer>;
}

/** What tells one question from another. */
export const askKey = <Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
  { version = null, knownOn = null }: SendOptions,
): string => JSON.stringify([document.toString(), variables, version, knownOn]);

/** Sends one document, unless its answer is already on its way: a query of the build by its hash, anything else, or what the server does not know, by its text. Rejects with an ApiProblem; an aborted request rejects with the AbortError of fetch. */
export async function ask<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
  options: SendOptions = {},
): Promise<Answer> {
  return taken<Answer>(askKey(document, variables, options)) ?? send(document, variables, options);
}

/** Sends it without looking whether it has been asked already. */
export async function send<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
  { signal = null, version = null, knownOn = null, privately = false }: SendOptions = {},
): Promise<Answer> {
  const text = document.toString();
  const operationName = /^\s*query (\w+)/m.exec(text)?.[1] ?? null;
  const hash = operationName === null ? null : hashOf(document);
  const sent: Sent = { text, operationName, hash, variables, version, knownOn };
  const base = basePath(location.pathname);
  const address = privately ? null : addressOf(base, sent);
  if (address !== null) {
    // A browser may send a GET across sites without asking first; this header is what makes it ask.
    const answer = await exchange<Answer>(address, { headers: { accept: ACCEPT, 'apollo-require-preflight': 'yes' }, signal });
    if (answer.errors?.[0]?.message !== UNKNOWN_HASH) return contentOf(answer);
  }
  const answer = await exchange<Answer>(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: ACCEPT },
    body: JSON.stringify({ query: text, variables, extensions: extensionsOf(sent, address === null && !privately ? null : hash) }),
    signal,
  });
  return contentOf(answer);
}

/** Scalars whose literals stand in quotes; any other name of a string is a member of an enum, and stands bare. */
const QUOTED = new Set(['ID', 'String', 'Period', 'Date', 'DateTime']);

/** Fields of the schema's input objects whose texts stand in quotes; a text of any other field is a member of an enum. */
const TEXT_FIELDS = new Set([
  'region',
  'park',
  'search',
  'codes',
  'childrenOf',
  'under',
  'only',
  'from',
  'to',
  'registeredFrom',
  'registeredTo',
  'openedFrom',
  'openedTo',
  'foundedFrom',
  'foundedTo',
  'termStartedFrom',
  'termStartedTo',
  'check',
]);

/** A value as it is written inside a document, where keys and members of enums have no quotes. */
function literalOf(value: unknown, type: string): string {
  if (Array.isArray(value)) return `[${value.map((one) => literalOf(one, type)).join(', ')}]`;
  if (typeof value === 'string') return QUOTED.has(type) ? JSON.stringify(value) : value;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${key}: ${literalOf(one, TEXT_FIELDS.has(key) ? 'String' : 'Enum')}`)
      .join(', ')} }`;
  return String(value);
}

/** What «复制为 GraphQL» puts on the clipboard: the document with its variables as defaults of the operation, so that it runs as it is pasted. */
export function graphqlText<Answer, Variables extends object>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
): string {
  const values = new Map<string, unknown>(Object.entries(variables));
  const withDefaults = (signature: string): string =>
    signature.replaceAll(/\$(\w+)\s*:\s*([[\]\w!]+)(\s*=\s*[^,$)]+)?/g, (whole: string, name: string, type: string) => {
      const value = values.get(name);
      return value === undefined || value === null ? whole : `$${name}: ${type} = ${literalOf(value, type.replaceAll(/[[\]!]/g, ''))}`;
    });
  return `${document
    .toString()
    .trim()
    .replace(
      /^(\s*(?:query|mutation)\s+\w+\s*)\(([^)]*)\)/m,
      (_, head: string, signature: string) => `${head}(${withDefaults(signature)})`,
    )}\n`;
}
