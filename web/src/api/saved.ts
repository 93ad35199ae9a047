/** Saved queries of the explorer, the reader's own and shared ones. */
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { ApiProblem } from './client.ts';
import { askAs } from './explorer.ts';
import { graphql } from './gql/gql.ts';
import type { SavedQueriesQuery, SaveQueryMutation, SaveQueryMutationVariables } from './gql/graphql.ts';

const savedQueriesDocument = graphql(`
  query SavedQueries {
    savedQueries {
      ...SavedParts
    }
  }

  fragment SavedParts on SavedQuery {
    id
    name
    query
    variables
    shared
    mine
    updatedAt
  }
`);

const savedQueryDocument = graphql(`
  query SavedQuery($id: ID!) {
    savedQuery(id: $id) {
      id
      name
      query
      variables
    }
  }
`);

const saveQueryDocument = graphql(`
  mutation SaveQuery($id: ID, $name: String!, $query: String!, $variables: String, $shared: Boolean!) {
    saveQuery(id: $id, name: $name, query: $query, variables: $variables, shared: $shared) {
      id
      name
      shared
    }
  }
`);

const deleteQueryDocument = graphql(`
  mutation DeleteQuery($id: ID!) {
    deleteQuery(id: $id)
  }
`);

export type SavedQueryRow = SavedQueriesQuery['savedQueries'][number];
export type Saved = SaveQueryMutation['saveQuery'];

const KEY = 'saved-queries';

/** Asked as the reader whose token is in use; null: as the reader at this browser. */
export const useSavedQueries = (token: string | null): UseQueryResult<readonly SavedQueryRow[], ApiProblem> =>
  useQuery({
    queryKey: [KEY, token],
    queryFn: async () => (await askAs(savedQueriesDocument, {}, token)).savedQueries,
    retry: false,
  });

export type SavedText = Pick<SavedQueryRow, 'id' | 'name' | 'query' | 'variables'>;

/** One saved query by its id; null when there is none that the reader may see. */
export const fetchSavedQuery = async (id: string, token: string | null): Promise<SavedText | null> =>
  (await askAs(savedQueryDocument, { id }, token)).savedQuery ?? null;

function useChange<Ask, Answer>(change: (asked: Ask) => Promise<Answer>): UseMutationResult<Answer, ApiProblem, Ask> {
  const queries = useQueryClient();
  return useMutation<Answer, ApiProblem, Ask>({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}

export const useSaveQuery = (token: string | null) =>
  useChange<SaveQueryMutationVariables, Saved>(async (asked) => (await askAs(saveQueryDocument, asked, token)).saveQuery);

export const useDeleteQuery = (token: string | null) =>
  useChange<string, string>(async (id) => (await askAs(deleteQueryDocument, { id }, token)).deleteQuery);
