/** The only place that speaks to the server. */
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
}

/** Sends one document. Rejects with an ApiProblem; an aborted request rejects with the AbortError of fetch. */
export async function ask<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
  { signal = null, version = null }: SendOptions = {},
): Promise<Answer> {
  const response = await fetch(`${basePath(location.pathname)}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query: document.toString(), variables, ...(version === null ? {} : { extensions: { dataVersion: version } }) }),
    signal,
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiProblem('NETWORK', String(cause));
  });
  if (!(response.headers.get('content-type') ?? '').includes('json')) throw new ApiProblem('NETWORK', `HTTP ${response.status}`);
  return contentOf((await response.json()) as ExecutionResult<Answer>);
}

/** Scalars whose literals stand in quotes; any other name of a string is a member of an enum, and stands bare. */
const QUOTED = new Set(['ID', 'String', 'Period', 'Date', 'DateTime']);

/** Fields of the schema's input objects whose texts stand in quotes; a text of any other field is a member of an enum. */
const TEXT_FIELDS = new Set(['region', 'park', 'search', 'codes', 'childrenOf', 'under', 'only', 'from', 'to']);

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
