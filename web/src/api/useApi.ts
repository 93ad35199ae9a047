import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask, askKey, type ApiProblem } from './client.ts';
import { come } from './early.ts';
import type { Selection } from '../state/selection.ts';
import { useSelection } from '../state/useSelection.ts';
import type { TypedDocumentString } from './gql/graphql.ts';

/** Codes that another try cannot mend. */
const FINAL = new Set(['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'QUERY_TOO_EXPENSIVE', 'GRAPHQL_VALIDATION_FAILED']);

export interface AskOptions {
  /** The answer to the former variables stays on screen until the new one is there, so that a step in time does not flash. */
  readonly keepPrevious?: boolean;
  /** False: not asked yet, for instance because a parameter is still unknown. */
  readonly enabled?: boolean;
}

/** The key of a question and how it is asked, of the data version and the day of the address: whoever asks ahead has to ask the same. */
export const queryOf = <Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
  { version, asKnownOn: knownOn }: Pick<Selection, 'version' | 'asKnownOn'>,
) => ({
  queryKey: [document.toString(), variables, version, knownOn],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask(document, variables, { signal, version, knownOn }),
});

/** One view query, of the data version and the day of the address. The key is the document, its variables and these, so two panels that ask the same share one request. */
export function useApi<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
  { keepPrevious = false, enabled = true }: AskOptions = {},
): UseQueryResult<Answer, ApiProblem> {
  const { selection } = useSelection();
  return useQuery<Answer, ApiProblem>({
    ...queryOf(document, variables, selection),
    initialData: () => come<Answer>(askKey(document, variables, { version: selection.version, knownOn: selection.asKnownOn })),
    enabled,
    retry: (failures, problem) => failures < 2 && !FINAL.has(problem.code),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}
