/** What the explorer sends: any document as it was typed, with a token where one is set, and the introspection of the schema. */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { ApiProblem, basePath, contentOf } from './client.ts';
import type { ExecutionResult } from './envelope.ts';
import type { TypedDocumentString } from './gql/graphql.ts';

export interface Typed {
  readonly query: string;
  readonly variables?: unknown;
}

export interface SendAs {
  /** Secret of a token; null: as the reader at this browser. */
  readonly token: string | null;
  /** `v12`; null: the data as they are. */
  readonly version: string | null;
  /** It changes nothing, so that it may be asked once more without a token that no longer holds. */
  readonly reads: boolean;
}

/** An answer as it came, with what it took. */
export interface Sent {
  readonly answer: ExecutionResult<unknown>;
  readonly milliseconds: number;
  readonly bytes: number;
}

type OnRefused = (secret: string) => void;
const refusalListeners = new Set<OnRefused>();

/** Calls `listener` with every token that the server no longer takes; the answer stops it. */
export function onTokenRefused(listener: OnRefused): () => void {
  refusalListeners.add(listener);
  return () => {
    refusalListeners.delete(listener);
  };
}

/** The token itself does not hold, whatever it was to be used for. */
const isTokenRefused = ({ status, headers }: Response): boolean =>
  status === 401 && (headers.get('www-authenticate') ?? '').includes('invalid_token');

/** The server takes one operation a request, so none is named. Rejects with an ApiProblem when no GraphQL answer came; refusals are answers. */
export async function sendTyped(typed: Typed, { token, version, reads }: SendAs): Promise<Sent> {
  const { query, variables } = typed;
  const began = performance.now();
  const response = await fetch(`${basePath(location.pathname)}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({
      query,
      variables: variables ?? {},
      ...(version === null ? {} : { extensions: { dataVersion: version } }),
    }),
  }).catch((cause: unknown) => {
    throw new ApiProblem('NETWORK', String(cause));
  });
  if (token !== null && isTokenRefused(response)) {
    for (const listener of refusalListeners) listener(token);
    if (reads) return sendTyped(typed, { token: null, version, reads });
  }
  const text = await response.text();
  if (!(response.headers.get('content-type') ?? '').includes('json')) throw new ApiProblem('NETWORK', `HTTP ${response.status}`);
  const answer = JSON.parse(text) as ExecutionResult<unknown>;
  return { answer, milliseconds: performance.now() - began, bytes: new TextEncoder().encode(text).length };
}

/**
 * One document of this build, about the reader who asks. Sent whole and by POST: nobody on the way may keep an answer that belongs to one reader.
 * Rejects with an ApiProblem.
 */
export async function askAs<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
  token: string | null,
): Promise<Answer> {
  const query = document.toString();
  const { answer } = await sendTyped({ query, variables }, { token, version: null, reads: /^\s*query\b/.test(query) });
  return contentOf(answer as ExecutionResult<Answer>);
}

/** The schema as it describes itself, both languages in every description. */
export function useIntrospection(token: string | null): UseQueryResult<IntrospectionQuery, ApiProblem> {
  return useQuery<IntrospectionQuery, ApiProblem>({
    queryKey: ['introspection', token],
    queryFn: async () => {
      const { answer } = await sendTyped({ query: getIntrospectionQuery() }, { token, version: null, reads: true });
      return contentOf(answer as ExecutionResult<IntrospectionQuery>);
    },
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
